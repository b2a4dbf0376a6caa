"""Figures: drawn in place, reached by keyboard, described in words, served by this server alone.

Their colours are those of the theme.
"""

import pytest

from data.text import words
from tests.browser.conftest import choose, figures, until
from tests.support.readings import shipped

T = words.words_of(shipped("record"), "es")
FIGURE = "#over-time .place"
COLOURS = (
    "element => [...element.querySelectorAll('.scatterlayer .js-line')]"
    ".map(line => line.style.stroke)"
)
VISIBLE = """Object.fromEntries(
    document.querySelector('#over-time .js-plotly-plot')
        ._fullData.map(trace => [trace.name, trace.visible])
)"""


def near(page):
    """The figure of the Overview, once it is drawn: that is when a reader comes near."""
    figure = page.locator(FIGURE)
    figure.scroll_into_view_if_needed()
    figure.locator(".main-svg .js-line").first.wait_for(state="attached")
    return figure


@pytest.fixture
def page(visit, address):
    return visit(f"{address}/overview?lang=es", locale="es")


@pytest.fixture
def own_page(visit, address):
    return visit(f"{address}/overview?lang=es", locale="es", alone=True)


def label(chart, key):
    """Press a key; what is heard of the mark to which it leads."""
    live = chart.locator("[aria-live]")
    live.evaluate("one => { one.textContent = '' }")
    chart.page.keyboard.press(key)
    until(chart.page, "document.activeElement.querySelector('[aria-live]').textContent")
    return live.text_content()


def test_a_figure_says_in_words_what_it_shows_and_its_keys_go_from_month_to_month(page):
    chart = near(page)
    assert chart.get_attribute("role") == "figure"
    assert f"{figures(page)[0]} hitos" in chart.get_attribute("aria-label")
    described = page.locator(f"#{chart.get_attribute('aria-describedby')}")
    assert described.text_content() == T("card.keys")
    chart.focus()
    first, second = label(chart, "ArrowRight"), label(chart, "ArrowRight")
    assert (label(chart, "ArrowLeft"), label(chart, "Home")) == (first, first) != (second, second)
    assert chart.locator(".hoverlayer .legend").count() == 1
    last = label(chart, "End")
    assert last.startswith("jun 2026. ")
    assert all(f"{T(f'series.{name}')}: " in last for name in ("confirmed", "reached"))
    page.keyboard.press("ArrowRight")
    assert chart.locator("[aria-live]").text_content() == last
    page.keyboard.press("Escape")
    assert chart.locator("[aria-live]").text_content() == ""
    assert chart.locator(".hoverlayer .legend").count() == 0


def test_the_figures_of_a_page_follow_the_theme(own_page):
    page, chart = own_page, near(own_page)
    light = chart.evaluate(COLOURS)
    mark = page.locator(".steps .ink.confirmed").first
    paper = "one => getComputedStyle(one).backgroundColor"
    before = mark.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    until(page, f"document.querySelector('{FIGURE} .js-line').style.stroke !== {light[0]!r}")
    dark = chart.evaluate(COLOURS)
    assert len(dark) == len(light)
    assert not set(dark) & set(light)
    assert mark.evaluate(paper) != before


def test_new_numbers_are_drawn_in_the_same_place_and_what_was_taken_out_stays_out(page):
    chart = near(page)
    chart.evaluate("element => { element.first = true }")
    described = chart.get_attribute("aria-label")
    taken_out = T("series.reached")
    chart.locator(".traces", has_text=taken_out).locator(".legendtoggle").click()
    until(page, f"{VISIBLE}['{taken_out}'] === 'legendonly'")
    choose(page, "country", "ECU")
    chart = near(page)
    until(page, f"document.querySelector('{FIGURE}').ariaLabel !== {described!r}")
    assert chart.evaluate("element => element.first")
    shown = page.evaluate(VISIBLE)
    assert shown.pop(taken_out) == "legendonly"
    assert set(shown.values()) == {True}
