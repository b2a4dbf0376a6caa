"""Where every milestone and every part stood, as known on a day: the rules of METHOD.md."""

from datetime import date

import pandas as pd

from data.cache import cached_by_fingerprint
from data.dates import period_end
from data.model import (
    ACHIEVED,
    APPLICABLE,
    OUT,
    REACHED,
    RULES,
    SET_ASIDE,
    UNCOUNTED,
    Dataset,
    Period,
    State,
    Status,
)
from data.model.records import first_that_fits

SERIOUS_DELAY_DAYS = 90
"""A due milestone outstanding for more days than this makes its part seriously delayed."""
ANNOUNCED = "announced"
"""What a report says of a step that is to come."""
STALLED_MONTHS = 9
"""A part that is open and has not moved for longer than this is flagged, whatever its status."""

COLUMNS = [
    *("milestone_id", "action_id", "participant_id", "step", "title", "position"),
    *("priority_id", "kind", "part_id"),
    *("state", "planned_on", "planned_precision", "due_on", "is_due"),
    *("expected_on", "expected_precision", "delay_days"),
    *("achieved_on", "achieved_precision", "reached_by", "moved_on", "report_id", "source_id"),
]
"""What `states_by_question` returns."""
DECIDING = [
    *("report_id", "milestone_id", "participant_id", "reported_on", "corrects", "source_id"),
    *("state", "confirmation", "achieved_on", "achieved_precision", "achieved_until"),
]
"""Columns of a report on which a state rests."""


def milestone_states(dataset: Dataset, as_of: date, known_by: date | None = None) -> pd.DataFrame:
    """The state of each milestone that was known on a day, as known on that day.

    Only reports known on or before `as_of` speak. The newest one decides, except that an
    achievement once confirmed stays confirmed when it is only repeated. A report older than
    the due date says nothing about whether that date was met. A correction takes the place of
    the report that it corrects, as if it had been known on `as_of`, if it was known by `known_by`,
    or by `as_of` without. Where the lead of a joint action has spoken, the statements of its other
    partners do not decide.

    Returns:
        One row per milestone that was part of the plan by then, in the order of the table: the
        columns of `states_by_question`; `silent` (without a report although its round is over, or
        although its date has passed where there are no rounds); `on_time` (whether a valid report
        was there at the deadline of the last round; missing where none was expected).

    Source: METHOD.md, sections "Milestone states", "Dates" and "Reporting rounds".
    """
    day, milestones = pd.Timestamp(as_of), dataset.milestones
    rounds = reporting_rounds(dataset)
    last = rounds.loc[rounds["deadline_on"] <= day, "deadline_on"].max()
    questions = []
    for on, by in ((day, pd.Timestamp(known_by or as_of)), (last, last)):
        names = milestones.loc[~(milestones["known_on"] > on).fillna(False), "milestone_id"]
        questions.append(pd.DataFrame({"milestone_id": names, "day": on, "known_by": by}))
    size = len(questions[0])
    # The questions of both days are answered at once, in hardly more time than those of one.
    states = states_by_question(dataset, pd.concat(questions[: 1 if pd.isna(last) else 2]))
    found, then = states[:size].copy(), states[size:].set_index("milestone_id")
    found["silent"] = found["state"] == State.NO_REPORT_DUE
    if len(rounds):
        found["silent"] &= (found["due_on"] <= last).fillna(False)
    expected = then["is_due"] & then["state"].isin(APPLICABLE)
    met = (then["state"] != State.NO_REPORT_DUE).astype("boolean").where(expected)
    found["on_time"] = met.reindex(found["milestone_id"]).array
    return found


@cached_by_fingerprint(8)
def reporting_rounds(dataset: Dataset) -> pd.DataFrame:
    """The rows of `rounds` in which reports are due: without a kind, or of the kind `report`.

    In the others participants confirm what is shown.

    Source: METHOD.md, section "Reporting rounds".
    """
    return dataset.rounds[dataset.rounds["kind"].fillna("report") == "report"]


def states_by_question(dataset: Dataset, questions: pd.DataFrame) -> pd.DataFrame:
    """The state of milestones, each as known on a day of its own.

    A question is a row with `milestone_id`, `day` and `known_by`, as in `milestone_states`.

    Returns:
        One row per question, in order: `milestone_id`, `action_id`, `participant_id`, `step`,
        `title`, `position`, `priority_id`, `kind`, `part_id`; `state` (a `State`); `planned_on` and
        `planned_precision` (the date in force, or else the agreed date); `due_on` (last day of that
        period) and `is_due`; `expected_on` and `expected_precision` (by the participant);
        `delay_days` (days from due date to that day, missing unless due and outstanding);
        `achieved_on`, `achieved_precision` and `reached_by` (last day on which it can have been
        reached: that of the period, or the one that sources give); `moved_on`
        (day on which the achievement became known); `report_id` and `source_id` of the report that
        decides.
    """
    questions = questions.reset_index(drop=True)
    milestones = dataset.milestones.set_index("milestone_id")
    frame = milestones.loc[questions["milestone_id"]].reset_index()
    actions = dataset.actions.set_index("action_id")
    frame["priority_id"] = frame["action_id"].map(actions["priority_id"])
    frame["kind"] = frame["action_id"].map(actions["kind"])
    frame["part_id"] = frame["action_id"] + frame["participant_id"].fillna("").radd("/")
    changes = questions.reset_index(names="at").merge(dataset.date_changes, on="milestone_id")
    changes = changes[changes["known_on"] <= changes["day"]].sort_values("known_on", kind="stable")
    for kind, name in (("in_force", "planned"), ("expected", "expected")):
        last = changes[changes["kind"] == kind].groupby("at").last().reindex(frame.index)
        frame[f"{name}_on"] = last["moved_to"]
        frame[f"{name}_precision"] = last["precision"].where(last["moved_to"].notna())
    is_moved = frame["planned_on"].notna()
    for part in ("on", "precision"):
        agreed = frame[f"agreed_{part}"]
        frame[f"planned_{part}"] = frame[f"planned_{part}"].where(is_moved, agreed)
    frame["due_on"] = period_end(frame["planned_on"], frame["planned_precision"])
    frame["is_due"] = (frame["due_on"] <= questions["day"]).fillna(False).astype(bool)
    standing = _standing(dataset.reports[DECIDING], questions)
    frame = frame.join(_deciding_reports(_decisive(standing, dataset)))
    ends = period_end(frame["achieved_on"], frame["achieved_precision"])
    frame["reached_by"] = frame["achieved_until"].fillna(ends)
    frame["state"] = _states(frame, dataset.period)
    outstanding = frame["state"].isin([State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE])
    delay = (questions["day"] - frame["due_on"]).dt.days
    frame["delay_days"] = delay.where(outstanding).astype("Int64")
    return frame[COLUMNS]


def _standing(reports: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """The reports that speak to each question, oldest first; `at` is the question's position.

    A report that a known one corrects does not speak; the correction stands in its place.
    """
    reports = reports.assign(counts_on=_counts_on(reports))
    pairs = questions.reset_index(names="at").merge(reports, on="milestone_id")
    pairs = pairs[pairs["reported_on"] <= pairs["known_by"]]
    corrections = pairs[pairs["corrects"].notna()]
    corrected = pairs.loc[pairs["report_id"].isin(corrections["corrects"]), ["at", "report_id"]]
    replaced = pd.MultiIndex.from_frame(corrections[["at", "corrects"]])
    is_gone = pd.MultiIndex.from_frame(corrected).isin(replaced)
    pairs = pairs.drop(index=corrected.index[is_gone])
    pairs = pairs[pairs["counts_on"] <= pairs["day"]]
    return pairs.sort_values(["at", "counts_on"], kind="stable").reset_index(drop=True)


def _decisive(standing: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The standing reports that can decide.

    Once the lead of a joint milestone has said whether it was reached, no statement of another
    partner decides. A decision that takes the milestone out does, whoever reports it, and so does a
    source that speaks for itself. An announcement says only that something is to come: it is not
    yet the lead's word.
    """
    partners = dataset.action_participants
    leads = partners.loc[partners["role"] == "lead", ["action_id", "participant_id"]]
    if leads.empty or standing.empty:
        return standing
    milestones = dataset.milestones.set_index("milestone_id")
    action = standing["milestone_id"].map(milestones["action_id"])
    pairs = pd.MultiIndex.from_arrays([action, standing["participant_id"]])
    by_lead = pd.Series(pairs.isin(pd.MultiIndex.from_frame(leads)), index=standing.index)
    spoke = by_lead & (standing["state"] != ANNOUNCED)
    lead_spoke = spoke.groupby(standing["at"]).transform("any")
    joint = standing["milestone_id"].map(milestones["participant_id"]).isna()
    by_partner = standing["participant_id"].notna() & ~by_lead & ~standing["state"].isin(OUT)
    return standing[~(joint & lead_spoke & by_partner)].reset_index(drop=True)


def statements(dataset: Dataset, as_of: date, milestone: str) -> pd.DataFrame:
    """What each voice last said about a milestone, as known on a day, the newest first.

    Returns:
        One row per voice (a participant, or none where a source speaks for itself), and one of the
        report that decides, where its voice spoke again: the columns of the reports table;
        `decides` (it gives the state) and `differs` (it says another state or another date of
        achievement than the report that decides). A correction is as old as what it corrects.

    Source: METHOD.md, section "Milestone states".
    """
    questions = pd.DataFrame(
        {"milestone_id": [milestone], "day": pd.Timestamp(as_of), "known_by": pd.Timestamp(as_of)}
    )
    standing = _standing(dataset.reports, questions)
    decides = _deciding_reports(_decisive(standing, dataset))["report_id"]
    deciding = standing[standing["report_id"].isin(decides)]
    last = standing[~standing["participant_id"].fillna("").duplicated(keep="last")]
    shown = pd.concat([deciding, last]).drop_duplicates("report_id")
    shown = shown.sort_values("counts_on", ascending=False, kind="stable")
    same = pd.Series(True, index=shown.index)
    for column in ("state", "achieved_on", "achieved_until") if len(deciding) else ():
        cell = deciding[column].iloc[0]
        same &= (shown[column] == cell) | (shown[column].isna() & pd.isna(cell))
    marked = shown.assign(decides=shown["report_id"].isin(decides), differs=~same)
    return marked[[*dataset.reports.columns, "decides", "differs"]].reset_index(drop=True)


def _counts_on(reports: pd.DataFrame) -> pd.Series:
    """The day from which each report counts: its own, or that of the report that it corrects."""
    by_id = reports.set_index("report_id")[["reported_on", "corrects"]]
    found, corrected = reports["reported_on"].copy(), reports["corrects"].dropna()
    while len(corrected):
        original = by_id.reindex(corrected).set_axis(corrected.index)
        found.update(original["reported_on"])
        corrected = original["corrects"].dropna()
    return found


def _deciding_reports(known: pd.DataFrame) -> pd.DataFrame:
    """The report that answers each question, indexed by `at`.

    Within the newest unbroken run of `achieved`, the first confirmed report decides, else the
    first one; without such a run, the newest report decides. An announcement breaks no run: what
    was reached is not undone by a source that spoke of it before. `moved_on` is the day
    from which the first of the run counts. `newest_on` is the last day on which anything was said:
    a correction made after a due date answers for it, whatever it corrects.
    """
    order = pd.Series(known.index, index=known.index)
    achieved = known["state"] == "achieved"
    by = known["at"]
    last = order.groupby(by).max()
    last_other = order.where(~achieved & (known["state"] != ANNOUNCED)).groupby(by).max()
    in_run = achieved & (order > by.map(last_other).astype(float).fillna(-1))
    confirmed = order.where(in_run & (known["confirmation"] == "confirmed")).groupby(by).min()
    first = order.where(in_run).groupby(by).min()
    chosen = confirmed.fillna(first).fillna(last).astype(int)
    deciding = known.loc[chosen.to_numpy()].set_index("at")
    moved = known.loc[first.dropna().astype(int).to_numpy()].set_index("at")["counts_on"]
    columns = ["state", "achieved_on", "achieved_precision", "achieved_until", "confirmation"]
    found = deciding[[*columns, "report_id", "source_id"]].assign(
        moved_on=moved, newest_on=known.groupby("at")["reported_on"].max()
    )
    return found.rename(columns={"state": "reported_state"})


def _states(frame: pd.DataFrame, period: Period) -> pd.Series:
    """A `State` for each milestone, from its deciding report, its due date and the period."""
    reported = frame["reported_state"].fillna("")
    achieved = reported == "achieved"
    starts = pd.Timestamp(period.starts)
    before = (frame["reached_by"] < starts).fillna(False)
    since = (frame["achieved_on"] >= starts).fillna(False)
    answered = (frame["newest_on"] >= frame["due_on"]).fillna(False)
    cases = {
        State.WITHDRAWN: reported == "withdrawn",
        State.NOT_APPLICABLE: reported == "not_applicable",
        State.IN_PLACE: achieved & before,
        State.BEFORE_OR_SINCE: achieved & ~since,
        State.CONFIRMED: achieved & (frame["confirmation"] == "confirmed"),
        State.AWAITING: achieved,
        State.NOT_ACHIEVED_DUE: frame["is_due"] & answered,
        State.NO_REPORT_DUE: frame["is_due"],
    }
    return pd.Series(first_that_fits(cases, State.NOT_DUE), frame.index, "str")


def part_statuses(milestones: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The status of each part, with the rule that gives it and the inputs of that rule.

    `milestones` are what `milestone_states` returns for the same day.

    Returns:
        One row per part that has milestones, in their order, indexed by `part_id` (the action, and
        the participant where it has its own part): `action_id`, `participant_id`, `priority_id`,
        `kind`; one column per `State` (milestones); `applicable` (milestones that count); `status`
        (a `Status`) and `rule` (its number in `RULES`); `longest_delay` (days, of milestones
        reported as not achieved); `moved_on` (last movement) and `stalled` (open, and not moved for
        `STALLED_MONTHS`). Days and delay are missing where there is none.

    Source: METHOD.md, section "Status of a part".
    """
    by = milestones.groupby("part_id", sort=False)
    parts = by[["action_id", "participant_id", "priority_id", "kind"]].first()
    for state in State:
        there = milestones["state"] == state
        parts[state] = there.groupby(milestones["part_id"], sort=False).sum()
    parts["applicable"] = parts[list(APPLICABLE)].sum(axis="columns")
    reported_late = milestones["delay_days"].where(milestones["state"] == State.NOT_ACHIEVED_DUE)
    parts["longest_delay"] = reported_late.groupby(milestones["part_id"], sort=False).max()
    parts["moved_on"] = by["moved_on"].max()
    reached = parts[list(REACHED)].sum(axis="columns")
    late, silent = parts[State.NOT_ACHIEVED_DUE], by["silent"].sum()
    serious = (parts["longest_delay"] > SERIOUS_DELAY_DAYS).fillna(False)
    rules = {
        Status.WITHDRAWN: parts[[*APPLICABLE, *SET_ASIDE]].sum(axis="columns") == 0,
        Status.IN_PLACE: parts[[*APPLICABLE, State.BEFORE_OR_SINCE]].sum(axis="columns") == 0,
        Status.BEFORE_OR_SINCE: parts["applicable"] == 0,
        Status.COMPLETED: parts[State.CONFIRMED] == parts["applicable"],
        Status.UNCONFIRMED: reached == parts["applicable"],
        Status.NO_REPORT: (silent > 0) & (late == 0),
        Status.SERIOUSLY_DELAYED: (late >= 2) | serious,
        Status.DELAYED: late == 1,
        Status.NOT_STARTED: parts[list(ACHIEVED)].sum(axis="columns") == 0,
    }
    parts["status"] = pd.Series(first_that_fits(rules, Status.UNDER_WAY), parts.index, "str")
    parts["rule"] = parts["status"].map({str(status): number for status, number in RULES.items()})
    closed = [*UNCOUNTED, Status.COMPLETED, Status.UNCONFIRMED]
    before = pd.Timestamp(as_of) - pd.DateOffset(months=STALLED_MONTHS)
    stalled = (parts["moved_on"] < before).fillna(False)
    parts["stalled"] = ~parts["status"].isin(closed) & stalled
    return parts
