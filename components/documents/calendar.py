"""Calendar files (iCalendar, RFC 5545): meetings as all-day events, none of them on an invented day."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from data.frames import missing, record, records
from data.meetings import MeetingStatus
from data.model import Dataset
from data.words import Words

DOMAIN = "eu-clasi-roadmap"
MIME = "text/calendar"


def dated(meetings: pd.DataFrame) -> pd.DataFrame:
    """The meetings that can stand in a calendar: known to the day, and known by the cut-off.

    Args:
        meetings: what `data.meetings.known_on` returns.
    """
    return meetings[(meetings["precision"] == "day") & (meetings["status"] != MeetingStatus.AFTER_CUT_OFF)]


def of_meetings(dataset: Dataset, meetings: pd.DataFrame, as_of: date, t: Words, link: Callable[[str], str]) -> bytes:
    """A calendar file of meetings.

    The same meeting has the same UID in every file, so that a newer file replaces what an older
    one said. The time stamp is the cut-off: a file made twice from the same data is the same file.

    Args:
        dataset: where they are from.
        meetings: rows that `dated` leaves.
        as_of: the cut-off.
        t: words of the reader's language.
        link: meeting to the address of its page.
    """
    calendar = Calendar.new(
        prodid=f"-//{DOMAIN}//{dataset.name}//{t.language.upper()}",
        name=f"{_marked(dataset, t('product.name'), t)}: {t('page.meetings')}",
        method="PUBLISH",
        uid=f"{dataset.name}-meetings-{t.language}@{DOMAIN}",
        language=t.language,
    )
    for meeting in records(meetings):
        calendar.add_component(_event(dataset, meeting, as_of, t, link(meeting["meeting_id"])))
    return calendar.to_ical()


def _event(dataset: Dataset, meeting: Mapping[str, Any], as_of: date, t: Words, address: str) -> Event:
    """One meeting; held is confirmed, anything else tentative. The end of an all-day event is the day after its last."""
    code = meeting["meeting_id"]
    return Event.new(
        uid=f"{dataset.name}-{code}@{DOMAIN}",
        stamp=datetime.combine(as_of, time(), UTC),
        start=meeting["starts_on"].date(),
        end=meeting["last_day"].date() + timedelta(days=1),
        status=STATUS.CONFIRMED if meeting["status"] == MeetingStatus.HELD else STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,
        summary=_marked(dataset, t.content(dataset, "meetings", code, "title", meeting["title"]), t),
        location=place(dataset, meeting, t) or None,
        description=_description(dataset, meeting, as_of, t),
        url=address,
    )


def _description(dataset: Dataset, meeting: Mapping[str, Any], as_of: date, t: Words) -> str:
    lines = [
        t.content(dataset, "meetings", meeting["meeting_id"], "outcome", meeting["outcome"]),
        t("meetings.calendar_status", status=t(f"meeting_status.{meeting['status']}")),
        f"{t('meetings.known', day=t.date(as_of))}, {t.dataset(dataset)}",
    ]
    if not missing(meeting["source_id"]):
        lines.append(t("meetings.calendar_source", address=record(dataset.sources, "source_id", meeting["source_id"])["url"]))
    return "\n".join(filter(None, lines))


def _marked(dataset: Dataset, text: str, t: Words) -> str:
    return f"{t('marking.exercise')}: {text}" if dataset.fictional else text


def place(dataset: Dataset, meeting: Mapping[str, Any], t: Words) -> str:
    """City and country of a meeting in words, as far as they are known."""
    city = t.content(dataset, "meetings", meeting["meeting_id"], "city", meeting["city"])
    country = "" if missing(meeting["country"]) else t.participant(dataset, meeting["country"])
    return ", ".join(filter(None, [city, country]))
