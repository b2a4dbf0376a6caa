"""The last meeting and the next: when and where, how sure, what came since, what is due by then."""

from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import Any

import pandas as pd

from components.cards.meetings import lane, name, place, series, status, title, when
from components.layout.card import Card
from components.layout.files import file_address
from components.view import totals
from components.view.labels import escape
from components.view.memo import memoize
from components.view.view import View
from data import meetings
from data.model import State

Facts = Sequence[tuple[str, str]]
"""Texts, each with where it leads; blank where it leads nowhere."""


@memoize
def last_meeting(view: View) -> Card | None:
    """The meeting held last, what it decided and what came since; `None` where none was held."""
    t, meeting = view.t, meetings.last_held(meetings.known_on(view.dataset, view.as_of))
    if meeting is None:
        return None
    code = meeting["meeting_id"]
    before = view.on(meetings.eve(meeting)).milestones
    since = len(meetings.newly_reached(view.selection.milestones, before))
    n = int((view.dataset.decisions["meeting_id"] == code).sum())
    decided = t("last_and_next.decisions", n=n) if n else t("last_and_next.no_decision")
    changes = view.address("changes", before=code)
    reached = t("last_and_next.reached", n=since)
    return _card(view, "last", meeting, {"decided": [(decided, "")], "since": [(reached, changes)]})


@memoize
def next_meeting(view: View) -> Card | None:
    """The next meeting that is known, and what is due by then; `None` where none is known.

    Where it is another, the next ministerial meeting of the main series is named too.
    """
    t, meeting = view.t, totals.next_meeting(view)
    if meeting is None:
        return None
    prepare = [(t(f"page.{page}"), view.address(page)) for page in ("slides", "documents")]
    if meeting["precision"] == "day":
        calendar = file_address(view.unfiltered, f"meetings/{meeting['meeting_id']}.ics")
        prepare.append((t("last_and_next.calendar"), calendar))
    facts = {"due": _due(view, meeting), "prepare": prepare}
    return _card(view, "next", meeting, {**_ministerial(view, meeting), **facts})


def _ministerial(view: View, meeting: Mapping[str, Any]) -> dict[str, Facts]:
    """The next ministerial meeting of the main series, where it is known and another than this."""
    known = meetings.of_main_series(view.dataset, view.as_of)
    found = meetings.coming(known[known["level"] == "ministerial"], view.as_of)
    if found is None or found["meeting_id"] == meeting["meeting_id"]:
        return {}
    text = f"{series(view, found['series'])}, {when(view, found)}"
    address = view.address("meetings", meeting=found["meeting_id"])
    return {"ministerial": [(text, address), (status(view, found), "")]}


def _due(view: View, meeting: Mapping[str, Any]) -> Facts:
    """How many milestones are due by a meeting; of these, already; and open ones without a date.

    The page of the meeting lists the first.
    """
    milestones = view.selection.milestones
    by_then = len(meetings.due_by(milestones, meeting["last_day"].date()))
    undated = milestones[(milestones["state"] == State.NOT_DUE) & milestones["due_on"].isna()]
    more = {"passed": len(meetings.due_by(milestones, view.as_of)), "undated": len(undated)}
    listed = view.address("meetings", meeting=meeting["meeting_id"]) if by_then else ""
    return [
        (view.t("last_and_next.due_by", n=by_then), listed),
        *((view.t(f"last_and_next.{name}", n=n), "") for name, n in more.items() if n),
    ]


def _status(view: View, meeting: Mapping[str, Any]) -> Facts:
    """How sure a meeting is, and how long after the cut-off it begins, where its day is known."""
    days = (meeting["starts_on"].date() - view.as_of).days
    is_counted = days > 0 and meeting["precision"] == "day"
    left = [(view.t("last_and_next.days_left", n=days), "")] if is_counted else []
    return [(status(view, meeting), ""), *left]


def _card(view: View, which: str, meeting: Mapping[str, Any], more: Mapping[str, Facts]) -> Card:
    """The `last` or the `next` meeting: its date leads to its page; then `more`, a line each."""
    t = view.t
    held = f"{when(view, meeting)}, {place(view, meeting) or t('last_and_next.no_place')}"
    of = lane(view, meeting["series"], meeting["level"])
    way = _link(held, view.address("meetings", meeting=meeting["meeting_id"]))
    rows, lines = [(t("column.title"), title(view, meeting))], []
    rows += [(t("column.date"), held), (t("column.series"), of)]
    for about, value in {"status": _status(view, meeting), **more}.items():
        label = t(f"last_and_next.{about}")
        rows.append((label, " · ".join(text for text, _ in value)))
        lines.append(f"- {label}: {' · '.join(starmap(_link, value))}")
    table = pd.DataFrame(rows, columns=[t("column.what"), t("column.state")])
    head, text = t(f"last_and_next.{which}", name=name(view, meeting)), "\n".join(lines)
    texts = [f"**{way}** · {escape(of)}\n\n{text}"]
    return Card(f"{which}-meeting", head, "", "meetings", table, paragraphs=lambda: texts)


def _link(text: str, address: str) -> str:
    """A text as Markdown, which leads to an address where there is one."""
    return f"[{escape(text)}](<{address}>)" if address else escape(text)
