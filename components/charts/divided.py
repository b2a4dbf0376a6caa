"""Divided bars: what was there before the declaration to the left, what came since to the right."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts import inks
from components.charts.inks import Ink, Key, Piece
from data import measures
from data.model import Plan, State
from data.records import records
from data.words import Words


@dataclass(frozen=True)
class DividedRow:
    """A bar on both sides of the axis.

    Attributes:
        code, name: of the group.
        address: where the bar leads.
        before: milestones in place before.
        share: length of the bar of those, as a part of the longest on the left, from 0 to 1.
        pieces: the bar to the right; a whole bar is the longest on the right.
        reached: milestones reached: confirmed and awaiting.
        label: the whole bar in words.
    """

    code: str
    name: str
    address: str
    before: int
    share: float
    pieces: tuple[Piece, ...]
    reached: int
    label: str


@dataclass(frozen=True)
class Divided:
    """Bars on both sides of an axis, in one scale; the first row on top.

    Attributes:
        rows: the bars.
        left, right: milestones of the longest bar on each side: the two sides are as wide as
            these are to each other. Without anything before there is no left side.
        key: the legend, of the inks that are drawn: no side has a day that is not known.
    """

    rows: tuple[DividedRow, ...]
    left: int
    right: int
    key: tuple[Key, ...]

    @property
    def has_axis(self) -> bool:
        """Whether anything stands to the left."""
        return self.left > 0


def divided(
    counts: pd.DataFrame,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    plan: Plan,
    t: Words,
    beside: pd.DataFrame | None = None,
) -> Divided:
    """The bars of groups.

    Args:
        counts: what `measures.counts` returns, a row a group.
        names: group to name.
        addresses: group to where its bar leads.
        plan: what the numbers are the whole of.
        t: words of the reader's language.
        beside: the counts of all figures that stand side by side in one scale, if there are any.
    """
    counted = dict(zip(map(str, counts.index), records(counts), strict=True))
    scale = records(counts if beside is None else beside)
    left = max((int(row[State.IN_PLACE]) for row in scale), default=0)
    right = max((int(row["applicable"]) for row in scale), default=0)
    found = {ink for row in counted.values() for ink, n in inks.numbers(row, plan).items() if n}
    drawn = found - {Ink.EITHER}
    return Divided(
        tuple(
            DividedRow(
                code,
                names[code],
                addresses[code],
                int(row[State.IN_PLACE]),
                int(row[State.IN_PLACE]) / max(1, left),
                inks.pieces(row, plan, max(1, right)),
                measures.numbers(row)["reached"],
                inks.said(names[code], row, plan, t),
            )
            for code, row in counted.items()
        ),
        left,
        right,
        inks.key(plan, t, drawn),
    )
