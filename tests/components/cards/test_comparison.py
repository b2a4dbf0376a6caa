"""Side by side: one scale for all, each card of one participant, and files of their own."""

import pytest

from components.cards import countries
from components.layout.parts import ScopedCard
from components.view.view import open_view
from data import measures
from tests.support.opened import share, view_of

VIEW = open_view("countries", "en", {"country": ["ECU", "PER", "COL"]})


def seen(view=VIEW):
    """The cards of each line, and before them an empty one for the names."""
    *_, row = countries.side_by_side(view)
    assert row.aligned
    lines = zip(*row.columns, strict=True)
    return [[part for part in line if isinstance(part, ScopedCard)] for line in lines]


def test_each_line_shows_the_same_card_of_each():
    for line in seen()[1:]:
        assert [part.view.filters.country for part in line] == [("COL",), ("ECU",), ("PER",)]
        assert len({part.card.key.rsplit("-", 1)[0] for part in line}) == 1


def test_no_two_cards_share_a_name():
    keys = [part.card.key for line in seen() for part in line]
    assert len(set(keys)) == len(keys) == 12


def test_the_table_of_more_than_two_has_the_numbers_of_each():
    table = next(iter(countries.side_by_side(VIEW))).columns[0][0].table.set_index("Measure")
    for code, name in {"COL": "Colombia", "ECU": "Ecuador", "PER": "Peru"}.items():
        (one,) = countries.side_by_side(view_of("countries", country=[code]))
        totals = measures.total(one.columns[0][1].view.selection.milestones)
        assert table.loc["Applicable", name] == totals["applicable"]
        assert table.loc["Confirmed", name] == totals["confirmed"]


def test_bars_that_stand_side_by_side_have_one_scale():
    line = seen(view_of("countries", country=["BOL", "ECU"]))[2]
    charts = [part.card.chart for part in line]
    assert len({chart.longest for chart in charts}) == 1
    for chart, part in zip(charts, line, strict=True):
        numbers = measures.numbers(measures.total(part.view.selection.milestones))
        bars = [sum(share(piece.width) for piece in row.bar) for row in chart.rows]
        assert max(bars) <= 1.001
        assert sum(bars) * chart.longest[1] == pytest.approx(numbers["of"], abs=0.01)


def test_the_actions_in_common_are_those_of_all_of_them():
    partners = VIEW.dataset.action_participants.groupby("action_id")["participant_id"].agg(set)
    known = partners[partners.index.isin(VIEW.selection.actions["action_id"])]
    common = {code for code, who in known.items() if {"ECU", "PER", "COL"} <= who}
    assert common
    assert set(countries.shared(VIEW).table.index) == common


def test_the_overview_leads_to_two_that_are_chosen_and_not_to_one():
    way, alone = (
        countries.side_by_side_part(view_of("overview", country=chosen))
        for chosen in (["ECU", "PER"], ["ECU"])
    )
    assert (way.label, alone) == ("Compare Ecuador and Peru", None)
    assert way.href.startswith("countries?country=ECU&country=PER")


def test_the_title_says_what_was_reached_and_is_open_of_each():
    reached, still_open = countries.compared(VIEW).split("; ")
    assert reached == "Milestones reached: Colombia 16, Ecuador 12 and Peru 4"
    assert still_open == "open: Colombia 2, Ecuador 2 and Peru 1"
