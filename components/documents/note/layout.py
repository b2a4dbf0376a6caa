"""The parts of a country note as data, and how much of it fits on two pages."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from components.documents import fonts

PAGES = 2
WIDTH = 499
"""Points between the margins of an A4 page."""
HEIGHT = 730
"""Points between the margins, header and footer left out."""
RAGGED = 1.03
"""A text needs this multiple of its width, because lines end between words."""
SIZES = {"text": 8.5, "table": 8.0, "small": 7.0}
"""Size of letters, in points."""
LEADING = 1.28
"""Distance of lines as a multiple of their size."""
GAPS = {"heading": 24.0, "text": 4.5, "row": 5.0, "small": 3.5, "table": 6.0, "bar": 44.0}
"""Points around each kind of block; for a bar, the points of the bar with its legend."""
BREAKS = re.compile(r"\s*[\r\n\t\v\f]+\s*")
"""Where a text of the data would begin a new line."""
MOST_ROWS = 10
"""Rows of one list; what a note leaves out is one address away."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, the sign before it in its colour, codes of its sources."""

    text: str
    sign: str = ""
    colour: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and the sign before it in its colour.

    Attributes:
        share: percent of the width; those of all columns add up to 100.
        number: whether it holds numbers.
    """

    name: str
    share: int
    number: bool = False
    sign: str = ""
    colour: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with a header row.

    Attributes:
        alt: what it shows, for those who cannot see it.
        columns: its columns.
        rows: its rows, the most important first; of a long list no more than MOST_ROWS.
        total: how many rows the whole list has.
        rest: number of rows left out to the line that says so; without it no row is left out.
        closes: whether the last row is the total of the others.
        large: whether its cells are the figures of the headline.
        pace: how many rows it adds where other lists add one.
        names: the column whose cells name the rows; `None` where none does.
    """

    alt: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int = 0
    rest: Callable[[int], str] | None = None
    closes: bool = False
    large: bool = False
    pace: int = 1
    names: int | None = None


@dataclass(frozen=True)
class Items:
    """Small print, an item a line; `total`, `rest` and `pace` as in `Table`."""

    rows: tuple[Row, ...]
    total: int = 0
    rest: Callable[[int], str] | None = None
    pace: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, and the codes of the sources that say so."""

    text: str
    sources: tuple[str, ...] = ()
    small: bool = False


@dataclass(frozen=True)
class Segment:
    """A part of a bar.

    Attributes:
        count: how many it stands for.
        word, sign: the name and the sign of its state; `colour` is the colour of the sign.
        fill, label: the colours of the part and of the number on it.
        striped: whether it is striped, as a state without a report is.
    """

    count: int
    word: str
    sign: str
    colour: str
    fill: str
    label: str
    striped: bool


@dataclass(frozen=True)
class Bar:
    """A whole stacked by its parts, with words for those who cannot see it."""

    title: str
    alt: str
    segments: tuple[Segment, ...]


Block = Paragraph | Table | Items | Bar


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Source:
    """An entry in the list of sources: its number in the note, what it is, and where."""

    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Note:
    """A country note, ready to be written in any format.

    Attributes:
        subtitle: the day, the dataset, and whether the data are live or frozen.
        running: the text at the head of each page.
        marking: who may see it, or that it is invented; `fictional` whether it is.
        imprint: the text at the foot of each page.
        page: words around the number of the page and of all pages: before, between, after.
        lead: paragraphs under the heading.
        numbers: code of a source to its number.
        more_sources: how many sources it does not name, in words; may be blank.
        address: where to see the same on screen.
        locale: language and region of the reader (`es-EC`).
        product: the name of the dashboard, as the author of the file.
        as_of: the cut-off, as YYYY-MM-DD.
        unshown: that some of its letters are in no font of the PDF; blank where it has them all.
    """

    title: str
    subtitle: str
    running: str
    marking: str
    fictional: bool
    imprint: str
    page: tuple[str, str, str]
    lead: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    numbers: Mapping[str, int]
    more_sources: str
    address: str
    locale: str
    product: str
    as_of: str
    unshown: str = ""


def join_lines(value: Any) -> Any:
    """The same value with each text in one line: no cell of the data may break a row."""
    if isinstance(value, str):
        return " ".join(BREAKS.split(value)) if BREAKS.search(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: join_lines(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **parts)
    if isinstance(value, Mapping):
        return {key: join_lines(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(join_lines(part) for part in value)
    return value


def texts(value: Any) -> Iterator[str]:
    """Every text in a note, or in a part of one."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)


def citations(blocks: Sequence[Block]) -> list[str]:
    """Codes of the sources that some blocks name, each once, in their order."""
    codes: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            codes += block.sources
        elif not isinstance(block, Bar):
            codes += [code for row in block.rows for cell in row for code in cell.sources]
    return list(dict.fromkeys(codes))


def fit(
    lead: Sequence[Paragraph], sections: Sequence[Section], sources: Mapping[str, str]
) -> list[Section]:
    """The sections, their lists shortened so that the note with its sources fits on its pages.

    The lists take turns: each adds its next row as long as that row and the sources that it names
    for the first time still fit. Of each list that is cut, a line says how many rows are left out.
    """
    blocks = [block for section in sections for block in section.blocks]
    lists = {
        number: block
        for number, block in enumerate(blocks)
        if isinstance(block, Table | Items) and block.rest and block.rows
    }
    kept = dict.fromkeys(lists, 0)

    def shown() -> list[Block]:
        left = (number for number in range(len(blocks)) if kept.get(number) != 0)
        return [*lead, *(_first(blocks[number], kept.get(number)) for number in left)]

    def height() -> float:
        there = shown()
        entries = sum(_text(sources[code], "small") for code in citations(there))
        headings = (len(sections) + 2) * GAPS["heading"]
        cut_lines, lost_between_pages = len(lists) * _text("x", "small"), max(map(_tallest, there))
        return headings + entries + sum(map(_height, there)) + cut_lines + lost_between_pages

    growing = [number for number, block in lists.items() for _ in range(block.pace)]
    while growing:
        for number in list(growing):
            kept[number] += 1
            if kept[number] > len(lists[number].rows) or height() > PAGES * HEIGHT:
                kept[number] -= 1
                growing.remove(number)
    return _cut_lists(sections, blocks, kept)


def _cut_lists(
    sections: Sequence[Section], blocks: Sequence[Block], kept: Mapping[int, int]
) -> list[Section]:
    """The sections with shortened lists, each followed by a line on the rows left out."""
    filled, number = [], 0
    for section in sections:
        shown: list[Block] = []
        for block in section.blocks:
            if number in kept and isinstance(block, Table | Items) and block.rest:
                left_out = block.total - kept[number]
                shown += [_first(block, kept[number])] if kept[number] else []
                shown += [Paragraph(block.rest(left_out), small=True)] if left_out else []
            else:
                shown.append(blocks[number])
            number += 1
        filled.append(replace(section, blocks=tuple(shown)))
    return filled


def _first(block: Block, rows: int | None) -> Block:
    return replace(block, rows=block.rows[:rows]) if isinstance(block, Table | Items) else block


def _height(block: Block) -> float:
    """Points that a block takes."""
    if isinstance(block, Paragraph):
        return _text(block.text, "small" if block.small else "text")
    if isinstance(block, Bar):
        return GAPS["bar"]
    if isinstance(block, Items):
        return sum(_text(row[0].text, "small") for row in block.rows)
    heads = _row([column.name for column in block.columns], block.columns)
    return heads + sum(_rows(block)) + GAPS["table"]


def _rows(table: Table) -> list[float]:
    texts = ([f"{cell.sign} {cell.text}".strip() for cell in row] for row in table.rows)
    return [_row(row, table.columns) for row in texts]


def _tallest(block: Block) -> float:
    """Points of the tallest row of a table: so much may stay blank at the end of a page."""
    return max(_rows(block), default=0.0) if isinstance(block, Table) else 0.0


def _text(text: str, kind: str) -> float:
    return _lines(text, SIZES[kind], WIDTH) * SIZES[kind] * LEADING + GAPS[kind]


def _row(texts: Sequence[str], columns: Sequence[Column]) -> float:
    size, padding = SIZES["table"], 6
    lines = max(
        _lines(text, size, WIDTH * column.share / 100 - padding)
        for text, column in zip(texts, columns, strict=True)
    )
    return lines * size * LEADING + GAPS["row"]


def _lines(text: str, size: float, width: float) -> int:
    return max(1, math.ceil(RAGGED * fonts.width(text) * size / width))
