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
