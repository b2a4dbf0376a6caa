"""The matrix: the shares of a cell are what its number says, on both kinds of plan."""

import pytest

from components.cards import overview
from components.view.view import open_view
from data.model import REACHED, Plan


def filled(view):
    chart = overview.matrix(view).chart
    return [cell for row in chart.rows for cell in row.cells if cell.filled]


@pytest.fixture(scope="module")
def planned():
    view = open_view("overview", "en", {"dataset": ["exercise"]})
    assert view.dataset.plan != Plan.OPEN
    return view


@pytest.fixture(scope="module")
def recorded():
    view = open_view("overview", "en", {})
    assert view.dataset.plan == Plan.OPEN
    return view


def test_on_a_plan_the_bar_is_what_was_reached_of_what_applies(planned):
    cells = filled(planned)
    assert cells
    for cell in cells:
        reached, applicable = map(int, cell.count.split("/"))
        assert tuple(state for state, _ in cell.shares) == tuple(REACHED)
        share = sum(share for _, share in cell.shares)
        assert share == pytest.approx(reached / applicable if applicable else 0)


def test_on_a_record_the_longest_bar_is_the_largest_number(recorded):
    cells = filled(recorded)
    most = max(int(cell.count) for cell in cells)
    for cell in cells:
        assert sum(share for _, share in cell.shares) == pytest.approx(int(cell.count) / most)


def test_a_country_without_an_action_has_a_cell_without_numbers(planned):
    chart = overview.matrix(planned).chart
    empty = [cell for row in chart.rows for cell in row.cells if not cell.filled]
    assert all((cell.count, cell.shares) == ("–", ()) for cell in empty)
    assert not chart.is_empty
    assert {len(row.cells) for row in chart.rows} == {len(chart.columns)}
