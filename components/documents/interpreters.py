"""The interpreters' sheet (DOCX): what a deck names and counts in every language, on one sheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from components.cards import agencies
from components.charts.slide_figures import Bars
from components.documents.deck import names, slides
from components.documents.deck.slide import Grid, Group, Number, Slide, groups_of
from components.documents.note import note, word
from components.documents.note.layout import Cell, Column, Table
from components.documents.pptx import texts
from components.layout import tables
from components.view.labels import in_line
from components.view.view import View, in_language
from data.model import locales
from data.text import words

SHARE_OF_NUMBERS = 7
"""Share of the width for the numbers of the slides, the first column."""
SHEET, ACROSS, AROUND = 667 + 700, 148, 3.5
"""Points: for rows on a page and its back, of a line in a cell, and around the lines of a row."""
SIZE, ARIAL, HIGH = 8.5, texts.Typeface(0.98, 0.98, 1.15), 1.25
"""Points of letters, what Arial takes, and how much more the lines of Arabic or Hebrew do."""
PART = re.compile(r"\s\(\d+/\d+\)$")
"""Which part of a list a slide is."""
ACTION, APPENDIX = 1, 2
"""What is left out first where the sheet is too small: both, and names that are no translation."""


def make(view: View, address: str, chosen: Sequence[str] = ()) -> bytes:
    """The sheet of a deck, or of its chosen slides, in their order; what has no room is counted.

    What is most important on each slide goes before all others.

    Raises:
        DocumentError: there is no such slide.
    """
    t, rows = view.t, _rows(view, chosen)
    ranked = sorted(rows, key=lambda terms: rows[terms][1])
    first = {rows[terms][0]: terms for terms in reversed(ranked)}
    heights = {terms: AROUND + max(map(_height, terms)) for terms in rows}
    # A row is on one side of the sheet: as much as the highest needs stays empty on its face.
    kept, room = set[tuple[str, ...]](), SHEET - max(heights.values())
    for terms in dict.fromkeys([*first.values(), *ranked]):
        if heights[terms] <= room:
            room -= heights[terms]
            kept.add(terms)
    codes, title, rest = words.languages(), t("document.interpreters"), len(rows) - len(kept)
    columns = [Column(t("interpreters.slide"), SHARE_OF_NUMBERS)]
    for code in codes:
        share, tag = (100 - SHARE_OF_NUMBERS) // len(codes), locales.language(code).office_tag
        columns.append(Column(words.words(code)("language.name"), share, locale=tag))
    shown = ((str(number), *terms) for terms, (number, _) in rows.items() if terms in kept)
    cells = tuple(tuple(map(Cell, row)) for row in shown)
    table = Table(title, tuple(columns), cells, style="Term", names=0)
    made = note.build(view, title, (table,), (), address if "://" in address else "")
    left = t("interpreters.rest", n=rest) if rest else ""
    return word.write(replace(made, subtitle=in_line([made.subtitle, left], ". ")))


def _height(text: str) -> float:
    lines = texts.lines(text, SIZE, ACROSS, face=ARIAL)
    return SIZE * ARIAL.line * lines * (HIGH if words.RIGHT_TO_LEFT.search(text) else 1)


def _rows(view: View, chosen: Sequence[str]) -> Mapping[tuple[str, ...], tuple[int, int]]:
    """What is said in each language, once, with slide and rank; bodies behind their initials."""
    every = {code: in_language(view, code) for code in words.languages()}
    decks = {code: slides(one, chosen) for code, one in every.items()}
    codes = view.dataset.participants["participant_id"]
    bodies = [[one.t.participant(one.dataset, code) for one in every.values()] for code in codes]
    found = dict[tuple[str, ...], tuple[int, int]]()
    for number, shown in enumerate(decks[view.t.language], 1):
        named = {
            code: next((one for one in deck if one.key == shown.key), shown)
            for code, deck in decks.items()
        }
        behind = APPENDIX * shown.appendix
        columns = (_terms(one, shown, named[code]) for code, one in every.items())
        for each in zip(*columns, strict=True):
            terms, ranks = zip(*each, strict=True)
            is_alike = ranks[0] and len(set(terms)) == 1
            found.setdefault(terms, (number, ACTION + APPENDIX if is_alike else behind + ranks[0]))
            for full in bodies:
                if any(map(_has_initials, terms, full)):
                    found.setdefault(tuple(full), (number, behind))
    return found


def _has_initials(text: str, body: str) -> bool:
    """Whether a text has the initials of a body, but not its name."""
    initials = agencies.short(body)
    return initials != body not in text and bool(re.search(rf"\b{re.escape(initials)}\b", text))


def _terms(view: View, shown: Slide, own: Slide) -> Iterator[tuple[str, int]]:
    """Numbers and names of a slide, in the same order in every language, and which are of actions.

    `shown` is the slide of the deck, which says which actions it names; `own` is the same slide in
    the language of the view and of the terms.
    """
    found, rank = [PART.sub("", own.title)], 0
    match own.body:
        case None:
            facts = own.subtitle.split("\n")  # The head of the sheet has what is known, too.
            found += [*(one for one in facts if one not in view.known), view.t("names.subject")]
        case Bars() if not own.body.upright:
            found = own.body.categories
        case Grid() if not own.appendix:
            found = [f"{own.title} ({', '.join(name for name, _ in own.body.rows)})"]
        case (Number(), *_):
            found += [f"{one.value} {names.lower_first(one.label)}" for one in own.body]
            found.append(own.body[0].small)
        case (Group(), *_):
            pass
        case _:
            rank = 0 if own.appendix else APPENDIX
    yield from ((text, rank) for text in found if text)
    for group, translated in zip(groups_of(shown.body), groups_of(own.body), strict=True):
        yield translated.title, 0
        named = (line.action for line in group.lines if line.action)
        yield from ((tables.action_names(view)[code], ACTION) for code in named)
