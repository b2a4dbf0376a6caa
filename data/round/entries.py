"""What a form changes: each of the four usual entries as rows beside those that there are.

What comes of it is compared, judged and taken in as a workbook is (`data.round.tables`).
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from data.evidence import PARTICIPANT
from data.meetings import MeetingStatus
from data.model import Plan
from data.round.rows import SETTINGS, key_of, written
from data.round.tables import Given, Rows
from data.round.values import Change

Cells = Mapping[str, Any]
DATES = ("starts_on", "ends_on", "precision")
"""Columns of a meeting that a calendar shows: another value is a correction on record."""


def report(
    now: Rows, plan: Plan, known_on: date, cells: Cells, source: str | Cells, printed: Cells
) -> Given:
    """A report on a milestone with its source and the sentence that it prints.

    Args:
        now: every row.
        plan: whether confirmations follow from the evidence, or are entered.
        known_on: day on which it became known.
        cells: of `reports`: milestone, participant, state, dates, confidence, note.
        source: code of one that is there, or the cells of a new one.
        printed: of `evidence`: quote and its language, origin, voice.
    """
    code = next(_free(now, "reports", f"{cells['milestone_id']}-R"))
    name, rows = _source(now, source, known_on)
    is_entered = plan is Plan.COMPLETE and cells["state"] == "achieved"
    counts = "confirmed" if printed.get("voice") == PARTICIPANT else "awaiting"
    whole = {
        "report_id": code,
        "dated_on": cells.get("achieved_on") or known_on,
        "precision": cells.get("achieved_precision") or "day",
        "reported_on": known_on,
        "reported_basis": "publication",
        "confirmation": counts if is_entered else None,
        "source_id": name,
        **cells,
    }
    rows.append(("reports", whole))
    if printed:
        evidence = {"report_id": code, "source_id": name, "gone": False, **printed}
        rows.append(("evidence", evidence))
    return _given(now, known_on, rows)


def meeting(
    now: Rows,
    known_on: date,
    code: str,
    cells: Cells,
    source: str | Cells,
    decided: Sequence[Cells],
) -> Given:
    """A meeting that was held, and what it decided; other dates than before are on record.

    Args:
        now: every row.
        known_on: day on which it became known.
        code: of a meeting that is there, or of a new one.
        cells: of `meetings`: what is new about it.
        source: as of a report.
        decided: of `decisions`: the text of each, its priority.
    """
    name, rows = _source(now, source, known_on)
    own = {**cells, "meeting_id": code, "status": MeetingStatus.HELD, "source_id": name}
    rows.append(("meetings", own))
    before, says = now["meetings"].get(code), written("meetings", own)
    codes = _free(now, "revisions", f"REV-{code}-")
    for one in DATES:
        if before and one in own and before[one] != says[one]:
            revision = {
                "revision_id": next(codes),
                "revised_on": known_on,
                "kind": "corrected",
                "about_table": "meetings",
                "about_id": code,
                "field": one,
                "said": before[one],
                "says": says[one],
                "reason": "The meeting was held on these days.",
                "source_id": name,
            }
            rows.append(("revisions", revision))
    codes = _free(now, "decisions", f"{code}-D")
    for one in decided:
        own = {"decision_id": next(codes), "meeting_id": code, "source_id": name, **one}
        rows.append(("decisions", own))
    return _given(now, known_on, rows)


def moved(now: Rows, known_on: date, cells: Cells, source: str | Cells) -> Given:
    """A date that was moved: `cells` of `date_changes` are milestone, kind, date, reason."""
    name, rows = _source(now, source, known_on)
    code = next(_free(now, "date_changes", f"{cells['milestone_id']}-C"))
    own = {"change_id": code, "known_on": known_on, "source_id": name, **cells}
    return _given(now, known_on, [*rows, ("date_changes", own)])


def translated(now: Rows, cells: Cells) -> Given:
    """A translation that is corrected or new: `cells` are those of `texts`."""
    return _given(now, None, [("texts", cells)])


def _source(now: Rows, source: str | Cells, known_on: date) -> tuple[str, list[tuple[str, Cells]]]:
    """The code of a source, and its row where it is new."""
    if isinstance(source, str):
        return source, []
    code = next(_free(now, "sources", f"S-{known_on:%Y%m%d}-"))
    return code, [("sources", {**source, "source_id": code})]


def _free(now: Rows, table: str, stem: str) -> Iterator[str]:
    """The codes of a stem that no row has."""
    codes = (f"{stem}{number}" for number in itertools.count(1))
    return (code for code in codes if code not in now[table])


def _given(now: Rows, known_on: date | None, rows: Iterable[tuple[str, Cells]]) -> Given:
    """Rows with these cells, all others of a row as they are; the data speak up to that day."""
    day, found = now[SETTINGS]["horizon"], list[Change]()
    if known_on and known_on.isoformat() > day["horizon"]:
        found.append(Change(SETTINGS, "horizon", day, {"horizon": known_on.isoformat()}))
    for table, cells in rows:
        new = written(table, cells)
        was = now[table].get(key := key_of(table, new))
        after = {**was, **{name: new[name] for name in cells}} if was else new
        found.append(Change(table, key, was, after))
    return Given("", "", found, {(one.table, one.key): 0 for one in found})
