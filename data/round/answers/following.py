"""What follows from a returned file: rows of tables, before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from data.evidence import PARTICIPANT, evidence_of
from data.model import ACHIEVED, Dataset, Plan
from data.model.records import by_code, missing, records
from data.round.answers import questions
from data.round.store.rows import SETTINGS, is_too_long, key_of, written
from data.round.values import DATED, Answer, Box, Change, Need, Return, Row, Said
from data.text import words
from data.text.words import Words

ORDER = ("sources", "reports", "evidence", "date_changes", "answers", "needs", SETTINGS)
CIRCUMSTANCES = ("position", "language", "received_on")
"""What may differ between two answers or needs that say the same."""
Fact = tuple[bool, date | None, str]
"""What is said of a milestone without who confirmed it: whether it was reached, and when."""


def fact(says: Said) -> Fact:
    """Whether it is said to be reached, when and how exactly, whoever says it."""
    return says.state in ACHIEVED, says.on, says.precision


def stated(answer: Answer) -> Fact | None:
    """What an answer with a date of its own says; `None` where it speaks of the sheet."""
    return (answer.box is Box.REACHED, answer.on, answer.precision) if answer.box in DATED else None


@dataclass(frozen=True, eq=False)
class Case:
    """A returned file beside the data as they are now.

    `issued` has milestone to what the sheet said; `on` is the day on which the file was received.
    """

    dataset: Dataset
    issued: Mapping[str, Said]
    returned: Return
    on: date

    @cached_property
    def now(self) -> Mapping[str, Said]:
        """Milestone to what the data say."""
        return {code: questions.said(row) for code, row in questions.shown(self.dataset).items()}

    @cached_property
    def before(self) -> Mapping[str, Row]:
        """Milestone to what the participant answered before in this round, a row of `answers`."""
        return {row["milestone_id"]: row for row in self.mine("answers")}

    def otherwise(self, answer: Answer) -> tuple[Answer, date] | None:
        """What the participant answered before, and when it came, where it is another answer."""
        row = self.before.get(answer.milestone)
        if row is None or Answer.of(row) == answer:
            return None
        return Answer.of(row), date.fromisoformat(row["received_on"])

    @cached_property
    def source(self) -> str:
        """Code of this return as a source: the next one of the participant in the round."""
        stem = _stem(self.returned.round, self.returned.participant)
        codes = self.dataset.sources["source_id"]
        taken = codes[codes.str.startswith(stem)].str.removeprefix(stem)
        return f"{stem}{max([int(one) for one in taken if one.isdigit()], default=0) + 1}"

    @cached_property
    def name(self) -> str:
        """What the participant is called in the language of its sheet."""
        t = words.words_of(self.dataset, self.returned.language or words.FALLBACK)
        return t.participant(self.dataset, self.returned.participant)

    def mine(self, table: str) -> list[Row]:
        """The participant's rows of the round in a table."""
        rows, by = self.dataset.tables[table], self.returned
        same = (rows["round_id"] == by.round) & (rows["participant_id"] == by.participant)
        return [written(table, row) for row in records(rows[same])]

    def row(self, table: str, cells: Mapping[str, Any]) -> Row:
        """A row of `answers` or `needs` that comes with this return."""
        own = {
            "round_id": self.returned.round,
            "participant_id": self.returned.participant,
            "language": self.returned.language,
            "received_on": self.on,
        }
        return written(table, {**own, **cells})


def changes_of(case: Case, answers: Iterable[Answer]) -> list[Change]:
    """Rows that follow from answers, and from all that the participant needs, by table in `ORDER`.

    Where there are any, the data then speak up to the day on which they came.

    Source: METHOD.md, section "Confirm or correct".
    """
    found, cites = list(_needs(case)), False
    for number, answer in enumerate(answers, start=1):
        code = f"{case.source}-{number}"
        rows = [*_reported(case, answer, code), *_moved(case, answer, code)]
        cites = cites or bool(rows)
        after, before = answered(case, answer), case.before.get(answer.milestone)
        if before is None or _content(after) != _content(before):
            rows.append(Change("answers", key_of("answers", after), before, after))
        found += rows
    if cites:
        source = {
            "source_id": case.source,
            "publisher": case.name,
            "published_on": case.on,
            "language": case.returned.language,
            "kind": questions.STATEMENT,
        }
        found.append(_added("sources", source))
    if found and case.on > case.dataset.horizon:
        before, after = ({"horizon": day.isoformat()} for day in (case.dataset.horizon, case.on))
        found.append(Change(SETTINGS, "horizon", before, after))
    return sorted(found, key=lambda change: ORDER.index(change.table))


def answered(case: Case, answer: Answer) -> Row:
    """An answer as a row of `answers`."""
    cells = {
        "milestone_id": answer.milestone,
        "answer": str(answer.box),
        "dated_on": answer.on,
        "date_precision": answer.precision,
        "evidence": answer.evidence,
        "remark": answer.remark,
    }
    return case.row("answers", cells)


def needed(case: Case, need: Need) -> Row:
    """A need as a row of `needs`; what it is about is part of its words where it names no row."""
    codes = {"milestone_id": case.now, "priority_id": set(case.dataset.priorities["priority_id"])}
    named = {name: need.about for name, known in codes.items() if need.about in known}
    what = need.what if named or not need.about else f"{need.what} ({need.about})"
    cells = {"what": what, "from_whom": need.from_whom, "by_when": need.by_when}
    return case.row("needs", {**cells, **named})


def _stem(code: str, participant: str) -> str:
    """How the codes of a participant's returns as sources begin, in the round of a code."""
    return f"{code}-{participant}-"


def _content(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in row if name not in CIRCUMSTANCES)


def _added(table: str, cells: Mapping[str, Any]) -> Change:
    row = written(table, cells)
    return Change(table, key_of(table, row), None, row)


def _needs(case: Case) -> Iterator[Change]:
    """What the participant needs, as far as it has not said so before in this round."""
    mine = case.mine("needs")
    there = {_content(row) for row in mine}
    position = max((int(row["position"]) for row in mine), default=0)
    for row in (needed(case, need) for need in case.returned.needs):
        if row["what"] and _content(row) not in there and not is_too_long("needs", row):
            position += 1
            there.add(_content(row))
            yield _added("needs", {**row, "position": position})


def _reported(case: Case, answer: Answer, code: str) -> Iterator[Change]:
    """A report that a milestone was reached, with the participant's word as its evidence.

    Beside it stand the sentences of the report that it calls right. With another date it corrects
    the one that is shown as confirmed, unless another participant made it; else the one that an
    earlier answer of the participant made. In a complete plan whoever takes it in confirms it.
    """
    milestone, row = answer.milestone, questions.shown(case.dataset)[answer.milestone]
    is_right = answer.box is Box.RIGHT and case.issued[milestone].state in ACHIEVED
    if not is_right and answer.box is not Box.REACHED:
        return
    dated = case.issued[milestone] if is_right else Said("", answer.on, answer.precision)
    own = records(questions.own_reports(case.dataset, milestone, case.returned.participant))[-1:]
    if any(
        (one["achieved_on"].date(), one["achieved_precision"]) == (dated.on, dated.precision)
        for one in own
    ):
        return
    held = by_code(case.dataset, "reports").get(row["report_id"], {})
    whose, is_held = held.get("participant_id"), held.get("confirmation") == "confirmed"
    if is_held and not is_right and (missing(whose) or whose == case.returned.participant):
        own = [held]
    is_shown = is_right and dated.precision == "day" and fact(dated) == fact(case.now[milestone])
    report = {
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
        "achieved_until": row["reached_by"]
        if is_shown and row["reached_by"] > row["achieved_on"]
        else None,
        "confirmation": "confirmed" if case.dataset.plan is Plan.COMPLETE else None,
        "confidence": "high",
        "corrects": own[0]["report_id"] if own else None,
        "source_id": case.source,
    }
    evidence = {
        "report_id": code,
        "source_id": case.source,
        "origin": case.name,
        "voice": PARTICIPANT,
        "gone": False,
    }
    yield _added("reports", report)
    yield _added("evidence", evidence)
    for printed in evidence_of(case.dataset).get(row["report_id"], ()) if is_right else ():
        if not printed["gone"] and not missing(printed["quote"]):
            yield _added("evidence", {**printed, "report_id": code})


def _moved(case: Case, answer: Answer, code: str) -> Iterator[Change]:
    """Another expected date, unless the lead has given one."""
    is_other = answer.box is Box.EXPECTED and stated(answer) != fact(case.now[answer.milestone])
    if is_other and not _is_aside(case.dataset, answer.milestone, case.returned.participant):
        move = {
            "change_id": code,
            "milestone_id": answer.milestone,
            "kind": "expected",
            "moved_to": answer.on,
            "precision": answer.precision,
            "known_on": case.on,
            "source_id": case.source,
        }
        yield _added("date_changes", move)


def _is_aside(dataset: Dataset, milestone: str, participant: str) -> bool:
    """Whether the lead of a joint milestone, which is not whoever answers, has given a date.

    It has by an answer, or by a date on record that an earlier answer of it moved.
    """
    row, answers, moves = questions.shown(dataset)[milestone], dataset.answers, dataset.date_changes
    leads = questions.taking_part(dataset).get((row["action_id"], "lead"), [])
    if not missing(row["participant_id"]) or participant in leads:
        return False
    given = (answers["milestone_id"] == milestone) & (answers["answer"] == Box.EXPECTED)
    stems = tuple(_stem(code, lead) for code in dataset.rounds["round_id"] for lead in leads)
    moved = moves.loc[moves["milestone_id"] == milestone, "source_id"].fillna("")
    has_answered = (given & answers["participant_id"].isin(leads)).any()
    return bool(has_answered or moved.str.startswith(stems).any())


def left_aside(dataset: Dataset, t: Words) -> list[str]:
    """The answers with a date that gave way to one of the lead that was undone, in sentences.

    No date of their milestones rests on an answer: once its file is taken in again, one counts.
    """
    moves, found = dataset.date_changes, list[str]()
    moved = set(moves.loc[moves["source_id"].isin(questions.statements(dataset)), "milestone_id"])
    for row in records(questions.last_answers(dataset)):
        answer, by = Answer.of(written("answers", row)), row["participant_id"]
        now = questions.known_today(dataset, t, answer.milestone)
        if now is None or answer.box is not Box.EXPECTED or answer.milestone in moved:
            continue
        is_shown = now.state in ACHIEVED or stated(answer) == fact(now)
        if not is_shown and not _is_aside(dataset, answer.milestone, by):
            name = t.participant(dataset, by)
            found.append(t("round.left_aside", name=name, title=now.title, step=now.step))
    return found
