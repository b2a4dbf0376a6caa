"""The field that searches everywhere: by keyboard, for a screen reader, and without an answer."""

from urllib.parse import parse_qs, urlsplit

import pytest

from data.text import words
from tests.browser.conftest import painted, settle, until
from tests.support import axe

FIELD = ".search input"
LIST = ".search-list"
OPTIONS = "[...document.querySelectorAll('[role=option]')].map((one) => one.textContent)"
ACTIVE = f"""(() => {{ const input = document.querySelector("{FIELD}")
  return document.getElementById(input.getAttribute("aria-activedescendant"))?.textContent }})()"""
FIRST = "document.querySelector('[role=option] span').textContent"
SAID = "document.querySelector('.search-said').textContent"
SHOWN = f"!document.querySelector('{LIST}').hidden"
EXPANDED = f"document.querySelector('{FIELD}').getAttribute('aria-expanded')"
FOCUS = "document.activeElement.name"
TYPED = """(field, text) => {
    for (let at = 1; at <= text.length; at += 1) {
        field.value = text.slice(0, at)
        field.dispatchEvent(new Event("input", { bubbles: true }))
    }
}"""


@pytest.fixture
def page(visit, address):
    """The Overview of a priority in a window of its own; `asked` gets every text."""
    window = visit(f"{address}/overview?lang=es&priority=P5", alone=True)
    window.asked = []

    def note(request):
        place = urlsplit(request.url)
        if place.path == "/search":
            window.asked += parse_qs(place.query)["text"]

    window.on("request", note)
    return window


def type_and_wait(page, text):
    """Type a text into the field, faster than it asks, and wait for what it finds."""
    page.focus(FIELD)
    with page.expect_response("**/search?*"):
        page.locator(FIELD).evaluate(TYPED, text)
    until(page, f"{SHOWN} && {SAID} !== ''")


def test_a_reader_finds_and_opens_with_the_keyboard_alone(page):
    page.keyboard.press("Control+k")
    assert page.evaluate(FOCUS) == "q"
    type_and_wait(page, "Colmbia")
    assert page.asked == ["Colmbia"], "a pause comes before a question"
    assert page.evaluate(SAID) == "12 resultados"
    assert page.evaluate(EXPANDED) == "true"
    assert page.evaluate(FIRST) == "Colombia"
    assert page.locator("[role=group]").first.get_attribute("aria-labelledby")
    assert page.get_by_role("group", name="Países del CLASI").get_by_role("option").count() == 1
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
    until(page, f"{SHOWN} && {SAID} !== ''")
    page.keyboard.press("Tab")
    assert not page.evaluate(SHOWN)
    page.focus(FIELD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries?country=COL&lang=es&priority=P5")


def test_a_key_focuses_the_field_but_not_while_a_reader_types_elsewhere(page, address):
    page.goto(f"{address}/actions?lang=es")
    settle(page)
    other = page.locator(".board-rows input[name=q]")
    other.focus()
    page.keyboard.type("1/2")
    page.keyboard.press("Control+k")
    assert (other.input_value(), page.input_value(FIELD)) == ("1/2", "")
    assert other.evaluate("one => one === document.activeElement")
    page.locator(".board-top nav a").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.input_value(FIELD) == "a/b"


def test_an_answer_that_comes_late_is_not_shown_and_enter_waits_for_the_right_one(page):
    held = []
    page.route("**/search?*text=europol*", lambda route: held.append(route))
    page.fill(FIELD, "europol")
    while not held:
        painted(page)
    type_and_wait(page, "Perú")
    held[0].continue_()
    painted(page)
    assert page.evaluate(FIRST) == "Perú"
    page.fill(FIELD, "Bolivia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries?country=BOL&lang=es&priority=P5")


def test_nothing_found_and_no_answer_are_sentences_and_a_click_opens(page):
    t = words.words("es")
    type_and_wait(page, "zzzzzzzz")
    assert page.evaluate(SAID) == page.inner_text(LIST) == t("search.nothing")
    assert page.evaluate(EXPANDED) == "false"
    page.route("**/search?*", lambda route: route.abort())
    page.fill(FIELD, "Chile")
    until(page, f"{SAID} === {t('search.unanswered')!r}")
    page.unroute("**/search?*")
    page.fill(FIELD, "x" * 201)
    until(page, f"{SAID} === {t('search.too_long', most=200)!r}")
    type_and_wait(page, "Chile")
    page.click("[role=option]")
    page.wait_for_url("**/countries?country=CHL&lang=es&priority=P5")


def test_the_list_fits_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 700})
    type_and_wait(page, "europol")
    box = page.locator(LIST).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
