"""What a slide is, whoever draws it: one message, one body, its notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

MOST_LINES = 5
"""Lines on a slide of text."""
MOST_OF_A_TITLE = 120
"""Characters of a title: two lines of large type."""
MOST_OF_A_LINE = 150
"""Characters of a line of text: two lines on a projector."""
LONGEST_WORD = 30
"""Characters of a word: what is longer is none of our languages, and would break a name beside its bar."""
BLANKS = re.compile(r"[ \t\r\n]+")
"""Blanks at which a line may end: not the one between a number and its sign."""


@dataclass(frozen=True)
class Number:
    """A figure in large type.

    Attributes:
        label: what it is called.
        value: the figure in words of the language.
        small: what stands beneath it; blank where nothing does.
        means: its definition in one sentence.
    """

    label: str
    value: str
    small: str
    means: str


@dataclass(frozen=True)
class Line:
    """A line of text with the sign before it, if any."""

    text: str
    sign: str = ""


class Kind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """Horizontal bars, stacked; the first category on top."""
    LINES = "lines"
    """Values over months; the categories are dates."""
    GANTT = "gantt"
    """Horizontal bars over time, stacked from a hidden first series; values are days, offsets from `Chart.first`."""


@dataclass(frozen=True)
class Series:
    """The values of a chart that look the same.

    Attributes:
        name: its name in the legend, with its sign.
        numbers: one for each category; `None` where there is none, which is not zero.
        colour: a placeholder of `components.charts.theme`.
        hatched: drawn with stripes.
        hidden: takes room and is not seen.
        dashed: a line of dashes.
    """

    name: str
    numbers: tuple[int | None, ...]
    colour: str
    hatched: bool = False
    hidden: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart as plain data.

    Attributes:
        kind: how it is drawn.
        categories: names, or first days of months for `Kind.LINES`.
        series: in the order of the legend, and of the stack from its root.
        unit: what the values count.
        first, last: of a Gantt chart, the first and the last day of its axis.
        today: of a Gantt chart, the cut-off and what it is called.
    """

    kind: Kind
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    unit: str
    first: date | None = None
    last: date | None = None
    today: tuple[date, str] | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix.

    Attributes:
        count: reached of all that apply, on an open record reached; a dash where there is no action.
        sign, word: what it says about what was due; on an open record what is to come or passed, in signs alone.
        mark: the code of what was due, a `data.model.Cell`; blank on an open record and where there is no action.
        label: the whole cell in words.
        filled: whether there is any action.
    """

    count: str
    sign: str
    word: str
    mark: str
    label: str
    filled: bool = True


@dataclass(frozen=True)
class Matrix:
    """A table of cells.

    Attributes:
        corner: what the rows are.
        columns: their names.
        rows: name to cells, in order.
    """

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


Body = tuple[Number, ...] | tuple[Line, ...] | Chart | Matrix


@dataclass(frozen=True)
class Slide:
    """One message.

    Attributes:
        key: name of the slide in the address: stable, the same in every language.
        title: the message, stated from the numbers.
        subtitle: the measure and its unit.
        body: what shows it; `None` on the title slide.
        alt: the body in words; blank where it is words already.
        notes: paragraphs for the speaker: definitions, how it is counted, limits, sources.
        marking: what must be seen on it beside the footer; blank where the data are real and public.
    """

    key: str
    title: str
    subtitle: str
    body: Body | None = None
    alt: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    marking: str = ""


def cut(text: str, most: int) -> str:
    """A name in one line of at most `most` characters, none of whose words is longer than a word can be."""
    return shorten(" ".join(shorten(word, LONGEST_WORD) for word in BLANKS.split(text)), most)


def shorten(text: str, most: int) -> str:
    """A text of at most `most` characters: cut after a word where one ends in its second half, with an ellipsis."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ")
    return f"{kept[: space if space > most // 2 else None].rstrip(' ,;:.…')}…"
