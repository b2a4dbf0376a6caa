"""METHOD.md once more, in plain Python and one row at a time: what the fast code must agree with."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.model import Dataset

MONTHS = {"month": 1, "quarter": 3, "year": 12}
COUNTED = ["confirmed", "awaiting", "not_achieved_due", "no_report_due", "not_due"]


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as dictionaries, with days as `date` and missing as `None`."""
    return [
        {key: None if pd.isna(value) else value.date() if isinstance(value, pd.Timestamp) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


def last_day(day: date, precision: str | None) -> date:
    """Walk to the day before the next period begins."""
    if precision not in MONTHS:
        return day
    length = MONTHS[precision]
    months = day.year * 12 + (day.month - 1) // length * length + length
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def due_on(milestone: dict[str, Any]) -> date | None:
    """The end of the period of the date in force, or else of the agreed date."""
    for name in ("in_force", "agreed"):
        if milestone[f"{name}_on"]:
            return last_day(milestone[f"{name}_on"], milestone[f"{name}_precision"])
    return None


def state(milestone: dict[str, Any], reports: list[dict[str, Any]], day: date) -> str:
    """The state of one milestone, telling its reports from the oldest to the newest."""
    said, made_on = None, None
    for report in sorted(reports, key=lambda row: row["reported_on"]):
        if report["milestone_id"] != milestone["milestone_id"] or report["reported_on"] > day:
            continue
        made_on = report["reported_on"]
        if report["state"] != "achieved":
            said = report["state"]
        elif said != "confirmed":
            said = report["confirmation"]
    if said in ("confirmed", "awaiting", "not_applicable", "withdrawn"):
        return said
    due = due_on(milestone)
    if due is None or due > day:
        return "not_due"
    return "not_achieved_due" if made_on and made_on >= due else "no_report_due"


def states(dataset: Dataset, day: date) -> dict[str, str]:
    """Milestone to state."""
    reports = rows(dataset.reports)
    return {row["milestone_id"]: state(row, reports, day) for row in rows(dataset.milestones)}


def part(milestones: list[tuple[str, date | None]], day: date) -> tuple[int, str]:
    """Rule and status of one part, from the state and the due date of each of its milestones."""
    counted = [(state, due) for state, due in milestones if state in COUNTED]
    if not counted:
        return 1, "withdrawn"
    if all(state == "confirmed" for state, _ in counted):
        return 2, "completed"
    delays = [(day - due).days for state, due in counted if state == "not_achieved_due" and due]
    if not delays and any(state == "no_report_due" for state, _ in counted):
        return 3, "no_report"
    if len(delays) >= 2 or any(delay > 90 for delay in delays):
        return 4, "seriously_delayed"
    if delays:
        return 5, "delayed"
    if not any(state in ("confirmed", "awaiting") for state, _ in counted) and not any(due and due <= day for _, due in counted):
        return 6, "not_started"
    return 7, "under_way"


def cell(milestones: list[tuple[str, date | None]], day: date) -> str:
    """The word of one cell, from the state and the due date of each milestone listed there."""
    due = [state for state, due in milestones if state in COUNTED and due and due <= day]
    settled = sum(state in ("confirmed", "awaiting") for state in due)
    if not due:
        return "nothing_due"
    if settled == len(due):
        return "up_to_date"
    if due.count("not_achieved_due") / len(due) > 0.5:
        return "behind"
    if settled / len(due) >= 0.5:
        return "partly"
    return "no_report"
