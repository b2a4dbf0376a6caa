"""Divided bars: what was there before the declaration to the left, what came since to the right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.charts import inks
from components.charts.inks import Key, Piece
from components.charts.theme import Ink
from data import measures
from data.model import Plan, State
from data.records import records
from data.text.words import Words


@dataclass(frozen=True)
class DividedRow:
    """A bar on both sides of the axis.

    Attributes:
        id, name: of the group.
        href: where the bar leads.
        label: the whole bar in words.
        before: milestones in place before; blank where there are none.
        left: the bar of those, as a part of the longest on the left.
        bar: the bar to the right; a whole bar is the longest on the right.
        reached: milestones reached: confirmed and awaiting.
    """

    id: str
    name: str
    href: str
    label: str
    before: str
    left: tuple[Piece, ...]
    bar: tuple[Piece, ...]
    reached: str


@dataclass(frozen=True)
class Divided:
    """Bars on both sides of an axis, in one scale; the first row on top.

    Attributes:
        label: what they show.
        before, since: what stands above each side; the first blank where there is no left side.
        left, right: milestones of the longest bar on each side: the two sides are as wide as
            these are to each other. Without anything before there is no left side.
        key: the legend of the right side.
        rows: the bars.
    """

    label: str
    before: str
    since: str
    left: int
    right: int
    key: tuple[Key, ...]
    rows: tuple[DividedRow, ...]


def divided(
    counts: pd.DataFrame,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    plan: Plan,
    t: Words,
    beside: pd.DataFrame | None = None,
) -> Divided:
    """Build the bars of groups.

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
    right = max((int(row["applicable"]) for row in scale), default=0) or 1

    def divide(code: str, row: Mapping[Any, int]) -> DividedRow:
        before = int(row[State.IN_PLACE])
        return DividedRow(
            code,
            names[code],
            addresses[code],
            inks.said(names[code], row, plan, t),
            t.number(before) if before else "",
            (Piece(Ink.BEFORE, inks.percent(before / left)),) if before else (),
            inks.pieces(row, plan, right),
            t.number(measures.numbers(row)["reached"]),
        )

    rows = tuple(divide(code, row) for code, row in counted.items())
    return Divided(
        t("divided.label"),
        t("divided.before") if left else "",
        t("divided.since"),
        left,
        right,
        inks.key(plan, t, {piece.ink for row in rows for piece in row.bar}),
        rows,
    )
