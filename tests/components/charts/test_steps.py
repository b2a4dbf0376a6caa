"""Where it happened: each mark is a milestone, and each number is that of a measure."""

import re
from functools import cache

import pytest

from components.cards import steps as cards
from components.charts import inks, steps
from components.charts.theme import Ink
from components.view.view import open_view
from data import measures
from data.model import OUT, Plan, State
from tests.support.opened import share


@cache
def drawn(dataset="record"):
    """The figure of a whole dataset, and its view."""
    view = open_view("overview", "en", {"dataset": [dataset]})
    return cards.steps(view).chart, view


def number(text):
    """A number as it is written at the end of a row, without what it is of."""
    return int(re.sub(r"\D", "", text))


def milestones(view):
    """The milestones of a view that no decision took out."""
    found = view.selection.milestones
    return found[~found["state"].isin(OUT)]


def test_every_milestone_of_the_record_has_a_mark_in_the_column_of_each_partner():
    chart, view = drawn()
    listed = measures.listing(milestones(view), view.dataset)
    for country_at, country in enumerate(chart.countries):
        mine = listed[listed["participant_id"] == country.id]
        for row in chart.rows:
            marks = [chart.steps[at] for at in row.cells[country_at].marks]
            states = mine.loc[mine["priority_id"] == row.id, "state"]
            assert sorted(mark.ink for mark in marks) == sorted(
                inks.ink_of(State(state), Plan.OPEN) for state in states
            )


def test_marks_of_a_cell_are_in_the_order_of_the_legend():
    chart, _ = drawn()
    order = [line.ink for line in chart.key]
    for row in chart.rows:
        for cell in row.cells:
            places = [order.index(chart.steps[at].ink) for at in cell.marks]
            assert places == sorted(places)


def test_each_milestone_is_sent_once_however_many_partners_it_has():
    chart, view = drawn()
    shown = [at for row in chart.rows for cell in row.cells for at in cell.marks]
    assert len(chart.steps) == len(set(shown)) < len(shown)
    assert len(chart.steps) == len(milestones(view))


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_numbers_of_rows_are_those_of_the_headline_and_count_a_joint_milestone_once(dataset):
    chart, view = drawn(dataset)
    whole = measures.numbers(measures.total(view.selection.milestones))
    beside = whole["to_come"] if view.dataset.plan == Plan.OPEN else whole["of"]
    assert (number(chart.reached), number(chart.beside)) == (whole["reached"], beside)
    assert sum(number(row.reached) for row in chart.rows) == whole["reached"]
    assert sum(number(row.beside) for row in chart.rows) == beside


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_number_of_a_partner_is_that_of_its_cells(dataset):
    chart, view = drawn(dataset)
    listed = measures.listing(measures.behind(view.selection.milestones, "reached"), view.dataset)
    for country in chart.countries:
        assert number(country.reached) == (listed["participant_id"] == country.id).sum()
    assert sum(number(country.reached) for country in chart.countries) > number(chart.reached)


def test_a_complete_plan_has_a_bar_a_cell_and_no_marks():
    chart, _ = drawn("exercise")
    cells = [cell for row in chart.rows for cell in row.cells]
    assert chart.bars
    assert not chart.steps
    assert not any(cell.marks for cell in cells)
    wholes = {cell.href: number(cell.text.rpartition("/")[2]) for cell in cells if cell.bar}
    for cell in (cell for cell in cells if cell.bar):
        wide = sum(share(piece.width) for piece in cell.bar)
        assert wide == pytest.approx(wholes[cell.href] / max(wholes.values()), abs=1e-3)
    assert Ink.LATE in {line.ink for line in chart.key}
    assert Ink.BEFORE not in {line.ink for line in chart.key}


def test_an_open_record_has_bars_only_where_a_cell_is_too_full_for_marks(monkeypatch):
    _, view = drawn()
    codes = [list(view.allowed["country"]), list(view.allowed["priority"])]
    cells = measures.cells(view.selection.columns, view.dataset, *codes)
    assert not steps.is_of_bars(cells, Plan.OPEN)
    assert steps.is_of_bars(cells, Plan.COMPLETE)
    nothing = {name: column[:0] for name, column in cells.items()}
    assert not steps.is_of_bars(nothing, Plan.OPEN)
    monkeypatch.setattr(steps, "MOST_MARKS", 2)
    assert steps.is_of_bars(cells, Plan.OPEN)


def test_a_country_without_an_action_of_a_priority_has_an_empty_cell_that_says_so():
    chart, _ = drawn("exercise")
    empty = [
        (country, row, row.cells[at])
        for row in chart.rows
        for at, country in enumerate(chart.countries)
        if not row.cells[at].href
    ]
    assert empty
    for country, row, cell in empty:
        assert country.name in cell.label
        assert f"priority {row.number}" in cell.label
