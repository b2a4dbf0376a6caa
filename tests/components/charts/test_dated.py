"""Milestones on dates: a mark is as wide as its date is known."""

from datetime import date

import pandas as pd
import pytest

from components.charts.dated import milestones_on_dates
from data.model import State
from data.text import words

T = words.words("en")


def dated(rows):
    columns = ["action", "milestone", "shown_date", "state", "on", "precision"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["on"] = pd.to_datetime(frame["on"])
    return milestones_on_dates(frame, date(2024, 6, 1), T)


@pytest.mark.parametrize(
    ("precision", "days"), [("day", 1), ("month", 29), ("quarter", 91), ("year", 366)]
)
def test_a_mark_is_as_long_as_the_period_of_its_date(precision, days):
    on = "2024-01-01" if precision in ("quarter", "year") else "2024-02-01"
    [mark] = dated([("A", "step", "words", State.CONFIRMED, on, precision)]).marks
    assert (mark.first, mark.days) == (date.fromisoformat(on), days)


def test_each_action_is_a_line_and_each_state_that_occurs_a_word():
    made = dated(
        [
            ("A", "one", "", State.AWAITING, "2024-01-01", "day"),
            ("B", "two", "", State.CONFIRMED, "2024-01-01", "day"),
            ("A", "three", "", State.CONFIRMED, "2024-01-01", "day"),
        ]
    )
    assert made.actions == ("A", "B")
    assert [mark.row for mark in made.marks] == [0, 1, 0]
    order = [state for state in State if state in (State.AWAITING, State.CONFIRMED)]
    assert made.states == tuple((state, T(f"state.{state}")) for state in order)
