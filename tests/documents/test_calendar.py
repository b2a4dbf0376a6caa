"""The calendar of a choice, read back by the rules of RFC 5545 alone: meetings on their days, due dates over their periods."""

import re
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from components.documents import calendar, imprint
from components.view import opened
from data import meetings, words
from data.frames import records
from data.model import Plan
from tests.data import build
from tests.documents import shapes
from tests.test_counts import last_day

LANGUAGES = words.languages()
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "a day": {"as_of": ["2025-03-05"]},
    "edition": {"edition": ["III-EU-CLASI"]},
    "exercise": {"dataset": ["exercise"]},
    "one of the exercise": {"dataset": ["exercise"], "country": ["PER"], "priority": ["P3"]},
}
ADDRESS = "https://roadmap.example/timeline?lang=en"
LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:[^\";:,]*|\"[^\"]*\"))*):(.*)", re.DOTALL)
ONCE = {"DTSTAMP", "UID", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "SEQUENCE", "DESCRIPTION", "LAST-MODIFIED", "URL", "LOCATION"}
MUST = {"DTSTAMP", "UID", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "SEQUENCE"}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"}


def seen(language="en", **query):
    return opened("timeline", language, query)


def parsed(file):
    """Properties of the calendar and of each event, by the grammar of the standard; anything else fails."""
    assert file.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    text = file.replace(b"\r\n ", b"").decode("utf-8")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", "".join(lines))
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    whole, events, inside = {}, [], None
    for line in lines[1:-1]:
        name, parameters, value = LINE.fullmatch(line).groups()
        if name in ("BEGIN", "END"):
            assert (value, inside is None) == ("VEVENT", name == "BEGIN")
            events += [inside] if name == "END" else []
            inside = {} if name == "BEGIN" else None
            continue
        known = whole if inside is None else inside
        assert name not in known
        known[name] = read(name, parameters, value)
    assert inside is None
    assert {"VERSION": "2.0", "METHOD": "PUBLISH"}.items() <= whole.items()
    assert "PRODID" in whole
    for event in events:
        assert event.keys() >= MUST
        assert event.keys() <= ONCE
    assert len({event["UID"] for event in events}) == len(events)
    return whole, events


def read(name, parameters, value):
    """A value as its type."""
    if name in ("DTSTART", "DTEND"):
        assert parameters == ";VALUE=DATE"
        return datetime.strptime(value, "%Y%m%d").date()
    if name in ("DTSTAMP", "LAST-MODIFIED"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if name == "SEQUENCE":
        return int(value)
    if name == "STATUS":
        assert value in ("TENTATIVE", "CONFIRMED", "CANCELLED")
    if name == "URL":
        assert re.fullmatch(r"https?://[!-~]+", value)
    if name in TEXTS:
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]|\\[^\\;,nN]", value)
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)
    return value


def made(view):
    whole, events = parsed(calendar.make(view, ADDRESS))
    due = {event["UID"].split("-due-")[1].split("@")[0]: event for event in events if "-due-" in event["UID"]}
    return whole, due, [event for event in events if "-due-" not in event["UID"]]


def expected(view):
    """Milestones of the choice with a date in force that may be shown: code to first and last day and precision."""
    public = set(view.dataset.actions.loc[view.dataset.actions["marking"] == "public", "action_id"])
    found = {}
    for row in records(view.selection.milestones):
        if row["planned_on"] == row["planned_on"] and row["action_id"] in public:
            precision = row["planned_precision"] if isinstance(row["planned_precision"], str) else "day"
            first = row["planned_on"].date()
            found[row["milestone_id"]] = (first, date.fromisoformat(last_day(first.isoformat(), precision)), precision, row["state"])
    return found


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_due_dates_are_those_of_the_choice_and_fill_the_period_to_which_they_are_known(language, query):
    view = seen(language, **query)
    _, due, _ = made(view)
    wanted = {code: one for code, one in expected(view).items() if one[2] != "year"}
    assert due.keys() == wanted.keys()
    for code, (first, last, precision, _) in wanted.items():
        event = due[code]
        assert (event["DTSTART"], event["DTEND"]) == (first, last + timedelta(days=1))
        if precision != "day":
            period = view.t.date(first, precision)
            assert period in event["SUMMARY"]
            assert view.t(f"timeline.only_{precision}") in event["DESCRIPTION"]


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_what_stands_on_no_day_is_counted(query):
    view = seen(**query)
    whole, _, _ = made(view)
    known = meetings.known_on(view.dataset, view.as_of)
    known = known[known["status"] != "after_cut_off"]
    told = [
        int((known["precision"] != "day").sum()),
        sum(one[2] == "year" for one in expected(view).values()),
        int(view.selection.milestones["planned_on"].isna().sum()),
    ]
    assert [int(number) for number in re.findall(r": (\d+)", whole["DESCRIPTION"].split("Not in this calendar")[1])] == told


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_meetings_are_those_known_to_the_day_whatever_the_filters(query):
    view = seen(**query)
    _, _, held = made(view)
    known = calendar.dated(meetings.known_on(view.dataset, view.as_of))
    assert [event["UID"] for event in held] == [f"{view.dataset.name}-{code}@eu-clasi-roadmap" for code in known["meeting_id"]]
    status = {True: "CONFIRMED", False: "TENTATIVE"}
    assert [event["STATUS"] for event in held] == [status[one == "held"] for one in known["status"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_the_calendar_carries_what_every_export_carries(language, query):
    view = seen(language, **query)
    whole, due, held = made(view)
    assert whole["DESCRIPTION"].startswith(imprint.line(view, ADDRESS))
    assert whole["X-WR-CALDESC"] == whole["DESCRIPTION"]
    for event in [*due.values(), *held]:
        assert view.t.date(view.as_of) in event["DESCRIPTION"]
        assert event["SUMMARY"].startswith(view.t("marking.exercise")) == view.dataset.fictional
        assert event["DTSTAMP"].date() == view.as_of
        assert event["TRANSP"] == "TRANSPARENT"


def test_what_no_longer_counts_is_cancelled_and_everything_else_stands():
    view = seen(dataset=["exercise"])
    _, due, _ = made(view)
    state = {code: one[3] for code, one in expected(view).items()}
    found = Counter((state[code] in ("withdrawn", "not_applicable"), event["STATUS"]) for code, event in due.items())
    assert found.keys() == {(True, "CANCELLED"), (False, "CONFIRMED")}


def test_a_date_of_what_was_in_place_before_is_not_called_off():
    actions = [build.action("A1", "ECU")]
    milestones = [build.milestone("M1", "A1", "2025-06-30")]
    dataset = build.dataset(actions, milestones, [build.confirmed("M1", "2024-05-05")], period=shapes.PERIOD)
    view = shapes.view_of(dataset)
    assert view.selection.milestones["state"].tolist() == ["in_place"]
    assert [event["STATUS"] for event in made(view)[1].values()] == ["CONFIRMED"]


def test_a_date_of_an_open_record_is_announced_and_not_due():
    for plan, word in ((Plan.OPEN, "Announced"), (Plan.COMPLETE, "Due")):
        due = made(shapes.view_of(shapes.whole(plan)))[1]
        assert {event["SUMMARY"].split(": ", 1)[1].split(" ")[0].rstrip(":") for event in due.values()} == {word}


def test_a_later_file_has_the_same_events_with_a_sequence_that_never_falls():
    days = ["2025-03-20", "2025-11-12", "2026-04-30", "2026-10-15"]
    files = [{**made(seen(dataset=["exercise"], as_of=[day]))[1]} for day in days]
    meets = [{event["UID"]: event for event in made(seen(dataset=["exercise"], as_of=[day]))[2]} for day in days]
    moved = 0
    for earlier, later in [*pairwise(files), *pairwise(meets)]:
        for code, event in earlier.items():
            if code not in later:
                continue
            assert later[code]["UID"] == event["UID"]
            assert later[code]["SEQUENCE"] >= event["SEQUENCE"]
            if (later[code]["DTSTART"], later[code]["STATUS"]) != (event["DTSTART"], event["STATUS"]):
                moved += 1
                assert later[code]["SEQUENCE"] > event["SEQUENCE"]
                assert later[code]["LAST-MODIFIED"] > event.get("LAST-MODIFIED", datetime(1990, 1, 1, tzinfo=UTC))
    assert moved > 10


def test_nothing_was_modified_after_the_cut_off():
    for query in CHOICES.values():
        view = seen(**query)
        _, due, held = made(view)
        assert all(event["LAST-MODIFIED"].date() <= view.as_of for event in [*due.values(), *held] if "LAST-MODIFIED" in event)


def test_the_same_date_has_the_same_uid_in_every_language_and_choice():
    whole = {language: set(made(seen(language))[1]) for language in LANGUAGES}
    assert whole["en"] == whole["es"] == whole["pt"]
    assert set(made(seen(country=["ECU"]))[1]) < whole["en"]


def test_events_lead_to_their_pages_and_to_none_where_there_is_no_address():
    view = seen("es", dataset=["exercise"])
    _, due, held = made(view)
    assert all(event["URL"].startswith("https://roadmap.example/meetings?dataset=exercise&lang=es&meeting=EX-M") for event in held)
    assert due["EX-A003-other"]["URL"] == "https://roadmap.example/actions?dataset=exercise&lang=es&action=EX-A003"
    assert not [event for event in parsed(calendar.make(view, "/timeline?lang=es"))[1] if "URL" in event]


def test_what_is_not_public_is_in_no_calendar():
    view = seen(dataset=["exercise"])
    actions = view.dataset.actions
    hidden = actions.loc[actions["marking"] != "public", "action_id"]
    file = calendar.make(view, ADDRESS).replace(b"\r\n ", b"").decode()
    assert [code for code in hidden if code in file] == []


def test_the_calendar_of_the_exercise_is_made_in_a_moment():
    view = seen(dataset=["exercise"])
    begun = time.process_time()
    calendar.make(view, ADDRESS)
    assert time.process_time() - begun < 3
