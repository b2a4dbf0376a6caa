"""Strips: names, each with a small bar and a number, as a list or as tiles side by side."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts import inks
from components.charts.inks import Key, Piece
from data import measures
from data.model import Plan
from data.records import records
from data.text.words import Words


@dataclass(frozen=True)
class Strip:
    """A line of the list.

    Attributes:
        id, name: of the group.
        href: where the line leads.
        label: the line in words.
        bar: its bar; a whole bar is the longest.
        reached: milestones reached.
        small: how many of them are confirmed, in words; blank in a list.
        chosen: whether the reader chose it.
    """

    id: str
    name: str
    href: str
    label: str
    bar: tuple[Piece, ...]
    reached: str
    small: str
    chosen: bool


@dataclass(frozen=True)
class Strips:
    """The list.

    Attributes:
        label: what it lists, and where a line leads.
        across: whether the lines stand side by side as tiles.
        key: its legend.
        rows: its lines, in the order given.
    """

    label: str
    across: bool
    key: tuple[Key, ...]
    rows: tuple[Strip, ...]


def strips(
    counts: pd.DataFrame,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    chosen: Collection[str],
    plan: Plan,
    t: Words,
    *,
    across: bool = False,
) -> Strips:
    """Build the list of groups.

    Args:
        counts: what `measures.counts` returns, a row a group.
        names: group to name.
        addresses: group to where its line leads.
        chosen: groups that the reader chose.
        plan: what the numbers are the whole of.
        t: words of the reader's language.
        across: whether they are tiles.
    """
    most = max(1, int(counts["applicable"].max())) if len(counts) else 1

    def strip(code: str, row: Mapping[str, int]) -> Strip:
        numbers = measures.numbers(row)
        return Strip(
            code,
            names[code],
            addresses[code],
            inks.said(names[code], row, plan, t),
            inks.pieces(row, plan, most),
            t.number(numbers["reached"]),
            t("strips.confirmed", n=numbers["confirmed"]) if across else "",
            code in chosen,
        )

    rows = tuple(
        strip(str(code), row) for code, row in zip(counts.index, records(counts), strict=True)
    )
    key = inks.key(plan, t, {piece.ink for row in rows for piece in row.bar})
    label = t("priorities.tiles_label" if across else "strips.label")
    return Strips(label, across, key, rows)
