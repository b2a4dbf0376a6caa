"""From a figure to the browser: each kind has a module, and renders the same each time."""

from functools import cache

import orjson
import pytest

import dashboard
from components.cards import agencies, events, map, steps, tiles
from components.charts.lines import Lines
from components.server.board import scripts
from components.server.board.content import figure
from components.view.view import open_view
from tests.support.opened import content_of

OTHERS = ("table", "paper", "shell", "picture", "slides")
"""Modules that draw no figure."""


@cache
def charts():
    """A figure of each kind in the exercise, for one priority: kind to figure and view."""
    query = {"dataset": ["exercise"]}
    query["priority"] = open_view("overview", "en", query).allowed["priority"][:1]
    overview = open_view("overview", "en", query)
    first_screen = (
        tiles.headline_tiles(overview, {}),
        map.on_map(overview),
        events.open_milestones(overview),
        agencies.grid(overview),
    )
    found = {type(card.chart): (card.chart, overview) for card in first_screen}
    for page in dashboard.PAGES:
        view = open_view(page, "en", query)
        in_inks = (steps.steps(view), steps.priorities_since(view), steps.countries_since(view))
        for card in (*content_of(view, {}).cards, *in_inks):
            if card.chart is not None:
                found.setdefault(type(card.chart), (card.chart, view))
    return found


@pytest.mark.parametrize("kind", charts(), ids=lambda kind: kind.__name__)
def test_a_figure_renders_the_same_twice_and_only_that_of_plotly_has_a_height(kind):
    chart, view = charts()[kind]
    module, body, height = figure(chart, view.t)
    content = orjson.dumps(body)
    assert content == orjson.dumps(figure(chart, view.t)[1])
    assert module in scripts.MODULES, "no module of the browser draws it"
    assert (height > 0) == ("data" in orjson.loads(content)) == (kind == Lines)


def test_each_module_that_draws_a_figure_has_one():
    rest = {*scripts.FRAME, *OTHERS}
    shared = {part for parts in scripts.NEEDS.values() for part in parts}
    drawn = {figure(chart, view.t)[0] for chart, view in charts().values()}
    assert drawn == set(scripts.MODULES) - rest - (shared - {"barrows"})
