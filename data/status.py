"""Where every milestone and every part stood, as known on a day: rules 1 to 7 of METHOD.md."""

from datetime import date

import numpy as np
import pandas as pd

from data.dates import period_end
from data.model import RULES, Dataset, State, Status

SERIOUS_DELAY_DAYS = 90
"""A due milestone outstanding for more days than this makes its part seriously delayed."""
STALLED_MONTHS = 9
"""A part that is open and has not moved for longer than this is flagged, whatever its status."""


def milestone_states(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The state of each milestone as known on a day.

    Only reports known on or before `as_of` speak. The newest one decides, except that an
    achievement once confirmed stays confirmed when it is only repeated. A report older than
    the due date says nothing about whether that date was met.

    Args:
        dataset: the dataset.
        as_of: the cut-off.

    Returns:
        One row per milestone, in the order of the table: its columns `milestone_id`,
        `action_id`, `participant_id`, `step`, `title`, `position`; `priority_id`, `kind`, `part_id`;
        `state` (a `State`); `due_on` and `is_due`;
        `delay_days` (days from due date to cut-off, missing unless due and outstanding);
        `achieved_on`, `achieved_precision` and `reached_by` (last day of that period); `moved_on` (day on which the achievement became
        known); `report_id` and `source_id` of the report that decides.

    Source: METHOD.md, sections "Milestone states" and "Dates".
    """
    day = pd.Timestamp(as_of)
    frame = dataset.milestones.reset_index(drop=True).copy()
    actions = dataset.actions.set_index("action_id")
    frame["priority_id"] = frame["action_id"].map(actions["priority_id"])
    frame["kind"] = frame["action_id"].map(actions["kind"])
    frame["part_id"] = frame["action_id"] + frame["participant_id"].fillna("").radd("/")
    moved = frame["in_force_on"].notna()
    frame["due_on"] = period_end(
        frame["in_force_on"].where(moved, frame["agreed_on"]),
        frame["in_force_precision"].where(moved, frame["agreed_precision"]),
    )
    frame["is_due"] = (frame["due_on"] <= day).fillna(False).astype(bool)
    frame = frame.join(_deciding_reports(dataset.reports, day), on="milestone_id")
    frame["reached_by"] = period_end(frame["achieved_on"], frame["achieved_precision"])
    frame["state"] = _states(frame)
    outstanding = frame["state"].isin([State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE])
    frame["delay_days"] = (day - frame["due_on"]).dt.days.where(outstanding).astype("Int64")
    columns = [
        *("milestone_id", "action_id", "participant_id", "step", "title", "position", "priority_id", "kind", "part_id"),
        *("state", "due_on", "is_due", "delay_days", "achieved_on", "achieved_precision", "reached_by", "moved_on"),
        *("report_id", "source_id"),
    ]
    return frame[columns]


def _deciding_reports(reports: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The report that decides each milestone, indexed by `milestone_id`.

    Within the newest unbroken run of `achieved`, the first confirmed report decides, else the
    first one; without such a run, the newest report decides. `newest_on` is the day of the newest.
    """
    known = reports[reports["reported_on"] <= day].sort_values("reported_on", kind="stable").reset_index(drop=True)
    order = pd.Series(known.index, index=known.index)
    achieved = known["state"] == "achieved"
    by = known["milestone_id"]
    last = order.groupby(by).max()
    last_other = order.where(~achieved).groupby(by).max()
    in_run = achieved & (order > by.map(last_other).astype(float).fillna(-1))
    confirmed = order.where(in_run & (known["confirmation"] == "confirmed")).groupby(by).min()
    first = order.where(in_run).groupby(by).min()
    chosen = confirmed.fillna(first).fillna(last).astype(int)
    deciding = known.loc[chosen.to_numpy()].set_index("milestone_id")
    start = known.loc[first.dropna().astype(int).to_numpy()].set_index("milestone_id")
    return pd.DataFrame(
        {
            "reported_state": deciding["state"],
            "confirmation": deciding["confirmation"],
            "achieved_on": start["achieved_on"].reindex(deciding.index),
            "achieved_precision": start["achieved_precision"].reindex(deciding.index),
            "moved_on": start["reported_on"].reindex(deciding.index),
            "report_id": deciding["report_id"],
            "source_id": deciding["source_id"],
            "newest_on": known.loc[last.to_numpy()].set_index("milestone_id")["reported_on"],
        }
    )


def _states(frame: pd.DataFrame) -> pd.Series:
    """A `State` for each milestone, from its deciding report and its due date."""
    said = frame["reported_state"].fillna("")
    achieved = said == "achieved"
    answered = (frame["newest_on"] >= frame["due_on"]).fillna(False)
    cases = [
        (said == "withdrawn", State.WITHDRAWN),
        (said == "not_applicable", State.NOT_APPLICABLE),
        (achieved & (frame["confirmation"] == "confirmed"), State.CONFIRMED),
        (achieved, State.AWAITING),
        (frame["is_due"] & answered, State.NOT_ACHIEVED_DUE),
        (frame["is_due"], State.NO_REPORT_DUE),
    ]
    states = np.select([np.asarray(case, dtype=bool) for case, _ in cases], [str(state) for _, state in cases], State.NOT_DUE)
    return pd.Series(states, index=frame.index, dtype="str")


def part_statuses(milestones: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The status of each part, with the rule that gives it and the inputs of that rule.

    Args:
        milestones: what `milestone_states` returns for the same day.
        as_of: the cut-off.

    Returns:
        One row per part, indexed by `part_id` (the action, and the participant where it has its
        own part): `action_id`, `participant_id`, `priority_id`, `kind`; one column per `State`
        (milestones); `applicable`; `status` (a `Status`) and `rule` (1 to 7); `longest_delay`
        (days, of milestones reported as not achieved); `moved_on` (last movement) and `stalled`.

    Source: METHOD.md, section "Status of a part".
    """
    by = milestones.groupby("part_id", sort=False)
    parts = by[["action_id", "participant_id", "priority_id", "kind"]].first()
    for state in State:
        parts[state] = (milestones["state"] == state).groupby(milestones["part_id"], sort=False).sum()
    parts["applicable"] = parts[list(State)].sum(axis="columns") - parts[State.NOT_APPLICABLE] - parts[State.WITHDRAWN]
    reported_late = milestones["delay_days"].where(milestones["state"] == State.NOT_ACHIEVED_DUE)
    parts["longest_delay"] = reported_late.groupby(milestones["part_id"], sort=False).max()
    parts["moved_on"] = by["moved_on"].max()
    reached = parts[State.CONFIRMED] + parts[State.AWAITING]
    late = parts[State.NOT_ACHIEVED_DUE]
    rules = [
        (parts["applicable"] == 0, Status.WITHDRAWN),
        (parts[State.CONFIRMED] == parts["applicable"], Status.COMPLETED),
        ((parts[State.NO_REPORT_DUE] > 0) & (late == 0), Status.NO_REPORT),
        ((late >= 2) | (parts["longest_delay"] > SERIOUS_DELAY_DAYS).fillna(False), Status.SERIOUSLY_DELAYED),
        (late == 1, Status.DELAYED),
        (reached == 0, Status.NOT_STARTED),
    ]
    chosen = np.select([np.asarray(rule, dtype=bool) for rule, _ in rules], [str(s) for _, s in rules], Status.UNDER_WAY)
    parts["status"] = pd.Series(chosen, index=parts.index, dtype="str")
    parts["rule"] = parts["status"].map({str(status): number for status, number in RULES.items()})
    still_open = ~parts["status"].isin([Status.COMPLETED, Status.WITHDRAWN])
    before = pd.Timestamp(as_of) - pd.DateOffset(months=STALLED_MONTHS)
    parts["stalled"] = still_open & (parts["moved_on"] < before).fillna(False)
    return parts
