"""Figures in the inks of the dashboard in a browser: by keyboard, by name, and on a phone."""

import pytest

from tests.browser.conftest import DESK, PHONE, new, painted

STEPS, SIDES = "record-overview-steps", "record-overview-priorities"
KINDS = (STEPS, SIDES, "exercise-overview-steps", "exercise-countries-countries")
ACTIVE = """(() => {
  let found = document.activeElement
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement
  return found.getAttribute('aria-label') ?? found.textContent
})()"""
ROOM = "main.drawn section { width: auto }"
"""The gallery draws figures in a column; the figure with a column a country needs the page."""


@pytest.fixture(scope="module")
def drawn(chromium, gallery):
    """The figures of the gallery, drawn in a window."""
    page = new(chromium)
    page.goto(f"{(gallery[0] / 'drawn-en.html').as_uri()}?scheme=light")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.add_style_tag(content=ROOM)
    yield page
    page.context.close()


def at(page, key, size):
    """The figure of an example in a window of a size, once it has followed."""
    page.set_viewport_size(size)
    painted(page)
    return page.locator(f"#{key} .place")


def test_on_a_desk_priorities_are_rows_and_on_a_phone_countries_are(drawn):
    figure = at(drawn, STEPS, DESK)
    names = figure.locator("tbody th").all_inner_texts()
    assert names[0].startswith("1. P1")
    assert len({box["y"] for box in boxes(figure)}) == 1
    figure = at(drawn, STEPS, PHONE)
    assert len({box["x"] for box in boxes(figure)}) == 1
    assert [box["y"] for box in boxes(figure)] == sorted({box["y"] for box in boxes(figure)})
    figure.get_by_role("link", name="Ecuador", exact=True).focus()
    drawn.keyboard.press("ArrowDown")
    assert drawn.evaluate(ACTIVE) == "Peru"


def boxes(figure):
    """Where the names of the countries stand."""
    return [name.bounding_box() for name in figure.locator("thead th:not(.once, .beside)").all()]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("key", KINDS)
def test_a_figure_fits_its_page_and_every_link_has_a_name_and_an_address(drawn, key, size):
    figure = at(drawn, key, size)
    assert drawn.evaluate(f"document.querySelector('#{key}').scrollWidth") <= size["width"]
    links = figure.locator("a").evaluate_all(
        "all => all.map((one) => Boolean(one.href && (one.ariaLabel || one.innerText)))"
    )
    assert len(links) >= 3 and all(links)


def test_arrow_keys_go_from_mark_to_mark_and_the_tab_key_stops_once(drawn):
    figure = at(drawn, STEPS, DESK)
    assert figure.locator("table a[tabindex='0']").count() == 1
    first = figure.locator("tbody td a").first
    first.focus()
    here = drawn.evaluate(ACTIVE)
    drawn.keyboard.press("ArrowRight")
    assert "Invented action" in drawn.evaluate(ACTIVE) != here
    drawn.keyboard.press("Home")
    assert drawn.evaluate(ACTIVE).startswith("1. P1")
    drawn.keyboard.press("ArrowUp")
    assert drawn.evaluate(ACTIVE).startswith("1. P1")
    drawn.keyboard.press("ArrowDown")
    assert drawn.evaluate(ACTIVE).startswith("2. P2")
    drawn.keyboard.press("ArrowRight")
    drawn.keyboard.press("ArrowUp")
    assert "Invented action" in drawn.evaluate(ACTIVE)
    drawn.keyboard.press("ArrowUp")
    assert drawn.evaluate(ACTIVE) == "Ecuador"
    assert figure.locator("table a[tabindex='0']").all_inner_texts() == ["Ecuador"]


def test_the_two_sides_of_the_axis_have_one_scale(drawn):
    figure = at(drawn, SIDES, DESK)
    before = figure.locator("a .ink.before").bounding_box()["width"]
    since = [one.bounding_box()["width"] for one in figure.locator("li:first-child a .piece").all()]
    assert before == pytest.approx(sum(since) / 2, rel=0.02)
