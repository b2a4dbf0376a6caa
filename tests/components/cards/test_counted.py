"""The arithmetic behind the cards adds up for any choice, and tells of what the card shows."""

import csv
import io
import random
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.cards import counted, overview
from components.layout.card import Line
from components.server.api.parameters import MOST_ROWS
from components.server.api.routes import ROUTES
from components.view import totals
from components.view.view import open_view
from data import measures
from data.model import APPLICABLE, REACHED, State
from data.text import words
from tests.support import sums
from tests.support.opened import content_of

PAGES = ("overview", "priorities", "countries", "agencies", "actions", "timeline", "meetings")
WITHOUT = {
    *("actions", "columns", "agreements", "statements", "history", "revisions", "decisions"),
    *("shown-and-today", "corrections"),
}
"""Cards with nothing to add up: lists of what they say, each row shown."""
CHOICES = 14


def choices():
    """Random choices of both datasets, the same at every run."""
    draw = random.Random(13)
    values = {
        "country": ("ECU", "PER", "BRA", "URY", "CRI"),
        "eu": ("EUROPOL", "EU", "FRONTEX"),
        "priority": ("P1", "P3", "P5"),
        "status": ("completed", "under_way", "no_report", "delayed", "in_place"),
        "kind": ("agreement", "training", "operation"),
    }
    for _ in range(CHOICES):
        names = draw.sample(sorted(values), draw.choice([0, 1, 1, 2]))
        query = {name: draw.sample(values[name], draw.choice([1, 2])) for name in names}
        query["as_of"] = [draw.choice(["2026-06-04", "2025-12-01", "2025-03-05"])]
        if draw.random() < 0.4:
            query |= {"dataset": ["exercise"], "as_of": [draw.choice(["2026-09-01", "2026-10-15"])]}
        yield draw.choice(words.languages()), query


def cards(page, language="en", own=None, **query):
    view = open_view(page, language, query)
    return {card.key: card for card in content_of(view, own or {}).cards}


def lines(card):
    return card.counted().lines


@pytest.mark.parametrize(("language", "query"), list(choices()), ids=str)
def test_every_line_of_every_card_adds_up_for_any_choice(language, query):
    for page in (*PAGES, "changes"):
        view = open_view(page, language, query)
        sums.said(content_of(view, {}).cards)


def test_a_fault_in_a_line_is_seen():
    assert sums.holds(Line("5 reached = 3 confirmed + 2 awaiting", 5, (3, 2)))
    assert not sums.holds(Line("5 reached = 3 confirmed + 1 awaiting", 5, (3, 1)))
    assert not sums.holds(Line("5 reached = 3 confirmed + 1 awaiting", 5, (3, 2)))
    assert not sums.holds(Line("no sum", None, (3, 2)))


@pytest.mark.parametrize(("language", "query"), list(choices()), ids=str)
def test_the_sums_are_of_the_milestones_that_are_left(language, query):
    """Counted here by state, one by one, without the measures."""
    milestones = open_view("overview", language, query).selection.milestones
    state, due = list(milestones["state"]), list(milestones["is_due"])
    of_due = [one for one, is_due in zip(state, due, strict=True) if is_due and one in APPLICABLE]
    for plan in ("complete", "open"):
        found = measures.sums(plan, measures.total(milestones))
        assert found["milestones"].whole == len(milestones)
        assert found["due"].whole == len(of_due)
        assert {str(s): n for s, n in found["due"].parts.items() if n} == {
            str(s): of_due.count(s) for s in State if of_due.count(s)
        }
        for one in found.values():
            assert sum(one.parts.values()) == one.whole


@pytest.mark.parametrize("query", [{}, {"country": ["ECU", "PER"]}, {"dataset": ["exercise"]}])
def test_each_number_of_a_card_of_countries_is_in_its_sum(query):
    found = cards("overview", **query)
    view = open_view("overview", "en", query)
    reached = len(measures.behind(view.selection.milestones, "reached"))
    by_country = lines(found["steps"])[1]
    shown = [n for one in found["steps"].chart.countries if (n := int(one.reached))]
    assert list(by_country.parts) == shown
    assert lines(found["steps"])[0].whole == lines(found["steps"])[3].whole == reached
    on_map = [int(one.number) for one in found["map"].chart.countries if int(one.number)]
    assert list(lines(found["map"])[0].parts) == on_map
    assert lines(found["map"])[0].whole == lines(found["map"])[1].whole == sum(on_map)


@pytest.mark.parametrize("figure", overview.RECORD_FIGURES)
@pytest.mark.parametrize("query", [{}, {"as_of": ["2025-03-05"]}], ids=["today", "earlier"])
def test_a_figure_leads_to_a_list_that_says_its_sum_without_another_click(figure, query):
    view = open_view("overview", "en", query)
    card = overview.behind(view, figure)
    number = measures.record_headline(totals.total(view)).by_name[figure]
    [line] = lines(card)
    assert card.subtitle.startswith(f"{line.text}.")
    assert len(card.table) == number
    assert number or not query
    # A part of nothing is left out of its sum.
    assert number == line.whole or number in line.parts or number == 0


def test_a_percentage_is_said_as_the_division_that_gives_it():
    said = " ".join(
        line.text for line in lines(cards("overview", dataset=["exercise"])["headline"])
    )
    states = list(open_view("overview", "en", {"dataset": ["exercise"]}).selection.milestones.state)
    applicable = sum(state in APPLICABLE for state in states)
    assert f"Confirmed: {states.count(State.CONFIRMED)} ÷ {applicable} = 48%, rounded" in said
    assert "÷" not in " ".join(line.text for line in lines(cards("overview")["headline"]))


def test_the_change_of_a_figure_is_said_as_what_it_was_and_what_was_added():
    shown = cards("overview", country=["ECU"])["headline"]
    change = next(tile.below for tile in shown.chart.rows if tile.id == "to_come")
    [line] = [one for one in lines(shown) if one.text.startswith("Still to come:")]
    assert change.startswith("−1 ")
    assert line.parts[1] == -1
    assert line.text.endswith("− 1 since then")


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
        ("countries", "by-country", {"dataset": ["exercise"], "as_of": ["2026-09-01"]}),
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


def test_pages_are_known():
    assert set(PAGES) <= set(dashboard.PAGES)
