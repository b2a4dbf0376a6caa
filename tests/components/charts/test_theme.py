"""Documents have the colours of the pages; numbers and edges of bars are visible in each."""

import tomllib
from pathlib import Path

import pytest

from components.charts import theme
from components.frontend import plotly
from data.model import State, Status
from tests.support import contrast

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
BARS = [one for one in (*State, *Status) if one not in theme.BESIDE]
FOR_TEXT, FOR_SHAPES = 4.5, 3.0
"""Contrast that text and shapes need (WCAG 2.2, 1.4.3 and 1.4.11)."""


def configured(scheme):
    return tomllib.loads(CONFIG.read_text("utf-8"))["theme"][scheme]


def by_plotly(colour):
    """Plotly's default text colour on a colour: white if `isDark` of tinycolor, else dark grey."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#ffffff" if (red * 299 + green * 587 + blue * 114) / 1000 < 128 else "#444444"


def colour(named, scheme):
    return theme.real(named, SCHEMES[scheme])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_settings_of_the_pages_have_the_colours_of_the_theme_in_its_order(scheme):
    assert tuple(configured(scheme)["chartCategoricalColors"]) == SCHEMES[scheme]


def test_documents_are_printed_in_the_light_scheme():
    names = (
        "primaryColor",
        "textColor",
        "secondaryBackgroundColor",
        "borderColor",
        "backgroundColor",
    )
    printed = (theme.PRIMARY, theme.TEXT, theme.SOFT, theme.RULE, theme.PAPER)
    assert tuple(configured("light")[name] for name in names) == printed


def test_each_placeholder_stands_for_a_colour_of_its_own():
    placeholders = [
        *(one for one in (look.colour for look in theme.STATE.values()) if one != theme.BEFORE),
        theme.DELAYED,
        theme.ANNOUNCED,
        theme.INK,
    ]
    assert [theme.real(one) for one in placeholders] == list(theme.LIGHT)
    assert theme.real(theme.INK, theme.DARK) == theme.DARK[-1]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("mark", BARS, ids=str)
def test_a_number_in_a_bar_can_be_read(mark, scheme):
    filled = (
        configured(scheme)["backgroundColor"]
        if theme.look(mark).hatched
        else colour(theme.look(mark).colour, scheme)
    )
    told = plotly.number(theme.look(mark))
    written = colour(told["insidetextfont"]["color"], scheme) if told else by_plotly(filled)
    assert contrast.between(written, filled) >= FOR_TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("mark", BARS, ids=str)
def test_a_bar_ends_where_it_can_be_seen(mark, scheme):
    drawn = plotly.marker(theme.look(mark))
    edge = drawn.get("line", drawn)["color"]
    assert (
        contrast.between(colour(edge, scheme), configured(scheme)["backgroundColor"]) >= FOR_SHAPES
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_confirmed_and_not_achieved_differ_also_where_no_colour_is_seen(scheme):
    confirmed, missed = (
        plotly.marker(theme.STATE[state]) for state in (State.CONFIRMED, State.NOT_ACHIEVED_DUE)
    )
    in_grey = contrast.between(colour(confirmed["color"], scheme), colour(missed["color"], scheme))
    assert in_grey >= FOR_SHAPES or confirmed.get("pattern") != missed.get("pattern")
