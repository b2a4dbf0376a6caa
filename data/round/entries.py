"""What a form changes: each of the four usual entries as rows beside those that there are.

What comes of it is compared, judged and taken in as a workbook is (`data.round.tables`).
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from data.evidence import PARTICIPANT
from data.meetings import MeetingStatus
from data.model import Plan
from data.round.store.rows import SETTINGS, key_of, written
from data.round.tables import Given, Rows
from data.round.values import Change

Cells = Mapping[str, Any]
DATES = ("starts_on", "ends_on", "precision")
"""Columns of a meeting that a calendar shows: another value is a correction on record."""


def entered(
    now: Rows, plan: Plan, known_on: date, asked: Mapping[str, Cells], source: str | Cells = ""
) -> Given:
    """An entry as rows: all other cells of a row stay. Nothing is checked yet.

    The data then speak up to `known_on` where that is later, unless a text is entered. By the plan,
    confirmations follow from the evidence, or are entered.

    `asked` has table to the cells that were given: of `reports` and the `evidence` of one; of
    `meetings` and `decisions`, with one a line; of `date_changes`; or of `texts`. The source is the
    code of one that is there, or the cells of a new one.
    """
    rows, day, found = list[tuple[str, Cells]](), now[SETTINGS]["horizon"], list[Change]()
    if not isinstance(source, str):
        code = next(_free(now, "sources", f"S-{known_on:%Y%m%d}-"))
        rows.append(("sources", {**source, "source_id": code}))
        source = code
    if "reports" in asked:
        rows += _report(now, plan, known_on, asked, source)
    elif "meetings" in asked:
        rows += _meeting(now, known_on, asked, source)
    elif "date_changes" in asked:
        cells = asked["date_changes"]
        code = next(_free(now, "date_changes", f"{cells.get('milestone_id', 'C')}-C"))
        own = {"change_id": code, "known_on": known_on, "source_id": source, **cells}
        rows.append(("date_changes", own))
    else:
        rows += asked.items()
    if "texts" not in asked and known_on.isoformat() > day["horizon"]:
        found.append(Change(SETTINGS, "horizon", day, {"horizon": known_on.isoformat()}))
    for table, cells in rows:
        new = written(table, cells)
        was = now[table].get(key := key_of(table, new))
        after = {**was, **{name: new[name] for name in cells}} if was else new
        found.append(Change(table, key, was, after))
    return Given("", "", found, {(one.table, one.key): 0 for one in found})


def _report(
    now: Rows, plan: Plan, known_on: date, asked: Mapping[str, Cells], source: str
) -> Iterator[tuple[str, Cells]]:
    """A report on a milestone, and the sentence that its source prints."""
    cells, printed = asked["reports"], asked.get("evidence")
    code = next(_free(now, "reports", f"{cells.get('milestone_id', 'R')}-R"))
    is_entered = plan is Plan.COMPLETE and cells.get("state") == "achieved"
    counts = "confirmed" if printed and printed.get("voice") == PARTICIPANT else "awaiting"
    own = {
        "report_id": code,
        "dated_on": cells.get("achieved_on") or known_on,
        "precision": cells.get("achieved_precision") or "day",
        "reported_on": known_on,
        "reported_basis": "publication",
        "confirmation": counts if is_entered else None,
        "source_id": source,
    }
    yield "reports", {**own, **cells}
    if printed:
        yield "evidence", {"report_id": code, "source_id": source, "gone": False, **printed}


def _meeting(
    now: Rows, known_on: date, asked: Mapping[str, Cells], source: str
) -> Iterator[tuple[str, Cells]]:
    """A meeting that was held, and what it decided; other dates than before are on record."""
    cells, decided = asked["meetings"], asked["decisions"]
    code = decided.get("meeting_id") or f"M-{cells.get('starts_on', known_on):%Y%m%d}"
    own = {**cells, "meeting_id": code, "status": MeetingStatus.HELD, "source_id": source}
    yield "meetings", own
    before, says = now["meetings"].get(code, {}), written("meetings", own)
    codes = _free(now, "revisions", f"REV-{code}-")
    for one in DATES:
        if before and one in own and before[one] != says[one]:
            corrected = {
                "revision_id": next(codes),
                "revised_on": known_on,
                "kind": "corrected",
                "about_table": "meetings",
                "about_id": code,
                "field": one,
                "said": before[one],
                "says": says[one],
                "reason": "The meeting was held on these days.",
                "source_id": source,
            }
            yield "revisions", corrected
    codes, confidence = _free(now, "decisions", f"{code}-D"), cells.get("confidence")
    for text in filter(str.strip, decided.get("text", "").splitlines()):
        own = {"decision_id": next(codes), "meeting_id": code, "source_id": source}
        yield "decisions", {**own, "text": text, "confidence": confidence}


def _free(now: Rows, table: str, stem: str) -> Iterator[str]:
    """The codes of a stem that no row has."""
    codes = (f"{stem}{number}" for number in itertools.count(1))
    return (code for code in codes if code not in now[table])
