"""Charts of slides as places in per cent of their room, which CSS draws at any size."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from components.charts.bar_rows import percent
from components.charts.bars import Bars
from components.charts.theme import Look
from data.text.words import Words

MOST_TICKS = 6
"""Labels of an axis for which a slide has room."""
TOP = 1.03
"""Length of an axis, in parts of the highest number."""


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is written there."""

    at: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A piece of a bar.

    Attributes:
        at, length: where it begins and how long it is, along the axis.
        said: what it is, for who points at it.
        look: how it is drawn.
        number: what is written in it where there is room.
    """

    at: str
    length: str
    said: str
    look: Look
    number: str


@dataclass(frozen=True)
class Row:
    """A bar and its name."""

    name: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Rows:
    """Bars over an axis of counts, the first on top."""

    rows: Sequence[Row]
    across: Sequence[Tick]


def figure(chart: Bars, t: Words) -> Rows:
    """Return the places of everything in a chart."""
    whole = TOP * max(chart.totals, default=0) or 1
    rows = []
    for place, name in enumerate(chart.categories):
        pieces, begun = [], 0
        for series in chart.series:
            if number := series.numbers[place]:
                said = f"{name}\n{series.name}: {t.number(number)}"
                at, length = percent(begun / whole), percent(number / whole)
                pieces.append(Piece(at, length, said, series.look, t.number(number)))
                begun += number
        rows.append(Row(name, pieces))
    return Rows(rows, _counts(whole, t))


def _counts(whole: float, t: Words) -> list[Tick]:
    """Return whole numbers that are easy to read, from zero to the end of an axis."""
    steps = (times * 10**power for power in count() for times in (1, 2, 5))
    step = next(step for step in steps if whole / step <= MOST_TICKS)
    return [Tick(percent(at / whole), t.number(at)) for at in range(0, int(whole) + 1, step)]
