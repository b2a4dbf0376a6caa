"""Calendar files, read back by the library: days, UIDs and the marking of invented data."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from components.documents import calendar
from data import meetings, words
from tests.support.readings import shipped

LANGUAGES = words.languages()


@pytest.fixture(scope="module")
def record():
    return shipped("record")


def make_calendar(dataset, as_of=None, language="en"):
    day = as_of or dataset.horizon
    rows = meetings.dated(meetings.known_on(dataset, day))
    return calendar.of_meetings(
        dataset,
        rows,
        day,
        words.words(language),
        lambda code: f"https://example.org/meetings?meeting={code}",
        "about",
    )


def events(file):
    return {str(event["UID"]): event for event in Calendar.from_ical(file).events}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_reads_back_with_one_event_for_each_meeting_known_to_the_day(record, language):
    found = events(make_calendar(record, language=language))
    rows = record.meetings[record.meetings["precision"] == "day"]
    assert sorted(found) == sorted(f"record-{code}@eu-clasi-roadmap" for code in rows["meeting_id"])
    t = words.words(language)
    for code, title in zip(rows["meeting_id"], rows["title"], strict=True):
        event = found[f"record-{code}@eu-clasi-roadmap"]
        assert str(event["SUMMARY"]) == t.content(record, "meetings", code, "title", title)
        assert t.date(record.horizon) in str(event["DESCRIPTION"])
        assert "https://" in str(event["DESCRIPTION"])
        assert str(event["URL"]).endswith(f"meeting={code}")


def test_events_are_whole_days_and_end_the_day_after_their_last(record):
    found = events(make_calendar(record))
    assert found["record-M14@eu-clasi-roadmap"].start == date(2025, 3, 5)
    assert found["record-M14@eu-clasi-roadmap"].end == date(2025, 3, 6)
    assert found["record-M18@eu-clasi-roadmap"].end - found[
        "record-M18@eu-clasi-roadmap"
    ].start == timedelta(days=2)
    assert all(type(event.start) is date for event in found.values())


def test_no_event_has_an_invented_day(record):
    inexact = record.meetings.loc[record.meetings["precision"] != "day", "meeting_id"]
    assert len(inexact) > 2
    assert not [code for code in inexact if f"-{code}@" in make_calendar(record).decode()]


def test_what_is_not_known_to_have_been_held_is_tentative(record):
    found = {uid: str(event["STATUS"]) for uid, event in events(make_calendar(record)).items()}
    assert found.pop("record-M18@eu-clasi-roadmap") == "TENTATIVE"
    assert set(found.values()) == {"CONFIRMED"}


def test_what_became_known_after_the_cut_off_is_left_out(record):
    day, met = date(2025, 3, 4), record.meetings
    found = events(make_calendar(record, day))
    held = (met["precision"] == "day") & (met["starts_on"].dt.date <= day)
    assert "record-M14@eu-clasi-roadmap" not in found
    assert len(found) == held.sum() > 10


def test_the_same_data_make_the_same_file_and_the_stamp_is_the_cut_off(record):
    assert make_calendar(record) == make_calendar(record)
    assert {event.DTSTAMP for event in events(make_calendar(record)).values()} == {
        datetime(2026, 6, 4, tzinfo=UTC)
    }
    earlier = events(make_calendar(record, date(2026, 1, 1)))
    assert earlier.keys() <= events(make_calendar(record)).keys()
    assert {event.DTSTAMP for event in earlier.values()} == {datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_end_as_the_standard_says_and_are_not_too_long(record, language):
    file = make_calendar(record, language=language)
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(map(len, file.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_of_an_invented_dataset_says_so(record, language):
    marking = words.words(language)("marking.exercise")
    invented = replace(record, fictional=True)
    assert all(
        str(event["SUMMARY"]).startswith(f"{marking}: ")
        for event in events(make_calendar(invented, language=language)).values()
    )
    assert marking not in make_calendar(record, language=language).decode()


def test_text_of_the_data_cannot_add_lines(record):
    rows = meetings.dated(meetings.known_on(record, record.horizon)).head(1)
    rows = rows.assign(
        title="A\r\nEND:VEVENT\nBEGIN:VEVENT; , \\",
        city="B\nSTATUS:CANCELLED",
        outcome="C\r\nX-EVIL:1",
    )
    file = calendar.of_meetings(
        record, rows, record.horizon, words.words("en"), lambda code: code, "about"
    )
    assert len(Calendar.from_ical(file).events) == 1
    assert not re.search(rb"^(X-EVIL|STATUS:CANCELLED)", file, re.MULTILINE)
