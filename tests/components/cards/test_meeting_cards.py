"""The last meeting and the next: which they are, what came since, and what is due by then."""

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pandas as pd
import pytest

from components.cards import meeting_page, meetings, overview
from components.layout.parts import PageLink, Text
from components.server.board.markdown import to_html
from components.view.labels import DOT
from data import measures
from data.model import Audience
from tests.support import shapes
from tests.support.opened import led_to, open_board, view_of

view = partial(view_of, "meetings")


def shown(card):
    """What a card says, as a reader gets it."""
    [text] = card.paragraphs()
    return lxml.html.fragment_fromstring(to_html(text), create_parent=True)


def lines(card):
    """What each line of a card is about, to its texts."""
    pairs = (line.text_content().split(": ", 1) for line in shown(card).iter("li"))
    return {about: text.split(" · ") for about, text in pairs}


def due(here):
    """The line of what is due by the next meeting: its first text, and where that leads."""
    card = meetings.next_meeting(here)
    [line] = [line for line in shown(card).iter("li") if line.text_content().startswith("Due")]
    [first, *_] = line.text_content().split(": ", 1)[1].split(" · ")
    return first, line.xpath("string(a/@href)")


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_what_is_due_by_then_leads_to_the_list_of_it(dataset):
    here = view(dataset=dataset)
    text, address = due(here)
    (seen, own), number = led_to(address), int(text.split()[0])
    listed = open_board(seen.page, {"dataset": dataset, **own}).cards["due-by"]
    assert listed["title"].startswith(f"{number} ")
    assert len(listed["body"]["rows"]) == number
    assert all(row["address"].startswith("actions?") for row in listed["body"]["rows"])


def test_nothing_due_by_then_leads_nowhere():
    text, address = due(view(priority="P6", as_of="2025-11-19"))
    assert text.startswith("0 ")
    assert not address


def test_a_meeting_without_a_day_has_no_calendar_file_and_says_what_is_not_known():
    card = meetings.next_meeting(view())
    assert card.title == "Next meeting of any series: IV EU-CLASI ministerial meeting"
    assert shown(card).findtext(".//strong/a") == "2026, place not known"
    assert lines(card)["Status"] == ["◌ expected, exact date not known"]
    assert lines(card)["Prepare"] == ["Slides", "Documents"]


def test_where_another_series_meets_first_the_next_ministerial_of_the_main_one_is_named_too():
    here = view(dataset="exercise")
    card = meetings.next_meeting(here)
    assert shown(card).find("p").text_content().endswith(f" · CLASI{DOT}Ministerial")
    assert lines(card)["Next ministerial meeting"] == [
        "EU-CLASI, Q1 2028",
        "◌ expected, exact date not known",
    ]
    assert "EX-M15" in shown(card).xpath("string(.//a[contains(., '2028')]/@href)")
    assert "Next ministerial meeting" not in lines(meetings.next_meeting(view()))


def test_the_next_meeting_with_a_day_says_how_many_are_left_and_has_a_calendar_file():
    here = view()
    known = here.dataset.meetings.set_index("meeting_id", drop=False)
    known.loc["M20", "starts_on"] = pd.Timestamp(here.as_of) + pd.Timedelta(days=93)
    known.loc["M20", "precision"] = "day"
    dated = meetings.next_meeting(
        shapes.view_of(shapes.with_tables(here.dataset, meetings=known.reset_index(drop=True)))
    )
    assert lines(dated)["Status"][1] == "93 days after the cut-off date"
    assert lines(dated)["Prepare"] == ["Slides", "Documents", "Calendar file"]


def test_nothing_is_due_by_a_meeting_whose_day_has_passed_though_no_source_says_that_it_was_held():
    here = view(dataset="exercise")
    known = here.dataset.meetings.set_index("meeting_id", drop=False)
    known.loc["EX-M13", ["starts_on", "ends_on"]] = pd.Timestamp(here.as_of)
    today = shapes.with_tables(here.dataset, meetings=known.reset_index(drop=True))
    assert meeting_page.due_by(here, "EX-M13") is not None
    assert meeting_page.due_by(shapes.view_of(today), "EX-M13") is None


def test_before_the_first_meeting_there_is_none():
    here = view(as_of="2020-01-01")
    assert meetings.last_meeting(here) is None
    assert meetings.next_meeting(here) is None
    cards = open_board("meetings", {"as_of": "2020-01-01"}).cards
    assert not {"last-meeting", "next-meeting"} & set(cards)
    assert {"last-meeting", "next-meeting"} < set(open_board("meetings", {}).cards)


def test_the_page_of_a_meeting_that_became_known_later_shows_its_heading_alone():
    early = open_board("meetings", {"meeting": "M14", "as_of": "2025-01-01"})
    assert len(early.content["rows"]) == 1
    page = open_board("meetings", {"meeting": "M14"}).content
    rows = [
        [part.get("key") for column in row["columns"] for part in column] for row in page["rows"]
    ]
    assert {"decisions", "headline", "due"} <= set(rows[1])


def test_the_page_of_a_meeting_has_the_list_of_what_was_open_on_its_day():
    then = view(as_of="2025-03-05")
    listed = open_board("meetings", {"meeting": "M14"}).cards["due"]["body"]["lists"]
    found = measures.open_in_order(then.dataset.plan, then.selection.columns)
    numbers = {name: str(len(rows)) for name, rows in found.items() if len(rows)}
    assert {one["id"]: one["number"] for one in listed} == numbers


def test_the_pack_of_a_meeting_holds_what_was_known_on_its_day():
    files = open_board("meetings", {"meeting": "M14"}).files
    [pack] = [urlsplit(file) for file in files if "meeting_pack" in file]
    assert parse_qs(pack.query)["as_of"] == ["2025-03-05"]


def test_that_no_source_says_it_was_held_is_said_of_a_meeting_whose_day_is_over():
    for dataset, code, is_over in (("record", "M18", True), ("exercise", "EX-M13", False)):
        parts = meeting_page.heading_parts(view(dataset=dataset), code)
        texts = [part.markdown for part in parts if isinstance(part, Text)]
        assert any("no source" in text for text in texts) == is_over


def test_a_meeting_known_to_its_quarter_is_marked_where_that_ends():
    known = view()
    vague = known.dataset.meetings.assign(precision="quarter", ends_on=pd.NaT)
    changed = shapes.with_tables(known.dataset, meetings=vague)
    events = overview.over_time(replace(known, dataset=changed)).chart.events
    assert [event.day.isoformat() for event in events][-1:] == ["2025-03-31"]


def test_a_decision_says_which_dates_it_moved_and_of_which_action_if_it_names_none():
    known = view(dataset="exercise")
    bare = known.dataset.decisions.assign(action_id=None)
    both = (known, replace(known, dataset=shapes.with_tables(known.dataset, decisions=bare)))
    for one, start in zip(
        both, ("In operation", "Secure channel for police messages"), strict=True
    ):
        texts = meeting_page.decisions(one, "EX-M12").table["Dates moved"]
        moved = next(text for text in texts if "In operation moved to Aug 2027 (" in text)
        assert moved.startswith(start)
    assert meeting_page.decisions(view(), "M14").table.get("Dates moved") is None
    before = view(dataset="exercise", as_of="2026-09-09")
    assert meeting_page.decisions(before, "EX-M12").table.get("Dates moved") is None


def test_an_edition_of_another_day_leads_to_no_changes_and_a_published_folder_freezes_nothing(
    monkeypatch,
):
    def ways(here):
        found = list(meeting_page.by_then_parts(here, "M14"))
        return [one.href.partition("?")[0] for one in found if isinstance(one, PageLink)]

    assert ways(view()) == ["changes"]
    assert ways(view(edition="horizon-2026-06-04")) == []
    monkeypatch.setattr(meeting_page.writing, "is_own", lambda _: True)
    whole = view(dataset="exercise")
    public = replace(whole, dataset=replace(whole.dataset, audience=Audience.PUBLIC))
    slots = [
        [one.name for one in meeting_page.by_then_parts(here, "EX-M03") if hasattr(one, "name")]
        for here in (whole, public)
    ]
    assert slots == [["freeze"], []]


def test_what_was_reached_on_the_very_day_of_a_meeting_came_since_then():
    assert lines(meetings.last_meeting(view(as_of="2025-03-05")))["Since then"] == [
        "1 milestone newly recorded as reached"
    ]
