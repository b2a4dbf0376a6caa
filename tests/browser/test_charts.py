"""Figures: drawn in place, reached by keyboard, described in words, served by this server alone.

Their colours are those of the theme, and of the printed page.
"""

import pytest

from components.frontend import assets
from components.server import page_html
from data import load, words
from tests.browser.conftest import ROOT, settle
from tests.test_counts import counted_actions, headline, rows, states

T = words.words_of(load.load(load.FOLDER / "record"), "es")
COLOURS = (
    "element => [...element.querySelectorAll('.barlayer .point path')].map(path => path.style.fill)"
)
VISIBLE = """Object.fromEntries(
    document.querySelector('.st-key-card_priorities .js-plotly-plot')
        ._fullData.map(trace => [trace.name, trace.visible])
)"""


@pytest.fixture
def page(visit, address):
    return visit(f"{address}/overview?lang=es", locale="es")


@pytest.fixture
def own_page(visit, address):
    return visit(f"{address}/overview?lang=es", locale="es", alone=True)


def bars(page):
    return page.locator(".st-key-card_priorities .roadmap-chart")


def counted(state, priority):
    """Milestones in a state under a priority, of the actions that count."""
    actions = {
        row["action_id"] for row in rows("actions") if row["priority_id"] == priority
    } & counted_actions()
    own = {row["milestone_id"] for row in rows("milestones") if row["action_id"] in actions}
    return sum(found == state for code, found in states().items() if code in own)


def said(chart):
    """What is heard of the mark that the reader has reached."""
    chart.page.wait_for_timeout(300)
    return chart.locator("[aria-live]").text_content()


def test_a_figure_says_in_words_what_it_shows(page):
    label = bars(page).get_attribute("aria-label")
    reached, confirmed = (
        headline()[0],
        sum(counted("confirmed", f"P{number}") for number in range(1, 7)),
    )
    assert T("overview.priorities_title", n=reached, confirmed=confirmed) in label
    assert f"{T('state.confirmed')} {counted('confirmed', 'P1')}" in label
    described = page.locator(f"#{bars(page).get_attribute('aria-describedby')}")
    assert described.text_content() == T("card.keys")


def test_arrow_keys_move_from_mark_to_mark_and_escape_leaves(page):
    chart = bars(page)
    chart.focus()
    page.keyboard.press("ArrowRight")
    assert said(chart).endswith(f"{T('state.confirmed')}: {counted('confirmed', 'P1')}")
    assert chart.locator(".hoverlayer .hovertext").count() == 1
    page.keyboard.press("ArrowRight")
    assert said(chart).endswith(f"{T('state.awaiting')}: {counted('awaiting', 'P1')}")
    page.keyboard.press("ArrowDown")
    assert said(chart).endswith(f"{T('state.confirmed')}: {counted('confirmed', 'P2')}")
    page.keyboard.press("End")
    last = said(chart)
    page.keyboard.press("ArrowRight")
    assert said(chart) == last
    page.keyboard.press("Escape")
    assert said(chart) == ""
    assert chart.locator(".hoverlayer .hovertext").count() == 0


def test_a_month_of_the_lines_is_one_mark_with_all_its_numbers(page):
    chart = page.locator(".st-key-card_over-time .roadmap-chart")
    chart.focus()
    page.keyboard.press("End")
    heard = said(chart)
    assert heard.startswith("jun 2026. ")
    assert all(
        f"{T(f'series.{name}')}: " in heard for name in ("confirmed", "reached", "announced")
    )


def test_a_figure_follows_the_theme_without_a_run(own_page):
    page, chart = own_page, bars(own_page)
    light = chart.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "light => light !== document.querySelector("
        "'.st-key-card_priorities .barlayer .point path').style.fill",
        arg=light[0],
    )
    dark = chart.evaluate(COLOURS)
    assert light[0] == "rgb(11, 61, 145)"
    assert dark[0] == "rgb(58, 111, 216)"
    assert len(dark) == len(light)


def test_new_numbers_are_drawn_in_the_same_place_and_what_was_taken_out_stays_out(page):
    chart = bars(page)
    chart.evaluate("element => { element.first = true }")
    taken_out = T("state.awaiting")
    chart.locator(".traces", has_text=taken_out).locator(".legendtoggle").click()
    page.wait_for_function(f"{VISIBLE}['{taken_out}'] === 'legendonly'")
    page.locator('[data-testid="stMultiSelect"]').first.locator("input").fill("Ecuador")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('country=ECU')")
    page.keyboard.press("Escape")
    settle(page)
    assert chart.evaluate("element => element.first")
    shown = page.evaluate(VISIBLE)
    assert shown.pop(taken_out) == "legendonly"
    assert set(shown.values()) == {True}


def test_the_printed_page_keeps_the_colours_and_cuts_nothing_off(own_page):
    page, chart = own_page, bars(own_page)
    before = chart.evaluate(COLOURS)
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert chart.evaluate("element => getComputedStyle(element).printColorAdjust") == "exact"
    assert chart.evaluate(COLOURS) == before
    for svg in chart.locator(".main-svg").all():
        assert svg.evaluate(
            "svg => svg.getBoundingClientRect().right <= document.documentElement.clientWidth + 1"
        )


def test_figures_ask_nobody_but_this_server(visit, address):
    page = visit(f"{address}/overview?lang=es", alone=True)
    asked = []
    page.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    page.reload()
    settle(page)
    page.locator(".roadmap-chart .main-svg").first.wait_for()
    assert any(assets.LIBRARY.name in url for url in asked)
    assert [
        url
        for url in asked
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ] == []


def test_nothing_moves_while_the_overview_loads(visit, address):
    page = visit(address, alone=True)
    page.add_init_script(
        """window.moved = 0
        new PerformanceObserver(list => {
            for (const shift of list.getEntries()) moved += shift.value
        }).observe({type: 'layout-shift', buffered: true})"""
    )
    page.goto(f"{address}/overview?lang=en")
    settle(page)
    page.locator(".roadmap-chart .main-svg").first.wait_for()
    assert page.evaluate("moved") <= 0.05


def test_what_is_asked_for_at_once_is_there():
    """Names of Streamlit's own files change with its version."""
    assert all(list(page_html.SCRIPTS.glob(f"{part}.*.js")) for part in page_html.PARTS)
    config = (ROOT / ".streamlit/config.toml").read_text("utf-8")
    assert f'url = "{page_html.font()}"' in config
