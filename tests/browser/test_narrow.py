"""Pages zoomed to 400 %, and on paper: nothing is cut, and content comes before furniture."""

import pytest

from tests.browser.conftest import DESK, PHONE, choose, painted, settle, until

ZOOMED = {"width": 360, "height": 225}
"""A window of 1440 x 900 at 400 %."""
LAPTOP = {"width": 1366, "height": 768}
SHEET = {"width": 718, "height": 1000}
"""Width of A4 between margins of a centimetre, in pixels of CSS."""
LEAST = 8
"""Points of the smallest letters."""
SMALLEST = """() => {
    const walker = document.createTreeWalker(document.querySelector(".board"), NodeFilter.SHOW_TEXT)
    let least = Infinity
    for (let node; (node = walker.nextNode());) {
        const parent = node.parentElement
        if (!node.data.trim() || !parent.checkVisibility()) continue
        const picture = parent.closest("svg")
        const box = picture?.viewBox.baseVal?.width
        const scale = box ? picture.getBoundingClientRect().width / box : 1
        least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize) * scale * 0.75)
    }
    return least
}"""
WIDEST = """() => Math.max(...[...document.querySelectorAll(".board *")]
    .filter((one) => !one.closest("svg") && one.checkVisibility())
    .map((one) => one.getBoundingClientRect().right))"""


def right(one):
    """Where an element ends, in pixels of the window."""
    box = one.bounding_box()
    return box["x"] + box["width"]


@pytest.mark.parametrize("query", ["lang=es", "lang=en&dataset=exercise"])
def test_the_sums_of_the_matrix_are_on_the_first_screen_of_a_desk(visit, address, query):
    page = visit(f"{address}/overview?{query}")
    for size in (DESK, LAPTOP):
        page.set_viewport_size(size)
        until(page, f"innerHeight === {size['height']}")
        sums = page.locator(".steps tfoot td").first.bounding_box()
        assert sums["y"] + sums["height"] < size["height"], size


def test_at_400_percent_content_is_on_the_first_screen_and_lists_have_room(visit, address):
    page = visit(f"{address}/overview?lang=es")
    page.set_viewport_size(ZOOMED)
    page.locator(".board h1").wait_for()
    assert page.locator(".board h1").bounding_box()["y"] < ZOOMED["height"]
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 900)")
    painted(page)
    covered = page.get_by_test_id("stHeader").bounding_box()["height"]
    assert covered <= 40
    assert page.locator(".board-filters").bounding_box()["y"] < -100
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    choose(page, "country", "ECU")
    page.locator("button[data-name=country]").click()
    room = page.locator("#filter-country").bounding_box()
    assert room["height"] > 150
    assert room["y"] >= 0
    assert room["y"] + room["height"] <= ZOOMED["height"]


def test_filters_stay_below_the_bar_of_a_closed_menu(visit, address):
    page = visit(f"{address}/overview?lang=pt&dataset=exercise")
    page.set_viewport_size(PHONE)
    page.locator("[data-testid=stExpandSidebarButton]").wait_for()
    assert page.locator(".board-head").bounding_box()["y"] < 150  # below one row and the marking
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 900)")
    painted(page)
    bar = page.get_by_test_id("stHeader").bounding_box()
    assert page.locator(".board-filters").bounding_box()["y"] >= bar["y"] + bar["height"] - 1


def test_signs_of_agreements_do_not_lie_on_their_words(visit, address):
    page = visit(f"{address}/agencies?lang=en")
    cell = page.locator(".agencies td:has(.marks)").first
    signs, words = (cell.locator(one).first.bounding_box() for one in (".marks", "a"))
    assert signs["width"] > 40
    assert signs["x"] + signs["width"] <= words["x"]


@pytest.mark.parametrize("page_name", ["overview?", "countries?country=ECU&"])
def test_the_way_to_each_sentence_of_a_list_is_in_sight_on_a_desk(visit, address, page_name):
    page = visit(f"{address}/{page_name}behind=reached&lang=es")
    table = page.locator("#behind-reached .place.table")
    links = table.locator("td.address a:visible")
    links.first.wait_for()
    assert ":~:text=" in links.first.get_attribute("href")
    box = table.bounding_box()
    assert max(right(one) for one in links.all()) <= box["x"] + box["width"]


def test_a_sentence_has_the_width_of_its_card_on_a_phone(visit, address):
    page = visit(f"{address}/actions?action=A001&lang=es")
    page.set_viewport_size(PHONE)
    quote = page.locator(".paragraphs blockquote").first
    quote.wait_for()
    card = page.locator(".paragraphs").first.bounding_box()
    assert quote.bounding_box()["width"] > 0.9 * card["width"]


def test_on_paper_one_card_follows_another(visit, address):
    page = visit(f"{address}/countries?country=ECU&lang=es", alone=True)
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    widths = "all => all.map((one) => one.clientWidth / one.closest('.column').clientWidth)"
    assert min(page.locator(".side .card").evaluate_all(widths)) > 0.9


@pytest.mark.parametrize("page_name", ["overview", "timeline"])
def test_a_page_is_printed_whole_light_and_legible(visit, address, page_name):
    page = visit(f"{address}/{page_name}?lang=en", alone=True, color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    painted(page)
    assert page.evaluate(WIDEST) <= SHEET["width"]
    assert page.evaluate(SMALLEST) >= LEAST
    for one in (".board-top", ".board-filters", "[data-testid=stSidebar]", ".card footer button"):
        assert not page.locator(one).first.is_visible()
    style = "getComputedStyle(document.querySelector('.board h1'))"
    assert page.evaluate(f"{style}.color") == "rgb(17, 24, 39)"
    ground = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    colours = ".steps .ink, .board .place.figure"
    adjusted = page.locator(colours).evaluate_all(
        "all => all.map((one) => getComputedStyle(one).printColorAdjust)"
    )
    assert set(adjusted) <= {"exact"}
    whole = page.locator(".board .card").evaluate_all(
        "all => all.map((card) => getComputedStyle(card).breakInside)"
    )
    assert set(whole) == {"avoid"}
    assert page.pdf(format="A4").count(b"/Type /Page\n") > 1, "only the first screen was printed"
    cells = "all => all.every((one) => one.checkVisibility())"
    assert page.locator(".place tbody tr > :first-child").evaluate_all(cells)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    settle(page)
    assert page.evaluate(f"{style}.color") == "rgb(232, 237, 246)"
