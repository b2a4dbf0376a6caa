"""Charts of slides as places in per cent of their room, which CSS draws at any size."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.bar_rows import percent
from components.charts.bars import Bars
from components.charts.theme import Look
from data.text.words import Words

TOP = 1.03
"""Length of an axis, in parts of the highest number."""


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


def figure(chart: Bars, t: Words) -> list[Row]:
    """Return the bars of a chart, the first on top, with the places of everything in them."""
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
    return rows
