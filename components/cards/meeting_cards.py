"""The last meeting and the next: when and where, how sure, what came since, what is due by then."""

from collections.abc import Callable, Iterator, Mapping
from itertools import starmap
from typing import Any

import pandas as pd

from components.cards import counted
from components.cards.meetings import lane, name, place, series, status, title, when
from components.layout.card import Card, Counted
from components.layout.files import file_address
from components.view.labels import escape
from components.view.memo import memoize
from components.view.view import View
from data import meetings
from data.model import State


@memoize
def last_meeting(view: View) -> Card | None:
    """The meeting held last; `None` where none was held by the cut-off."""
    t = view.t
    meeting = meetings.last_held(meetings.known_on(view.dataset, view.as_of))
    if meeting is None:
        return None
    before = view.on(meetings.eve(meeting)).milestones
    since = len(meetings.newly_reached(view.selection.milestones, before))
    decided = int((view.dataset.decisions["meeting_id"] == meeting["meeting_id"]).sum())
    return _card(
        view,
        "last-meeting",
        t("last_and_next.last", **_named(view, meeting)),
        meeting,
        {
            "decided": {
                t("last_and_next.decisions", n=decided)
                if decided
                else t("last_and_next.no_decision"): ""
            },
            "since": {
                t("last_and_next.reached", n=since): view.address(
                    "changes", before=meeting["meeting_id"]
                )
            },
        },
        lambda: _since(view, before, when(view, meeting)),
    )


def _since(view: View, before: pd.DataFrame, day: str) -> Counted:
    """What was reached, by whether that was since a meeting, and what is new of it."""
    now = view.selection.milestones
    new = meetings.newly_reached(now, before)
    return Counted([counted.since(view, now, before, day)], counted.of_milestones(view, new))


@memoize
def next_meeting(view: View) -> Card | None:
    """The next meeting that is known, and what is due by then; `None` where none is known."""
    t = view.t
    known = meetings.known_on(view.dataset, view.as_of)
    meeting = meetings.coming(known, view.as_of)
    if meeting is None:
        return None
    code = meeting["meeting_id"]
    dated = len(meetings.dated(known[known["meeting_id"] == code]))
    calendar = file_address(view.unfiltered, f"meetings/{code}.ics")
    return _card(
        view,
        "next-meeting",
        t("last_and_next.next", **_named(view, meeting)),
        meeting,
        {
            "due": dict(_due(view, meeting)),
            "prepare": {
                t("page.slides"): view.address("slides"),
                t("page.documents"): view.address("documents"),
                **({t("last_and_next.calendar"): calendar} if dated else {}),
            },
        },
        lambda: _due_by(view, meeting),
    )


def _due_by(view: View, meeting: Mapping[str, Any]) -> Counted:
    """What is due by a meeting and not confirmed, by whether its date has come, and by state."""
    t, rows = view.t, meetings.due_by(view.selection.milestones, meeting["last_day"].date())
    come = len(meetings.due_by(rows, view.as_of))
    later = len(rows) - come
    whole = t("counted.due_by", n=len(rows))
    parts = [(come, t("counted.date_come", n=come)), (later, t("counted.date_later", n=later))]
    return Counted(
        [counted.equation(len(rows), whole, parts), counted.by_state(view, whole, rows)],
        counted.of_milestones(view, rows),
    )


def _due(view: View, meeting: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """How many milestones are due by a meeting; of these, already; and open ones without a date.

    The page of the meeting lists the first.
    """
    t, milestones = view.t, view.selection.milestones
    by_then = len(meetings.due_by(milestones, meeting["last_day"].date()))
    passed = len(meetings.due_by(milestones, view.as_of))
    undated = milestones[(milestones["state"] == State.NOT_DUE) & milestones["due_on"].isna()]
    listed = view.address("meetings", meeting=meeting["meeting_id"]) if by_then else ""
    yield t("last_and_next.due_by", n=by_then), listed
    if passed:
        yield t("last_and_next.passed", n=passed), ""
    if len(undated):
        yield t("last_and_next.undated", n=len(undated)), ""


def _days_left(view: View, meeting: Mapping[str, Any]) -> dict[str, str]:
    """How long after the cut-off a meeting to come begins, where its day is known."""
    days = (meeting["starts_on"].date() - view.as_of).days
    if days <= 0 or meeting["precision"] != "day":
        return {}
    return {view.t("last_and_next.days_left", n=days): ""}


def _card(
    view: View,
    key: str,
    heading: str,
    meeting: Mapping[str, Any],
    more: Mapping[str, Mapping[str, str]],
    counts: Callable[[], Counted],
) -> Card:
    """A meeting as a card: its date leads to its page.

    Args:
        view: what the reader is looking at.
        key: of the card.
        heading: its title.
        meeting: the meeting.
        more: what else is known of it: name of a line to its texts, each with where it leads.
        counts: makes the arithmetic.
    """
    t = view.t
    facts = {"status": {status(view, meeting): "", **_days_left(view, meeting)}, **more}
    held = f"{when(view, meeting)}, {place(view, meeting) or t('last_and_next.no_place')}"
    way = _link(held, view.address("meetings", meeting=meeting["meeting_id"]))
    rows, lines = [(t("column.title"), title(view, meeting)), (t("column.date"), held)], []
    for about, said in facts.items():
        name = t(f"last_and_next.{about}")
        rows.append((name, " · ".join(said)))
        lines.append(f"- {name}: {' · '.join(starmap(_link, said.items()))}")
    return Card(
        key,
        heading,
        lane(view, meeting["series"], meeting["level"]),
        "meetings",
        pd.DataFrame(rows, columns=[t("column.what"), t("column.state")]),
        paragraphs=lambda: ["\n".join([f"**{way}**", "", *lines])],
        counted=counts,
    )


def _named(view: View, meeting: Mapping[str, Any]) -> dict[str, str]:
    """The name of a meeting and its series, each of which has a last and a next one of its own."""
    return {"name": name(view, meeting), "series": series(view, meeting["series"])}


def _link(text: str, address: str) -> str:
    """A text as Markdown, which leads to an address where there is one."""
    return f"[{escape(text)}](<{address}>)" if address else escape(text)
