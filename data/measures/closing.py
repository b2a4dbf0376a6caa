"""How a roadmap ended: what became of each milestone by its last day, and after it."""

from datetime import date

import pandas as pd

from data.model import APPLICABLE, REACHED

OUTCOMES = ("reached", "late", "carried_over", "not_reached")


def outcomes(milestones: pd.DataFrame, last_day: date) -> pd.Series:
    """What became of the milestones that count by the last day of the roadmap, and after it.

    Returns:
        By the index of its row, for each: `reached` by that day, or `late` after it; else
        `carried_over` where it is due after that day, and `not_reached` where not, or without date.

    Source: METHOD.md, section "Dates".
    """
    rows, last = milestones[milestones["state"].isin(APPLICABLE)], pd.Timestamp(last_day)
    found = pd.Series("not_reached", rows.index)
    found = found.mask(rows["due_on"] > last, "carried_over")
    is_reached = rows["state"].isin(REACHED)
    return found.mask(is_reached, "late").mask(is_reached & (rows["reached_by"] <= last), "reached")
