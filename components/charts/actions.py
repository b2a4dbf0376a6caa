"""Actions in groups: a line each, with its milestones as marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.inks import MARKED
from data.model import State

MOST_MARKS = 8
"""Milestones of an action that have a mark each; more of them become one bar."""


@dataclass(frozen=True)
class Mark:
    """A milestone: its state, and the milestone in words."""

    state: State
    label: str


@dataclass(frozen=True)
class ListedAction:
    """An action on one line.

    Attributes:
        code: its code.
        title: its whole title.
        address: of its dossier.
        countries, bodies: who takes part on both sides, the first by name and the rest as a number.
        everyone: all who take part.
        status: its status in words and signs.
        marks: its milestones in their order; none where there are too many.
        shares: of all milestones by state, from 0 to 1, where they are a bar instead.
        said: its milestones in words.
        date: the latest date known of it, in words; blank if there is none.
    """

    code: str
    title: str
    address: str
    countries: str
    bodies: str
    everyone: str
    status: str
    marks: tuple[Mark, ...]
    shares: tuple[tuple[State, float], ...]
    said: str
    date: str


@dataclass(frozen=True)
class Group:
    """Actions that belong together: what they have in common, how many they are, and their lines.

    An action can stand in several groups.
    """

    title: str
    number: str
    lines: tuple[ListedAction, ...]


@dataclass(frozen=True)
class Actions:
    """A list of actions: its name, its groups, and the states that occur, in the usual order."""

    label: str
    groups: tuple[Group, ...]

    @property
    def states(self) -> list[State]:
        """The states that occur."""
        lines = [line for group in self.groups for line in group.lines]
        found = {mark.state for line in lines for mark in line.marks} | {
            state for line in lines for state, _ in line.shares
        }
        return [state for state in MARKED if state in found]


def marks_or_shares(
    milestones: Sequence[Mapping[str, Any]], labels: Sequence[str]
) -> tuple[tuple[Mark, ...], tuple[tuple[State, float], ...]]:
    """The milestones of an action as marks; where they are too many, the share of each state.

    Args:
        milestones: rows with a `state`, in their order.
        labels: each milestone in words.
    """
    marks = tuple(
        Mark(State(row["state"]), label)
        for row, label in zip(milestones, labels, strict=True)
        if row["state"] in MARKED
    )
    if len(marks) <= MOST_MARKS:
        return marks, ()
    states = [mark.state for mark in marks]
    return (), tuple(
        (state, states.count(state) / len(states)) for state in MARKED if state in states
    )
