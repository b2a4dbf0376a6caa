"""What is derived from a dataset once: by the fingerprint, bounded, and without the frames."""

import gc
import weakref
from dataclasses import replace

from data import measures
from data.derived import kept_by_fingerprint
from data.records import by_code
from data.selection import Known
from data.text import words
from tests.support import build


def dataset():
    return build.dataset([build.action("A", "ECU", "PER")], [build.milestone("M", "A", "2025-06")])


def test_the_same_fingerprint_and_arguments_give_the_same_value():
    calls = []

    @kept_by_fingerprint(2)
    def derived(dataset, name):
        calls.append((dataset.fingerprint, name))
        return object()

    first = dataset()
    assert derived(first, "a") is derived(replace(first), "a")
    assert derived(first, "b") is not derived(first, "a")
    assert len(calls) == 2


def test_the_value_that_was_not_asked_for_the_longest_goes_first():
    calls = []

    @kept_by_fingerprint(2)
    def derived(dataset, name):
        calls.append((dataset.fingerprint, name))

    whole = dataset()
    for name in ("a", "b", "a", "c", "a", "b"):
        derived(whole, name)
    assert [name for _, name in calls] == ["a", "b", "c", "b"]


def test_no_cache_of_data_keeps_the_frames_of_a_dataset():
    whole = dataset()
    known = Known.on(whole, build.AS_OF)
    by_code(whole, "actions")
    words.translations(whole, "es")
    words.words("es").participant(whole, "EUROPOL")
    measures.listing(known.milestones, whole)
    frame = weakref.ref(whole.actions)
    del whole, known
    gc.collect()
    assert frame() is None
