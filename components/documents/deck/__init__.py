"""The deck as data: the slides of a meeting, made from one view.

PPTX, the page and the HTML file all draw these slides: the same titles, numbers and words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from components.documents import DocumentError
from components.documents.deck import appendix, meeting, names, story
from components.documents.deck.slide import MOST_LINES, MOST_OF_A_TITLE, Line, Slide, alt
from components.layout import tables
from components.view.labels import NO_BREAK
from components.view.view import View

WHOLE = (
    *("title", "headline", "priorities", "where", "over-time", "open", "agencies", "meeting"),
    *("readiness", "confirm", "matrix", "timeline", "method", "sources"),
)
"""Keys of the slides about the whole choice; a second part of one has a number behind it."""
TEXT = "text"
"""How the key of a slide of the presenter's own begins; a colon and its words follow."""
OWN = {TEXT: 1 + MOST_LINES, "title": 3}
"""Keys that bring words of their own, to how many: a title with lines, facts of the cover."""
PARTED = re.compile(r"(?<=\d) \w+ (?=\d)|(?<=\d) (?=\w)| (?=[\d.,]+$)")
"""Blanks of a title between a number and what it counts, and before a number at its end."""
MOST_KEYS = 100
"""Slides that an address may name."""


def deck(view: View) -> list[Slide]:
    """The slides of a view, in the order in which they are shown.

    The storyline of the whole: cover, the answer, before and since by priority, where, by month,
    what is open and silent, agreements with EU agencies, what the next meeting can decide, how far
    the answers of its round are; then the appendix: each priority, the grid, the timeline, the
    method, the sources. A country has six of these and a priority five, and the sources. What would
    show fewer than three values is left out; a choice without milestones that count has no slide.
    """
    made = () if view.selection.milestones.empty else _made(view)
    return [_finished(view, slide) for slide in made if slide]


def why_none(view: View) -> str:
    """Why a view has no slide, in words."""
    return view.t("filters.nothing" if view.selection.is_empty else "deck.not_counted")


def slides(view: View, chosen: Sequence[str] = ()) -> list[Slide]:
    """The slides of a view; where some are chosen by their keys, those alone, in their order.

    A key is passed over where this choice has no such slide.

    Raises:
        DocumentError: a key means nothing, or no slide is left.
    """
    if wrong := [key for key in chosen if not is_key(view, key)]:
        raise DocumentError("unknown_slides", keys=", ".join(wrong)[:MOST_KEYS])
    by_key = {slide.key: slide for slide in deck(view)}
    found = [_with_own(view, key, by_key) for key in chosen or by_key]
    if not any(found):
        raise DocumentError("no_slides")
    return [slide for slide in found if slide]


def _with_own(view: View, key: str, by_key: Mapping[str, Slide]) -> Slide | None:
    """The slide of a key, with the words of the presenter that the key brings."""
    name, _, rest = key.partition(":")
    if not rest:
        return by_key.get(key)
    words = tuple(own_words(rest))
    if name == TEXT:
        lines = tuple(map(Line, words[1:])) or (Line(""),)
        return Slide(key, words[0], "", lines, marking=view.warning, is_own=True)
    cover = by_key.get(name)
    return cover and replace(cover, key=key, subtitle="\n".join([*words, cover.subtitle]))


def own_words(written: str) -> list[str]:
    """The words of a presenter in a key: a title and lines, or facts of the cover."""
    parts = (" ".join(unquote(part).split()) for part in written.split("|"))
    return [word for part in parts if (word := "".join(filter(str.isprintable, part)))]


def _finished(view: View, slide: Slide) -> Slide:
    """A slide with its marking, its signs and its figure in words; its title parts no number."""
    start = view.t.date(view.dataset.period.starts)
    title = slide.title.replace(start, start.replace(" ", NO_BREAK))
    title = PARTED.sub(lambda found: found[0].replace(" ", NO_BREAK), title)
    summary = " ".join(filter(None, [slide.subtitle, names.key(view, slide.body)]))
    words = alt(slide.body, view.t)
    return replace(slide, title=title, subtitle=summary, alt=words, marking=view.warning)


def keys(written: str) -> tuple[str, ...]:
    """The keys of an address, which has commas between them: each once, a hundred at most."""
    return tuple(dict.fromkeys(filter(None, written.split(",")[:MOST_KEYS])))


def is_key(view: View, key: str) -> bool:
    """Whether a key can name a slide of these data, be it there with this choice or not."""
    name, _, rest = key.partition(":")
    if rest:
        words, most = own_words(rest), OWN.get(name, 0)
        return 0 < len(words) <= most and all(len(word) <= MOST_OF_A_TITLE for word in words)
    codes = set(view.dataset.priorities["priority_id"])
    first = re.sub(r"-[0-9]+$", "", key)
    return first in WHOLE or bool({key, first} & {f"priority-{code}" for code in codes})


def _made(view: View) -> Iterator[Slide | None]:
    """The storyline; of a choice without a subject of its own more of it, and the appendix."""
    chosen = view.filters
    about_some, about_one = bool(chosen.subjects), len(chosen.priority) == 1
    whole = not (about_some or about_one)
    yield story.cover(view)
    yield story.answer(view)
    if not about_one:
        yield story.priorities(view)
    if not chosen.country:
        yield story.where(view)
    if whole:
        yield story.by_month(view)
    yield from story.what_is_open(view)
    if not about_one:
        yield story.with_agencies(view)
    yield from meeting.decisions(view)
    if whole:
        yield meeting.answers(view)
        yield from meeting.to_confirm(view)
        for code in tables.priority_numbers(view):
            yield from appendix.priority(view, code)
        yield from appendix.grid(view)
        yield appendix.timeline(view)
        yield appendix.method(view)
    yield appendix.sources(view)
