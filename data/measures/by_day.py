"""Milestones on an axis of days."""

from datetime import date

import pandas as pd

from data.model import ACHIEVED, OUT


def moments(milestones: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Each milestone with the day on which it stands on an axis of time.

    One of which only the month, quarter or year is known stands in the middle of that time, as far
    as it had passed by the cut-off.

    Args:
        milestones: rows of `status.milestone_states`.
        as_of: the cut-off.

    Returns:
        One row per milestone that no decision took out, in the order given: `milestone_id`,
        `priority_id`, `state` and `day`; that is missing where the milestone was not reached.

    Source: METHOD.md, section "Dates".

    Examples:
        >>> milestones = pd.DataFrame(
        ...     {
        ...         "milestone_id": ["M1", "M2", "M3", "M4"],
        ...         "priority_id": "P1",
        ...         "state": ["in_place", "confirmed", "not_due", "withdrawn"],
        ...         "achieved_on": pd.to_datetime(["2024-06-01", "2025-04-01", None, None]),
        ...         "reached_by": pd.to_datetime(["2024-06-30", "2025-04-30", None, None]),
        ...     }
        ... )
        >>> moments(milestones, date(2025, 6, 4))[["milestone_id", "day"]]
          milestone_id        day
        0           M1 2024-06-15
        1           M2 2025-04-15
        2           M3        NaT
    """
    found = milestones[~milestones["state"].isin(OUT)]
    achieved = found["state"].isin(ACHIEVED)
    end = pd.Timestamp(as_of)
    first = found["achieved_on"].where(achieved)
    last = found["reached_by"].where(achieved)
    last = last.where(~(last > end), end)
    last = last.where(~(last < first), first)
    day = (first + (last - first) / 2).dt.floor("D")
    return found[["milestone_id", "priority_id", "state"]].assign(day=day)
