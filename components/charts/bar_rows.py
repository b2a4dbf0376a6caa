"""Bars in the inks, each of which means one thing in every figure: pieces, legend, and rows.

A row has a name, a bar, and a number; all rows have one scale.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from components.charts.theme import STATE, Ink
from data import measures
from data.measures import FIGURES
from data.model import Plan, State
from data.text.words import Words

NAMED: Mapping[Ink, State] = {
    ink: state for ink in Ink for state, look in STATE.items() if look.ink == ink
}
"""The state whose word names each ink in a legend."""
MARKED: Mapping[State, Ink] = {state: ink for ink, state in NAMED.items()}
"""State to the ink of its mark, in the order of legends; what a decision took out has none."""
STATES: Mapping[Plan, Mapping[Ink, Sequence[State]]] = {
    Plan.OPEN: {
        Ink.CONFIRMED: FIGURES["confirmed"],
        Ink.AWAITING: FIGURES["awaiting"],
        Ink.SILENT: FIGURES["passed"],
        Ink.OPEN: FIGURES["to_come"],
        Ink.BEFORE: FIGURES["in_place"],
        Ink.EITHER: FIGURES["before_or_since"],
    },
    Plan.COMPLETE: {ink: (state,) for ink, state in NAMED.items()},
}
"""The states that each ink stands for; what a decision took out has none."""
INKS: Mapping[Plan, Mapping[State, Ink]] = {
    plan: {state: ink for ink, states in found.items() for state in states}
    for plan, found in STATES.items()
}
"""State to its ink; what a decision took out has none."""
ASIDE = (Ink.BEFORE, Ink.EITHER)
"""The inks of what lies before the period, or on a day not known to lie in it: in no bar."""


@dataclass(frozen=True)
class Key:
    """A line of a legend: the classes by which a figure draws what it explains, and its word.

    `other` are those by which bars among marks draw the same; blank where they do not differ.
    """

    look: str
    word: str
    other: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: its ink, and its length as CSS writes it, in per cent of the room."""

    ink: Ink
    width: str


Layout = Literal["list", "across", "tiles", "sides"]
"""How rows stand: below each other; side by side, with a bar or bars over time; about an axis."""
Spark = tuple[tuple[Piece, ...], ...]
"""Bars over time; the pieces of each that can be seen, from the bottom to the top."""


@dataclass(frozen=True)
class BarRow:
    """A row: its name, where it leads, and its number as it is written; `label` says all of it.

    Attributes:
        id: what keeps the focus when it is drawn again.
        before, left: the number to the left of an axis, and the bar there.
        spark, span: bars over time, and what they show; the highest, with all pieces, is 100 %.
        note, below: what belongs to the number, and what else is said, such as what changed.
        help: how the number is defined; blank where that is said elsewhere.
        beside: the way to see it beside what is chosen, and the words of that; or both blank.
    """

    id: str
    name: str
    href: str
    label: str
    number: str = ""
    bar: tuple[Piece, ...] = ()
    before: str = ""
    left: tuple[Piece, ...] = ()
    spark: Spark = ()
    span: str = ""
    note: str = ""
    below: str = ""
    help: str = ""
    chosen: bool = False
    beside: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class BarRows:
    """The rows, in the order given; `label` says what they show, and where a row leads.

    Attributes:
        heads: what stands above each side of an axis; the first blank without a left side.
        longest: milestones of the longest bar on each side: the two sides are as wide as these
            are to each other.
    """

    layout: Layout
    label: str
    rows: tuple[BarRow, ...]
    key: tuple[Key, ...] = ()
    heads: tuple[str, str] = ("", "")
    longest: tuple[int, int] = (0, 0)


def percent(share: float) -> str:
    """Return a part of a room, from 0 to 1, as CSS writes it."""
    return f"{share * 100:.4g}%"


def numbers(row: Mapping[Any, Any], plan: Plan) -> dict[Ink, int]:
    """Return ink to milestones, in order, zeros too, of one row of `measures.counts`."""
    return {ink: sum(int(row[state]) for state in states) for ink, states in STATES[plan].items()}


def pieces(row: Mapping[Any, Any], plan: Plan, whole: int) -> tuple[Piece, ...]:
    """Return the bar of one row of `measures.counts`, without what is zero or in `ASIDE`.

    `whole` is how many milestones fill the room for the bar.
    """
    return tuple(
        Piece(ink, percent(number / whole))
        for ink, number in numbers(row, plan).items()
        if number and ink not in ASIDE
    )


def key(t: Words, inks: Collection[Ink] | None = None, *, bars: bool = False) -> tuple[Key, ...]:
    """The legend of marks or bars: all inks of the plan, or those that occur, in their order."""
    shown = STATES[t.plan] if inks is None else [ink for ink in Ink if ink in inks]
    kind = "ink piece" if bars else "ink"
    return tuple(Key(f"{kind} {ink}", t(f"state.{NAMED[ink]}")) for ink in shown)


def row_text(name: str, row: Mapping[Any, Any], t: Words) -> str:
    """Return a row of counts in words, by ink; its name alone where all are zero."""
    found = numbers(row, t.plan)
    parts = [f"{t(f'state.{NAMED[ink]}')} {t.number(n)}" for ink, n in found.items() if n]
    return f"{name}: {', '.join(parts)}" if parts else name


def reached_of(row: Mapping[Any, int], t: Words) -> str:
    """How many milestones of a row of `measures.counts` were reached; a dash where none counts."""
    # Of nothing that counts none was reached or missed: no 0, as in the matrix.
    return t.number(sum(row[state] for state in FIGURES["reached"])) if row["applicable"] else "–"


def bar_rows(
    layout: Layout,
    label: str,
    counts: measures.Counts,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    t: Words,
    *,
    chosen: Collection[str] = (),
    beside: Collection[Mapping[Any, int]] | None = None,
    compared: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> BarRows:
    """Return a row a group: how many milestones it reached, and its milestones by ink as a bar.

    Args:
        layout: how they stand. On both sides of an axis, what was in place before is to the left.
        label: what they show.
        counts: what `measures.counts` returns, a row a group; it gives the order.
        names: group to name.
        addresses: group to where its row leads.
        t: words of the reader's language.
        chosen: groups that the reader chose.
        beside: the counts of all figures that stand side by side in one scale, if there are any.
        compared: group to the way to see it beside what is chosen, and the words of that way.
    """
    scale = counts.values() if beside is None else beside
    sides = layout == "sides"
    left = max((int(row[State.IN_PLACE]) for row in scale), default=0) if sides else 0
    right = max((int(row["applicable"]) for row in scale), default=0) or 1

    def build(code: str, row: Mapping[Any, int]) -> BarRow:
        numbers, before = measures.numbers(row), int(row[State.IN_PLACE]) if sides else 0
        is_open = numbers["of"] - numbers["reached"]
        return BarRow(
            code,
            names[code],
            addresses[code],
            row_text(names[code], row, t),
            reached_of(row, t),
            pieces(row, t.plan, right),
            before=t.number(before) if before else "",
            left=(Piece(Ink.BEFORE, percent(before / left)),) if before else (),
            note=f"+{t.number(is_open)}" if is_open else "",
            chosen=code in chosen,
            beside=compared.get(code, ("", "")),
        )

    rows = tuple(build(code, row) for code, row in counts.items())
    shown = {piece.ink for row in rows for piece in (*row.bar, *row.left)}
    return BarRows(
        layout,
        label,
        rows,
        key=key(t, shown, bars=True),
        heads=(t("divided.before") if left else "", t("divided.since")) if sides else ("", ""),
        longest=(left, right),
    )


def spark(numbers: Mapping[State, Sequence[int]]) -> Spark:
    """Return numbers over time as bars, in per cent of the highest; none where all are zero.

    `numbers` has those of each state by month or year; the states are stacked in its order.
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
