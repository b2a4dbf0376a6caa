"""The deck as data: the slides of a meeting, made from one view.

PPTX, the page and the HTML file all draw these slides: the same titles, numbers and words.
"""

from collections.abc import Iterator
from dataclasses import replace

from components.cards import tables
from components.documents.deck import progress, speaker_notes, upcoming
from components.documents.deck.slide import Line, Slide
from components.view.view import View


def slides(view: View) -> list[Slide]:
    """The slides of a view in the order in which they are shown.

    Title; headline; changes since the last meeting; over time; priorities; matrix; one slide a
    priority; timeline; due before the next meeting; due without a report; the participants that
    the selection is about; method and sources. A subject without data has no slide. An empty
    selection gives the title and one slide that says why it is empty. Each body has one figure or
    at most five lines; each title takes at most two lines of large type.
    """
    marking = view.marking if view.dataset.fictional or not view.clearance.is_public else ""
    return [replace(slide, marking=marking) for slide in _slides(view) if slide]


def _slides(view: View) -> Iterator[Slide | None]:
    yield _title(view)
    if view.selection.milestones.empty:
        yield _empty(view)
        return
    yield progress.headline(view)
    yield progress.changes_since_meeting(view)
    yield progress.over_time(view)
    yield from progress.priorities(view)
    yield from progress.matrix(view)
    for code in tables.priority_titles(view, view.filters.priority or None):
        yield progress.priority(view, code)
    yield from (upcoming.running(view), upcoming.due(view), upcoming.silent(view))
    for code in view.filters.subjects:
        yield progress.country(view, code)
    yield upcoming.method(view)


def _title(view: View) -> Slide:
    notes = speaker_notes.of(view, [], [], speaker_notes.limits(view))
    return Slide("title", view.t("product.name"), view.sentence, notes=notes)


def _empty(view: View) -> Slide:
    t = view.t
    why = "filters.nothing" if view.selection.is_empty else "deck.not_counted"
    return Slide("empty", t("deck.empty_title"), view.sentence, (Line(t(why)),))
