"""The figures of a headline as tiles, each with what changed and how it came about over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.charts.inks import MARKED, Piece
from data.model import State

SparkBar = tuple[Piece, ...]
"""The pieces of a bar of a sparkline that can be seen, from the bottom to the top."""


@dataclass(frozen=True)
class Tile:
    """One figure, which leads to the list of the milestones behind it.

    Attributes:
        id: name of the figure, such as `reached`.
        label: what it is called.
        value: the figure as it is written.
        small: a text that belongs to it; blank where there is none.
        below: what changed since the last ministerial, in words; else what the bars show.
        span: what the bars show, in words; blank where there are none.
        spark: bars over time; the highest, with all its states, is 100 %.
        href: address of the list behind it; where that is open, the address without it.
        open: whether the list behind it is shown.
        help: how the figure is defined.
    """

    id: str
    label: str
    value: str
    small: str
    below: str
    span: str
    spark: tuple[SparkBar, ...]
    href: str
    open: bool
    help: str


@dataclass(frozen=True)
class Tiles:
    """Figures that always stand together.

    Attributes:
        label: what they are, and that each leads on.
        tiles: in their order.
    """

    label: str
    tiles: tuple[Tile, ...]


def bars(numbers: Mapping[State, Sequence[int]]) -> tuple[SparkBar, ...]:
    """Numbers over time as bars of a sparkline; none where all are zero.

    Args:
        numbers: state to its number in each month or year, in the order in which they are stacked.
    """
    columns = list(zip(*numbers.values(), strict=True))
    most = max(map(sum, columns), default=0)
    if not most:
        return ()
    return tuple(
        tuple(
            Piece(MARKED[state], f"{one / most:.1%}")
            for state, one in zip(numbers, column, strict=True)
            if one
        )
        for column in columns
    )
