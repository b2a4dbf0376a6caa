"""The interpreters' sheet (DOCX): what a deck names and counts in every language, on one page."""

from collections.abc import Iterator, Mapping, Sequence

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
    """The sheet of a deck, or of its chosen slides; names stand in the order of the slides.

    Raises:
        DocumentError: there is no such slide.
    """
    t, rows = view.t, list(_rows(view, chosen))
    lines, kept = 0, 0
    for kept, row in enumerate(rows, 1):
        lines += max(-(-len(cell.text) // MOST_OF_A_LINE) for cell in row)
        if lines > MOST_LINES:
            kept -= 1
            break
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
    made = note.build(
        view,
        title,
        (),
        [heading],
        address if "://" in address else "",
        spoken[t.language].office_tag,
    )
    return word.write(made)


def _rows(view: View, chosen: Sequence[str]) -> Iterator[Row]:
    """A row a name or number: the number of the slide where it comes first, and the languages."""
    every = {code: in_language(view, code) for code in words.languages()}
    decks = {code: _by_subject(one, chosen) for code, one in every.items()}
    seen = set()
    for key, (number, shown) in decks[view.t.language].items():
        terms = (_terms(one, shown, decks[code][key][1]) for code, one in every.items())
        for texts in zip(*terms, strict=True):
            if texts not in seen:
                seen.add(texts)
                yield (Cell(str(number)), *map(Cell, texts))


def _by_subject(view: View, chosen: Sequence[str]) -> Mapping[str, tuple[int, list[Slide]]]:
    """The storyline: what slides are about to the number of the first and all of them."""
    found: dict[str, tuple[int, list[Slide]]] = {}
    for number, slide in enumerate(slides(view, chosen), 1):
        if not slide.appendix:
            key = slide.key.rstrip("-0123456789")
            found.setdefault(key, (number, []))[1].append(slide)
    return found


def _terms(view: View, shown: Sequence[Slide], said: Sequence[Slide]) -> Iterator[str]:
    """Names, bodies, acronyms and numbers of slides, in the same order in every language.

    Args:
        view: in the language of the terms.
        shown: slides of the deck, which say which actions it names.
        said: the same slides in the language of the terms.
    """
    for group, spoken in zip(_groups(shown), _groups(said), strict=True):
        yield f"{spoken.number} {spoken.title}"
        yield from (names.action(view, line.action) for line in group.lines if line.action)
    for slide in said:
        match slide.body:
            case None:
                yield from (slide.title, *slide.subtitle.split("\n"))
            case Bars() if not slide.body.upright:
                yield from slide.body.categories
            case Grid():
                yield from agencies.bodies(view).values()
            case (Number(), *_):
                yield from (f"{one.value} {one.label}" for one in slide.body)


def _groups(slides: Sequence[Slide]) -> list[Group]:
    bodies = (slide.body for slide in slides if isinstance(slide.body, tuple))
    return [one for body in bodies for one in body if isinstance(one, Group)]
