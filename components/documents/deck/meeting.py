"""The next meeting on slides: when it is, what it can settle, how far the answers have come."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.cards import meetings, readiness
from components.charts.marks import Marks
from components.documents.deck import names
from components.documents.deck.names import FEWEST
from components.documents.deck.slide import Group, Line, Number, Slide
from components.documents.deck.speaker_notes import spoken
from components.view import totals
from components.view.labels import in_line
from components.view.view import View
from data.model import State

MOST_NAMED = 3
"""Points beside each other that have room for names; of more a sentence says what is asked."""


def when_and_where(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's name, day and place in a line, as far as known; or that neither is."""
    t, name = view.t, names.meeting(view, meeting)
    where = meetings.place(view, meeting)
    if meeting["precision"] == "year" and not where:
        return t("deck.no_day", meeting=name)
    where = "" if where in name else where
    return in_line([name, names.unparted(meetings.when(view, meeting)), where], ", ")


def decisions(view: View) -> Slide | None:
    """What the next meeting could settle: to confirm, to decide, to explain, to date.

    Each with its number and its milestones; none where fewer than `FEWEST` are left.
    """
    t, milestones, meeting = view.t, view.selection.milestones, totals.next_meeting(view)
    state = milestones["state"]
    undated = (state == State.NOT_DUE) & milestones["due_on"].isna()
    found = {
        "confirm": state == State.AWAITING,
        "late": state == State.NOT_ACHIEVED_DUE,
        "explain": state == State.NO_REPORT_DUE,
        "date": undated,
    }
    numbers = {name: int(rows.sum()) for name, rows in found.items() if rows.any()}
    if not numbers or sum(numbers.values()) < FEWEST:
        return None
    when = "decide" if meeting else "decide_some_day"
    title = names.headline(view, t(f"deck.{when}", n=sum(numbers.values())))
    rows = milestones[np.logical_or.reduce(list(found.values()))]
    subtitle = f"{when_and_where(view, meeting)}." if meeting else ""
    groups, seen = [], set()
    for name, n in numbers.items():
        mine = milestones[found[name]]
        # An action that stands under another point comes last.
        mine = mine.loc[mine["action_id"].isin(seen).sort_values(kind="stable").index]
        seen |= set(mine["action_id"])
        named = names.lines(view, mine)
        what = (Line(t(f"deck_decide.{name}_what")),) if len(numbers) > MOST_NAMED else ()
        asked, marks = t(f"deck_decide.{name}"), Marks.of(mine["state"])
        groups.append(Group(asked, t.number(n), (*what, *named), marks=marks))
    (slide,) = names.fitting(view, [Slide("meeting", title, subtitle, tuple(groups))])
    return spoken(view, slide, rows)


def answers(view: View) -> Slide | None:
    """How far the answers before the next meeting have come; `None` where nobody was asked."""
    t, answered = view.t, readiness.before_next_meeting(view)
    if not answered:
        return None
    row, questions = answered
    found = readiness.numbers(questions)
    title = names.headline(view, readiness.title(view, row, found))
    of, silent = {"answered": "asked", "on_time": "asked", "returned": "sheets"}, found["silent"]
    ratios = {name: t("headline.out_of", of=found[whole]) for name, whole in of.items()}
    if silent:
        ratios["returned"] = t("deck_answers.silent", of=found["sheets"], n=silent)
    if not found["late"]:
        del ratios["on_time"]
    figures = tuple(
        Number(t(f"deck_answers.{name}"), t.number(found[name]), small)
        for name, small in ratios.items()
    )
    codes = {one.milestone for one in questions}
    milestones = view.selection.snapshot.milestones
    rows = milestones[milestones["milestone_id"].isin(codes)]
    return spoken(view, Slide("readiness", title, t("deck.readiness"), figures), rows)
