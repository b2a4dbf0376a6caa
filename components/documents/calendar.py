"""Calendar files (iCalendar, RFC 5545): meetings, deadlines and due dates as all-day events.

No event has an invented day: what is known to its month covers it, and its text says so. What is
known to its quarter or year alone is left out and counted; the text of the calendar names meetings
expected so. A milestone that was reached keeps its date in force, and its text says when it was
reached; an agreement without such a date has the day on which it was signed or entered into force.
What is to come stands first, with an alarm a week ahead.

A newer file replaces an older one by UID and SEQUENCE, which grows with each change that a reader
can see. What a decision took out is cancelled in later files; what was moved to a quarter or a year
has no event any more.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Alarm, Calendar, Event, vText
from icalendar.enums import STATUS, TRANSP

from components.cards import readiness
from components.cards.meetings import place
from components.documents import provenance
from components.layout import reached_dates, tables
from components.view.view import View
from data import meetings
from data.dates import EARLIEST
from data.meetings import MeetingStatus
from data.model import ACHIEVED, OPEN, OUT, REACHED, Dataset, Plan, State
from data.model.records import by_code, missing, records

MIME = "text/calendar"
PRECISIONS = ("day", "month")
"""Precisions of what has an event."""
AHEAD, AGAIN = timedelta(days=-7), timedelta(days=1)
"""When an alarm rings, from the beginning of its event; how often a subscriber asks for news."""


def make(view: View, address: str) -> bytes:
    """All meetings and deadlines of rounds, due dates of a choice, which `address` reopens."""
    dataset, t = view.dataset, view.t
    due, rounds = _due_dates(view), dataset.rounds
    rounds = rounds[rounds["opens_on"] <= pd.Timestamp(view.as_of)]
    met = meetings.known_on(dataset, view.as_of)
    met = met[met["status"] != MeetingStatus.AFTER_CUT_OFF]
    site = address.partition("?")[0].rpartition("/")[0]
    about = f"{provenance.line(view, address)}. {_left_out(view, due, met)}"
    calendar = _empty(view, f"{dataset.name}-{t.language}", t("product.name"), about)
    events = [
        _meeting(view, one, view.address(f"{site}/meetings", meeting=one["meeting_id"]))
        for one in records(met[met["precision"].isin(PRECISIONS)])
    ]
    events += [_deadline(view, one, view.address(f"{site}/meetings")) for one in records(rounds)]
    published = pd.concat([due[due["planned_precision"].isin(PRECISIONS)], _agreements(view)])
    events += [
        _due_date(view, one, view.address(f"{site}/actions", action=one["action_id"]))
        for one in records(published)
    ]
    for event in sorted(events, key=lambda one: _next_first(one, view.as_of)):
        calendar.add_component(event)
    return calendar.to_ical()


def _next_first(event: Any, today: date) -> tuple[bool, int]:
    """A key that sorts what is to come by its day, and behind it what is over, the newest first."""
    start, is_over = event.DTSTART.toordinal(), today >= event.DTEND
    return is_over, -start if is_over else start


def _due_dates(view: View) -> pd.DataFrame:
    """The milestones of the selection that have a date in force, by that date."""
    chosen = view.selection.milestones
    rows = chosen[chosen["planned_on"].notna()].sort_values(["planned_on", "milestone_id"])
    return rows.assign(planned_precision=rows["planned_precision"].fillna("day"))


def _agreements(view: View) -> pd.DataFrame:
    """Agreements without a date in force, on the day they were signed or entered into force."""
    rows = view.selection.milestones
    is_day = (rows["achieved_precision"] == "day") & (rows["achieved_on"] == rows["reached_by"])
    is_reached = rows["state"].isin(REACHED) & rows["step"].isin(["signed", "in_force"])
    rows = rows[is_day & is_reached & (rows["kind"] == "agreement") & rows["planned_on"].isna()]
    days = {"planned_on": rows["achieved_on"], "due_on": rows["achieved_on"]}
    return rows.assign(**days, planned_precision="day")


def of_meetings(view: View, rows: pd.DataFrame, link: Callable[[str], str], about: str) -> bytes:
    """A calendar file of `data.meetings.dated` in the words of a reader.

    The same meeting has the same UID in every file, so that a newer file replaces an older one.
    The time stamp is the cut-off: the same data give the same file. `link` gives the address of a
    meeting's page; `about` is what every export carries.
    """
    t = view.t
    name = f"{t('product.name')}: {t('page.meetings')}"
    calendar = _empty(view, f"{view.dataset.name}-meetings-{t.language}", name, about)
    for meeting in records(rows):
        calendar.add_component(_meeting(view, meeting, link(meeting["meeting_id"])))
    return calendar.to_ical()


def _empty(view: View, uid: str, name: str, about: str) -> Calendar:
    """A calendar without events.

    Older programs read X-WR-CALNAME and X-WR-CALDESC; the library does not escape these two.
    """
    named, language = _marked(view, name), view.t.language
    calendar = Calendar.new(
        prodid=f"-//{view.dataset.slug}//{view.dataset.name}//{language.upper()}",
        name=named,
        description=about,
        method="PUBLISH",
        uid=f"{uid}@{view.dataset.slug}",
        language=language,
        refresh_interval=AGAIN,
    )
    calendar["X-WR-CALNAME"], calendar["X-WR-CALDESC"] = vText(named), vText(about)
    calendar["X-PUBLISHED-TTL"] = vText("P1D")
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    return calendar


def _event(
    view: View,
    key: str,
    days: tuple[datetime, datetime],
    lines: Iterable[str],
    summary: str,
    address: str,
    **more: Any,
) -> Event:
    """An event of whole days, with an alarm if it is to come. DTEND is the day after its last.

    Whatever changed of it, a file of a later cut-off, or with a correction more, replaces it. It
    leads to its `address` where that can be opened from outside the dashboard.
    """
    (first, last), named = days, _marked(view, summary)
    event = Event.new(
        uid=f"{view.dataset.name}-{key}@{view.dataset.slug}",
        stamp=_moment(view.as_of),
        sequence=(view.as_of - EARLIEST).days + len(view.dataset.revisions),
        start=first.date(),
        # What was held is known no later than to the horizon, wherever its days lie.
        end=max(first, last).date() + timedelta(days=1),
        transparency=TRANSP.TRANSPARENT,
        description="\n".join(filter(None, lines)),
        summary=named,
        url=address if address.startswith(("https://", "http://")) else None,
        **more,
    )
    if first.date() > view.as_of and more["status"] != STATUS.CANCELLED:
        alarm = Alarm.new(description=named)
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", AHEAD)
        event.add_component(alarm)
    return event


def _meeting(view: View, meeting: Mapping[str, Any], address: str) -> Event:
    """One meeting: confirmed if it was held, else tentative; as long as its date may lie."""
    t, dataset, code = view.t, view.dataset, meeting["meeting_id"]
    held = meeting["status"] == MeetingStatus.HELD
    last = max(meeting["known_on"], meeting["last_day"]) if held else meeting["known_on"]
    title, outcome = (
        view.content("meetings", code, name, meeting[name]) for name in ("title", "outcome")
    )
    precision = meeting["precision"]
    period = "" if precision == "day" else t.date(meeting["starts_on"], precision)
    if period and not held:
        title = _expected(view, meeting)
    lines = [
        outcome,
        period and f"{period}: {t(f'only_known.{precision}')}",
        t("meetings.calendar_status", status=t(f"meeting_status.{meeting['status']}")),
        f"{t('meetings.known', day=t.date(view.as_of))}, {t.dataset(dataset)}",
    ]
    if not missing(meeting["source_id"]):
        source = by_code(dataset, "sources")[meeting["source_id"]]
        lines.append(t("meetings.calendar_source", address=source["url"]))
    about = {
        "last_modified": _moment(last),
        "status": STATUS.CONFIRMED if held else STATUS.TENTATIVE,
        "categories": [t(f"meeting_{name}.{meeting[name]}") for name in ("series", "level")],
        "location": place(view, meeting) or None,
    }
    days = meeting["starts_on"], meeting["last_day"]
    return _event(view, code, days, lines, title, address, **about)


def _deadline(view: View, one: Mapping[str, Any], address: str) -> Event:
    """The last day of a round."""
    code, day = one["round_id"], one["deadline_on"]
    title = readiness.named(view, one)
    key, summary = f"round-{code}", view.t("calendar.deadline", round=title)
    lines = [title, view.known]
    return _event(view, key, (day, day), lines, summary, address, status=STATUS.CONFIRMED)


def _due_date(view: View, milestone: Mapping[str, Any], address: str) -> Event:
    """The day or the period of a date in force; cancelled where a decision took it out."""
    t, dataset, precision = view.t, view.dataset, milestone["planned_precision"]
    whose, code = tables.owner(view, milestone), milestone["action_id"]
    action, short = tables.action_titles(view)[code], tables.action_names(view)[code]
    roughly = "" if precision == "day" else t(f"only_known.{precision}")
    lines = [
        action,
        whose,
        t("calendar.state", state=t(f"state.{milestone['state']}")),
        roughly and f"{t.date(milestone['planned_on'], precision)}: {roughly}",
        view.known,
    ]
    kind = by_code(dataset, "actions")[code]["kind"]
    summary = _summary(view, milestone, short)
    if not missing(milestone["participant_id"]):
        summary = f"{whose} · {summary}"
    key, days = f"due-{milestone['milestone_id']}", (milestone["planned_on"], milestone["due_on"])
    kinds = [tables.priority_titles(view)[milestone["priority_id"]], t(f"kind.{kind}")]
    about = {"status": _status(dataset, milestone), "categories": kinds}
    return _event(view, key, days, lines, summary, address, **about)


def _status(dataset: Dataset, milestone: Mapping[str, Any]) -> STATUS:
    """Cancelled if a decision took it out; tentative on an open record until it is reached."""
    if milestone["state"] in OUT:
        return STATUS.CANCELLED
    tentative = dataset.plan == Plan.OPEN and milestone["state"] not in ACHIEVED
    return STATUS.TENTATIVE if tentative else STATUS.CONFIRMED


def _summary(view: View, milestone: Mapping[str, Any], action: str) -> str:
    """The one line that a phone shows: the state, the milestone and its action."""
    t, state, precision = view.t, milestone["state"], milestone["planned_precision"]
    names = {"milestone": tables.awaited(view, milestone), "action": action}
    if state in OUT:
        return f"{t(f'state.{state}')}: {names['milestone']} · {action}"
    if state in ACHIEVED:
        when = reached_dates.reached_on(view, milestone)
        key = "reached_unconfirmed" if state == State.AWAITING else "reached"
        return t(f"calendar.{key}", when=when, **names)
    if state == State.NO_REPORT_DUE:
        period = t.short_date(milestone["planned_on"], precision)
        return t("calendar.silent", period=period, **names)
    if precision == "day":
        return t("calendar.due", **names)
    return t("calendar.due_within", period=t.date(milestone["planned_on"], precision), **names)


def _left_out(view: View, due: pd.DataFrame, met: pd.DataFrame) -> str:
    """Which meetings are expected without a month, and how many dates have no event."""
    t, vague = view.t, met[~met["precision"].isin(PRECISIONS)]
    milestones = view.selection.milestones
    undated = int((milestones["planned_on"].isna() & milestones["state"].isin(OPEN)).sum())
    years = int((~due["planned_precision"].isin(PRECISIONS)).sum())
    coming = vague[vague["last_day"] > pd.Timestamp(view.as_of)]
    sentences = [f"{_expected(view, one)}." for one in records(coming)]
    counts = {"undated": undated, "meetings": len(vague), "years": years}
    if listed := t.listed(t(f"calendar.left_{one}", n=n) for one, n in counts.items() if n):
        sentences.append(t("calendar.left_out", listed=listed))
    return " ".join(sentences)


def _expected(view: View, meeting: Mapping[str, Any]) -> str:
    title = view.content("meetings", meeting["meeting_id"], "title", meeting["title"])
    period = view.t.date(meeting["starts_on"], meeting["precision"])
    return view.t("calendar.expected", period=period, meeting=title)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _marked(view: View, text: str) -> str:
    return f"{view.t('marking.exercise')}: {text}" if view.dataset.fictional else text
