"""Charts of slides as places in per cent of their room, which CSS draws at any size."""

from dataclasses import dataclass

from components.charts.bar_rows import percent
from components.charts.bars import Bars
from components.charts.theme import Look
from components.documents.deck.slide import with_before
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


def figure(chart: Bars, t: Words) -> list[tuple[str, list[Piece]]]:
    """Return the names and the pieces of the bars of a chart, the first on top.

    A number below zero, of what was in place before, lies to the left of the axis.
    """
    axis = max((row.before for row in chart.rows), default=0)
    whole = axis + TOP * max(chart.totals, default=0) or 1
    rows = []
    for place, name in enumerate(chart.categories):
        pieces, begun = [], axis
        for series in with_before(chart, t).series:
            if number := series.numbers[place]:
                long, start = abs(number), begun if number > 0 else axis + number
                said = f"{name}\n{series.name}: {t.number(long)}"
                at, length = percent(start / whole), percent(long / whole)
                pieces.append(Piece(at, length, said, series.look, t.number(long)))
                begun += max(number, 0)
        rows.append((name, pieces))
    return rows
