"""Where it happened: each mark is a milestone, and each number is that of a measure."""

from functools import cache

import pytest

from components.cards import course
from components.cards import steps as cards
from components.charts import steps
from components.view.view import open_view
from data import measures
from data.model import Plan


@cache
def drawn(dataset="record"):
    """The figure of a whole dataset, and its view."""
    view = open_view("overview", "en", {"dataset": [dataset]})
    return cards.steps(view).chart, view


def test_marks_of_a_cell_are_in_the_order_of_the_legend():
    chart, _ = drawn()
    order = [line.look for line in chart.key]
    for row in chart.rows:
        for cell in row.cells:
            places = [order.index(f"ink {chart.steps[at].ink}") for at in cell.marks]
            assert places == sorted(places)


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_legend_has_what_occurs_and_nothing_else(dataset):
    chart, view = drawn(dataset)
    query = {"dataset": [dataset], "country": ["GTM"]}
    one = cards.steps(open_view("overview", "en", query)).chart
    for figure in (chart, one):
        pieces = (piece.ink for row in figure.rows for cell in row.cells for piece in cell.bar)
        inks = {*pieces} if figure.bars else {step.ink for step in figure.steps}
        assert {line.look.split()[-1] for line in figure.key} == inks
    assert len(one.key) < len(chart.key) or dataset == "exercise"
    months = course.card(view).chart
    marks = [(*cell.marks, *cell.bar) for row in months.rows for cell in row.cells]
    found = {mark.ink for inks in marks for mark in inks}
    looks = [line.look for line in months.key if line.look.startswith("ink")]
    assert {look.split()[-1] for look in looks} == found


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


def test_more_countries_than_fit_across_are_rows(monkeypatch):
    chart, view = drawn()
    assert not chart.many
    monkeypatch.setattr(steps, "MOST_ACROSS", 15)
    assert cards.steps.__wrapped__(view).chart.many
