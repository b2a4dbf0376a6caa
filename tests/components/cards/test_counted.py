"""The arithmetic behind the cards tells of what the card shows.

That it adds up for any choice stands in tests/test_one_number.py, for any world in test_worlds.py.
"""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.cards import counted
from components.layout.card import Line
from components.server.api.parameters import MOST_ROWS
from components.server.api.routes import ROUTES
from components.view.view import open_view
from data.model import REACHED
from data.text import words
from tests.support import sums
from tests.support.opened import content_of

PAGES = ("overview", "priorities", "countries", "agencies", "actions", "timeline", "meetings")
WITHOUT = {
    *("actions", "columns", "agreements", "parts", "history", "revisions", "decisions"),
    *("shown-and-today", "corrections"),
}
"""Cards with nothing to add up: lists of what they say, each row shown."""


def cards(page, language="en", params=None, **query):
    view = open_view(page, language, query)
    return {card.key: card for card in content_of(view, params or {}).cards}


def lines(card):
    return card.counted().lines


def test_a_fault_in_a_line_is_seen():
    assert sums.holds(Line("5 reached = 3 confirmed + 2 awaiting", 5, (3, 2)))
    assert not sums.holds(Line("5 reached = 3 confirmed + 1 awaiting", 5, (3, 1)))
    assert not sums.holds(Line("5 reached = 3 confirmed + 1 awaiting", 5, (3, 2)))
    assert not sums.holds(Line("no sum", None, (3, 2)))


def test_every_card_of_numbers_says_what_they_are_the_sums_of():
    without = set()
    for page in (*PAGES, "changes"):
        for query in ({}, {"country": ["ECU"]}, {"priority": ["P5"]}):
            found = cards(page, **query)
            without |= {key for key, card in found.items() if not card.counted}
            assert all(lines(card) for card in found.values() if card.counted), page
    assert without <= WITHOUT


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=ROUTES))


@pytest.mark.parametrize(
    ("page", "key", "query"),
    [
        ("overview", "headline", {"country": ["ECU"], "eu": ["EUROPOL"], "context": ["1"]}),
        ("overview", "map", {"country": ["ECU"], "priority": ["P3"]}),
        ("countries", "countries", {"dataset": ["exercise"], "as_of": ["2026-09-01"]}),
        ("overview", "headline", {"edition": ["III-EU-CLASI"]}),
    ],
)
def test_the_file_of_the_rows_has_the_rows_that_are_shown(client, page, key, query):
    made = cards(page, "es", **query)[key].counted()
    shown = list(made.rows.table[words.words("es")("column.id")])
    answer = client.get(f"/{made.address}")
    assert answer.status_code == 200, answer.text
    file = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert sorted(row["milestone_id"] for row in file) == sorted(shown)
    assert shown


def test_no_file_is_offered_that_would_hold_fewer_rows_than_there_are():
    view = open_view("overview", "en", {})
    assert counted.MOST_IN_A_FILE == MOST_ROWS
    assert counted.file_of_milestones(view, MOST_ROWS + 1) == ""
    asked = parse_qs(urlsplit(counted.file_of_milestones(view, MOST_ROWS, REACHED)).query)
    assert asked["state"] == [str(state) for state in REACHED]


def test_the_headline_says_on_how_many_occasions_and_on_what_evidence_it_rests():
    texts = [line.text for line in lines(cards("overview", as_of=["2025-03-05"])["headline"])]
    assert sum(text.startswith("On 1 occasion. ") for text in texts) == 1
