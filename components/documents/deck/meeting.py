"""The next meeting on slides: when it is, what it can settle, how far the answers have come."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from components.cards import meetings, readiness
from components.documents.deck import names
from components.documents.deck.names import FEWEST, MOST_COLUMNS
from components.documents.deck.slide import Group, Line, Number, Slide, even
from components.documents.deck.speaker_notes import with_notes
from components.view import totals
from components.view.labels import in_line
from components.view.view import View
from data.model import State

MOST_NAMED, MOST_BESIDE = 4, 3
"""Participants named as asked, above a list and beside a name; of more their number is said."""


def when_and_where(view: View, meeting: Mapping[str, Any], unknown: str = "") -> str:
    """A meeting's name, day and place in a line, as far as known; `unknown` if neither is."""
    t, name = view.t, names.meeting(view, meeting)
    where = meetings.place(view, meeting)
    if meeting["precision"] == "year" and not where:
        return t(unknown, meeting=name) if unknown else name
    where = "" if where in name else where
    return in_line([name, names.unparted(meetings.when(view, meeting)), where], ", ")


def decisions(view: View) -> Iterator[Slide]:
    """What the next meeting could settle: to confirm, to decide, to explain, to date.

    Each with its number, who is asked, and the names that have room; none where fewer than `FEWEST`
    are left.
    """
    t, milestones, meeting = view.t, view.selection.milestones, totals.next_meeting(view)
    state = milestones["state"]
    found = {
        "confirm": state == State.AWAITING,
        "late": state == State.NOT_ACHIEVED_DUE,
        "explain": state == State.NO_REPORT_DUE,
        "date": (state == State.NOT_DUE) & milestones["due_on"].isna(),
    }
    groups, seen = list[Group](), set[str]()
    for name, is_found in found.items():
        rows = names.most_first(milestones[is_found])
        # An action that stands under another point comes last.
        rows = rows.loc[rows["action_id"].isin(seen).sort_values(kind="stable").index]
        seen |= {*rows["action_id"]}
        groups += [names.group(view, t(f"deck_decide.{name}"), rows)] if len(rows) else []
    if (number := len(names.shown_on(groups))) < FEWEST:
        return
    sentence = t("deck.decide" if meeting else "deck.decide_some_day", n=number)
    subtitle = f"{when_and_where(view, meeting)}." if meeting else ""
    pages, made = even(tuple(groups), MOST_COLUMNS), []
    for place, page in enumerate(pages, 1):
        title = names.headline(view, *names.numbered([sentence], place, len(pages)))
        key = "meeting" if place == 1 else f"meeting-{place}"
        slide = Slide(key, title, subtitle, tuple(_with_names(view, group) for group in page))
        made.append(with_notes(view, slide, kind="meeting"))
    yield from names.fitting(view, made)


def _with_names(view: View, group: Group) -> Group:
    """A group with who is asked before its names."""
    who = names.reporters(view, names.shown_on([group]), MOST_NAMED)
    named = (Line(view.t("deck_decide.asked", text=who)),) if who else ()
    return replace(group, lines=(*named, *group.lines))


def to_confirm(view: View) -> Iterator[Slide]:
    """What awaits confirmation, by name, and who is asked where the name does not say it."""
    t, milestones = view.t, view.selection.milestones
    rows = milestones[milestones["state"] == State.AWAITING]
    if len(rows) < FEWEST:
        return
    parts = names.parted(names.group(view, t("deck_decide.confirm"), rows))
    sentence, made = t("deck.to_confirm", n=len(rows)), []
    for place, part in enumerate(parts, 1):
        lines = list[Line]()
        for line in part.lines:
            who = names.reporters(view, line.milestones, MOST_BESIDE)
            is_clear = len(line.milestones) > 1 or who in line.text
            aside = ", ".join(filter(None, [line.short, "" if is_clear else who]))
            lines.append(replace(line, aside=aside, short=aside))
        title = names.headline(view, *names.numbered([sentence], place, len(parts)))
        key = "confirm" if place == 1 else f"confirm-{place}"
        body = (replace(part, lines=tuple(lines)),)
        slide = Slide(key, title, names.listed(view, body), body, appendix=True)
        made.append(with_notes(view, slide, rows, "confirm"))
    yield from names.fitting(view, made)


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
    return with_notes(view, Slide("readiness", title, t("deck.readiness"), figures), rows)
