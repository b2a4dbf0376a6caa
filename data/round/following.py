"""What follows from answers and needs: rows of tables, before and after."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from data.evidence import PARTICIPANT, confirmations, evidence_of
from data.model import ACHIEVED, Plan
from data.records import missing, records
from data.round.case import STATEMENT, Case, fact, stated
from data.round.rows import cleaned, key_of, longest, written
from data.round.values import Answer, Box, Change, Need, Row, Said

ORDER = ("sources", "reports", "evidence", "date_changes", "answers", "needs")
CIRCUMSTANCES = ("language", "received_on")
"""What may differ between two answers that say the same."""


def changes_of(case: Case, answers: Iterable[Answer], needs: Iterable[Need]) -> list[Change]:
    """Rows that follow from answers, and from what the participant needs.

    Source: METHOD.md, section "Confirm or correct".
    """
    found, cites = list(_needed(case, needs)), False
    for number, answer in enumerate(answers, start=1):
        code = f"{case.source}-{number}"
        rows = [*_reported(case, answer, code), *_moved(case, answer, code)]
        cites = cites or bool(rows)
        found += [*rows, *_answered(case, answer)]
    if cites:
        source = {
            "source_id": case.source,
            "publisher": case.name,
            "published_on": case.on,
            "language": case.returned.language,
            "kind": STATEMENT,
        }
        found.append(_added("sources", source))
    return sorted(found, key=lambda change: ORDER.index(change.table))


def _added(table: str, cells: dict[str, Any], milestone: str = "") -> Change:
    row = written(table, cells)
    return Change(table, key_of(table, row), None, row, milestone)


def _reported(case: Case, answer: Answer, code: str) -> Iterator[Change]:
    """A report that a milestone was reached, with the participant's word as its evidence.

    Beside it stand the sentences of the report that it calls right. It corrects the one that an
    earlier answer of the participant made.
    """
    milestone, row, until = answer.milestone, case.rows[answer.milestone], None
    dated, is_right = Said("", answer.on, answer.precision), answer.box is Box.RIGHT
    if is_right and case.issued[milestone].state in ACHIEVED:
        dated = case.issued[milestone]
        if dated.precision == "day" and fact(dated) == fact(case.now[milestone]):
            until = row["reached_by"] if row["reached_by"] > row["achieved_on"] else None
    elif answer.box is not Box.REACHED:
        return
    own = case.own_report(milestone)
    if own and (own["achieved_on"].date(), own["achieved_precision"]) == (
        dated.on,
        dated.precision,
    ):
        return
    report: dict[str, Any] = {
        "report_id": code,
        "milestone_id": milestone,
        "participant_id": case.returned.participant,
        "dated_on": case.on,
        "precision": "day",
        "reported_on": case.on,
        "reported_basis": "submission",
        "state": "achieved",
        "achieved_on": dated.on,
        "achieved_precision": dated.precision,
        "achieved_until": until,
        "confidence": "high",
        "corrects": own["report_id"] if own else None,
        "source_id": case.source,
    }
    evidence = {
        "report_id": code,
        "source_id": case.source,
        "origin": case.name,
        "voice": PARTICIPANT,
        "gone": False,
    }
    if case.dataset.plan is Plan.COMPLETE:
        counted = confirmations(pd.DataFrame([report]), pd.DataFrame([evidence]))
        report["confirmation"] = counted.iloc[0]
    yield _added("reports", report, milestone)
    yield _added("evidence", evidence, milestone)
    for printed in evidence_of(case.dataset).get(row["report_id"], ()) if is_right else ():
        if not printed["gone"] and not missing(printed["quote"]):
            yield _added("evidence", {**printed, "report_id": code}, milestone)


def _moved(case: Case, answer: Answer, code: str) -> Iterator[Change]:
    """Another expected date."""
    if answer.box is Box.EXPECTED and stated(answer) != fact(case.now[answer.milestone]):
        move = {
            "change_id": code,
            "milestone_id": answer.milestone,
            "kind": "expected",
            "moved_to": answer.on,
            "precision": answer.precision,
            "known_on": case.on,
            "source_id": case.source,
        }
        yield _added("date_changes", move, answer.milestone)


def _answered(case: Case, answer: Answer) -> Iterator[Change]:
    """The answer itself, in the place of an earlier one in this round that said something else."""
    mine = case.mine("answers")
    was = records(mine[mine["milestone_id"] == answer.milestone])
    after = written(
        "answers",
        {
            "round_id": case.returned.round,
            "participant_id": case.returned.participant,
            "milestone_id": answer.milestone,
            "answer": str(answer.box),
            "dated_on": answer.on,
            "date_precision": answer.precision,
            "evidence": answer.evidence,
            "remark": answer.remark,
            "language": case.returned.language,
            "received_on": case.on,
        },
    )
    before = written("answers", was[0]) if was else None
    if before is None or any(
        after[name] != before[name] for name in after if name not in CIRCUMSTANCES
    ):
        yield Change("answers", key_of("answers", after), before, after, answer.milestone)


def _needed(case: Case, needs: Iterable[Need]) -> Iterator[Change]:
    """What the participant needs, as far as it has not said so before in this round."""
    mine = records(case.mine("needs"))
    there = {_same_need(written("needs", row)) for row in mine}
    position = max((int(row["position"]) for row in mine), default=0)
    for need in needs:
        cells = _cells(case, need)
        same = _same_need(written("needs", cells))
        if cells["what"] and same not in there and not is_too_long(case, need):
            position += 1
            there.add(same)
            yield _added("needs", {**cells, "position": position})


def is_too_long(case: Case, need: Need) -> bool:
    """Whether a text of a need is longer than its table holds."""
    cells = _cells(case, need)
    texts = ("what", "from_whom", "by_when")
    return any(len(cells[name]) > longest("needs", name) for name in texts)


def _same_need(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in row if name not in ("position", *CIRCUMSTANCES))


def _cells(case: Case, need: Need) -> dict[str, Any]:
    """A need as cells; what it is about is part of its words where it names no row."""
    priorities = set(case.dataset.priorities["priority_id"])
    about = {"milestone_id": set(case.now), "priority_id": priorities}
    named = {name: need.about for name, codes in about.items() if need.about in codes}
    given = {
        "what": need.what if named or not need.about else f"{need.what} ({need.about})",
        "from_whom": need.from_whom,
        "by_when": need.by_when,
    }
    texts = {name: cleaned(text, "needs", name) for name, text in given.items()}
    return {
        "round_id": case.returned.round,
        "participant_id": case.returned.participant,
        "language": case.returned.language,
        "received_on": case.on,
        **named,
        **texts,
    }
