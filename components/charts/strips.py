"""Strips: names, each with a small bar and a number, as a list or as tiles side by side."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts import inks
from components.charts.inks import Key, Piece
from data import measures
from data.model import Plan
from data.records import records
from data.words import Words


@dataclass(frozen=True)
class Strip:
    """A line of the list.

    Attributes:
        code, name: of the group.
        address: where the line leads.
        pieces: its bar; a whole bar is the longest.
        reached, confirmed: milestones reached, and how many of them are confirmed.
        label: the line in words.
        chosen: whether the reader chose it.
    """

    code: str
    name: str
    address: str
    pieces: tuple[Piece, ...]
    reached: int
    confirmed: int
    label: str
    chosen: bool


@dataclass(frozen=True)
class Strips:
    """The list.

    Attributes:
        label: what it lists, and where a line leads.
        rows: its lines, in the order given.
        key: its legend.
        across: whether the lines stand side by side as tiles.
    """

    label: str
    rows: tuple[Strip, ...]
    key: tuple[Key, ...]
    across: bool = False


def strips(
    counts: pd.DataFrame,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    chosen: Collection[str],
    plan: Plan,
    t: Words,
) -> Strips:
    """The list of groups.

    Args:
        counts: what `measures.counts` returns, a row a group.
        names: group to name.
        addresses: group to where its line leads.
        chosen: groups that the reader chose.
        plan: what the numbers are the whole of.
        t: words of the reader's language.
    """
    most = max(1, int(counts["applicable"].max())) if len(counts) else 1
    rows = [
        Strip(
            str(code),
            names[str(code)],
            addresses[str(code)],
            inks.pieces(row, plan, most),
            measures.numbers(row)["reached"],
            measures.numbers(row)["confirmed"],
            inks.said(names[str(code)], row, plan, t),
            code in chosen,
        )
        for code, row in zip(counts.index, records(counts), strict=True)
    ]
    found = {piece.ink for row in rows for piece in row.pieces}
    return Strips(t("strips.label"), tuple(rows), inks.key(plan, t, found))
