"""Priorities and Countries: what stands first, for each choice, and where tiles and lists lead."""

import shutil

import pytest

from components.cards.countries import MOST_COMPARED
from data.text import words

FIVE = ["ECU", "PER", "COL", "BRA", "CHL"]
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
@pytest.mark.parametrize(("name", "query"), CHOICES)
def test_each_choice_has_a_finding_beside_the_name_of_its_page_and_no_card_twice(
    open_page, name, query, lang, dataset
):
    page = open_page(name, lang=lang, dataset=dataset, **query)
    assert page.content["name"] == words.words(lang)(f"page.{name}")
    assert page.title != page.content["name"]
    assert page.texts("title") == []
    assert len(page.cards) == len(page.parts("card"))


@pytest.mark.parametrize(("name", "query"), CHOICES)
def test_a_choice_that_leaves_nothing_says_so_under_its_title(open_page, name, query):
    nothing = {"status": "completed", "kind": "legislation"}
    nothing |= {"from": "2024-01-01", "to": "2024-01-02"}
    page = open_page(name, **query, **nothing)
    assert page.title
    assert page.texts("notice")


def test_the_grid_of_agencies_stands_under_the_priority_of_agencies_alone(open_page):
    assert "agencies" in open_page("priorities", priority="P4").cards
    assert "agencies" not in open_page("priorities", priority="P1").cards


def test_up_to_four_stand_side_by_side_and_more_are_told_how_many_may(open_page):
    assert "shared" in open_page("countries", country=FIVE[:MOST_COMPARED]).cards
    many = open_page("countries", country=FIVE)
    assert "shared" not in many.cards
    assert any(str(MOST_COMPARED) in text for text in many.texts())


@pytest.mark.parametrize(("name", "query"), CHOICES)
def test_a_tile_opens_the_list_of_its_milestones_on_the_page(open_page, name, query):
    assert "behind-reached" in open_page(name, **query, behind="reached").cards


def test_once_the_roadmap_has_ended_the_overview_says_how_and_what_continues_it(
    open_page, monkeypatch, tmp_path
):
    assert "closing" not in open_page("overview", dataset="exercise").cards
    settings = shutil.copytree("data/exercise", tmp_path / "ended") / "dataset.toml"
    after = '[successor]\npath = "https://example.org/a_b#c"\n[successor.title]\n' + "".join(
        f'{language} = "The next one"\n' for language in words.languages()
    )
    text = settings.read_text("utf-8").replace("ends = 2026-12-31", "ends = 2026-06-30")
    settings.write_text(f"{text}\n{after}", "utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "ended"))
    page = open_page("overview")
    assert page.cards["closing"]["title"] == (
        "The roadmap ended on 30 June 2026; milestones reached by then: 188 of 376"
    )
    assert "The next one" in " ".join(page.texts())
    assert "https://example.org/a_b#c" in page.hrefs
    # Actions that are context alone have no milestone that counts.
    assert "closing" not in open_page("overview", marked="EX-A014", context="1").cards
    before = open_page("overview", as_of="2026-06-30")
    assert "closing" not in before.cards
