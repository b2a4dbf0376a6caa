"""Cards of steps: titles by rules, honest where several are alike, and addresses that lead on."""

from functools import partial
from urllib.parse import parse_qs

import pytest

from components.cards import priorities, steps
from data.model import State
from tests.support.opened import view_of

view = partial(view_of, "overview")


def counts(**reached):
    """Counts by priority, of which these were reached."""
    nothing = dict.fromkeys([*State, "applicable", "due", "delivered", "expected", "on_time"], 0)
    return {code: nothing | {"confirmed": number} for code, number in reached.items()}


@pytest.fixture
def finding(monkeypatch):
    def of(**reached):
        monkeypatch.setattr(steps, "counts_by_priority", lambda _: counts(**reached))
        return steps.finding(view())

    return of


def test_the_finding_names_the_priorities_at_both_ends(finding):
    assert finding(P1=3, P2=9, P3=1) == (
        "Most milestones reached: priority 2 (9); fewest: priority 3 (1)"
    )


def test_the_finding_names_all_that_are_alike(finding):
    assert finding(P1=9, P2=9, P3=1, P4=1, P5=1) == (
        "Most milestones reached: priorities 1 and 2 (9 each); "
        "fewest: priorities 3, 4 and 5 (1 each)"
    )
    assert finding(P1=4, P2=4) == "Milestones reached under each priority: 4"


def test_the_finding_says_none_where_nothing_was_reached_and_how_many_of_one_priority(finding):
    assert finding(P1=2, P2=0, P3=0) == (
        "Most milestones reached: priority 1 (2); none: priorities 2 and 3"
    )
    assert finding(P1=7).startswith("7 milestones")
    assert finding(P1=0, P2=0).startswith("0 milestones")


def test_choosing_a_country_changes_no_number_of_the_list_and_another_filter_does():
    def numbers(**query):
        return [row.number for row in steps.countries_since(view(**query)).chart.rows]

    assert numbers(country="ECU") == numbers()
    assert numbers(priority="P5", country="ECU") == numbers(priority="P5") != numbers()


def test_a_tile_chooses_its_priority_and_the_chosen_one_leads_back_to_all():
    shown = view(priority="P3", country="ECU")
    tiles = {row.id: row for row in priorities.tiles(shown).chart.rows}
    assert [code for code, row in tiles.items() if row.chosen] == ["P3"]
    assert parse_qs(tiles["P5"].href.split("?")[1])["priority"] == ["P5"]
    assert "priority" not in parse_qs(tiles["P3"].href.split("?")[1])
    assert all("country=ECU" in row.href for row in tiles.values())
    assert all(row.below in row.label for row in tiles.values())


def test_a_tile_of_a_plan_says_how_much_is_open_and_how_much_of_that_is_overdue():
    tile = priorities.tiles(view(dataset="exercise")).chart.rows[0]
    assert tile.number == "55"
    assert tile.note == "53 confirmed, 2 awaiting confirmation, 37 open (18 overdue)"


def test_the_country_that_is_chosen_leads_back_to_all_of_them():
    rows = {row.id: row for row in steps.countries_since(view(country="ECU")).chart.rows}
    assert "country" not in parse_qs(rows["ECU"].href.split("?")[1])
    assert parse_qs(rows["PER"].href.split("?")[1])["country"] == ["PER"]
