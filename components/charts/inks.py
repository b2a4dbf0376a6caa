"""The inks of marks and of pieces of bars: one ink means one thing in every figure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.theme import STATE, Ink
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
        Ink.OPEN: FIGURES["to_come"],
        Ink.SILENT: FIGURES["passed"],
        Ink.BEFORE: FIGURES["in_place"],
        Ink.EITHER: FIGURES["before_or_since"],
    },
    Plan.COMPLETE: {ink: (state,) for ink, state in NAMED.items()},
}
"""The states that each ink stands for; what a decision took out has none."""
ASIDE = (Ink.BEFORE, Ink.EITHER)
"""The inks of what lies before the period, or on a day not known to lie in it: in no bar."""


@dataclass(frozen=True)
class Key:
    """A line of a legend: an ink and its word."""

    ink: Ink
    word: str


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: its ink, and its length as CSS writes it, in per cent of the room."""

    ink: Ink
    width: str


def percent(share: float) -> str:
    """Return a part of a room, from 0 to 1, as CSS writes it."""
    return f"{share * 100:.4g}%"


def ink_of(state: State, plan: Plan) -> Ink:
    """The ink of a state.

    Raises:
        KeyError: a decision took the milestone out.
    """
    for ink, states in STATES[plan].items():
        if state in states:
            return ink
    raise KeyError(state)


def numbers(row: Mapping[Any, Any], plan: Plan) -> dict[Ink, int]:
    """Milestones by ink, in order, of one row of `measures.counts`."""
    return {ink: sum(int(row[state]) for state in states) for ink, states in STATES[plan].items()}


def pieces(row: Mapping[Any, Any], plan: Plan, whole: int) -> tuple[Piece, ...]:
    """The bar of one row of `measures.counts`, without what is set aside.

    Args:
        row: the counts.
        plan: what they are the whole of.
        whole: milestones that fill the room for the bar.
    """
    return tuple(
        Piece(ink, percent(number / whole))
        for ink, number in numbers(row, plan).items()
        if number and ink not in ASIDE
    )


def key(t: Words, inks: Collection[Ink] | None = None) -> tuple[Key, ...]:
    """The legend of a plan: all its inks in their order, or only those that occur."""
    shown = STATES[t.plan] if inks is None else [ink for ink in Ink if ink in inks]
    return tuple(Key(ink, t(f"state.{NAMED[ink]}")) for ink in shown)


def said(name: str, row: Mapping[Any, Any], t: Words) -> str:
    """A row of counts in words, by the inks of its bar; its name alone where there are none."""
    found = numbers(row, t.plan)
    parts = [f"{t(f'state.{NAMED[ink]}')} {t.number(n)}" for ink, n in found.items() if n]
    return f"{name}: {', '.join(parts)}" if parts else name
