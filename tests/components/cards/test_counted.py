"""The arithmetic behind the cards tells of what the card shows.

That it adds up for any choice stands in tests/test_one_number.py, for any world in test_worlds.py.
"""

from components.layout.card import Line
from components.view.view import open_view
from tests.support import sums
from tests.support.opened import content_of

PAGES = ("overview", "priorities", "countries", "agencies", "actions", "timeline", "meetings")
WITHOUT = {
    *("actions", "columns", "agreements", "parts", "history", "revisions", "decisions"),
    *("shown-and-today", "last-meeting", "next-meeting"),
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


def test_the_headline_says_on_how_many_occasions_and_on_what_evidence_it_rests():
    texts = [line.text for line in lines(cards("overview", as_of=["2025-03-05"])["headline"])]
    assert sum(text.startswith("On 1 occasion. ") for text in texts) == 1
