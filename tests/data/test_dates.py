"""Dates known to the day, the month, the quarter or the year."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dates import is_period_start, iso, period_end
from tests.support import oracle
from tests.support.build import period

PRECISIONS = ["day", "month", "quarter", "year"]


def series(*texts: str | None) -> tuple[pd.Series, pd.Series]:
    """Days and precisions of periods written as 2025-06-30, 2025-06, 2025-Q2 or 2025."""
    found = [period(text) for text in texts]
    days = pd.to_datetime(pd.Series([day for day, _ in found], dtype=object)).astype(
        "datetime64[us]"
    )
    return days, pd.Series([precision for _, precision in found], dtype=object).astype("str")


def test_missing_date_with_a_precision_has_no_period_end() -> None:
    days, _ = series(None, None)
    assert period_end(days, pd.Series(["year", "day"], dtype="str")).isna().all()


def test_period_end_keeps_type_and_index() -> None:
    days, precision = (column.set_axis([7, 3, 5]) for column in series("2025", None, "2025-06-15"))
    ends = period_end(days, precision)
    assert ends.dtype == days.dtype
    assert ends.index.tolist() == [7, 3, 5]


@pytest.mark.parametrize(
    ("day", "precision", "good"),
    [
        ("2025-06-15", "day", True),
        ("2025-06-01", "month", True),
        ("2025-06-02", "month", False),
        ("2025-04-01", "quarter", True),
        ("2025-05-01", "quarter", False),
        ("2025-04-02", "quarter", False),
        ("2025-01-01", "year", True),
        ("2025-04-01", "year", False),
        (None, "year", True),
        (None, None, True),
        ("2025-06-15", None, True),
    ],
)
def test_imprecise_date_is_stored_as_first_day_of_its_period(
    day: str | None, precision: str | None, good: bool
) -> None:
    days = pd.to_datetime(pd.Series([day], dtype=object)).astype("datetime64[us]")
    assert is_period_start(days, pd.Series([precision], dtype="str")).tolist() == [good]


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.lists(
        st.tuples(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(PRECISIONS)),
        min_size=1,
        max_size=8,
    )
)
def test_period_end_is_the_last_day_before_another_period_begins(
    rows: list[tuple[date, str]],
) -> None:
    days = pd.to_datetime(pd.Series([day for day, _ in rows])).astype("datetime64[us]")
    precision = pd.Series([name for _, name in rows], dtype="str")
    ends = [end.date() for end in period_end(days, precision)]
    assert ends == [oracle.last_day(day, name) for day, name in rows]
    starts = pd.to_datetime(pd.Series([end + timedelta(days=1) for end in ends])).astype(
        "datetime64[us]"
    )
    assert is_period_start(starts, precision).all()


@pytest.mark.parametrize("text", ["2025", "2025-03", "2025-03-05"])
def test_a_date_is_written_to_sort_by_as_far_as_it_is_known(text: str) -> None:
    assert iso(*period(text)) == text


def test_a_quarter_is_written_as_its_first_month_and_nothing_as_nothing() -> None:
    assert iso(*period("2025-Q2")) == "2025-04"
    assert iso(None, "year") == iso(pd.NaT) == ""
    assert iso(date(2025, 6, 15), None) == "2025-06-15"
