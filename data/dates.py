"""Dates that are known to the day, month, quarter or year."""

import datetime

import numpy as np
import pandas as pd

PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}
"""Precision to pandas period; a day is its own period."""
MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Precision to the months of its period."""
ISO = {"month": "%Y-%m", "quarter": "%Y-%m", "year": "%Y"}
"""Precision to the form of a date in ISO 8601; a day is written whole."""
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)
"""The days that can be meant: any other is a typing error."""
EVERYWHERE = datetime.timezone(datetime.timedelta(hours=-12))
"""Where a day ends last: what comes before that is on time."""


def period_end(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Last day of the period (month, quarter or year) in which each date lies.

    Returns:
        Dates on the same index; the day itself where the precision is `day` or missing, and missing
        where `days` is missing.
    """
    chosen, starts, months = _periods(days, precision)
    after = (starts + months).astype("datetime64[D]")
    ends = days.to_numpy(copy=True)
    ends[chosen] = after - np.timedelta64(1, "D")
    return pd.Series(ends, days.index, name=days.name)


def is_period_start(days: pd.Series, precision: pd.Series) -> pd.Series:
    """Whether each date is the first day of its period, as in the contract; missing dates pass."""
    chosen, starts, _ = _periods(days, precision)
    good = np.ones(len(days), dtype=bool)
    good[chosen] = starts == days.to_numpy()[chosen]
    return pd.Series(good, days.index)


def _periods(days: pd.Series, precision: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which dates are known less than to the day; of these the first month of each, and how many.

    Months are counted from January 1970, with which a quarter and a year begin.
    """
    months = np.array([MONTHS.get(name, 0) for name in precision.tolist()], dtype="int64")
    chosen = (months > 0) & days.notna().to_numpy()
    long = months[chosen]
    starts = days[chosen].to_numpy("datetime64[M]").astype("int64") // long * long
    return chosen, starts.astype("datetime64[M]"), long


def iso(day: datetime.date | None, precision: str | None = "day") -> str:
    """A date as far as it is known, to sort by: 2025, 2025-03 or 2025-03-05; blank where missing.

    A year comes before its months and a month before its days. A quarter, which ISO 8601 does not
    have, is written as its first month.
    """
    if pd.isna(day):
        return ""
    return pd.Timestamp(day).strftime(ISO.get(precision or "day", "%Y-%m-%d"))
