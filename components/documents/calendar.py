"""Calendar files (iCalendar, RFC 5545): meetings and due dates as all-day events.

No event has an invented day. A meeting whose day is not known has no event. A due date known to
its month or quarter covers the whole period, and its text says so. A due date known to its year
alone would cover every day of the year: it is left out and counted. A milestone that was reached
keeps its date in force, and its text says when it was reached.

A newer file replaces an older one by UID and SEQUENCE. An event that was once published is
cancelled in later files, never dropped. SEQUENCE grows with each change that a reader can see.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event, vText
from icalendar.enums import STATUS, TRANSP

from components.cards.meetings import place_in
from components.documents import imprint
from components.tables import reached_dates, tables
from components.view.view import View
from data import history, meetings
from data.meetings import MeetingStatus
from data.model import ACHIEVED, OUT, Dataset, Plan, State
from data.records import by_code, missing, records
from data.text.words import Words

DOMAIN = "eu-clasi-roadmap"
MIME = "text/calendar"
PRECISIONS = ("day", "month", "quarter")
"""Precisions of a due date that has an event."""
LONGEST_TITLE = 60
"""Characters of an action's title in the summary of an event. The description has all of it."""


def make(view: View, address: str) -> bytes:
    """The calendar file of a view: meetings known to the day, and due dates of the selection."""
    dataset, t, as_of = view.dataset, view.t, view.as_of
    known, due = meetings.known_on(dataset, as_of), due_dates(view)
    site = address.partition("?")[0].rpartition("/")[0]
    about = f"{imprint.line(view, address)}. {_left_out(view, known, due)}"
    calendar = _empty(dataset, t, f"{dataset.name}-{t.language}", t("product.name"), about)
    for meeting in records(meetings.dated(known)):
        link = view.address(f"{site}/meetings", meeting=meeting["meeting_id"])
        calendar.add_component(_meeting(dataset, meeting, as_of, t, link))
    changed = history.of_milestones(dataset, as_of)
    for milestone in records(_published(view, due).join(changed, on="milestone_id")):
        link = view.address(f"{site}/actions", action=milestone["action_id"])
        calendar.add_component(_due_date(view, milestone, link))
    return calendar.to_ical()


def due_dates(view: View) -> pd.DataFrame:
    """The milestones of the selection that have a date in force, by that date."""
    chosen = view.selection.milestones
    rows = chosen[chosen["planned_on"].notna()].sort_values(["planned_on", "milestone_id"])
    return rows.assign(planned_precision=rows["planned_precision"].fillna("day"))


def _published(view: View, due: pd.DataFrame) -> pd.DataFrame:
    """The rows of `due_dates` that have an event.

    A date that was moved to a year keeps the event of its former date, which is cancelled.
    `moved_to` is that year in words; blank for all other rows.
    """
    has_event = due["planned_precision"].isin(PRECISIONS)
    dates = history.dates_in_force(view.dataset, view.as_of)
    dates = dates[dates["precision"].isin(PRECISIONS)].drop_duplicates("milestone_id", keep="last")
    former = dates.set_index("milestone_id")
    moved = due[~has_event & due["milestone_id"].isin(former.index)]
    last = former.loc[moved["milestone_id"]].set_index(moved.index)
    moved = moved.assign(
        planned_on=last["on"],
        planned_precision=last["precision"],
        due_on=last["due_on"],
        moved_to=[view.t.date(day, "year") for day in moved["planned_on"]],
    )
    return pd.concat([due[has_event].assign(moved_to=""), moved])


def of_meetings(
    dataset: Dataset,
    rows: pd.DataFrame,
    as_of: date,
    t: Words,
    link: Callable[[str], str],
    about: str,
) -> bytes:
    """A calendar file of `data.meetings.dated` in the words of a reader.

    The same meeting has the same UID in every file, so that a newer file replaces an older one.
    The time stamp is the cut-off: the same data give the same file. `link` gives the address of a
    meeting's page; `about` is what every export carries.
    """
    name = f"{t('product.name')}: {t('page.meetings')}"
    calendar = _empty(dataset, t, f"{dataset.name}-meetings-{t.language}", name, about)
    for meeting in records(rows):
        calendar.add_component(_meeting(dataset, meeting, as_of, t, link(meeting["meeting_id"])))
    return calendar.to_ical()


def _empty(dataset: Dataset, t: Words, uid: str, name: str, about: str) -> Calendar:
    """A calendar without events.

    Older programs read X-WR-CALNAME and X-WR-CALDESC; the library does not escape these two.
    """
    named = _marked(dataset, name, t)
    calendar = Calendar.new(
        prodid=f"-//{DOMAIN}//{dataset.name}//{t.language.upper()}",
        name=named,
        description=about,
        method="PUBLISH",
        uid=f"{uid}@{DOMAIN}",
        language=t.language,
    )
    calendar["X-WR-CALNAME"], calendar["X-WR-CALDESC"] = vText(named), vText(about)
    return calendar


def _meeting(
    dataset: Dataset, meeting: Mapping[str, Any], as_of: date, t: Words, address: str
) -> Event:
    """One meeting: confirmed if it was held, else tentative. DTEND is the day after its last day.

    SEQUENCE counts the corrections of its row on record, and one more when it was held.
    """
    code, held = meeting["meeting_id"], meeting["status"] == MeetingStatus.HELD
    last = max(meeting["known_on"], meeting["last_day"]) if held else meeting["known_on"]
    title = t.content(dataset, "meetings", code, "title", meeting["title"])
    return Event.new(
        uid=f"{dataset.name}-{code}@{DOMAIN}",
        stamp=_moment(as_of),
        last_modified=_moment(last),
        sequence=history.corrections(dataset, "meetings").get(code, 0) + held,
        start=meeting["starts_on"].date(),
        end=meeting["last_day"].date() + timedelta(days=1),
        status=STATUS.CONFIRMED if held else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,
        categories=[t(f"meeting_{name}.{meeting[name]}") for name in ("series", "level")],
        summary=_marked(dataset, title, t),
        location=place_in(dataset, meeting, t) or None,
        description=_description(dataset, meeting, as_of, t),
        url=_absolute(address),
    )


def _description(dataset: Dataset, meeting: Mapping[str, Any], as_of: date, t: Words) -> str:
    lines = [
        t.content(dataset, "meetings", meeting["meeting_id"], "outcome", meeting["outcome"]),
        t("meetings.calendar_status", status=t(f"meeting_status.{meeting['status']}")),
        f"{t('meetings.known', day=t.date(as_of))}, {t.dataset(dataset)}",
    ]
    if not missing(meeting["source_id"]):
        source = by_code(dataset, "sources")[meeting["source_id"]]
        lines.append(t("meetings.calendar_source", address=source["url"]))
    return "\n".join(filter(None, lines))


def _due_date(view: View, milestone: Mapping[str, Any], address: str) -> Event:
    """The day or the period of a date in force; cancelled where the date no longer holds."""
    t, dataset, precision = view.t, view.dataset, milestone["planned_precision"]
    precision = milestone["planned_precision"]
    t, dataset, changed_on = view.t, view.dataset, milestone["changed_on"]
    whose = tables.owner(view, milestone)
    action = tables.action_titles(view)[milestone["action_id"]]
    roughly = "" if precision == "day" else t(f"timeline.only_{precision}")
    lines = [
        action,
        whose,
        t("calendar.state", state=t(f"state.{milestone['state']}")),
        roughly and f"{t.date(milestone['planned_on'], precision)}: {roughly}",
        f"{t('meetings.known', day=t.date(view.as_of))}, {t.dataset(dataset)}, {view.state}",
    ]
    kind = by_code(dataset, "actions")[milestone["action_id"]]["kind"]
    summary = _summary(view, milestone, action)
    if not missing(milestone["participant_id"]):
        summary = f"{whose} · {summary}"
    return Event.new(
        uid=f"{dataset.name}-due-{milestone['milestone_id']}@{DOMAIN}",
        stamp=_moment(view.as_of),
        last_modified=None if missing(changed_on) else _moment(changed_on),
        sequence=milestone["changes"],
        start=milestone["planned_on"].date(),
        end=milestone["due_on"].date() + timedelta(days=1),
        status=_status(dataset, milestone),
        transparency=TRANSP.TRANSPARENT,
        categories=[tables.priority_titles(view)[milestone["priority_id"]], t(f"kind.{kind}")],
        summary=_marked(dataset, summary, t),
        description="\n".join(filter(None, lines)),
        url=_absolute(address),
    )


def _status(dataset: Dataset, milestone: Mapping[str, Any]) -> STATUS:
    """Cancelled if the date no longer holds; tentative on an open record until it is reached."""
    if milestone["state"] in OUT or milestone["moved_to"]:
        return STATUS.CANCELLED
    tentative = dataset.plan == Plan.OPEN and milestone["state"] not in ACHIEVED
    return STATUS.TENTATIVE if tentative else STATUS.CONFIRMED


def _summary(view: View, milestone: Mapping[str, Any], action: str) -> str:
    """The one line that a phone shows: the state, the milestone and its action."""
    t, state, precision = view.t, milestone["state"], milestone["planned_precision"]
    short = action if len(action) <= LONGEST_TITLE else f"{action[: LONGEST_TITLE - 1].rstrip()}…"
    names = {"milestone": tables.awaited(view, milestone), "action": short}
    if state in OUT:
        return f"{t(f'state.{state}')}: {names['milestone']} · {short}"
    if state in ACHIEVED:
        when = reached_dates.reached_on(view, milestone)
        key = "reached_unconfirmed" if state == State.AWAITING else "reached"
        return t(f"calendar.{key}", when=when, **names)
    if milestone["moved_to"]:
        return t("calendar.moved", period=milestone["moved_to"], **names)
    if state == State.NO_REPORT_DUE:
        period = t.short_date(milestone["planned_on"], precision)
        return t("calendar.silent", period=period, **names)
    if precision == "day":
        return t("calendar.due", **names)
    return t("calendar.due_within", period=t.date(milestone["planned_on"], precision), **names)


def _left_out(view: View, known: pd.DataFrame, due: pd.DataFrame) -> str:
    """A sentence on what has no event, because its day or its quarter is not known."""
    rest = known[(known["precision"] != "day") & (known["status"] != MeetingStatus.AFTER_CUT_OFF)]
    years = int((~due["planned_precision"].isin(PRECISIONS)).sum())
    undated = int(view.selection.milestones["planned_on"].isna().sum())
    return view.t("calendar.left_out", meetings=len(rest), years=years, undated=undated)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _absolute(address: str) -> str | None:
    """The address if it can be opened from outside the dashboard, else `None`."""
    return address if address.startswith(("https://", "http://")) else None


def _marked(dataset: Dataset, text: str, t: Words) -> str:
    return f"{t('marking.exercise')}: {text}" if dataset.fictional else text
