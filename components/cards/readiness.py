"""Readiness for a meeting: what a round asked before it, and what was answered so far."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from components.cards import counted
from components.layout import column
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.parts import Part, ScopedCard
from components.view.view import View
from data.records import records
from data.round.questions import shown
from data.round.readiness import Asked, readiness


def readiness_parts(view: View, code: str) -> Iterator[Part]:
    """A card for each round that asked before a meeting, once it was known; the last one first."""
    rounds = view.dataset.rounds
    rows = rounds[(rounds["meeting_id"] == code) & (rounds["kind"] == "confirm")]
    for row in reversed(records(rows)):
        if row["opens_on"].date() <= view.as_of:
            yield ScopedCard(_card(view.unfiltered, row), view.unfiltered)


def _card(view: View, row: dict[str, Any]) -> Card:
    """Each participant that was asked: how much it answered, and when."""
    t, code = view.t, row["round_id"]
    questions = readiness(view.dataset, view.as_of, code)
    answered = sum(one.answered_on is not None for one in questions)
    left = (row["deadline_on"].date() - view.as_of).days
    days = t("readiness.days_left", n=left) if left >= 0 else t("readiness.over")
    return Card(
        f"readiness-{code.lower()}",
        t("readiness.title", n=answered, of=t.number(len(questions)), days=days),
        t("readiness.subtitle", round=code, day=t.date(row["deadline_on"])),
        "confirm",
        column.table(view, _by_participant(view, questions), _columns(view)),
        counted=lambda: _counted(view, questions),
    )


def _by_participant(view: View, questions: list[Asked]) -> list[dict[str, Any]]:
    """One row for each participant that was asked, in the order of their names."""
    found = []
    for code, own in groupby(questions, attrgetter("participant")):
        every = list(own)
        days = [one.answered_on for one in every if one.answered_on]
        late = sum(one.is_late for one in every)
        numbers = {"asked": len(every), "answered": len(days), "late": late}
        found.append({"participant_id": code, "last": max(days, default=None), **numbers})
    name = view.t.participant
    return sorted(found, key=lambda row: view.t.sorting(name(view.dataset, row["participant_id"])))


def _columns(view: View) -> list[Column]:
    t = view.t

    def stands(row: Any) -> str:
        left = row["asked"] - row["answered"]
        which = "complete" if not left else "under_way" if row["answered"] else "none_yet"
        return t(f"readiness.{which}")

    return [
        column.participant(view),
        column.stored("readiness.asked", "asked"),
        column.stored("readiness.answered", "answered"),
        Column("readiness.on_time", lambda row: row["answered"] - row["late"]),
        Column("readiness.stands", stands),
        Column("readiness.last", lambda row: t.date(row["last"]) if row["last"] else ""),
    ]


def _counted(view: View, questions: list[Asked]) -> Counted:
    """What was asked as a sum, by questions and by participants, and the list of all questions."""
    t, people = view.t, _by_participant(view, questions)
    asked, answered = len(questions), sum(row["answered"] for row in people)
    late, back = sum(row["late"] for row in people), sum(row["answered"] > 0 for row in people)

    def line(whole: tuple[int, str], *parts: tuple[int, str]) -> Any:
        said = [counted.part(view, n, t(f"readiness.{name}")) for n, name in (whole, *parts)]
        return counted.equation(*said[0], said[1:])

    lines = [
        line((asked, "asked"), (answered, "answered"), (asked - answered, "open")),
        line((answered, "answered"), (answered - late, "on_time"), (late, "late")),
        line((len(people), "sheets"), (back, "returned"), (len(people) - back, "silent")),
    ]
    return Counted(lines, _questions(view, questions))


def _questions(view: View, questions: list[Asked]) -> Card:
    """Every question with its answer's day."""
    t, milestones = view.t, shown(view.dataset, view.as_of)
    rows = [
        {**milestones[one.milestone], "asked": one.participant, "on": one.answered_on}
        for one in questions
        if one.milestone in milestones
    ]
    columns = [
        Column("column.participant", lambda row: t.participant(view.dataset, row["asked"])),
        column.action(view),
        column.milestone(view),
        Column(
            "readiness.last",
            lambda row: t.date(row["on"]) if row["on"] else t("readiness.none_yet"),
        ),
    ]
    title = t("readiness.questions", n=len(rows))
    return Card("rows", title, "", "", lambda: column.table(view, rows, columns, "action_id"))
