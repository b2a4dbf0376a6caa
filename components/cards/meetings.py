"""The Meetings page: all on one axis, the last, the next, a list. Words of a meeting anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap
from typing import Any

import pandas as pd

from components.cards import counted
from components.charts.lanes import SIGN, Cycle, Meeting
from components.charts.time_axis import all_meetings
from components.layout import column, parts
from components.layout.card import Card, Counted, SortableTable
from components.layout.column import Column
from components.layout.files import file_address
from components.view import totals
from components.view.labels import DOT, escape
from components.view.memo import memoize, memoize_for_all
from components.view.view import View
from data import meetings
from data.meetings import MeetingStatus
from data.model import RELATED, State
from data.model.records import missing, records

LEVELS = ("ministerial", "senior_officials", "institutional", "technical")
Facts = Sequence[tuple[str, str]]
"""Texts, each with where it leads; blank where it leads nowhere."""


def marked(view: View, known: pd.DataFrame) -> list[Meeting]:
    """Rows of `data.meetings.known_on` as marks, each on the lane of its series and level."""
    return [
        Meeting(
            f"{row['series']}/{row['level']}",
            title(view, row),
            name(view, row),
            when(view, row),
            place(view, row),
            row["starts_on"].date(),
            row["last_day"].date(),
            row["precision"] == "day",
            MeetingStatus(row["status"]),
            view.address("meetings", meeting=row["meeting_id"]),
        )
        for row in records(known)
    ]


def cycle(view: View) -> Cycle | None:
    """The cycle of the ministerial meetings; `None` where it says nothing of the next one."""
    if "ministerial" not in meetings.levels_of_cycle(view.dataset):
        return None
    known = meetings.of_main_series(view.dataset, view.as_of)
    found = meetings.next_in_cycle(known, view.dataset.cycle, view.as_of)
    return Cycle(*found, cycle_length(view)) if found else None


@memoize
def axis(view: View) -> Card:
    """Every meeting and presidency on one axis, with the cycle; its table has the meetings."""
    t, as_of = view.t, view.as_of
    known = meetings.known_on(view.dataset, as_of)
    marks = marked(view, known)
    known_lanes = {one.lane for one in marks}
    every = {f"{s}/{level}": (s, level) for s in view.dataset.all_series for level in LEVELS}
    lanes = {code: lane(view, *about) for code, about in every.items() if code in known_lanes}
    terms = meetings.terms(view.dataset.presidencies, as_of)
    terms = terms.assign(
        name=[t.participant(view.dataset, code) for code in terms["participant_id"]],
        when=[_term(view, term) for term in records(terms)],
    )
    subtitle = [t("meetings.axis_subtitle"), *([t("meetings.axis_striped")] if len(terms) else [])]
    return Card(
        "meetings-axis",
        title=_finding(view, known),
        subtitle=" ".join(subtitle),
        method="meetings",
        frame=_table(view, known),
        chart=all_meetings(marks, lanes, terms, cycle(view), as_of, t),
        opens="meeting",
        hint=t("meetings.axis_hint"),
        counted=partial(_by_status, view, known),
    )


def _by_status(view: View, known: pd.DataFrame) -> Counted:
    names = {one: view.t(f"meeting_status.{one}") for one in MeetingStatus}
    whole = view.t("meetings.list_title", n=len(known))
    return Counted([counted.by_kind(view, whole, known["status"], names)])


def _finding(view: View, known: pd.DataFrame) -> str:
    """The last ministerial meeting, and where the cycle puts the next."""
    t, last = view.t, last_ministerial(view)
    if last is None:
        return t("meetings.list_title", n=len(known))
    day = t.date(last["starts_on"], last["precision"])
    if (next_one := cycle(view)) is None:
        return t("meetings.axis_title", day=day)
    month = t.date(next_one.month, "month")
    return t("meetings.axis_title_cycle", day=day, length=cycle_length(view), month=month)


def cycle_length(view: View) -> str:
    """How long the cycle of the meetings is, in words; blank where none was agreed."""
    cycle = view.dataset.cycle
    return view.t("meetings.cycle_length", n=cycle.months) if cycle else ""


def _term(view: View, term: Mapping[str, Any]) -> str:
    """A presidency's term as far as it is drawn; its profile has the exact words."""
    first, last = (view.t.date(term[end], "month") for end in ("first", "last"))
    return view.t("dossier.period", first=first, last=last)


@memoize_for_all
def list_of_meetings(view: View) -> Card:
    """Every meeting as a row, newest first."""
    known = meetings.known_on(view.dataset, view.as_of)
    title, states = view.t("meetings.list_title", n=len(known)), partial(_by_status, view, known)
    table = _table(view, known)
    return Card("meetings", title, "", "meetings", table, opens="meeting", counted=states)


def _table(view: View, known: pd.DataFrame) -> SortableTable:
    rows = records(known.sort_values(["last_day", "starts_on"], ascending=False, kind="stable"))
    return column.table(view, rows, columns(view), "meeting_id")


@memoize_for_all
def last_ministerial(view: View) -> Mapping[str, Any] | None:
    """The last ministerial meeting that was over before the cut-off; `None` where none was."""
    return meetings.last_ministerial(meetings.of_main_series(view.dataset, view.as_of), view.as_of)


def columns(view: View) -> list[Column]:
    """Return the columns of a list of meetings."""
    t, day = view.t, ("starts_on", "precision", "ends_on")
    return [
        column.content(view, "column.title", "meetings", "title"),
        column.date(view, "column.date", *day, words=partial(when, view)),
        Column("column.status", lambda row: status(view, row)),
        Column("column.series", lambda row: t(f"meeting_series.{row['series']}")),
        Column("column.level", lambda row: t(f"meeting_level.{row['level']}")),
        Column("column.place", lambda row: place(view, row)),
        column.source(view),
    ]


def lane(view: View, series: str, level: str) -> str:
    """A series and level in words."""
    return f"{view.t(f'meeting_series.{series}')}{DOT}{view.t(f'meeting_level.{level}')}"


def series(view: View, code: str) -> str:
    """A series of meetings, all of whose levels share a lane, in words."""
    return view.t("course.related" if code == RELATED else f"meeting_series.{code}")


def title(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's title in the reader's language."""
    return view.content("meetings", meeting["meeting_id"], "title", meeting["title"])


def name(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's title without what stands in brackets after it."""
    return title(view, meeting).partition(" (")[0]


def when(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's date, no more exactly than it is known."""
    if meeting["precision"] == "day":
        return view.t.days(meeting["starts_on"], meeting["last_day"])
    return view.t.date(meeting["starts_on"], meeting["precision"])


def place(view: View, meeting: Mapping[str, Any]) -> str:
    """City and country of a meeting in the reader's words, as far as they are known."""
    city = view.content("meetings", meeting["meeting_id"], "city", meeting["city"])
    code = meeting["country"]
    country = "" if missing(code) else view.t.participant(view.dataset, code)
    return ", ".join(filter(None, [city, country]))


def status(view: View, meeting: Mapping[str, Any]) -> str:
    """Sign and word of a meeting's status as known on the cut-off."""
    sign = SIGN[MeetingStatus(meeting["status"])]
    return f"{sign} {view.t('meeting_status.' + meeting['status'])}"


def source(meeting: Mapping[str, Any]) -> list[str]:
    """The code of the source of a meeting, if it has one."""
    return [] if missing(meeting["source_id"]) else [meeting["source_id"]]


def axis_parts(view: View) -> Iterator[parts.Part]:
    """Every meeting on one axis, and as of when."""
    t, whole, dataset = view.t, view.unfiltered, view.dataset
    filtered = [] if whole.filters == view.filters else [t("meetings.not_filtered")]
    yield parts.Text(escape(". ".join([view.known, *filtered])), parts.Tone.CAPTION)
    if dataset.meetings.empty and dataset.presidencies.empty:
        yield parts.notice(t("meetings.none"))
    else:
        yield parts.ScopedCard(axis(view), whole)


def list_parts(view: View) -> Iterator[parts.Part]:
    """Every meeting in a list; those known to the day as a calendar file; nothing of none."""
    whole, dataset = view.unfiltered, view.dataset
    if dataset.meetings.empty:
        return
    dated = meetings.dated(meetings.known_on(dataset, view.as_of))
    if len(dated):
        help_ = view.t("meetings.calendar_all_help", n=len(dated))
        file = calendar_file(whole, "meetings.ics")
        yield parts.Inline([file, parts.Text(help_, parts.Tone.CAPTION)])
    yield parts.ScopedCard(list_of_meetings(whole), whole)


def calendar_file(view: View, name: str) -> parts.PageLink:
    """The link to a calendar file of meetings, by its name."""
    return parts.PageLink(view.t("meetings.calendar"), file_address(view, name), "file")


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
