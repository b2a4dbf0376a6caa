"""What changed between two states of knowledge: kind, day, reason and source of each change."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.dates import period_end
from data.model import ACHIEVED, OUT, REACHED, Dataset, State
from data.model.records import first_that_fits
from data.selection import Snapshot
from data.status import states_by_question


class Change(StrEnum):
    """What kind a difference is: METHOD.md, section "Changes". The order is that of every list."""

    ACHIEVED = "achieved"
    REVERSAL = "reversal"
    REPORTED = "reported"
    NEWLY_DUE = "newly_due"
    MOVED = "moved"
    PLAN = "plan"
    CORRECTION = "correction"
    METHOD = "method"


ASPECTS = (
    *("state", "due_on", "planned_precision", "expected_on", "expected_precision"),
    *("achieved_on", "achieved_precision"),
)
"""What of a milestone can differ, as `status.states_by_question` names it."""
DETAILS = ["report_id", "decision_id", "change_id", "corrects", "reason", "source_id"]
"""What a row says of an event, as far as its table has it."""
COLUMNS = [
    *("kind", "on", "milestone_id", "action_id", "participant_id", "priority_id", "step", "title"),
    "part_id",
    *(f"{name}_{when}" for name in ASPECTS for when in ("before", "after")),
    *("report_id", "decision_id", "change_id", "reason", "source_id"),
]
"""What `between` returns."""
_PLAN, _MOVE, _REPORT, _DUE = range(4)
"""Order of what happens on one day."""


def aspects(snapshot: Snapshot) -> pd.DataFrame:
    """What a change can touch: `ASPECTS` of each milestone of the plan, by `milestone_id`."""
    return snapshot.milestones.set_index("milestone_id")[list(ASPECTS)]


def between(before: Snapshot, after: Snapshot) -> pd.DataFrame:
    """List every difference between two states of knowledge.

    First comes what is seen differently today about the earlier day (where the two are not of
    the same data or method), then everything that happened in between, by day.

    Returns:
        One row per difference: `kind` (a `Change`), `on` (day on which it happened or was known),
        `milestone_id`, `action_id`, `participant_id`, `priority_id`, `step`, `title`, `part_id`;
        each of `ASPECTS` with `_before` and `_after` (missing where the milestone was not part of
        the plan);
        `report_id`, `decision_id`, `change_id` (of the row that says so), `reason` (its words, in
        English) and `source_id`. A milestone that was touched several times stands there as often.

    Raises:
        ValueError: `before` is of a later day than `after`.

    Source: METHOD.md, section "Changes".
    """
    if before.as_of > after.as_of:
        raise ValueError(f"{before.as_of} is after {after.as_of}")
    earlier, later = ((one.dataset, one.method) for one in (before, after))
    same = earlier == later and before.known_by == before.as_of
    start = before if same else Snapshot.on(after.dataset, before.as_of)
    found = [_happened(start, after)]
    if not same:
        found.insert(0, seen_anew(before, start))
    changes = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    return changes.sort_values("on", kind="stable").reset_index(drop=True)


def count(changes: pd.DataFrame) -> dict[Change, int]:
    """Differences by kind, in the order of the kinds, also those that did not occur.

    A kind is counted once for each difference: a milestone that moved twice counts twice.
    """
    found = changes["kind"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in Change}


def _happened(start: Snapshot, end: Snapshot) -> pd.DataFrame:
    """Everything between two days of one dataset, by the day on which it was known or fell due.

    A date falls due where it is in force then and no report is there. What was said of a milestone
    before it was part of the plan is left out.
    """
    dataset = end.dataset
    moves, reports = dataset.date_changes, dataset.reports
    parts = [
        _joined(dataset),
        _events(moves, _MOVE, moves["known_on"]),
        _events(reports, _REPORT, reports["reported_on"], reason=reports["note"]),
        _due_dates(dataset),
    ]
    events = pd.concat(parts, ignore_index=True)
    days = events["on"]
    events = events[(days > pd.Timestamp(start.as_of)) & (days <= pd.Timestamp(end.as_of))]
    known_on = dataset.milestones.set_index("milestone_id")["known_on"]
    joined = known_on.reindex(events["milestone_id"])
    events = events[~(joined.to_numpy() > events["on"].to_numpy())]
    events = events.sort_values(["on", "order"], kind="stable").reset_index(drop=True)
    questions = events[["milestone_id"]].assign(day=events["on"], known_by=events["on"])
    then = states_by_question(dataset, questions)
    is_silent = (then["due_on"] == events["on"]) & (then["state"] == State.NO_REPORT_DUE)
    kept = (events["order"] != _DUE) | is_silent
    events, then = events[kept].reset_index(drop=True), then[kept].reset_index(drop=True)
    # The report by which it is reached leads what else became known that day: it is what did it.
    leads = (events["report_id"] == then["report_id"]) & then["state"].isin(ACHIEVED)
    order = events.assign(follows=~leads).sort_values(["on", "follows"], kind="stable").index
    events, then = (rows.loc[order].reset_index(drop=True) for rows in (events, then))
    at_start, by = aspects(start), events["milestone_id"]
    after = {name: f"{name}_after" for name in ASPECTS}
    whole = then.drop(columns=["report_id", "source_id"]).rename(columns=after)
    is_first = ~by.duplicated()
    for name in ASPECTS:
        earlier = then[name].groupby(by).shift()
        first = at_start[name].reindex(by).set_axis(by.index)
        whole[f"{name}_before"] = earlier.where(~is_first, first)
    whole = whole.join(events[["on", "order", *DETAILS]])
    return whole.assign(kind=_kinds(whole))[COLUMNS]


def _joined(dataset: Dataset) -> pd.DataFrame:
    """Milestones that came into the plan later.

    One that its first report made known needs no event of its own, unless a decision put it there.
    """
    rows = dataset.milestones
    first = dataset.reports.groupby("milestone_id")["reported_on"].min()
    is_reported = rows["known_on"].to_numpy() == first.reindex(rows["milestone_id"]).to_numpy()
    rows = rows[rows["known_on"].notna() & (rows["decision_id"].notna() | ~is_reported)]
    decided = dataset.decisions.set_index("decision_id").reindex(rows["decision_id"])
    decided = decided.set_axis(rows.index)
    about = {"reason": decided["text"], "source_id": decided["source_id"]}
    return _events(rows, _PLAN, rows["known_on"], **about)


def _due_dates(dataset: Dataset) -> pd.DataFrame:
    """Every day on which a milestone falls due, by any date that was ever in force."""
    agreed = dataset.milestones
    moved = dataset.date_changes[dataset.date_changes["kind"] == "in_force"]
    first = period_end(agreed["agreed_on"], agreed["agreed_precision"])
    later = period_end(moved["moved_to"], moved["precision"])
    names = pd.concat([agreed["milestone_id"], moved["milestone_id"]])
    rows = pd.DataFrame({"milestone_id": names, "on": pd.concat([first, later])})
    rows = rows[rows["on"].notna()].drop_duplicates()
    return _events(rows, _DUE, rows["on"])


def _events(rows: pd.DataFrame, order: int, on: pd.Series, **more: pd.Series) -> pd.DataFrame:
    blank = pd.array([pd.NA] * len(rows), "str")
    details = {name: rows.get(name, blank) for name in DETAILS}
    named = {"milestone_id": rows["milestone_id"], "order": order, "on": on}
    return pd.DataFrame({**named, **details, **more})


def _kinds(rows: pd.DataFrame) -> np.ndarray:
    """The kind of each difference: the first that fits."""
    was, now = rows["state_before"], rows["state_after"]
    plan = (rows["order"] == _PLAN) | (now.isin(OUT) != was.isin(OUT))
    cases = {
        Change.CORRECTION: rows["corrects"].notna(),
        Change.MOVED: rows["order"] == _MOVE,
        Change.NEWLY_DUE: rows["order"] == _DUE,
        Change.PLAN: plan,
        Change.REVERSAL: was.isin(ACHIEVED) & ~now.isin(ACHIEVED),
        Change.ACHIEVED: now.isin(REACHED) & ~was.isin(REACHED)
        | (now == State.CONFIRMED) & (was == State.AWAITING),
    }
    return first_that_fits(cases, Change.REPORTED)


def seen_anew(shown: Snapshot, again: Snapshot) -> pd.DataFrame:
    """List what is seen differently about one day: as it was shown, and from the data of today.

    Returns:
        The columns of `between`, one row a milestone that differs; `kind` is a change of method, a
        change of the plan, or a correction, and `on` that day.
    """
    old, new = aspects(shown), aspects(again)
    names = old.index.union(new.index, sort=False)
    old, new = old.reindex(names), new.reindex(names)
    differs = ((old != new) & (old.notna() | new.notna())).any(axis=1)
    names = names[differs]
    rows = pd.concat([again.milestones, shown.milestones]).drop_duplicates("milestone_id")
    rows = rows.set_index("milestone_id").loc[names].reset_index().drop(columns=list(ASPECTS))
    whole = rows.assign(on=pd.Timestamp(shown.as_of))
    for when, seen in (("before", old), ("after", new)):
        whole = whole.join(seen.add_suffix(f"_{when}"), on="milestone_id")
    there = whole["state_before"].notna() & whole["state_after"].notna()
    untouched = ~whole["milestone_id"].isin(_edited(shown, again)) & (shown.method != again.method)
    cases = {Change.METHOD: untouched, Change.PLAN: ~there}
    whole["kind"] = first_that_fits(cases, Change.CORRECTION)
    notes = again.dataset.reports.set_index("report_id")
    whole["reason"] = whole["report_id"].map(notes["note"]).where(~untouched)
    whole["decision_id"] = whole["report_id"].map(notes["decision_id"])
    return whole.assign(change_id=pd.array([pd.NA] * len(whole), "str"))[COLUMNS]


def _edited(one: Snapshot, other: Snapshot) -> set[str]:
    """Milestones whose own rows differ, or whose reports and moved dates known by then differ."""
    day = pd.Timestamp(one.as_of)
    known_on = {"milestones": "known_on", "reports": "reported_on", "date_changes": "known_on"}
    found: set[str] = set()
    for table, column in known_on.items():
        frames = [snapshot.dataset.tables[table] for snapshot in (one, other)]
        both = pd.concat([frame[~(frame[column] > day).fillna(False)] for frame in frames])
        found |= set(both.loc[~both.duplicated(keep=False), "milestone_id"])
    return found
