"""What comes next in each action, and when something was last known of it."""

from collections.abc import Sequence
from enum import StrEnum

import pandas as pd

from data.model import ACHIEVED, OPEN, REACHED, State


class Outlook(StrEnum):
    """What comes next in an action; the order is the order of every list."""

    OPEN = "open"
    """Something is still to come, or its date has passed."""
    REACHED = "reached"
    """All that counts was reached."""
    IN_PLACE = "in_place"
    """All of it was in place before the period."""
    BEFORE_OR_SINCE = "before_or_since"
    """All of it was reached, some on a day of which nobody says whether it lies in the period."""
    NOTHING = "nothing"
    """No milestone of it counts."""


def outlooks(
    milestones: pd.DataFrame, reports: pd.DataFrame, actions: Sequence[str]
) -> pd.DataFrame:
    """What comes next in each action, and the latest date that is known of its milestones.

    The date of a milestone is the one on which it was reached; where it was not, that of the report
    that decides its state.

    Returns:
        One row per action, indexed by `action_id`: `outlook` (an `Outlook`), `on`, `precision`
        and `until` (its last possible day), missing where no date is known.

    Source: METHOD.md, section "Milestone states".
    """
    rows = reports.set_index("report_id").reindex(milestones["report_id"])
    achieved = milestones["state"].isin(ACHIEVED) & milestones["achieved_on"].notna()
    dated = pd.DataFrame(
        {
            "action_id": milestones["action_id"],
            "on": milestones["achieved_on"].where(achieved, rows["dated_on"].array),
            "precision": milestones["achieved_precision"].where(achieved, rows["precision"].array),
            "until": milestones["reached_by"].where(achieved),
        }
    ).dropna(subset="on")
    latest = dated.sort_values("on", kind="stable").drop_duplicates("action_id", keep="last")
    index = pd.Index(actions, name="action_id")
    shown = latest.set_index("action_id").reindex(index)
    outlook = pd.Series(str(Outlook.NOTHING), index=index, dtype=object)
    states = {
        Outlook.IN_PLACE: (State.IN_PLACE,),
        Outlook.BEFORE_OR_SINCE: (State.BEFORE_OR_SINCE,),
        Outlook.REACHED: REACHED,
        Outlook.OPEN: OPEN,
    }
    for found, among in states.items():
        having = milestones.loc[milestones["state"].isin(among), "action_id"]
        outlook[index.isin(having)] = str(found)
    return shown.assign(outlook=outlook)[["outlook", "on", "precision", "until"]]
