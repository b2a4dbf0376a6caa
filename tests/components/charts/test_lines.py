"""Lines over time: the highest value, the first day shown, and the last years alone."""

from datetime import date

import pandas as pd
import pytest

from components.charts.lines import reached_over_time
from data.text import words

T = words.words("en")


def lines(first, months, as_of):
    days = pd.date_range(first, periods=months, freq="MS").date
    monthly = {day: {"confirmed": n, "awaiting": 2, "announced": n} for n, day in enumerate(days)}
    return reached_over_time(monthly, [], as_of, T)


def test_reached_is_confirmed_and_awaiting_and_the_highest():
    made = lines("2024-01-01", 3, date(2024, 3, 31))
    numbers = {series.mark: series.numbers for series in made.series}
    assert numbers == {"confirmed": (0, 1, 2), "reached": (2, 3, 4), "announced": (0, 1, 2)}
    assert made.most == 4


@pytest.mark.parametrize(
    ("first", "months", "begins"),
    [("2024-01-01", 12, date(2024, 1, 1)), ("2010-01-01", 180, date(2018, 12, 31))],
    ids=["a short time begins with its first month", "a long time six years before the cut-off"],
)
def test_the_first_day_that_is_shown(first, months, begins):
    assert lines(first, months, date(2024, 12, 31)).begins == begins
