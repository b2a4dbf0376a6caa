"""The last meeting and the next: which they are, what came since, and what is due by then."""

from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

import dashboard
from components.cards import meeting_cards
from components.server.board.content import draw
from components.view.view import open_view


def view(language="en", **query):
    return open_view("meetings", language, {name: [value] for name, value in query.items()})


def lines(card):
    """What each line of a card is about, to its texts."""
    return {line.about: [one.text for one in line.said] for line in card.chart.facts}


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_what_is_due_by_then_leads_to_the_list_of_it(dataset):
    here = view(dataset=dataset)
    [due] = [line for line in meeting_cards.next_meeting(here).chart.facts if "Due" in line.about]
    place, said = urlsplit(due.said[0].address), int(due.said[0].text.split()[0])
    assert place.path == "meetings"
    [code] = parse_qs(place.query)["meeting"]
    page = orjson.loads(draw(dashboard.PAGES, here, {"meeting": code}).json)
    [listed] = [part for part in page["rows"][1]["columns"][1] if part.get("key") == "due-by"]
    assert listed["title"].startswith(f"{said} ")
    assert len(listed["body"]["rows"]) == said
    assert all(row["address"].startswith("actions?") for row in listed["body"]["rows"])


def test_nothing_due_by_then_leads_nowhere():
    here = view(priority="P6", as_of="2025-11-19")
    [due] = [line for line in meeting_cards.next_meeting(here).chart.facts if "Due" in line.about]
    assert due.said[0].text.startswith("0 ")
    assert not due.said[0].address


def test_a_meeting_without_a_day_has_no_calendar_file_and_says_what_is_not_known():
    card = meeting_cards.next_meeting(view())
    assert card.title == "Next meeting: 2026"
    assert lines(card)["Place"] == ["not known"]
    assert lines(card)["Prepare"] == ["Slides", "Documents"]
    dated = meeting_cards.next_meeting(view(as_of="2025-11-19"))
    assert lines(dated)["Prepare"] == ["Slides", "Documents", "Calendar file"]


def test_before_the_first_meeting_there_is_none():
    here = view(as_of="2020-01-01")
    assert meeting_cards.last_meeting(here) is None
    assert meeting_cards.next_meeting(here) is None
    assert orjson.loads(draw(dashboard.PAGES, here, {}).json)["rows"][0]["columns"] == [[], []]


def test_the_page_of_a_meeting_that_became_known_later_shows_its_heading_alone():
    page = orjson.loads(draw(dashboard.PAGES, view(as_of="2025-01-01"), {"meeting": "M14"}).json)
    assert len(page["rows"]) == 1
    whole = orjson.loads(draw(dashboard.PAGES, view(), {"meeting": "M14"}).json)
    keys = [part.get("key") for column in whole["rows"][1]["columns"] for part in column]
    assert {"decisions", "headline", "was-due"} <= set(keys)


def test_what_was_reached_on_the_very_day_of_a_meeting_came_since_then():
    assert lines(meeting_cards.last_meeting(view(as_of="2025-03-05")))["Since then"] == [
        "1 milestone reached"
    ]
