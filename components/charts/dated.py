"""Milestones on their dates, the actions under each other."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.dates import period_end
from data.model import State
from data.text.words import Words


@dataclass(frozen=True)
class Mark:
    """A milestone.

    Attributes:
        row: place of its action among `Dated.actions`.
        state: where it stands.
        first: the first day on which it can have been.
        days: how many days that can have been: one where the day is known.
        name: its step and its state.
        when: its date in words.
    """

    row: int
    state: State
    first: date
    days: int
    name: str
    when: str


@dataclass(frozen=True)
class Dated:
    """Marks on lines, as wide as their date is known.

    Attributes:
        actions: titles, from top to bottom.
        marks: the milestones.
        states: states that occur to their words, in the order of the legend.
        as_of: the cut-off.
    """

    actions: tuple[str, ...]
    marks: tuple[Mark, ...]
    states: tuple[tuple[State, str], ...]
    as_of: date


def milestones_on_dates(dated: pd.DataFrame, as_of: date, t: Words) -> Dated:
    """Each action on a line, its dated milestones on it.

    Args:
        dated: one row a milestone with a date: `action`, `milestone` and `shown_date` (words),
            `state`, `on` (first day), `precision`; in the order of the lines.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    actions = tuple(dict.fromkeys(dated["action"]))
    place = {action: row for row, action in enumerate(actions)}
    lengths = (period_end(dated["on"], dated["precision"]) - dated["on"]).dt.days + 1
    cells = zip(
        dated["action"],
        dated["state"],
        dated["on"],
        lengths,
        dated["milestone"],
        dated["shown_date"],
        strict=True,
    )
    marks = tuple(
        Mark(place[action], State(state), day.date(), int(days), str(name), str(when))
        for action, state, day, days, name, when in cells
    )
    occurring = {mark.state for mark in marks}
    states = tuple((state, t(f"state.{state}")) for state in State if state in occurring)
    return Dated(actions, marks, states, as_of)
