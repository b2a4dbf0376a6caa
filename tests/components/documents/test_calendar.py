"""The calendar of a selection, read back by a library."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from components.documents import calendar
from components.layout import reached_dates
from components.view.view import open_view
from data import meetings
from data.model import ACHIEVED, APPLICABLE, SET_ASIDE, Plan, State
from data.model.records import records
from data.text import words
from tests.support import build, shapes
from tests.support.drawn import law, worlds

LANGUAGES = words.languages()
ADDRESS = "https://roadmap.example/timeline?lang=en"
OPEN = ("not_due", "no_report_due", "not_achieved_due")


def view_of(language="en", **query):
    return open_view("timeline", language, query)


def parse(file):
    """Return the properties of a calendar and of each of its events, each as its type."""
    whole = Calendar.from_ical(file)
    return typed(whole), [typed(event) for event in whole.events]


def typed(component):
    """Return each property of a component by its name: a day, a moment, a number or a text."""
    values = {}
    for name, value in component.items():
        days = getattr(value, "dt", None)
        texts = [str(one) for one in value.cats] if name == "CATEGORIES" else str(value)
        values[name] = int(value) if name == "SEQUENCE" else days or texts
    return values


def parts_of(view):
    whole, events = parse(calendar.make(view, ADDRESS))
    return whole, named(events, "-due-"), [one for one in events if "-due-" not in one["UID"]]


def named(events, kind):
    """Code to event of those of a kind, as their UIDs name it."""
    mine = [event for event in events if kind in event["UID"]]
    return {event["UID"].split(kind)[1].split("@")[0]: event for event in mine}


def small_record(language="en"):
    """An open record in which a milestone of every state has a date, which ours has not."""
    milestones = [
        *(build.milestone(name, "A1", "2025-06-30") for name in ("C", "W", "N", "S")),
        *(build.milestone(name, "A1", "2025-03") for name in ("B", "E")),
        build.milestone("D", "A1", "2026-12-31"),
    ]
    reports = [
        build.confirmed("C", "2025-06-01"),
        build.awaiting("W", "2025-06-30", "2025-06"),
        build.confirmed("B", "2025-03-20", "2025-02"),
        build.confirmed("E", "2025-03-31", "2025-03"),
        build.late("N", "2025-07-01"),
    ]
    dataset = build.dataset(
        [build.action("A1", "ECU")], milestones, reports, plan=Plan.OPEN, period=shapes.PERIOD
    )
    view = shapes.view_of(dataset, language)
    assert set(view.selection.milestones["state"]) == {*APPLICABLE, *SET_ASIDE}
    return view


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_reached_says_when_and_is_never_called_due(language):
    view = small_record(language)
    _, due, _ = parts_of(view)
    t, found = view.t, Counter()
    openings = [
        t(f"calendar.{word}", milestone="\0", period="\0", action="\0").split("\0")[0]
        for word in ("due", "due_within", "silent")
    ]
    for row in records(
        view.selection.milestones[view.selection.milestones["milestone_id"].isin(due)]
    ):
        line = due[row["milestone_id"]]["SUMMARY"]
        found[row["state"]] += 1
        assert any(f" {opening}" in f" {line}" for opening in openings) == (row["state"] in OPEN)
        if row["state"] in OPEN and not isinstance(row["title"], str):
            assert t(f"step_open.{row['step']}") in line
        when = t.short_date(row["planned_on"], row["planned_precision"])
        silent = t("calendar.silent", period=when, milestone="", action="").split(" · ")[0]
        assert (silent in line) == (row["state"] == State.NO_REPORT_DUE)
        if row["state"] in ACHIEVED:
            assert f"({reached_dates.reached_on(view, row)})" in line
    assert {*found} == {*APPLICABLE, *SET_ASIDE}


def test_a_date_is_tentative_where_it_was_only_announced_and_called_off_where_it_was_withdrawn():
    for view in (view_of(dataset=["exercise"]), small_record()):
        _, due, _ = parts_of(view)
        rows = view.selection.milestones
        state = dict(zip(rows["milestone_id"], rows["state"], strict=True))
        out = ("withdrawn", "not_applicable")
        for code, event in due.items():
            announced = view.dataset.plan == Plan.OPEN and state[code] not in ACHIEVED
            assert event["STATUS"] == (
                "CANCELLED" if state[code] in out else "TENTATIVE" if announced else "CONFIRMED"
            )
        other = "TENTATIVE" if view.dataset.plan == Plan.OPEN else "CANCELLED"
        assert {event["STATUS"] for event in due.values()} == {"CONFIRMED", other}


def visible_parts(view):
    """What a reader sees of each event, without the day of the file; and its SEQUENCE."""
    _, due, held = parts_of(view)
    events = {event["UID"]: event for event in [*due.values(), *held]}
    known = view.t("meetings.known", day=view.t.date(view.as_of))
    own = {"DTSTAMP": None, "SEQUENCE": None, "LAST-MODIFIED": None}
    found = {}
    for uid, event in events.items():
        text, address = event["DESCRIPTION"], event["URL"].replace(str(view.as_of), "")
        found[uid] = {**event, **own, "DESCRIPTION": text.replace(known, ""), "URL": address}
    return found, {uid: event["SEQUENCE"] for uid, event in events.items()}


def check_replacement(earlier, later):
    """A later file replaces an earlier one: each event is in it, larger in SEQUENCE if changed.

    But for those of dates that were moved to a quarter or a year.
    """
    (before, first), (after, second) = visible_parts(earlier), visible_parts(later)
    rows = later.selection.milestones
    vague = set(rows.loc[rows["planned_precision"].isin(["quarter", "year"]), "milestone_id"])
    assert {uid.split("-due-")[-1].split("@")[0] for uid in before.keys() - after.keys()} <= vague
    both = before.keys() & after.keys()
    differing = {uid for uid in both if before[uid] != after[uid]}
    assert [uid for uid in differing if second[uid] <= first[uid]] == []
    assert [uid for uid in both if second[uid] < first[uid]] == []
    return len(differing)


FIRST, LAST = date(2024, 12, 1), date(2026, 6, 30)
ANY_DAY = st.dates(FIRST, LAST)
STATUSES = st.sampled_from(["held", "announced", "expected"])
MET = st.tuples(STATUSES, ANY_DAY, st.integers(0, 3), st.none() | ANY_DAY)


@law
@given(
    worlds(),
    st.lists(MET, max_size=3),
    st.sampled_from(Plan),
    st.lists(ANY_DAY, min_size=2, max_size=2, unique=True),
)
def test_a_later_file_takes_the_place_of_an_earlier_one_whatever_happened_between(
    world, met, plan, days
):
    """Any reports, corrections, moved dates and meetings.

    `met`: status, first day, further days, day on which the source was published.
    """
    rows = [
        build.meeting(f"MM{n}", str(first), status, source_id=f"SM{n}")
        | {"series": "related", "ends_on": str(first + timedelta(more))}
        for n, (status, first, more, _) in enumerate(met)
    ]
    published = [known and str(known) for *_, known in met]
    sources = [build.source(f"SM{n}", published_on=day) for n, day in enumerate(published)]
    frames = {"meetings": build.frame("meetings", rows), "sources": build.frame("sources", sources)}
    dataset = shapes.with_tables(world.dataset, **frames)
    dataset = build.replace(dataset, plan=plan, horizon=LAST)
    for earlier, later in pairwise(shapes.view_of(dataset, day=day) for day in sorted(days)):
        check_replacement(earlier, later)


def test_what_is_known_to_its_year_or_quarter_is_no_bar_but_named_or_counted():
    """The next ministerial, of which nobody knows the day, is named in the calendar's text."""
    for view in (view_of(), view_of(dataset=["exercise"])):
        whole, events = parse(calendar.make(view, ADDRESS))
        assert all(one["DTEND"] - one["DTSTART"] <= timedelta(days=31) for one in events)
        known = meetings.known_on(view.dataset, view.as_of)
        known = known[known["status"] != "after_cut_off"]
        vague = known["precision"].isin(["quarter", "year"]).sum()
        assert vague and f"only the quarter or year is known ({vague}) and " in whole["DESCRIPTION"]
    whole, _ = parse(calendar.make(view_of(), ADDRESS))
    assert "Expected in 2026: IV EU-CLASI ministerial" in whole["DESCRIPTION"]


def test_an_agreement_signed_on_a_known_day_is_on_that_day():
    _, due, _ = parts_of(view_of())
    signed = due["A076-signed"]
    assert (signed["DTSTART"], signed["DTEND"]) == (date(2025, 12, 3), date(2025, 12, 4))
    assert "Reached (3 Dec 2025)" in signed["SUMMARY"]
    assert not {"A019-signed", "A042-signed", "A015-signed"} & {*due}  # between two days


def test_what_is_to_come_stands_first_and_a_day_to_come_has_an_alarm_a_week_ahead():
    view = view_of(dataset=["exercise"])
    whole = Calendar.from_ical(calendar.make(view, ADDRESS))
    assert whole["REFRESH-INTERVAL"].dt == timedelta(days=1)
    over = [event.end <= view.as_of for event in whole.events]
    assert over == sorted(over) and True in over and False in over
    for event in whole.events:
        rings = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
        assert rings in ([], [timedelta(days=-7)])
        assert not rings or (event.start > view.as_of and str(event["STATUS"]) != "CANCELLED")
    assert any(event.walk("VALARM") for event in whole.events)


def test_the_deadline_of_each_round_that_was_opened_is_an_event():
    view = view_of(dataset=["exercise"], as_of=["2026-05-01"])
    found = named(parse(calendar.make(view, ADDRESS))[1], "-round-")
    rounds = view.dataset.rounds[view.dataset.rounds["opens_on"] <= "2026-05-01"]
    days = {row["round_id"]: row["deadline_on"].date() for row in records(rounds)}
    assert {code: event["DTSTART"] for code, event in found.items()} == days
    assert len(found) == 3


def test_no_summary_is_cut_and_what_is_left_out_is_open():
    for view in (view_of(), view_of(dataset=["exercise"])):
        whole, events = parse(calendar.make(view, ADDRESS))
        assert not [one for one in events if one["SUMMARY"].endswith("…")]
        rows = view.selection.milestones
        undated = rows["planned_on"].isna() & rows["state"].isin(OPEN)
        assert f" date ({undated.sum()}), " in whole["DESCRIPTION"]


def test_an_announced_meeting_that_was_held_is_a_newer_event():
    dataset = build.dataset([build.action("A1", "ECU")])
    published = dataset.sources.assign(published_on=build.pd.Timestamp("2025-02-01"))
    changed = shapes.with_tables(
        dataset, meetings=dataset.meetings.assign(source_id="S1"), sources=published
    )
    found = [parts_of(shapes.view_of(changed, day=date(2025, 3, day)))[2][0] for day in (1, 5)]
    assert [event["STATUS"] for event in found] == ["TENTATIVE", "CONFIRMED"]
    assert found[0]["SEQUENCE"] < found[1]["SEQUENCE"]


def test_a_meeting_written_as_held_years_after_the_horizon_has_its_day():
    dataset = build.dataset([build.action("A1", "ECU")])
    late = build.pd.Timestamp(dataset.horizon) + build.pd.Timedelta(days=1000)
    changed = shapes.with_tables(dataset, meetings=dataset.meetings.assign(starts_on=late))
    _, _, (event,) = parts_of(shapes.view_of(changed, day=dataset.horizon))
    assert event["DTEND"] - event["DTSTART"] == timedelta(days=1)


def test_a_date_moved_to_a_year_has_no_event_any_more():
    moves = [build.move("M1", "2026-06", "2025-06-01"), build.move("M1", "2027", "2025-09-01")]
    dataset = build.dataset(
        [build.action("A1", "ECU")], [build.milestone("M1", "A1", "2025-12-31")], moves=moves
    )
    views = (shapes.view_of(dataset, day=date(2025, month, 15)) for month in (5, 7, 10))
    found = [parts_of(view)[1].get("M1") for view in views]
    assert found.pop() is None
    days = [(str(event["DTSTART"]), str(event["DTEND"])) for event in found]
    assert days == [("2025-12-31", "2026-01-01"), ("2026-06-01", "2026-07-01")]
    assert found[0]["SEQUENCE"] < found[1]["SEQUENCE"]


def test_a_correction_on_record_makes_a_newer_event_of_the_same_day():
    def files(*about):
        same = {"revised_on": "2027-01-01", "kind": "corrected", "field": "starts_on"}
        same |= {"says": "Another day", "reason": "Wrong"}
        revised = build.frame(
            "revisions",
            [
                {**same, "revision_id": f"V{n}", "about_table": table, "about_id": code}
                for n, (table, code) in enumerate(about)
            ],
        )
        due = [build.milestone("S1", "A1", "2025-12-31")]
        dataset = build.dataset([build.action("A1", "ECU")], due)
        _, due, held = parts_of(shapes.view_of(shapes.with_tables(dataset, revisions=revised)))
        return due["S1"]["SEQUENCE"], held[0]["SEQUENCE"]

    due, held = files()
    assert files(("meetings", "M1"), ("meetings", "M1")) == (due + 2, held + 2)


def test_text_of_the_data_cannot_add_lines():
    view = view_of()
    rows = meetings.dated(meetings.known_on(view.dataset, view.as_of)).head(1)
    rows = rows.assign(city="B\nSTATUS:CANCELLED", outcome="C\r\nX-EVIL:1")
    rows = rows.assign(title="A\r\nEND:VEVENT\nBEGIN:VEVENT; , \\")
    file = calendar.of_meetings(view, rows, lambda code: code, "about")
    assert len(Calendar.from_ical(file).events) == 1
    assert not re.search(rb"^(X-EVIL|STATUS:CANCELLED)", file, re.MULTILINE)


def test_the_same_date_has_the_same_uid_in_every_language_and_choice():
    def codes(language="en", **query):
        return set(parts_of(view_of(language, **query))[1])

    whole = {language: codes(language, dataset=["exercise"]) for language in LANGUAGES}
    assert whole["en"] == whole["es"] == whole["pt"]
    assert codes(dataset=["exercise"], country=["ECU"]) < whole["en"]


def test_events_lead_nowhere_where_there_is_no_address():
    events = parse(calendar.make(view_of(), "/timeline?lang=es"))[1]
    assert events and not [event for event in events if "URL" in event]
