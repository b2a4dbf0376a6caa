"""Actions in groups: each where it belongs, newest first, with its milestones as marks."""

from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from components.cards import agencies, grouped
from components.charts.actions import MOST_MARKS, Actions, marks_or_bar
from components.charts.agencies import Agencies, rungs
from components.charts.inks import MARKED, Piece
from components.charts.theme import Ink
from components.view.view import open_view
from data import dates, measures
from data.measures import Outlook, Stage
from data.model import State
from data.text import words
from tests.support.opened import own_of


@cache
def listed(group, language="en", dataset="record"):
    view = open_view("actions", language, {"dataset": [dataset], "context": ["1"]})
    card = grouped.actions(view, view.selection.listed, group)
    assert isinstance(card.chart, Actions)
    return view, card.chart


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


def test_an_action_stands_under_each_of_its_countries_with_the_milestones_of_that_country():
    view, chart = listed("country", dataset="exercise")
    links, milestones = view.dataset.action_participants, view.selection.milestones
    names = {view.t.participant(view.dataset, code): code for code in view.allowed["country"]}
    for group in chart.groups[:3]:
        country = names[group.title]
        assert set(codes(group)) <= set(links.loc[links["participant_id"] == country, "action_id"])
        for line, code in zip(group.rows, codes(group), strict=True):
            mine = milestones[milestones["action_id"] == code]
            mine = mine[mine["participant_id"].isna() | (mine["participant_id"] == country)]
            shown = [
                state for state in mine["state"] if state not in ("withdrawn", "not_applicable")
            ]
            if line.marks or len(shown) <= MOST_MARKS:
                assert [mark.ink for mark in line.marks] == [MARKED[one] for one in shown]


def test_the_newest_come_first_and_those_without_a_date_last():
    view, chart = listed("stage")
    every = list(view.selection.listed["action_id"])
    found = measures.outlooks(view.selection.milestones, view.dataset.reports, every)
    keys = dict(zip(every, map(dates.iso, found["on"], found["precision"]), strict=True))
    for group in chart.groups:
        days = [keys[code] for code in codes(group)]
        assert days == sorted(days, reverse=True)


def test_a_title_is_whole_and_leads_to_its_dossier_with_the_choice():
    view = open_view("actions", "es", {"priority": ["P1"]})
    card = grouped.actions(view, view.selection.listed, "stage")
    line = next(line for group in card.chart.groups for line in group.rows)
    code = line.address.removeprefix("actions?priority=P1&lang=es&action=")
    assert view.addresses("actions", "action", [code]) == [line.address]


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
    assert grouped._named(view, ["Perú", "Chile"]) == "Perú, Chile"
    assert grouped._named(view, []) == ""
    long = grouped._named(view, ["x" * 40, "Chile", "Perú"])
    assert long == view.t("grouped.more", names="x" * 40, n=2)


def test_what_actions_are_grouped_by_stands_in_the_address_of_their_page():
    view = open_view("actions", "en", {})
    assert own_of(view, {"group": "country"}) == ({"group": "country"}, [])
    assert own_of(view, {"group": "colour"}) == ({}, ["group=colour"])
    options = grouped.choice(view, {"q": "coca"}, "country").options
    queries = [parse_qs(urlsplit(one.href).query) for one in options]
    assert [one["group"] for one in queries] == [[name] for name in grouped.GROUPS]
    assert [one.chosen for one in options] == [name == "country" for name in grouped.GROUPS]
    assert all(one["q"] == ["coca"] for one in queries)


def test_a_bar_is_said_in_words_and_the_legend_has_the_inks_that_occur():
    _, chart = listed("stage", dataset="exercise")
    rows = [row for group in chart.groups for row in group.rows]
    assert any(row.bar for row in rows)
    assert all(bool(row.said) == bool(row.bar) for row in rows)
    found = {one.ink for row in rows for one in (*row.marks, *row.bar)}
    assert [one.ink for one in chart.legend] == [ink for ink in Ink if ink in found]


def test_the_title_counts_each_outlook():
    view, chart = listed("stage")
    numbers = [one.number for one in chart.groups]
    assert [one.title for one in chart.groups] == [
        view.t(f"outlook.{outlook}") for outlook in Outlook
    ]
    assert all(number in chart.label for number in numbers)


# ---- agencies


@cache
def grid(language="en"):
    view = open_view("agencies", language, {})
    card = agencies.grid(view)
    assert card is not None
    assert isinstance(card.chart, Agencies)
    return view, card


@pytest.mark.parametrize("language", words.languages())
def test_a_cell_says_its_stage_and_date_and_leads_to_the_agreement_and_its_source(language):
    view, card = grid(language)
    rows = {row.name: row for row in card.chart.rows}
    ecuador = rows[view.t.participant(view.dataset, "ECU")]
    cell = ecuador.cells[card.chart.columns.index("Europol")]
    assert cell.rungs == ("reached", "reached", "half", "open")
    assert "2025" in cell.words
    assert cell.words in cell.label
    assert cell.source in cell.label
    assert "action=A001" in cell.address
    assert cell.source_address.startswith("https://")


def test_nothing_found_is_said_in_words_and_leads_nowhere():
    view, card = grid()
    cells = [cell for row in card.chart.rows for cell in row.cells if not cell.rungs]
    assert cells
    assert all(cell.words == view.t("agencies.none") for cell in cells)
    assert not any(cell.address or cell.source for cell in cells)


def test_the_grid_says_what_its_table_says():
    _, card = grid()
    shown = [[row.name, *(cell.words for cell in row.cells)] for row in card.chart.rows]
    assert shown == card.table.to_numpy().tolist()


def test_a_rung_is_half_filled_where_one_source_alone_says_so():
    assert rungs(Stage.SIGNED, State.AWAITING) == ("reached", "reached", "half", "open")
    assert rungs(Stage.IN_FORCE, State.CONFIRMED) == ("reached",) * 4
    assert rungs(Stage.CONTACT, State.NOT_DUE) == ("reached", "open", "open", "open")


def test_agreements_stand_by_stage_the_furthest_first_and_what_is_open_says_what_is_known():
    view, _ = grid()
    card, waiting = agencies.by_stage(view), agencies.waiting(view)
    assert card is not None
    assert waiting is not None
    assert sum(len(group.rows) for group in card.chart.groups) == len(card.table)
    assert card.chart.groups[0].title == "In force"
    notes = dict(zip(waiting.table.index, waiting.table[view.t("column.note")], strict=True))
    reports = view.dataset.reports[view.dataset.reports["milestone_id"] == "A001-in_force"]
    newest = reports.sort_values("reported_on", kind="stable").iloc[-1]
    assert newest["note"]
    assert notes["A001"] == newest["note"]
    assert all(waiting.table[view.t("column.source")].str.startswith("http"))


def test_without_any_agency_nothing_is_claimed(monkeypatch):
    view, _ = grid()
    monkeypatch.setattr(grouped, "agency_names", lambda _: {})
    assert agencies.grid(view) is None
    assert agencies.page_sentence(view, {}) == ""
