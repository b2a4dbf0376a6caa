"""Dates that are known to the day, month, quarter or year."""

import datetime

import pandas as pd

PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}
"""Precision to pandas period; a day is its own period."""
ISO = {"month": "%Y-%m", "quarter": "%Y-%m", "year": "%Y"}
"""Precision to the form of a date in ISO 8601; a day is written whole."""
EVERYWHERE = datetime.timezone(datetime.timedelta(hours=-12))
"""Where a day ends last: what comes before that is on time."""


def period_end(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Last day of the period (day, month, quarter or year) whose first day each date is.

    Returns:
        Dates on the same index; missing where `days` is missing.
    """
    ends = days.copy()
    for name, frequency in PERIODS.items():
        chosen = (precision == name) & days.notna()
        if chosen.any():
            last = days[chosen].dt.to_period(frequency).dt.end_time.dt.normalize()
            ends[chosen] = last.astype(days.dtype)
    return ends


def is_period_start(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Whether each date is the first day of its period, as in the contract; missing dates pass."""
    good = pd.Series(True, index=days.index)
    for name, frequency in PERIODS.items():
        chosen = (precision == name) & days.notna()
        if chosen.any():
            starts = days[chosen].dt.to_period(frequency).dt.start_time.astype(days.dtype)
            good[chosen] = starts == days[chosen]
    return good


def iso(day: datetime.date | pd.Timestamp | None, precision: str | None = "day") -> str:
    """A date as far as it is known, to sort by: 2025, 2025-03 or 2025-03-05; blank where missing.

    A year comes before its months and a month before its days. A quarter, which ISO 8601 does not
    have, is written as its first month.
    """
    if pd.isna(day):
        return ""
    return pd.Timestamp(day).strftime(ISO.get(precision or "day", "%Y-%m-%d"))
