"""Priorities and Countries: what stands first, for each choice, and where tiles and lists lead."""

import json
import re

import pytest

import dashboard
from components.cards.comparison import MOST_COMPARED
from components.server.board import content
from components.view.view import open_view
from data.text import words

FIVE = ["ECU", "PER", "COL", "BRA", "CHL"]


def drawn(page, lang="en", **query):
    """A page as the board gets it."""
    asked = {name: one if isinstance(one, list) else [one] for name, one in query.items()}
    view = open_view(page, lang, asked)
    last = {name: one[-1] for name, one in asked.items()}
    return json.loads(content.draw(dashboard.PAGES, view, last).json)


def parts(page):
    """Every part of a page in order, with those inside others."""

    def inside(some):
        for part in some:
            yield part
            yield from inside(part.get("parts", []))

    return list(inside([p for row in page["rows"] for column in row["columns"] for p in column]))


def keys(page):
    return [part["key"] for part in parts(page) if part["kind"] == "card"]


def title(page):
    assert not [part for part in parts(page) if part.get("tone") == "title"]
    return re.sub("<.*?>", "", page["title"]).strip()


CHOICES = [
    ("priorities", {}),
    ("priorities", {"priority": "P4"}),
    ("priorities", {"priority": ["P1", "P2"], "country": "ECU"}),
    ("countries", {}),
    ("countries", {"country": "ECU"}),
    ("countries", {"country": ["ECU", "PER"]}),
    ("countries", {"country": FIVE}),
]


@pytest.mark.parametrize(("dataset", "lang"), [("record", "es"), ("exercise", "pt")])
@pytest.mark.parametrize(("page", "query"), CHOICES)
def test_each_choice_has_a_finding_beside_the_name_of_its_page_and_no_card_twice(
    page, query, lang, dataset
):
    found = drawn(page, lang, dataset=dataset, **query)
    assert found["name"] == words.words(lang)(f"page.{page}")
    assert title(found) != found["name"]
    assert len(set(keys(found))) == len(keys(found))


@pytest.mark.parametrize(("page", "query"), CHOICES)
def test_a_choice_that_leaves_nothing_says_so_under_its_title(page, query):
    found = drawn(
        page,
        **query,
        status="completed",
        kind="legislation",
        **{"from": "2024-01-01", "to": "2024-01-02"},
    )
    assert title(found)
    assert any(part.get("tone") == "notice" for part in parts(found))


def test_the_grid_of_agencies_stands_under_the_priority_of_agencies_alone():
    assert "agencies" in keys(drawn("priorities", priority="P4"))
    assert "agencies" not in keys(drawn("priorities", priority="P1"))


def test_up_to_four_stand_side_by_side_and_more_are_told_how_many_may():
    assert "shared" in keys(drawn("countries", country=FIVE[:MOST_COMPARED]))
    many = drawn("countries", country=FIVE)
    assert "shared" not in keys(many)
    assert any(str(MOST_COMPARED) in part.get("html", "") for part in parts(many))


@pytest.mark.parametrize(("page", "query"), CHOICES)
def test_a_tile_opens_the_list_of_its_milestones_on_the_page(page, query):
    assert "behind-reached" in keys(drawn(page, **query, behind="reached"))
