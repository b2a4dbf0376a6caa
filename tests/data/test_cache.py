"""What is kept: made once, bounded, never in the way, and without the frames of a dataset."""

import gc
import threading
import weakref
from collections import Counter
from dataclasses import replace

import pytest

from data import measures
from data.cache import Cache, cached_by_fingerprint
from data.model.records import by_code
from data.selection import Snapshot
from data.text import words
from tests.support import build


def dataset():
    return build.dataset([build.action("A", "ECU", "PER")], [build.milestone("M", "A", "2025-06")])


def test_the_same_fingerprint_and_arguments_give_the_same_value():
    calls = []

    @cached_by_fingerprint(2)
    def derived(dataset, name):
        calls.append((dataset.fingerprint, name))
        return object()

    first = dataset()
    assert derived(first, "a") is derived(replace(first), "a")
    assert derived(first, "b") is not derived(first, "a")
    assert len(calls) == 2


def test_no_cache_of_data_keeps_the_frames_of_a_dataset():
    whole = dataset()
    snapshot = Snapshot.on(whole, build.AS_OF)
    by_code(whole, "actions")
    words.translations(whole, "es")
    words.words("es").participant(whole, "EUROPOL")
    measures.explode_by_participant(snapshot.milestones, whole)
    frame = weakref.ref(whole.actions)
    del whole, snapshot
    gc.collect()
    assert frame() is None


def test_the_one_unused_for_longest_goes_first():
    kept = Cache(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: "first")
    assert len(kept._places) == 2
    assert kept.get("a", lambda: "again") == "first"
    assert kept.get("b", lambda: "again") == "again"


def test_a_failure_is_raised_and_not_kept():
    kept = Cache(1)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1) == 1


def test_threads_that_ask_at_once_wait_for_one_of_them_and_for_no_other_value():
    kept, made = Cache(8), Counter()
    started, may_end = threading.Event(), threading.Event()

    def slow():
        made["slow"] += 1
        started.set()
        assert may_end.wait(10)
        return "slow"

    found = []
    threads = [
        threading.Thread(target=lambda: found.append(kept.get("slow", slow))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert started.wait(10)
    assert kept.get("quick", lambda: "quick") == "quick"
    may_end.set()
    for thread in threads:
        thread.join(10)
    assert found == ["slow"] * 4
    assert made["slow"] == 1
