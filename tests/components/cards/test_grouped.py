"""Actions in groups: each where it belongs, newest first, with its milestones as marks."""

from dataclasses import replace
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from components.cards import agencies, grouped
from components.charts.actions import marks_or_bar
from components.charts.agencies import marks
from components.charts.bar_rows import Piece
from components.charts.theme import Ink
from components.view.view import open_view
from data.measures import Stage
from data.model import State
from data.text import words
from tests.support.opened import led_to, own_of, view_of


@cache
def listed(group, language="en", dataset="record"):
    view = open_view("actions", language, {"dataset": [dataset], "context": ["1"]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouped, "MOST_LINES", 1_000)
        return view, grouped.actions(view, view.selection.listed, group).chart


def codes(group):
    return [row.address.rpartition("action=")[2] for row in group.rows]


@pytest.mark.parametrize("dataset", ["record", "exercise"])
@pytest.mark.parametrize("group", grouped.GROUPS)
def test_every_action_stands_in_a_group_and_the_number_is_that_of_its_lines(group, dataset):
    view, chart = listed(group, dataset=dataset)
    every = set(view.selection.listed["action_id"])
    assert {code for one in chart.groups for code in codes(one)} == every
    assert all(one.number == view.t.number(len(one.rows)) and one.rows for one in chart.groups)
    if group in ("stage", "priority"):
        assert sum(len(one.rows) for one in chart.groups) == len(every)


def test_many_milestones_become_one_bar_whose_pieces_are_the_whole():
    rows = [{"state": "confirmed"}] * 6 + [{"state": "not_due"}] * 3 + [{"state": "withdrawn"}]
    marks, bar = marks_or_bar(rows, [""] * len(rows))
    assert marks == ()
    assert bar == (Piece(Ink.CONFIRMED, "66.67%"), Piece(Ink.OPEN, "33.33%"))
    marks, bar = marks_or_bar(rows[2:], [""] * 8)
    assert (len(marks), bar) == (7, ())


@pytest.mark.parametrize("language", words.languages())
def test_names_that_do_not_fit_are_a_number(language):
    view, _ = listed("stage", language)
    assert grouped.named(view, ["Perú", "Chile"]) == "Perú, Chile"
    assert grouped.named(view, []) == ""
    long = grouped.named(view, ["x" * 40, "Chile", "Perú"])
    assert long == view.t("grouped.more", names="x" * 40, n=2)
    ours = replace(view, filters=view.filters.with_(country=("PER",)))
    peru = view.t.participant(view.dataset, "PER")
    assert grouped.named(ours, ["x" * 40, "Chile", peru]).startswith(peru)


def test_what_actions_are_grouped_by_stands_in_the_address_of_their_page():
    view = open_view("actions", "en", {})
    assert own_of(view, {"group": "country"}) == ({"group": "country"}, [])
    assert own_of(view, {"group": "colour"}) == ({}, ["group=colour"])
    options = grouped.choice(view, {"q": "coca"}, "country").options
    queries = [parse_qs(urlsplit(one.href).query) for one in options]
    assert [one["group"] for one in queries] == [[name] for name in grouped.GROUPS]
    assert [one.chosen for one in options] == [name == "country" for name in grouped.GROUPS]
    assert all(one["q"] == ["coca"] for one in queries)


# ---- agencies


@cache
def grid(language="en"):
    view = open_view("agencies", language, {})
    return view, agencies.grid(view)


def test_a_mark_is_half_filled_where_one_source_alone_says_so_and_the_same_before_and_since():
    assert marks(Stage.SIGNED, State.AWAITING) == ("confirmed", "confirmed", "awaiting", "open")
    for state in (State.CONFIRMED, State.IN_PLACE):
        assert marks(Stage.IN_FORCE, state) == ("confirmed",) * 4
    assert marks(Stage.CONTACT, State.NOT_DUE) == ("confirmed", "open", "open", "open")
    assert marks(Stage.NONE) == ("open",) * 4


def test_the_grid_obeys_its_filters_and_folds_agencies_of_which_nothing_was_found():
    """What one filter says the grid counts, so that bar, chips, title and grid say the same."""
    card = grid()[1]
    assert [head.words for head in card.chart.columns] == ["EUDA", "Eurojust", "Europol"]
    assert "Frontex" in card.chart.note
    assert "Frontex" not in "".join(card.table.columns)
    one = agencies.grid(open_view("agencies", "en", {"eu": ["EUROPOL"]}))
    assert [head.words for head in one.chart.columns] == ["Europol"]
    assert "Frontex" not in one.chart.note
    assert "EUDA" not in one.title and "5 with Europol" in one.title
    assert agencies.grid(open_view("agencies", "en", {"priority": ["P6"]})) is None


def test_without_any_agency_nothing_is_claimed(monkeypatch):
    view, _ = grid()
    monkeypatch.setattr(grouped, "agency_names", lambda _: {})
    assert agencies.grid(view) is None
    assert agencies.page_sentence(view, {}) == ""


def test_of_a_long_list_each_group_has_its_first_lines_and_says_how_many_are_left_out(monkeypatch):
    monkeypatch.setattr(grouped, "MOST_LINES", 32)
    here = view_of("actions", dataset="exercise")
    by_country = grouped.actions(here, here.selection.actions, "country").chart.groups
    assert sum(len(group.rows) for group in by_country) <= 32
    for group in by_country:
        left = int(group.number) - len(group.rows)
        assert group.more.startswith(f"{left} more") if left else not group.more
        assert not group.href or led_to(f"{group.href}")[0].filters.country
    assert any(group.href for group in by_country)
    by_stage = grouped.actions(here, here.selection.actions, "stage").chart.groups
    assert any(group.more and not group.href for group in by_stage)
