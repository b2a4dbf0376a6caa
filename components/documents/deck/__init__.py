"""The deck as data: what is presented at a meeting, from the reader's dataset, filters, cut-off or edition, and language.

Whoever draws it (a presentation, a page, a file of HTML) shows the same titles, numbers and words.
"""

from collections.abc import Iterator
from dataclasses import replace

from components.cards import tables
from components.documents.deck import progress, speaker_notes, upcoming
from components.documents.deck.slide import Line, Slide
from components.view.view import View
from data.model import Clearance


def slides(view: View) -> list[Slide]:
    """The slides of a view in the order in which they are shown.

    Title; headline; what changed since the last meeting; over time; the priorities; the matrix; one slide
    a priority; timeline; due and silent before the next meeting; the countries chosen; method and sources.
    What has nothing to show has no slide; only a choice that leaves nothing to count has one that says why.
    Each body has one figure or at most five lines; each title is at most two lines of large type.
    """
    marking = view.marking if view.dataset.fictional or view.clearance != Clearance.PUBLIC else ""
    return [replace(slide, marking=marking) for slide in _slides(view)]


def _slides(view: View) -> Iterator[Slide]:
    yield _title(view)
    if view.selection.milestones.empty:
        yield _empty(view)
        return
    yield progress.headline(view)
    yield from _where(progress.changed(view), progress.over_time(view))
    yield from progress.priorities(view)
    yield from progress.matrix(view)
    for code in tables.priority_titles(view, view.filters.priority or None):
        yield from _where(progress.priority(view, code))
    yield from _where(upcoming.running(view), upcoming.due(view), upcoming.silent(view))
    for code in view.filters.country:
        yield from _where(progress.of_country(view, code))
    yield upcoming.method(view)


def _where(*found: Slide | None) -> Iterator[Slide]:
    """The slides that have something to show."""
    return (slide for slide in found if slide)


def _title(view: View) -> Slide:
    return Slide(
        "title",
        view.t("product.name"),
        view.sentence,
        notes=speaker_notes.of(view, [], [], speaker_notes.limits(view)),
    )


def _empty(view: View) -> Slide:
    t = view.t
    why = "filters.nothing" if view.selection.is_empty else "deck.not_counted"
    return Slide("empty", t("deck.empty_title"), view.sentence, (Line(t(why)),))
