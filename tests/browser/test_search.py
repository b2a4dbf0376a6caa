"""The field that searches everywhere: by keyboard, for a screen reader, and without an answer."""

from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error

from data.text import words
from tests.browser.conftest import go, painted, until
from tests.support import axe

FIELD = ".board-top .search input"
OPTIONS = "[...document.querySelectorAll('.search [role=option]')].map((one) => one.textContent)"
ACTIVE = f"""document.getElementById(document.querySelector("{FIELD}")
    .getAttribute("aria-activedescendant"))?.textContent"""
FIRST = "document.querySelector('.search [role=option] span').textContent"
STATUS = "document.querySelector('.search [role=status]').textContent"
SHOWN = "!document.querySelector('.search-list').hidden"
EXPANDED = f"document.querySelector('{FIELD}').getAttribute('aria-expanded')"
IN_FIELD = f"document.activeElement.matches('{FIELD}')"


@pytest.fixture
def page(visit, address):
    """The Overview in Spanish, in its own window."""
    return visit(f"{address}/overview?lang=es&priority=P5", alone=True)


def type_and_wait(page, text):
    """Type a text into the empty field and wait for what it finds."""
    page.fill(FIELD, "")
    page.type(FIELD, text, delay=15)
    until(page, f"{SHOWN} && {STATUS} !== ''")


def opened(page):
    """The page that is open, and what of it is chosen."""
    place = urlsplit(page.url)
    query = parse_qs(place.query)
    return place.path, *query["country"], *query["priority"]


def test_a_reader_finds_and_opens_with_the_keyboard_alone(page):
    requests = []
    page.on("request", lambda request: requests.append(urlsplit(request.url)))
    page.keyboard.press("Control+k")
    assert page.evaluate(IN_FIELD)
    type_and_wait(page, "Colmbia")
    texts = [parse_qs(one.query)["text"] for one in requests if one.path == "/search"]
    assert texts == [["Colmbia"]], "a pause comes before a question"
    assert page.evaluate(STATUS) == "12 resultados"
    assert page.evaluate(EXPANDED) == "true"
    assert page.evaluate(FIRST) == "Colombia"
    search = page.locator(".search")
    assert search.get_by_role("group", name="Países del CLASI").get_by_role("option").count() == 1
    options = page.evaluate(OPTIONS)
    assert page.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE) == options[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) == options[-1]
    assert axe.findings(page, ".search") == []
    page.keyboard.press("Escape")
    assert not page.evaluate(SHOWN)
    assert (page.input_value(FIELD), page.evaluate(EXPANDED)) == ("Colmbia", "false")
    page.keyboard.press("ArrowDown")
    until(page, f"{SHOWN} && {STATUS} !== ''")
    page.keyboard.press("Tab")
    assert not page.evaluate(SHOWN)
    assert not page.evaluate(IN_FIELD)
    page.focus(FIELD)
    go(page, lambda: page.keyboard.press("Enter"))
    assert (*opened(page), page.input_value(FIELD)) == ("/countries", "COL", "P5", "")


def test_a_key_focuses_the_field_but_not_while_a_reader_types_elsewhere(page):
    page.locator("button[data-name=country]").click()
    other = page.locator("#filter-country input[type=search]")
    other.focus()
    page.keyboard.type("1/2")
    page.keyboard.press("Control+k")
    assert (page.evaluate(IN_FIELD), other.input_value()) == (False, "1/2")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert (page.evaluate(IN_FIELD), page.input_value(FIELD)) == (True, "")
    page.keyboard.type("a/b")
    assert page.input_value(FIELD) == "a/b"


def test_an_answer_that_comes_late_is_not_shown_and_enter_waits_for_the_right_one(page, address):
    late = page.request.get(f"{address}/search?text=europol&lang=es").json()
    held = []
    page.route(lambda url: "text=europol" in url, lambda route: held.append(route))
    with page.expect_request("**/search?*"):
        page.fill(FIELD, "europol")
    type_and_wait(page, "Perú")
    with suppress(Error):  # it may have been given up
        held[0].fulfill(json=late)
    painted(page)
    assert page.evaluate(FIRST) == "Perú"
    page.fill(FIELD, "Bolivia")
    go(page, lambda: page.keyboard.press("Enter"))
    assert opened(page) == ("/countries", "BOL", "P5")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("Método")
    go(page, lambda: [page.keyboard.press(key) for key in ("Enter", "Control+k")])
    assert page.evaluate(IN_FIELD), "who searches again before the page is there goes on there"


def test_nothing_found_and_no_answer_are_sentences_and_a_click_opens(page):
    t = words.words("es")
    type_and_wait(page, "zzzzzzzz")
    assert page.evaluate(STATUS) == page.inner_text(".search-list") == t("search.nothing")
    assert page.evaluate(EXPANDED) == "false"
    page.route("**/search?*", lambda route: route.abort())
    page.fill(FIELD, "Chile")
    until(page, f"{STATUS} === {t('search.unanswered')!r}")
    page.unroute("**/search?*")
    page.fill(FIELD, "x" * 201)
    until(page, f"{STATUS} === {t('search.too_long', most=200)!r}")
    type_and_wait(page, "Chile")
    go(page, page.locator(".search [role=option]").first.click)
    assert opened(page) == ("/countries", "CHL", "P5")


def test_the_field_fits_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 700})
    type_and_wait(page, "europol")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_marks_the_words_where_it_found_them(visit, address):
    page = visit(f"{address}/actions?q=policia+nacional&lang=es")
    row = page.locator(".actions tbody tr:has(a[href*='action=A016'])").first
    assert "Hallado en: España: Policía Nacional" in row.inner_text()
    assert row.locator("b").all_inner_texts() == ["Policía", "Nacional"]
