"""Who is asked what in a round, by a rule, and the sheet that asks it.

It also says what is said of a milestone, and what a participant answered last. What answers come to
is in `replies`.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data import measures
from data.cache import cached_by_fingerprint
from data.evidence import best_evidence
from data.model import ACHIEVED, COUNTED, OUT, Audience, Dataset, State
from data.model.records import by_code, missing, record, records
from data.round.store.acts import Act
from data.round.values import Box, Known, Said, Says, Sheet
from data.selection import Snapshot
from data.text import words
from data.text.words import Words

PASSED = (State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE)
"""States of what was due."""
STATEMENT = "statement"
"""The kind of a source that is a participant's own word in a round."""


@cached_by_fingerprint(8)
def shown(dataset: Dataset, as_of: date | None = None) -> Mapping[str, Mapping[str, Any]]:
    """Milestone to its row of `status.milestone_states`, by default on the last day of the data."""
    milestones = Snapshot.on(dataset, as_of or dataset.horizon).milestones
    return {row["milestone_id"]: row for row in records(milestones)}


def asked(
    dataset: Dataset, scope: Collection[str] = (), as_of: date | None = None
) -> tuple[Says, Says]:
    """Who is asked what, and what whoever is asked is shown for information.

    Asked is each participant that reports about each milestone of its own or that it shares, of an
    action that counts, which was not reached, is not confirmed, or is not right as it said itself.
    What a decision took out is not shown, nor what participants may not see.

    `scope` are codes of priorities, none for all; `as_of` is by default the last day of the data.

    Source: METHOD.md, section "Confirm or correct".
    """
    actions, reports = by_code(dataset, "actions"), by_code(dataset, "reports")
    people, found = by_code(dataset, "participants"), (dict[str, Any](), dict[str, Any]())
    rows = pd.DataFrame(list(shown(dataset, as_of).values()))
    # An answer that came on that day may be one to what is asked on it.
    last = last_answers(dataset, as_of and as_of - timedelta(days=1))
    last = last.loc[last["answer"] == Box.NOT_RIGHT, ["participant_id", "milestone_id"]]
    against = set(last.itertuples(index=False, name=None))
    for row in records(measures.explode_by_participant(rows, dataset)):
        priority, code = row["priority_id"], row["participant_id"]
        action = actions[row["action_id"]]
        counts = action["link"] in COUNTED and (not scope or priority in scope)
        counts = counts and Audience.PARTICIPANTS.may_see(action["marking"])
        if counts and row["state"] not in OUT and people[code]["reports"] is True:
            report = {} if missing(row["report_id"]) else reports[row["report_id"]]
            is_settled = row["state"] in ACHIEVED and report.get("confirmation") == "confirmed"
            is_settled &= (code, row["milestone_id"]) not in against
            found[is_settled].setdefault(code, {})[row["milestone_id"]] = said(row)
    return found[0], {code: says for code, says in found[1].items() if code in found[0]}


def last_answers(dataset: Dataset, as_of: date | None = None) -> pd.DataFrame:
    """The last row of `answers` of each participant and milestone, received by a day, or ever."""
    rows = dataset.answers
    rows = rows[rows["received_on"] <= pd.Timestamp(as_of)] if as_of else rows
    keys = ["participant_id", "milestone_id"]
    return rows.sort_values("received_on", kind="stable").drop_duplicates(keys, keep="last")


def own_reports(dataset: Dataset, milestone: str, participant: str) -> pd.DataFrame:
    """The reports on a milestone that a participant's own answers made."""
    reports = dataset.reports
    return reports[
        (reports["milestone_id"] == milestone)
        & (reports["participant_id"] == participant)
        & reports["source_id"].isin(statements(dataset))
    ]


def statements(dataset: Dataset) -> pd.Series:
    """Codes of the sources that are a participant's own word in a round."""
    return dataset.sources.loc[dataset.sources["kind"] == STATEMENT, "source_id"]


def asked_in(dataset: Dataset, row: Mapping[str, Any]) -> Says:
    """Who was asked what in a round, a row of `rounds`, as it was said on its first day.

    Without the reports and dates that answers to the round made.
    """
    code, tables = row["round_id"], dict(dataset.tables)
    for name in ("reports", "date_changes"):
        frame = tables[name]
        tables[name] = frame[~frame["source_id"].fillna("").str.startswith(f"{code}-")]
    name = f"{dataset.fingerprint} without {code}"
    before, scope = replace(dataset, tables=tables, fingerprint=name), row["scope"]
    return asked(before, () if missing(scope) else scope.split(), row["opens_on"].date())[0]


def said(milestone: Mapping[str, Any]) -> Said:
    """What is said of a milestone, a row of `status.milestone_states`: its state and its day.

    The day is that on which it was reached; else when it is expected, or due.
    """
    state = milestone["state"]
    for name in ("achieved",) if state in ACHIEVED else ("expected", "planned"):
        if not missing(on := milestone[f"{name}_on"]):
            last, precision = milestone["reached_by"], milestone[f"{name}_precision"] or "day"
            is_span = name == "achieved" and words.is_span(on, precision, last)
            return Said(state, on.date(), precision, until=last.date() if is_span else None)
    return Said(state, None, "")


def sheet(
    dataset: Dataset, act: Act, participant: str, return_to: str = "", language: str = ""
) -> Sheet:
    """The sheet of a participant in a round, in its language or in another one.

    `dataset` has the row of the round; the act that opened it has what the sheet says of each
    milestone.
    """
    opened = record(dataset.rounds, "round_id", act.round)
    t = words.words_of(dataset, language or words.language_of(participant) or words.FALLBACK)
    meeting = by_code(dataset, "meetings")[opened["meeting_id"]]

    def rows_of(says: Says) -> tuple[Known, ...]:
        own = says.get(participant, {})
        rows = shown(dataset).items()
        return tuple(known(dataset, t, row, own[code]) for code, row in rows if code in own)

    return Sheet(
        round=act.round,
        participant=participant,
        name=t.participant(dataset, participant),
        t=t,
        issued_on=opened["opens_on"].date(),
        data_on=dataset.horizon,
        deadline=opened["deadline_on"].date(),
        meeting=t.content(dataset, "meetings", opened["meeting_id"], "title", meeting["title"]),
        meeting_on=t.date(meeting["starts_on"].date(), meeting["precision"]),
        act_hash=act.hash,
        silence=opened["silence"] is True,
        return_to=return_to,
        marking=t("marking.exercise") if dataset.fictional else "",
        period_starts=dataset.period.starts,
        has_agencies="eu_agency" in dataset.participants["kind"].tolist(),
        questions=rows_of(act.asked),
        known=rows_of(act.shown),
    )


def known(dataset: Dataset, t: Words, row: Mapping[str, Any], says: Said) -> Known:
    """What is said of a milestone, with its names in the words of `t`, and the sentence behind it.

    `row` is one of `status.milestone_states`; `says` may be what was said on another day.
    """
    action, milestone, own, due = (
        row[name] for name in ("action_id", "milestone_id", "title", "planned_on")
    )
    title, step = by_code(dataset, "actions")[action]["title"], t(f"step.{row['step']}")
    is_moved = says.state in PASSED and not missing(due) and due.date() != says.on
    printed = best_evidence(dataset).get(row["report_id"], {})
    code = printed.get("source_id", row["source_id"])
    source = {} if missing(code) else by_code(dataset, "sources")[code]
    day = source.get("published_on", pd.NaT)
    return Known(
        **vars(says),
        milestone=milestone,
        action=action,
        priority=row["priority_id"],
        title=t.content(dataset, "actions", action, "title", title),
        step=step if missing(own) else t.content(dataset, "milestones", milestone, "title", own),
        partners=t.listed(_named(dataset, t, action)) if missing(row["participant_id"]) else "",
        due=t.date(due.date(), row["planned_precision"] or "day") if is_moved else "",
        source=str(source.get("publisher", "")),
        source_on=None if missing(day) else day.date(),
        quote=printed.get("quote", ""),
        quote_language=printed.get("quote_language", ""),
    )


def known_today(dataset: Dataset, t: Words, milestone: str) -> Known | None:
    """What is said of a milestone as the pages show it; `None` where there is none of this code."""
    row = shown(dataset).get(milestone)
    return known(dataset, t, row, said(row)) if row else None


def _named(dataset: Dataset, t: Words, action: str) -> list[str]:
    """Who takes part in an action, the lead first and with that word."""
    leads, partners = (taking_part(dataset).get((action, one), []) for one in ("lead", "partner"))
    lead = t("role.lead").lower()
    names = [f"{t.participant(dataset, code)} ({lead})" for code in leads]
    return names + [t.participant(dataset, code) for code in partners]


@cached_by_fingerprint(8)
def taking_part(dataset: Dataset) -> Mapping[tuple[str, str], list[str]]:
    """Action and role, such as `lead`, to the participants that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in records(dataset.action_participants):
        found.setdefault((row["action_id"], row["role"]), []).append(row["participant_id"])
    return found
