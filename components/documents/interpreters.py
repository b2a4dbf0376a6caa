"""The interpreters' sheet (DOCX): what a deck names and counts in every language, on one page."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from components.cards import agencies
from components.charts.bars import Bars
from components.documents.deck import names, slides
from components.documents.deck.slide import Grid, Group, Number, Slide
from components.documents.note import note, word
from components.documents.note.layout import Cell, Column, Paragraph, Row, Section, Table
from components.view.view import View, in_language
from data.text import locales, words

SHARE_OF_NUMBERS = 7
"""Share of the width for the numbers of the slides, the first column."""
MOST_OF_A_LINE, MOST_LINES = 36, 62
"""Characters of a line of a cell, and lines of a page."""


def make(view: View, address: str, chosen: Sequence[str] = ()) -> bytes:
    """The sheet of a deck, or of its chosen slides: each name once, in the order of the slides.

    The appendix is left out; of what has no room on the page the sheet says how much it is.

    Raises:
        DocumentError: there is no such slide.
    """
    t, rows = view.t, list(_rows(view, chosen))
    lines = (max(-(-len(cell.text) // MOST_OF_A_LINE) for cell in row) for row in rows)
    kept = sum(height <= MOST_LINES for height in accumulate(lines))
    spoken = {code: locales.language(code) for code in words.languages()}
    share = (100 - SHARE_OF_NUMBERS) // len(spoken)
    named = [
        Column(words.words(code)("language.name"), share, locale=one.office_tag)
        for code, one in spoken.items()
    ]
    title = t("document.interpreters")
    columns = (Column(t("interpreters.slide"), SHARE_OF_NUMBERS), *named)
    table = Table(title, columns, tuple(rows[:kept]), style="Term", names=0)
    rest = len(rows) - kept
    blocks = [table, *([Paragraph(t("interpreters.rest", n=rest))] if rest else [])]
    heading = Section(t("interpreters.heading"), tuple(blocks))
    made = note.build(view, title, (), [heading], address if "://" in address else "")
    return word.write(made)


def _rows(view: View, chosen: Sequence[str]) -> Iterator[Row]:
    """A row a name or number: the number of its slide, and it in each language."""
    every = {code: in_language(view, code) for code in words.languages()}
    decks = {code: slides(one, chosen) for code, one in every.items()}
    seen = set()
    for number, shown in enumerate(decks[view.t.language], 1):
        said = {
            code: next((one for one in deck if one.key == shown.key), shown)
            for code, deck in decks.items()
        }
        if not shown.appendix:
            terms = (_terms(one, shown, said[code]) for code, one in every.items())
            for texts in zip(*terms, strict=True):
                if texts not in seen:
                    seen.add(texts)
                    yield (Cell(str(number)), *map(Cell, texts))


def _terms(view: View, shown: Slide, said: Slide) -> Iterator[str]:
    """Names, bodies and numbers of a slide, in the same order in every language.

    Args:
        view: in the language of the terms.
        shown: the slide of the deck, which says which actions it names.
        said: the same slide in the language of the terms.
    """
    for group, spoken in zip(_groups(shown), _groups(said), strict=True):
        yield f"{spoken.number} {names.lower_first(spoken.title)}"
        yield from (names.action(view, line.action) for line in group.lines if line.action)
    match said.body:
        case None:
            yield from (said.title, *said.subtitle.split("\n"))
        case Bars() if not said.body.upright:
            yield from said.body.categories
        case Grid():
            shorts = {name for name, _ in said.body.rows}
            yield said.title
            bodies = agencies.bodies(view).values()
            yield from (name for name in bodies if agencies.short(name) in shorts)
        case (Number(), *_):
            yield from (f"{one.value} {names.lower_first(one.label)}" for one in said.body)


def _groups(slide: Slide) -> list[Group]:
    body = slide.body if isinstance(slide.body, tuple) else ()
    return [one for one in body if isinstance(one, Group)]
