"""Meetings as known on a day, the 18-month cycle, what was reached and due, and presidencies."""

from datetime import date, timedelta

import pandas as pd
import pytest

from data import meetings
from data.model import State
from tests.support import build, shapes
from tests.support.build import CYCLE
from tests.support.readings import shipped


@pytest.fixture(scope="module")
def record():
    return shipped("record")


def row(code, starts, *, status="held", precision="day", level="ministerial", last=None):
    first = pd.Timestamp(starts)
    return {
        "meeting_id": code,
        "level": level,
        "starts_on": first,
        "last_day": pd.Timestamp(last or starts),
        "precision": precision,
        "status": status,
    }


def known(*rows):
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("held", "month"),
    [
        ("2025-03-05", date(2026, 9, 1)),
        ("2025-08-31", date(2027, 2, 1)),
        ("2025-01-01", date(2026, 7, 1)),
        ("2024-08-31", date(2026, 2, 1)),
        ("2025-06-30", date(2026, 12, 1)),
    ],
)
def test_the_cycle_counts_eighteen_months_to_a_month(held, month):
    found = meetings.next_in_cycle(known(row("A", held)), CYCLE, date(2025, 9, 1))
    assert found == (date.fromisoformat(held), month)
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = known(row("A", held))
    assert meetings.next_in_cycle(rows, CYCLE, last) == found
    assert meetings.next_in_cycle(rows, CYCLE, last + timedelta(days=1)) is None


HELD, DAY = row("A", "2025-03-05"), date(2026, 6, 4)


@pytest.mark.parametrize(
    ("rows", "day", "counted"),
    [
        ([HELD], DAY, True),
        ([row("A", "2025-03-05", level="senior_officials")], DAY, False),
        ([HELD], date(2025, 3, 4), False),
        ([HELD, row("B", "2023-09-28")], DAY, True),
        ([HELD, row("B", "2025-11-20", level="senior_officials")], DAY, True),
        ([HELD, row("B", "2026-09-24", status="announced")], DAY, False),
        ([HELD, row("B", "2024-09-24", status="announced")], DAY, True),
        ([HELD, row("B", "2026-03-26", status="after_cut_off")], DAY, True),
        ([HELD, row("B", "2026-01-01", status="expected")], DAY, True),
        ([row("A", "2025-01-01", precision="quarter")], DAY, False),
        ([row("A", "2025-03-05", status="announced")], DAY, False),
    ],
)
def test_the_cycle_counts_from_the_last_meeting_held_unless_a_later_one_is_announced(
    rows, day, counted
):
    expected = (date(2025, 3, 5), date(2026, 9, 1)) if counted else None
    assert meetings.next_in_cycle(known(*rows), CYCLE, day) == expected


def test_a_source_before_the_meeting_announced_it():
    dataset = build.dataset([build.action("A1", "ECU")])
    rows = dataset.meetings.assign(source_id="S1", ends_on=pd.Timestamp("2025-03-06"))
    published = dataset.sources.assign(published_on=pd.Timestamp("2025-02-01"))
    changed = shapes.with_tables(dataset, meetings=rows, sources=published)
    days = (date(2025, 1, 31), date(2025, 2, 1), date(2025, 3, 5), date(2025, 3, 6))
    statuses = [meetings.known_on(changed, day)["status"].item() for day in days]
    assert statuses == ["after_cut_off", "announced", "announced", "held"]
    later = dataset.sources.assign(published_on=pd.Timestamp("2025-06-01"))
    changed = shapes.with_tables(changed, sources=later)
    assert meetings.known_on(changed, date(2025, 3, 6))["status"].item() == "held", "on its own day"
    ahead = pd.Timestamp(dataset.horizon) + pd.Timedelta(days=99)
    rows = rows.assign(status="announced", starts_on=ahead, ends_on=ahead, source_id=None)
    changed = shapes.with_tables(changed, meetings=rows)
    assert meetings.known_on(changed, dataset.horizon)["status"].item() == "announced"


def test_the_previous_meeting_is_the_last_held_of_the_same_series_and_level(record):
    rows = meetings.table(record)
    by = {row["meeting_id"]: meetings.previous(rows, row) for row in rows.to_dict("records")}
    assert by["M14"]["meeting_id"] == "M09"
    assert by["M09"]["meeting_id"] == "M04"
    assert by["M19"]["meeting_id"] == "M11"
    assert by["M20"]["meeting_id"] == "M14"
    assert by["M04"] is None


def test_the_last_ministerial_is_the_last_of_the_two_sides_that_was_over_before_the_day():
    rows = known(
        row("A", "2023-09-28"),
        row("B", "2025-03-05"),
        row("later", "2025-06-01", status="announced"),
        row("officials", "2025-04-02", level="senior_officials"),
    )

    def last(day):
        found = meetings.last_ministerial(rows, date.fromisoformat(day))
        return found and found["meeting_id"]

    assert last("2026-01-01") == "B"
    assert last("2025-03-06") == "B"
    assert last("2025-03-05") == "A"
    assert last("2023-09-28") is None


def test_newly_reached_leaves_out_what_was_reached_before_and_what_is_not_reached():
    states = [State.CONFIRMED, State.AWAITING, State.CONFIRMED, State.NOT_DUE]
    now = pd.DataFrame({"milestone_id": list("ABCD"), "state": states})
    states = [State.AWAITING, *[State.NOT_DUE] * 3, State.CONFIRMED]
    before = pd.DataFrame({"milestone_id": list("ABCDE"), "state": states})
    assert meetings.newly_reached(now, before)["milestone_id"].tolist() == ["B", "C"]
    assert meetings.newly_reached(now.head(0), before).empty


def test_terms_are_no_more_exact_than_they_are_known(record):
    rows = meetings.terms(record.presidencies, record.horizon).set_index("participant_id")
    rows = rows.map(lambda day: str(day.date()))
    assert rows.loc["ARG"].tolist() == ["2022-03-02", "2022-03-02", "2023-01-01", "2023-12-31"]
    assert rows.loc["PAN"].tolist() == ["2023-01-01", "2023-12-31", "2024-03-13", "2024-03-13"]
    assert rows.loc["CHL"].tolist() == ["2025-04-01", "2025-04-30", "2026-02-26", "2026-02-26"]
    assert rows.loc["BOL"].tolist() == ["2026-02-26", "2026-02-26", "2026-06-04", "2026-06-04"]


def test_due_by_the_next_meeting_is_all_due_by_its_last_day_the_longest_due_first():
    names = ["past", "last-day", "day-after", "undated", "done", "waiting"]
    dates = ["2026-01-31", "2026-03-10", "2026-03-11", None, "2026-01-01", "2026-01-15"]
    milestones = [build.milestone(name, "A1", day) for name, day in zip(names, dates, strict=True)]
    reports = [build.confirmed("done", "2026-01-20"), build.awaiting("waiting", "2026-01-20")]
    states = build.of_one(milestones, reports).milestones
    by_then = meetings.due_by(states, date(2026, 3, 10))
    assert list(by_then["milestone_id"]) == ["waiting", "past", "last-day"]
    by_now = meetings.due_by(states, build.AS_OF)
    assert list(by_now["milestone_id"]) == ["waiting", "past"]


def test_the_coming_meeting_is_the_soonest_known_one_that_is_not_over():
    rows = known(
        row("over", "2026-02-26"),
        row("unknown", "2026-03-20", status="after_cut_off"),
        row("later", "2026-09-01", status="announced"),
        row("running", "2026-02-28", status="announced", last="2026-03-02"),
        row("year", "2026-01-01", status="expected", precision="year", last="2026-12-31"),
    )
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 9, 1))
    coming = [meetings.coming(rows, day)["meeting_id"] for day in days]
    assert coming == ["running", "later", "year"]
    assert meetings.coming(rows, date(2026, 12, 31)) is None


def test_still_to_come_is_open_and_dated_and_the_soonest_first():
    known = build.snapshot(
        [build.action("A1", "XAA")],
        [
            build.milestone("later", "A1", "2027-01-01"),
            build.milestone("soon", "A1", "2026-03"),
            build.milestone("undated", "A1"),
            build.milestone("due", "A1", "2026-01-01"),
            build.milestone("reached", "A1", "2026-12-31"),
        ],
        [build.confirmed("reached", "2026-01-10")],
    )
    assert list(meetings.still_to_come(known.milestones)["milestone_id"]) == ["soon", "later"]


def test_no_outcome_is_known_before_the_meeting_was_held(record):
    def outcome(day):
        return meetings.known_on(record, day).set_index("meeting_id").at["M14", "outcome"]

    assert isinstance(outcome(date(2025, 3, 5)), str)
    assert pd.isna(outcome(date(2025, 3, 4)))


def test_the_last_meeting_held_is_the_one_that_began_last_whatever_its_series():
    rows = known(
        row("month", "2026-02-01", precision="month", last="2026-02-28"),
        row("day", "2026-02-26"),
        row("announced", "2026-03-01", status="announced"),
    )
    assert meetings.last_held(rows)["meeting_id"] == "day"
    assert meetings.last_held(rows[rows["status"] == "announced"]) is None


def test_what_came_since_a_meeting_was_known_on_no_day_on_which_it_can_have_been_held():
    vague = row("quarter", "2026-04-01", precision="quarter", last="2026-06-30")
    assert meetings.eve(vague) == date(2026, 6, 30)
    assert meetings.eve(row("day", "2026-04-01")) == date(2026, 3, 31)
