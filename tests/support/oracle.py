"""METHOD.md in plain Python, one row at a time: what the fast code must agree with."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.model import Dataset

MONTHS = {"month": 1, "quarter": 3, "year": 12}
COUNTED = ["confirmed", "awaiting", "not_achieved_due", "no_report_due", "not_due"]


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as dictionaries, with days as `date` and missing as `None`."""

    def plain(value: Any) -> Any:
        if pd.isna(value):
            return None
        return value.date() if isinstance(value, pd.Timestamp) else value

    return [{key: plain(cell) for key, cell in row.items()} for row in frame.to_dict("records")]


def last_day(day: date, precision: str | None) -> date:
    """Walk to the day before the next period begins."""
    if precision not in MONTHS:
        return day
    length = MONTHS[precision]
    months = day.year * 12 + (day.month - 1) // length * length + length
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def in_force(
    milestone: dict[str, Any], changes: list[dict[str, Any]], day: date
) -> tuple[date | None, str | None]:
    """The date in force on a day, or else the agreed date, and its precision."""
    found = milestone["agreed_on"], milestone["agreed_precision"]
    for change in sorted(changes, key=lambda row: row["known_on"]):
        if (
            change["milestone_id"] == milestone["milestone_id"]
            and change["kind"] == "in_force"
            and change["known_on"] <= day
        ):
            found = change["moved_to"], change["precision"]
    return found


def due_on(milestone: dict[str, Any], changes: list[dict[str, Any]], day: date) -> date | None:
    """The end of the period of `in_force`."""
    on, precision = in_force(milestone, changes, day)
    return last_day(on, precision) if on else None


def first_achieved(
    milestone: dict[str, Any], reports: list[dict[str, Any]], day: date, leads: set[str]
) -> dict[str, Any] | None:
    """The report that began the unbroken run of those that say that a milestone is reached."""
    found = None
    for report in deciding(milestone, standing(reports, day), leads):
        if report["state"] == "achieved":
            found = found or report
        elif report["state"] != "announced":
            found = None
    return found


def standing(
    reports: list[dict[str, Any]], day: date, known_by: date | None = None
) -> list[dict[str, Any]]:
    """What was said by a day, corrections in the place of what they correct; oldest first."""
    by_id = {row["report_id"]: row for row in reports}
    known = [row for row in reports if row["reported_on"] <= (known_by or day)]
    gone = {row["corrects"] for row in known}
    counted = []
    for row in known:
        first = row
        while first["corrects"]:
            first = by_id[first["corrects"]]
        if row["report_id"] not in gone and first["reported_on"] <= day:
            counted.append({**row, "counts_on": first["reported_on"]})
    return sorted(counted, key=lambda row: row["counts_on"])


def deciding(
    milestone: dict[str, Any], reports: list[dict[str, Any]], leads: set[str]
) -> list[dict[str, Any]]:
    """The reports that can decide.

    Once a lead of a joint milestone has spoken, these are of leads, sources and decisions.
    """
    own = [row for row in reports if row["milestone_id"] == milestone["milestone_id"]]
    if milestone["participant_id"] or not any(
        row["participant_id"] in leads and row["state"] != "announced" for row in own
    ):
        return own
    out = ("withdrawn", "not_applicable")
    return [
        row
        for row in own
        if row["participant_id"] in leads or not row["participant_id"] or row["state"] in out
    ]


def state(
    milestone: dict[str, Any],
    reports: list[dict[str, Any]],
    day: date,
    changes: list[dict[str, Any]],
    known_by: date | None,
    starts: date,
    leads: frozenset[str],
) -> str:
    """The state of one milestone, telling its reports from the oldest to the newest."""
    stated, made_on, reached = None, None, None
    for report in deciding(milestone, standing(reports, day, known_by), set(leads)):
        made_on = max(made_on or report["reported_on"], report["reported_on"])
        if report["state"] == "announced" and reached:
            continue
        if report["state"] != "achieved":
            stated, reached = report["state"], None
            continue
        if not reached or (stated, report["confirmation"]) == ("awaiting", "confirmed"):
            on, precision = report["achieved_on"], report["achieved_precision"]
            reached = on, report["achieved_until"] or last_day(on, precision)
            stated = report["confirmation"]
    if reached and reached[1] < starts:
        return "in_place"
    if reached and reached[0] < starts:
        return "before_or_since"
    if stated in ("confirmed", "awaiting", "not_applicable", "withdrawn"):
        return stated
    due = due_on(milestone, changes, day)
    if due is None or due > day:
        return "not_due"
    return "not_achieved_due" if made_on and made_on >= due else "no_report_due"


def states(dataset: Dataset, day: date, known_by: date | None = None) -> dict[str, str]:
    """Milestone to state, of those that were part of the plan by then."""
    reports, changes = (by_milestone(frame) for frame in (dataset.reports, dataset.date_changes))
    planned = [
        row for row in rows(dataset.milestones) if not row["known_on"] or row["known_on"] <= day
    ]
    names = {row["milestone_id"]: row for row in planned}
    leads = defaultdict(set)
    for row in rows(dataset.action_participants):
        if row["role"] == "lead":
            leads[row["action_id"]].add(row["participant_id"])
    return {
        name: state(
            row,
            reports[name],
            day,
            changes[name],
            known_by,
            dataset.period.starts,
            frozenset(leads[row["action_id"]]),
        )
        for name, row in names.items()
    }


def by_milestone(frame: pd.DataFrame) -> defaultdict[str, list[dict[str, Any]]]:
    """The rows of a table by the milestone that they are about."""
    found = defaultdict(list)
    for row in rows(frame):
        found[row["milestone_id"]].append(row)
    return found


def part(
    milestones: list[tuple[str, date | None]], day: date, deadlines: list[date] | None = None
) -> tuple[int, str]:
    """Rule and status of one part, from the state and the due date of each of its milestones.

    `deadlines` is `None` where there are no rounds.
    """
    counted = [(state, due) for state, due in milestones if state in COUNTED]
    aside = {state for state, _ in milestones} & {"in_place", "before_or_since"}
    if not counted and not aside:
        return 1, "withdrawn"
    if not counted:
        return (2, "in_place") if aside == {"in_place"} else (3, "before_or_since")
    if all(state == "confirmed" for state, _ in counted):
        return 4, "completed"
    if all(state in ("confirmed", "awaiting") for state, _ in counted):
        return 5, "unconfirmed"
    delays = [(day - due).days for state, due in counted if state == "not_achieved_due" and due]
    silent = [due for state, due in counted if state == "no_report_due" and due]
    if deadlines is not None:
        silent = [due for due in silent if any(due <= deadline <= day for deadline in deadlines)]
    if not delays and silent:
        return 6, "no_report"
    if len(delays) >= 2 or any(delay > 90 for delay in delays):
        return 7, "seriously_delayed"
    if delays:
        return 8, "delayed"
    if not aside and not any(state in ("confirmed", "awaiting") for state, _ in counted):
        return 9, "not_started"
    return 10, "under_way"


def cell(milestones: list[tuple[str, date | None]], joint_silent: int, day: date) -> str:
    """The word of one cell, from the state and the due date of each milestone listed there.

    Joint ones that are due and without a report are not among them. Their number only keeps the
    cell from *behind*: their report could have helped.
    """
    due = [state for state, due in milestones if state in COUNTED and due and due <= day]
    settled = sum(state in ("confirmed", "awaiting") for state in due)
    if not due:
        return "nothing_due"
    if settled == len(due):
        return "up_to_date"
    if due.count("not_achieved_due") / (len(due) + joint_silent) > 0.5:
        return "behind"
    if settled / len(due) >= 0.5:
        return "partly"
    return "no_report"


def choice(
    dataset: Dataset,
    states: dict[str, str],
    statuses: dict[str, str],
    day: date,
    chosen: dict[str, Any],
) -> tuple[list[str], list[str]]:
    """The actions that a choice lists and the milestones that it keeps, one row at a time.

    Args:
        dataset: the dataset.
        states: milestone to state, of those that were part of the plan.
        statuses: part to status.
        day: the cut-off.
        chosen: each of `data.selection.filters.FILTERS`.
    """
    partners, milestones, leads = defaultdict(set), defaultdict(list), defaultdict(set)
    for row in rows(dataset.action_participants):
        partners[row["action_id"]].add(row["participant_id"])
        if row["role"] == "lead":
            leads[row["action_id"]].add(row["participant_id"])
    for row in rows(dataset.milestones):
        milestones[row["action_id"]].append(row)
    reports, changes = (by_milestone(frame) for frame in (dataset.reports, dataset.date_changes))
    people = {*chosen["country"], *chosen["eu"]}
    actions, kept = [], []
    for action in rows(dataset.actions):
        code, own = action["action_id"], milestones[action["action_id"]]
        dates = [
            (action[f"{name}_on"], action[f"{name}_precision"], None) for name in ("starts", "ends")
        ]
        for row in own:
            name = row["milestone_id"]
            known = [one for one in reports[name] if one["reported_on"] <= day]
            dates += [(one["dated_on"], one["precision"], None) for one in known]
            if name in states:
                reached = first_achieved(row, reports[name], day, leads[code])
                dates.append(
                    (*(reached[f"achieved_{end}"] for end in ("on", "precision", "until")),)
                    if reached
                    else (*in_force(row, changes[name], day), None)
                )
        planned = [row for row in own if row["milestone_id"] in states]
        counts = action["link"] in ("roadmap", "both", "eu", "member_state")
        mine = [
            row
            for row in planned
            if counts
            and (not people or not row["participant_id"] or row["participant_id"] in people)
            and (
                not chosen["status"]
                or statuses[f"{code}/{row['participant_id'] or ''}"] in chosen["status"]
            )
        ]
        if (
            (planned or not own)
            and (counts or chosen["context"])
            and (not chosen["country"] or partners[code] & set(chosen["country"]))
            and (not chosen["eu"] or partners[code] & set(chosen["eu"]))
            and (not chosen["priority"] or action["priority_id"] in chosen["priority"])
            and (not chosen["kind"] or action["kind"] in chosen["kind"])
            and (not chosen["status"] or mine)
            and (
                not (chosen["since"] or chosen["until"])
                or any(
                    on <= (chosen["until"] or on)
                    and (chosen["since"] or on) <= (until or last_day(on, precision))
                    for on, precision, until in dates
                    if on
                )
            )
        ):
            actions.append(code)
            kept += [row["milestone_id"] for row in mine]
    return actions, kept
