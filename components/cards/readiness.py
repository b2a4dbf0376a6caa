"""Readiness for a meeting: what a round asked before it, and what was answered so far."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

import pandas as pd

from components.cards import counted, meetings
from components.cards.overview import titled
from components.layout import column, writing
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.parts import (
    Expander,
    PageLink,
    Part,
    ScopedCard,
    StreamlitSlot,
    Text,
    Tone,
    notice,
)
from components.view import totals
from components.view.labels import escape
from components.view.view import View
from data.model.records import by_code, missing
from data.round import rounds
from data.round import sheet_words as say
from data.round.answers.questions import said, shown
from data.round.answers.replies import Asked, confirming, readiness
from data.round.values import SHEETS

Numbers = dict[str, int]
"""What was `asked`, and of that `answered` (`on_time` or `late`) and still `open`, in questions;
what was sent as `sheets`, and of these `returned` with an answer and `silent`."""


def rounds_before(view: View, meeting: str = "") -> list[dict[str, Any]]:
    """The rounds that ask before a meeting, or any, known by the cut-off; the last one first.

    Whoever can open one is told also of those opened since.
    """
    known = confirming(view.dataset, None if writing.is_own(view) else view.as_of)
    return [row for row in known if meeting in ("", row["meeting_id"])]


def before_next_meeting(view: View) -> tuple[dict[str, Any], list[Asked]] | None:
    """The last round that asked before the next meeting, with its questions, if there is one."""
    meeting = totals.next_meeting(view)
    found = rounds_before(view, meeting["meeting_id"]) if meeting else []
    return (found[0], readiness(view.dataset, view.as_of, found[0]["round_id"])) if found else None


def readiness_parts(view: View, code: str) -> list[Part]:
    """A card for each round before a meeting."""
    whole = view.unfiltered
    return [ScopedCard(by_participant(whole, row), whole) for row in rounds_before(view, code)]


def open_round_parts(
    view: View, slot: StreamlitSlot, card: Callable[[View, dict[str, Any]], Card]
) -> Iterator[Part]:
    """How far the last round is, of those with sheets here if any; the way to its meeting.

    Below it is the place where it goes on. Where there is none, the form that opens one, and a card
    of the round, folded where there is a form.
    """
    t, known, is_own = view.t, rounds_before(view), writing.is_own(view)
    opened = [row for row in known if (view.folder / SHEETS / row["round_id"]).is_dir()]
    found = [
        numbers(readiness(view.dataset, view.as_of, row["round_id"]))
        for row in (opened or known)[:1]
    ]
    if is_own and opened:
        label = t("returns.meeting", round=opened[0]["round_id"])
        meeting = view.address("meetings", meeting=opened[0]["meeting_id"])
        link = f"{escape(writing.copy_note(view))} [{escape(label)}](<{meeting}>)"
        yield Text(escape(title(view, opened[0], found[0])), Tone.TITLE)
        yield from (Text(link, Tone.CAPTION), slot)
        return
    finding, lead = t("returns.no_round"), t(f"lead.{view.page}")
    for one in found:  # The title of the card below says how many questions are answered.
        finding = t("readiness.back", n=one["returned"], of=t.number(one["sheets"]))
    yield from titled(finding, lead if known else f"{t('opening.asks')} {lead}")
    if is_own:
        if known:
            which = f"{known[0]['round_id']} ({named(view, known[0])})"
            yield notice(t("returns.no_sheets", round=which))
        if meeting := totals.next_meeting(view):
            yield StreamlitSlot("round", {"meeting": meeting["meeting_id"]})
        else:
            yield PageLink(t("opening.choose"), view.address("meetings"))
    yield from writing.place(view, slot)
    if known:
        shown = ScopedCard(card(view.unfiltered, known[0]), view.unfiltered)
        yield Expander(shown.card.title, [shown]) if is_own else shown


def numbers(questions: Sequence[Asked]) -> Numbers:
    """The numbers of a round, each a sum of others."""
    days = [one.answered_on for one in questions]
    people = {one.participant for one in questions}
    back = {one.participant for one in questions if one.answered_on}
    answered, late = len(days) - days.count(None), sum(one.is_late for one in questions)
    return {
        "asked": len(days),
        "answered": answered,
        "on_time": answered - late,
        "late": late,
        "open": len(days) - answered,
        "sheets": len(people),
        "returned": len(back),
        "silent": len(people) - len(back),
    }


def title(view: View, row: dict[str, Any], found: Numbers) -> str:
    """How much of a round is answered, and how many days are left of it on the cut-off date.

    Of a round that was opened since, its deadline.
    """
    t, left = view.t, (row["deadline_on"].date() - view.as_of).days
    if row["opens_on"].date() > view.as_of:
        days = t("readiness.until", day=t.short_date(row["deadline_on"]))
    elif left < 0:
        days = t("readiness.over")
    else:
        days = t("readiness.days_left", n=left, day=t.short_date(view.as_of))
    return t("readiness.title", n=found["answered"], of=t.number(found["asked"]), days=days)


def by_participant(view: View, row: dict[str, Any]) -> Card:
    """Each participant that was asked in a round: how much it answered, and when."""
    t, code = view.t, row["round_id"]
    questions = _questions(view, code)
    name, heading = f"readiness-{code.lower()}", title(view, row, numbers(questions))
    subtitle = t("readiness.subtitle", round=named(view, row), day=t.date(row["deadline_on"]))
    table = column.table(view, _by_participant(questions), _columns(view))
    added = partial(_counted, view, questions)
    return Card(name, heading, subtitle, "confirm", table, counted=added)


def by_question(view: View, row: dict[str, Any]) -> Card:
    """Each question of a round: what is on record, what was answered, and when."""
    every = _questions(view, row["round_id"])
    found, rows = numbers(every), question_rows(view, every)
    title = view.t("readiness.unanswered", n=found["open"], of=view.t.number(found["asked"]))
    key = f"questions-{row['round_id'].lower()}"
    frame = column.table(view, rows, question_columns(view), "action_id")
    return replace(by_participant(view, row), key=key, title=title, frame=frame, opens="action")


def named(view: View, row: Mapping[str, Any]) -> str:
    """The title of a round; of one that has none of its own, before which meeting it asks."""
    meeting = by_code(view.dataset, "meetings").get(str(row["meeting_id"]))
    if meeting and row["title"].startswith(rounds.BEFORE):
        return view.t("readiness.before", meeting=meetings.title(view, meeting))
    return view.content("rounds", row["round_id"], "title", row["title"])


def _questions(view: View, code: str) -> list[Asked]:
    """Every question of a round, in the order of the names of those who are asked."""
    t, found = view.t, readiness(view.dataset, view.as_of, code)
    return sorted(found, key=lambda one: t.sorting(t.participant(view.dataset, one.participant)))


def _by_participant(questions: list[Asked]) -> list[dict[str, Any]]:
    found = []
    for code, own in groupby(questions, attrgetter("participant")):
        every = list(own)
        days = (one.answered_on for one in every if one.answered_on)
        found.append({"participant_id": code, "last": max(days, default=None), **numbers(every)})
    return found


def _columns(view: View) -> list[Column]:
    """Columns of `_by_participant`: who, how much of it is answered and in time, the last day."""
    t = view.t

    def stands(row: Any) -> str:
        which = "complete" if not row["open"] else "under_way" if row["answered"] else "none_yet"
        return t(f"readiness.{which}")

    return [
        column.participant(view),
        column.stored("readiness.asked", "asked"),
        column.stored("readiness.answered", "answered"),
        column.stored("readiness.on_time", "on_time"),
        Column("readiness.stands", stands),
        Column("readiness.last", lambda row: t.short_date(row["last"])),
    ]


def _counted(view: View, questions: list[Asked]) -> Counted:
    """What was asked as a sum, by questions and by participants, and the list of all questions."""
    t, found = view.t, numbers(questions)

    def line(*names: str) -> Any:
        parts = [counted.part(view, found[name], t(f"readiness.{name}")) for name in names]
        return counted.equation(*parts[0], parts[1:])

    lines = [
        line("asked", "answered", "open"),
        line("answered", "on_time", "late"),
        line("sheets", "returned", "silent"),
    ]
    rows = question_rows(view, questions)
    frame = partial(column.table, view, rows, question_columns(view), "action_id")
    return Counted(lines, Card("rows", t("readiness.questions", n=len(rows)), "", "", frame))


def question_rows(view: View, questions: Sequence[Asked]) -> list[dict[str, Any]]:
    """The milestone of every question, with whom it was put to, the answer and its day.

    A question about a milestone that is not shown any more is left out.
    """
    milestones = shown(view.dataset, view.as_of)
    return [
        {
            **milestones[one.milestone],
            "asked": one.participant,
            "answer": one.answer,
            "on": pd.Timestamp(one.answered_on) if one.answered_on else pd.NaT,
            "precision": "day",
        }
        for one in questions
        if one.milestone in milestones
    ]


def question_columns(view: View) -> list[Column]:
    """Whom each question was put to, what it is about, what is on record, the answer, its day."""
    t = view.t

    def answer(row: Any) -> str:
        return say.answered(row["answer"], t) if row["answer"] else ""

    def answered(row: Any) -> str:
        return t("readiness.none_yet") if missing(row["on"]) else t.short_date(row["on"])

    return [
        Column("column.participant", lambda row: t.participant(view.dataset, row["asked"])),
        column.action(view),
        column.milestone(view),
        Column("round.head.today", lambda row: say.said(said(row), t)),
        Column("round.head.answer", answer),
        column.date(view, "readiness.last", "on", "precision", words=answered),
    ]
