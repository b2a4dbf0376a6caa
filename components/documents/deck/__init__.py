"""The deck as data: the slides of a meeting, made from one view.

PPTX, the page and the HTML file all draw these slides: the same titles, numbers and words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from components.documents import DocumentError
from components.documents.deck import progress, speaker_notes, upcoming
from components.documents.deck.slide import Slide
from components.layout import tables
from components.view.view import View

WHOLE = (
    *("title", "headline", "changes", "over-time", "priorities", "matrix"),
    *("timeline", "due", "silent", "method"),
)
"""Keys of the slides about the whole choice; a second part of one has a number behind it."""
OF_ONE = {"priority-": "priority", "country-": "country"}
"""How the key of a slide about one thing begins, to the filter that has the code behind it."""
MOST_KEYS = 100
"""Slides that an address may name."""


Subject = tuple[str, Mapping[str, Any], Iterable[Slide | None]]
"""Its key, what its name needs, and its slides."""


class LeftOut(NamedTuple):
    """A slide that would say nothing: its key, and why it is not there, in a sentence."""

    key: str
    why: str


class Deck(NamedTuple):
    """The slides in the order in which they are shown, and those that are left out."""

    slides: list[Slide]
    left_out: list[LeftOut]


def deck(view: View) -> Deck:
    """The slides of a view.

    Title; the priority, where one alone is chosen; headline; changes since the last meeting; over
    time; priorities; matrix; one slide a priority; timeline; due before the next meeting; due
    without a report; the participants that the selection is about; method and sources. No slide
    says that there is nothing: a subject without data is left out, and an empty selection has no
    slide at all. Each body has one figure or at most five lines; each title takes at most two
    lines of large type.
    """
    whole = Deck([], [])
    if view.selection.milestones.empty:
        why = "filters.nothing" if view.selection.is_empty else "deck.not_counted"
        whole.left_out.append(LeftOut("title", view.t(why)))
        return whole
    for key, about, made in _subjects(view):
        slides = [replace(slide, marking=view.warning) for slide in made if slide]
        whole.slides.extend(slides)
        if not slides:
            kind = next((name for start, name in OF_ONE.items() if key.startswith(start)), key)
            whole.left_out.append(LeftOut(key, view.t(f"deck_left_out.{kind}", **about)))
    return whole


def slides(view: View, chosen: Sequence[str] = ()) -> list[Slide]:
    """The slides of a view; where some are chosen by their keys, those alone.

    Raises:
        DocumentError: a key means nothing, or there is no slide.
    """
    if wrong := [key for key in chosen if not is_key(view, key)]:
        raise DocumentError("unknown_slides", keys=", ".join(wrong)[:MOST_KEYS])
    whole = deck(view)
    found = [slide for slide in whole.slides if not chosen or slide.key in chosen]
    if not found:
        raise DocumentError("no_slides", why=" ".join(one.why for one in whole.left_out))
    return found


def keys(written: str) -> tuple[str, ...]:
    """The keys of an address, which writes them with commas between."""
    return tuple(dict.fromkeys(filter(None, written.split(",")[:MOST_KEYS])))


def is_key(view: View, key: str) -> bool:
    """Whether a key can name a slide of these data, be it there with this choice or not."""
    codes = {"priority": set(view.dataset.priorities["priority_id"])}
    codes["country"] = set(view.dataset.participants["participant_id"])
    return re.sub(r"-[0-9]+$", "", key) in WHOLE or any(
        key.startswith(start) and key.removeprefix(start) in codes[kind]
        for start, kind in OF_ONE.items()
    )


def _subjects(view: View) -> Iterator[Subject]:
    alone = view.filters.priority if len(view.filters.priority) == 1 else ()
    yield "title", {}, [_title(view)]
    if alone:
        yield from _priorities(view, alone)
    yield "headline", {}, [progress.headline(view)]
    yield "changes", {}, [progress.changes_since_meeting(view)]
    yield "over-time", {}, [progress.over_time(view)]
    yield "priorities", {}, progress.priorities(view)
    yield "matrix", {}, progress.matrix(view)
    if not alone:
        yield from _priorities(view, view.filters.priority)
    yield "timeline", {}, [upcoming.running(view)]
    yield "due", {}, [upcoming.due(view)]
    yield "silent", {}, [upcoming.silent(view)]
    for code in view.filters.subjects:
        name = view.t.participant(view.dataset, code)
        yield f"country-{code}", {"name": name}, [progress.country(view, code)]
    yield "method", {}, [upcoming.method(view)]


def _priorities(view: View, chosen: Sequence[str]) -> Iterator[Subject]:
    numbers = tables.priority_numbers(view)
    for code in tables.priority_titles(view, chosen or None):
        yield f"priority-{code}", {"number": numbers[code]}, [progress.priority(view, code)]


def _title(view: View) -> Slide:
    notes = speaker_notes.of(view, [], [], speaker_notes.limits(view))
    return Slide("title", view.t("product.name"), view.sentence, notes=notes)
