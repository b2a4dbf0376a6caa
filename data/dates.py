"""Dates that are known to the day, month, quarter or year."""

import pandas as pd

PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}
"""Precision to pandas period; a day is its own period."""


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
