"""A small fictional dataset in memory, with types and index as `data.reading.read` gives."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data import contract
from data.model import Audience, Cycle, Dataset, Period, Plan
from data.selection import Snapshot

Row = dict[str, Any]
TYPES = {"string": "str", "date": "datetime64[us]", "integer": "Int64", "boolean": "boolean"}
"""The types that `data.reading.load` promises; test_selection holds them against the record."""
QUARTERS = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}
NUMBERS = itertools.count()
"""No two datasets are equal: what is cached for one is not another's."""
AS_OF = date(2026, 2, 1)
"""The day on which the examples are looked at, unless they say otherwise."""
PERIOD = Period(starts=date(2020, 1, 1), ends=date(2026, 12, 31))
"""Starts before all that the examples speak of: nothing was in place, unless they say so."""
CYCLE = Cycle(months=18, agreed_on=date(2025, 3, 5), levels=("ministerial", "senior_officials"))


def period(text: str | None) -> tuple[str | None, str | None]:
    """First day and precision of 2025-06-30, 2025-06, 2025-Q2 or 2025."""
    if text is None:
        return None, None
    year, *rest = text.split("-")
    if len(rest) == 2:
        return text, "day"
    if not rest:
        return f"{year}-01-01", "year"
    if rest[0] in QUARTERS:
        return f"{year}-{QUARTERS[rest[0]]}-01", "quarter"
    return f"{text}-01", "month"


def action(
    action_id: str,
    *partners: str,
    mode: str = "joint",
    priority: str = "P1",
    kind: str = "plan",
    **more: Any,
) -> Row:
    """An action and who takes part in it; `starts` and `ends` are periods."""
    starts_on, starts_precision = period(more.pop("starts", "2025-01-01"))
    ends_on, ends_precision = period(more.pop("ends", None))
    return {
        "action_id": action_id,
        "partners": partners,
        "priority_id": priority,
        "title": f"Invented action {action_id}",
        "kind": kind,
        "mode": mode,
        "origin": "related",
        "link": "both",
        "starts_on": starts_on,
        "starts_precision": starts_precision,
        "ends_on": ends_on,
        "ends_precision": ends_precision,
        "confidence": "high",
        "marking": "public",
        **more,
    }


def milestone(
    milestone_id: str,
    action_id: str,
    due: str | None = None,
    owner: str | None = None,
    in_force: str | None = None,
    known_on: str | None = None,
) -> Row:
    """A milestone and its agreed date as a period; without an owner it is joint.

    `in_force` is a date to which it was moved long ago.
    """
    agreed_on, agreed_precision = period(due)
    return {
        "milestone_id": milestone_id,
        "action_id": action_id,
        "participant_id": owner,
        "step": "held",
        "agreed_on": agreed_on,
        "agreed_precision": agreed_precision,
        "known_on": known_on,
        "moves": [] if in_force is None else [move(milestone_id, in_force, "2020-01-01")],
    }


def move(milestone_id: str, to: str, on: str, kind: str = "in_force", **more: Any) -> Row:
    """A date of a milestone that is set anew, to the period `to`, from the day `on`."""
    moved_to, precision = period(to)
    return {
        "milestone_id": milestone_id,
        "kind": kind,
        "moved_to": moved_to,
        "precision": precision,
        "known_on": on,
        **more,
    }


def report(milestone_id: str, state: str, on: str, dated: str | None = None, **more: Any) -> Row:
    """A report that became known `on` a day, about the period `dated` or else about that day."""
    dated_on, precision = period(dated or on)
    return {
        "milestone_id": milestone_id,
        "dated_on": dated_on,
        "precision": precision,
        "reported_on": on,
        "reported_basis": "publication",
        "state": state,
        "confidence": "high",
        "source_id": "S1",
        **more,
    }


def confirmed(milestone_id: str, on: str, achieved: str | None = None) -> Row:
    achieved_on, precision = period(achieved or on)
    more = {
        "achieved_on": achieved_on,
        "achieved_precision": precision,
        "confirmation": "confirmed",
    }
    return report(milestone_id, "achieved", on, **more)


def awaiting(milestone_id: str, on: str, achieved: str | None = None) -> Row:
    return confirmed(milestone_id, on, achieved) | {
        "confirmation": "awaiting",
        "confidence": "medium",
    }


def late(milestone_id: str, on: str) -> Row:
    """A report that a milestone is not achieved."""
    return report(milestone_id, "not_achieved", on)


def meeting(meeting_id: str, starts: str, status: str = "held", **more: Any) -> Row:
    """A ministerial meeting on a day, or in the period `starts`."""
    starts_on, precision = period(starts)
    return {
        "meeting_id": meeting_id,
        "series": "joint",
        "level": "ministerial",
        "body": "Invented",
        "title": "Invented meeting",
        "starts_on": starts_on,
        "precision": precision,
        "status": status,
        "confidence": "high",
        **more,
    }


def source(source_id: str, **more: Any) -> Row:
    """An official source."""
    url = f"https://example.org/{source_id}"
    return {"source_id": source_id, "url": url, "publisher": "Invented", "kind": "official", **more}


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as the table `data.reading.read` makes of a file: all columns, typed, by line."""
    rows = list(rows)
    return _frame(table, rows) if rows else _empty(table).copy()


@functools.cache
def _empty(table: str) -> pd.DataFrame:
    return _frame(table, [])


def _frame(table: str, rows: list[Row]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for field in contract.tables()[table].fields:
        values = [row.get(field.name) for row in rows]
        columns[field.name] = (
            np.array(values, TYPES["date"])
            if field.type == "date"
            else pd.array(values, TYPES[field.type])
        )
    return pd.DataFrame(columns, index=pd.RangeIndex(2, len(rows) + 2))


def _in_order(milestones: Iterable[Row]) -> list[Row]:
    """Milestones with their place within the part, unless they say otherwise."""
    places: dict[tuple[str, str | None], Iterator[int]] = defaultdict(lambda: itertools.count(1))
    return [
        {"position": next(places[row["action_id"], row["participant_id"]]), **row}
        for row in milestones
    ]


def _role(row: Row, partner: str) -> str:
    return "lead" if partner == row.get("lead") else "partner"


def _kind(code: str) -> str:
    return "eu_agency" if code.startswith("EU") else "state"


def dataset(
    actions: Iterable[Row],
    milestones: Iterable[Row] = (),
    reports: Iterable[Row] = (),
    horizon: date = date(2026, 6, 30),
    moves: Iterable[Row] = (),
    deadlines: Iterable[str] = (),
    plan: Plan = Plan.COMPLETE,
    period: Period = PERIOD,
    cycle: Cycle | None = CYCLE,
) -> Dataset:
    """A fictional dataset; its participants and priorities are those that the actions name.

    A participant whose code begins with EU is an agency, any other a state. `moves` are taken by
    decision D1; `deadlines` are the last days of its reporting rounds. An
    action has a lead where its row says so under `lead`.
    """
    actions, milestones, reports = list(actions), list(milestones), list(reports)
    joined = [(row, partner) for row in actions for partner in row["partners"]]
    owners = {row["participant_id"] for row in milestones if row["participant_id"]}
    people = sorted({partner for _, partner in joined} | owners)
    priorities = sorted({row["priority_id"] for row in actions})
    changes = [*(change for row in milestones for change in row["moves"]), *moves]
    decided = {"decision_id": "D1", "meeting_id": "M1", "text": "Decided", "confidence": "high"}
    rows: dict[str, list[Row]] = {
        "actions": actions,
        "milestones": _in_order(milestones),
        "reports": [{"report_id": f"R{number}", **row} for number, row in enumerate(reports, 1)],
        "action_participants": [
            {"action_id": row["action_id"], "participant_id": one, "role": _role(row, one)}
            for row, one in joined
        ],
        "participants": [
            {"participant_id": code, "kind": _kind(code), "name": code, "reports": True}
            for code in people
        ],
        "priorities": [
            {"priority_id": code, "position": place, "title": code}
            for place, code in enumerate(priorities, 1)
        ],
        "date_changes": [
            {"change_id": f"C{number}", "decision_id": "D1", **row}
            for number, row in enumerate(changes, 1)
        ],
        "rounds": [
            {"round_id": f"RR{number}", "title": "Round", "opens_on": day, "deadline_on": day}
            for number, day in enumerate(deadlines, 1)
        ],
        "meetings": [meeting("M1", "2025-03-05")],
        "decisions": [decided],
        "sources": [source("S1")],
    }
    tables = {name: frame(name, rows.get(name, [])) for name in contract.tables()}
    title = dict.fromkeys(("en", "es", "pt"), "Invented")
    return Dataset(
        name="invented",
        title=title,
        horizon=horizon,
        fictional=True,
        plan=plan,
        period=period,
        cycle=cycle,
        series={"joint": title},
        names={},
        licence=None,
        audience=Audience.SECRETARIAT,
        tables=tables,
        fingerprint=f"invented {next(NUMBERS)}",
    )


def without(whole: Dataset, reports: pd.Series) -> Dataset:
    """The same dataset without some of its reports."""
    tables = {**whole.tables, "reports": whole.tables["reports"][~reports]}
    return replace(whole, tables=tables, fingerprint=f"invented {next(NUMBERS)}")


def snapshot(
    actions: Iterable[Row],
    milestones: Iterable[Row] = (),
    reports: Iterable[Row] = (),
    as_of: date = AS_OF,
) -> Snapshot:
    """The same dataset as known on a day."""
    return Snapshot.on(dataset(actions, milestones, reports), as_of)


def of_one(
    milestones: Iterable[Row] = (), reports: Iterable[Row] = (), as_of: date = AS_OF, **more: Any
) -> Snapshot:
    """The one action A1 of XAA as known on a day; `more` is what `dataset` takes."""
    return Snapshot.on(dataset([action("A1", "XAA")], milestones, reports, **more), as_of)


def ten() -> Snapshot:
    """The example of METHOD.md: ten milestones, eight of them due."""
    due, after = "2025-12-31", "2026-01-15"
    names = ["C1", "C2", "C3", "C4", "W1", "N1", "N2", "S1"]
    milestones = [milestone(name, "A1", due) for name in names]
    milestones += [milestone(name, "A1", "2026-12-31") for name in ("F1", "F2")]
    reports = [confirmed(name, after) for name in names[:4]]
    reports += [awaiting("W1", after), late("N1", after), late("N2", after)]
    return snapshot([action("A1", "XAA", "XBB")], milestones, reports)
