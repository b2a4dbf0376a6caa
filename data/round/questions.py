"""Who is asked what in a round, by a rule: the rows of a dataset that need an answer."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd

from data import measures
from data.cache import cached_by_fingerprint
from data.evidence import best_evidence
from data.model import ACHIEVED, COUNTED, OUT, Dataset
from data.records import by_code, missing, record, records
from data.round.values import Known, Question, Said, Sheet
from data.selection import Snapshot
from data.text import words
from data.text.words import Words

END_OF_DAY = timedelta(hours=36)
"""From midnight UTC on which a day begins until it has ended everywhere (UTC-12)."""


def ends_at(deadline: date) -> datetime:
    """When a deadline is over: its day has ended everywhere. Source: METHOD.md, "Rounds"."""
    return datetime.combine(deadline, time(), UTC) + END_OF_DAY


@cached_by_fingerprint(4)
def listed(dataset: Dataset, as_of: date, scope: tuple[str, ...] = ()) -> pd.DataFrame:
    """List the milestones that are shown of each participant that reports.

    Args:
        dataset: the dataset.
        as_of: what is shown on that day.
        scope: codes of priorities; all where none is given.

    Returns:
        Rows of `status.milestone_states` of actions that count, without those that a decision took
        out, each under its owner or all partners (`participant_id`); `asks`: whether it needs an
        answer, for it was not reached, or that is not confirmed.

    Source: METHOD.md, section "Confirm or correct".
    """
    rows, actions, people = Snapshot.on(dataset, as_of).milestones, dataset.actions, "participants"
    counted = actions.loc[actions["link"].isin(COUNTED), "action_id"]
    rows = rows[rows["action_id"].isin(counted) & ~rows["state"].isin(OUT)]
    if scope:
        rows = rows[rows["priority_id"].isin(scope)]
    told = dataset.reports.set_index("report_id")["confirmation"]
    is_confirmed = rows["report_id"].map(told) == "confirmed"
    rows = rows.assign(asks=~(rows["state"].isin(ACHIEVED) & is_confirmed))
    reports = {code for code, row in by_code(dataset, people).items() if row["reports"] is True}
    rows = measures.explode_by_participant(rows, dataset)
    return rows[rows["participant_id"].isin(reports)]


def said(milestone: Mapping[str, Any]) -> Said:
    """What is said of a milestone, a row of `status.milestone_states`: its state and its day.

    The day is that on which it was reached; else when it is expected, or due.
    """
    names = ("achieved",) if milestone["state"] in ACHIEVED else ("expected", "planned")
    for name in names:
        if not missing(on := milestone[f"{name}_on"]):
            return Said(milestone["state"], on.date(), milestone[f"{name}_precision"] or "day")
    return Said(milestone["state"], None, "")


def sheet(
    dataset: Dataset,
    round_id: str,
    participant: str,
    act_hash: str,
    return_to: str = "",
    language: str | None = None,
) -> Sheet:
    """What a participant is asked in a round, as the data say it today.

    Args:
        dataset: with the row of the round.
        round_id: code of the round.
        participant: code of whom is asked.
        act_hash: of the act that opened the round.
        return_to: where to send it.
        language: the participant's own where it is not given.
    """
    told = record(dataset.rounds, "round_id", round_id)
    t = words.words_of(dataset, language or words.language_of(participant) or words.FALLBACK)
    rows = listed(dataset, dataset.horizon, scope_of(told))
    rows = rows[rows["participant_id"] == participant]
    meeting = by_code(dataset, "meetings").get(told["meeting_id"], {})
    title = meeting.get("title", "")
    return Sheet(
        round=round_id,
        participant=participant,
        name=t.participant(dataset, participant),
        language=t.language,
        issued_on=told["opens_on"].date(),
        data_on=dataset.horizon,
        deadline=told["deadline_on"].date(),
        meeting=t.content(dataset, "meetings", str(told["meeting_id"]), "title", title),
        meeting_on=meeting["starts_on"].date() if meeting else None,
        meeting_precision=meeting["precision"] if meeting else "",
        act_hash=act_hash,
        silence=told["silence"] is True,
        return_to=return_to,
        fictional=dataset.fictional,
        period_starts=dataset.period.starts,
        questions=tuple(_question(dataset, t, row) for row in records(rows[rows["asks"]])),
        known=tuple(Known(**_told(dataset, t, row)) for row in records(rows[~rows["asks"]])),
    )


def scope_of(told: Mapping[str, Any]) -> tuple[str, ...]:
    """The priorities that a round asks about; none means all."""
    return () if missing(told["scope"]) else tuple(str(told["scope"]).split())


def _question(dataset: Dataset, t: Words, row: Mapping[str, Any]) -> Question:
    """A row that needs an answer, with the sentence on which what is said rests."""
    printed = best_evidence(dataset).get(row["report_id"], {})
    code = printed.get("source_id", row["source_id"])
    source = {} if missing(code) else by_code(dataset, "sources")[code]
    day = source.get("published_on", pd.NaT)
    return Question(
        participant=row["participant_id"],
        source=str(source.get("publisher", "")),
        source_on=None if pd.isna(day) else day.date(),
        quote=printed.get("quote", ""),
        quote_language=printed.get("quote_language", ""),
        **_told(dataset, t, row),
    )


def _told(dataset: Dataset, t: Words, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a question and a row for information have in common."""
    action, milestone = row["action_id"], row["milestone_id"]
    own, title = row["title"], by_code(dataset, "actions")[action]["title"]
    step = t(f"step.{row['step']}")
    now = said(row)
    return {
        "milestone": milestone,
        "action": action,
        "priority": row["priority_id"],
        "title": t.content(dataset, "actions", action, "title", title),
        "step": step if missing(own) else t.content(dataset, "milestones", milestone, "title", own),
        "state": now.state,
        "on": now.on,
        "precision": now.precision,
    }
