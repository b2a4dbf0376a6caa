"""The slides on their page, by keyboard alone: without any other network, then without the server.

The reader leaves them where they were entered.
"""

from itertools import pairwise
from urllib.parse import parse_qs, urlparse

import pytest

from components.documents.deck import slides
from components.documents.html import file
from components.view.view import open_view
from data import words
from tests.browser.conftest import PATIENCE, server, settle
from tests.browser.test_slides_file import KINDS
from tests.support import axe, wall

NEXT_SLIDE_MS = 100


@pytest.fixture
def deck(visit):
    """Open the deck: `page = deck(address, "lang=es")`."""

    def shown(address, query, **options):
        page = visit(f"{address}/slides?{query}", **options)
        ready(page)
        return page

    return shown


def ready(page):
    page.wait_for_selector(".deck[data-ready]", timeout=PATIENCE)


def place(page):
    """The slide that the address names."""
    return parse_qs(urlparse(page.url).query).get("slide", [""])[0]


def test_the_deck_is_walked_by_keyboard_alone_with_any_other_network_blocked(chromium, address):
    language = "pt"
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(address) else route.abort(),
    )
    page = context.new_page()
    page.goto(f"{address}/slides?lang={language}")
    ready(page)
    there_and_back(page, [slide.key for slide in slides(open_view("slides", language, {}))])
    context.close()


def test_the_deck_goes_on_without_the_server(visit):
    language = "es"
    keys = [slide.key for slide in slides(open_view("slides", language, {}))]
    with server() as address:
        page = visit(f"{address}/slides?lang={language}")
        ready(page)
    # The server has ended. Streamlit says so in a dialog of its own, which is under the deck.
    page.get_by_text("Connection error").wait_for(state="attached")
    there_and_back(page, keys)
    top = page.evaluate(
        "document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.deck') !== null"
    )
    assert top
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.classList.contains('deck')")
    page.keyboard.press("PageDown")
    assert wall.shown(page) == keys[1]
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    page.keyboard.press("Escape")
    page.locator(".deck .told", has_text=words.words(language)("slides.gone")).wait_for()
    page.keyboard.press("End")
    assert wall.shown(page) == keys[-1]


def there_and_back(page, keys):
    assert list(wall.walk(page)) == keys
    assert place(page) == keys[-1]
    for key in reversed(keys[:-1]):
        page.keyboard.press("ArrowLeft")
        assert wall.shown(page) == place(page) == key
    for pressed, key in {
        "PageDown": keys[1],
        " ": keys[2],
        "PageUp": keys[1],
        "End": keys[-1],
        "Home": keys[0],
    }.items():
        page.keyboard.press(pressed)
        assert wall.shown(page) == place(page) == key, pressed


def test_the_next_slide_is_there_at_once(deck, address):
    page = deck(address, "lang=en&dataset=exercise")
    times = page.evaluate("""async () => {
        const times = []
        for (let left = document.querySelectorAll(".slide").length; --left;) {
            const begun = performance.now()
            document.activeElement.dispatchEvent(new KeyboardEvent(
                "keydown", { key: "ArrowRight", bubbles: true, cancelable: true }))
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
            times.push(performance.now() - begun)
        }
        return times.sort((one, other) => one - other)
    }""")
    assert times[len(times) // 2] < NEXT_SLIDE_MS, times


def test_a_reload_and_a_shared_link_open_the_same_slide(deck, address):
    page = deck(address, "lang=es&country=ECU&slide=matrix")
    assert wall.shown(page) == "matrix"
    page.keyboard.press("ArrowRight")
    here = wall.shown(page)
    assert here != "matrix"
    page.reload()
    ready(page)
    assert wall.shown(page) == here
    assert "country=ECU" in page.url
    assert wall.shown(deck(address, urlparse(page.url).query)) == here


def test_an_unknown_slide_opens_the_first_and_says_so(deck, address):
    page = deck(address, "lang=pt&slide=%3Cscript%3E&country=XXX")
    assert wall.shown(page) == "title"
    assert page.locator(".deck .told").inner_text() == words.words("pt")(
        "filters.dropped", values="country=XXX, slide=<script>"
    )
    page.keyboard.press("ArrowRight")
    assert page.locator(".deck .told").is_hidden()
    assert place(page) == "headline"


def test_escape_leaves_to_the_page_from_which_one_came_as_it_was(visit, address):
    page = visit(f"{address}/actions?action=A016&lang=es&priority=P1")
    page.locator('[data-testid="stSidebarNav"]').get_by_text(
        words.words("es")("page.slides")
    ).click()
    ready(page)
    assert "priority=P1" in page.url
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.wait_for_function("location.pathname.endsWith('/actions')")
    settle(page)
    assert {
        name: parse_qs(urlparse(page.url).query).get(name)
        for name in ("action", "priority", "lang", "slide")
    } == {
        "action": ["A016"],
        "priority": ["P1"],
        "lang": ["es"],
        "slide": None,
    }
    assert page.locator("dialog[open]").count() == 0
    assert page.locator('[data-testid="stSidebar"]').is_visible()


def test_escape_leaves_a_link_that_was_opened_first_to_the_overview(deck, address):
    page = deck(address, "lang=pt&country=ECU")
    page.keyboard.press("Escape")
    page.wait_for_function("location.pathname.endsWith('/overview')")
    settle(page)
    assert page.title().startswith(words.words("pt")("page.overview"))
    assert "country=ECU" in page.url


def test_nothing_of_the_frame_is_seen_and_the_keys_work_at_once(deck, address):
    page = deck(address, "lang=en&dataset=exercise")
    assert page.evaluate("document.activeElement.className") == "slides"
    seen = page.evaluate("""() => [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((x) =>
        [0.02, 0.5, 0.98].map((y) => document.elementFromPoint(x * innerWidth, y * innerHeight)
            .closest("dialog.wall") !== null))""")
    assert all(seen)
    assert wall.faults(page) == []
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body "
            "|| document.activeElement.closest('dialog.wall') !== null"
        )


def test_letters_are_as_large_on_the_page_as_in_the_file(deck, address):
    page = deck(address, "lang=es&dataset=exercise")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_timeout(400)
    assert {key: said for key in wall.walk(page) if (said := wall.faults(page))} == {}


def test_on_a_phone_each_cell_of_the_matrix_lies_below_the_one_before(deck, address):
    page = deck(address, "slide=matrix&lang=pt")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".deck.reading").wait_for()
    boxes = "cells => cells.map(cell => cell.getBoundingClientRect().toJSON())"
    cells = [
        cell
        for cell in page.locator(".deck .matrix tbody :is(th, td)").evaluate_all(boxes)
        if cell["height"]
    ]
    assert cells
    assert [
        below["top"] for above, below in pairwise(cells) if below["top"] < above["bottom"] - 1
    ] == []


def test_the_theme_of_the_room_is_turned_by_a_button_and_charts_follow(deck, address):
    page = deck(address, "lang=en&slide=priorities")
    bar = page.locator("#priorities .roadmap-chart .point path").first
    light = bar.evaluate("element => getComputedStyle(element).fill")
    page.get_by_role("button", name=words.words("en")("slides.dark")).click()
    ready(page)
    assert bar.evaluate("element => getComputedStyle(element).fill") != light
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.deck')).backgroundColor")
        == "rgb(12, 19, 34)"
    )
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert wall.shown(page) == "priorities"


def test_the_files_are_those_of_this_choice_and_the_slide_stays(deck, address):
    page = deck(address, "lang=es&country=ECU&slide=timeline", bypass_csp=False)
    t = words.words("es")
    with page.expect_download() as taken:
        page.get_by_role("button", name=t("slides.html")).click()
    view = open_view("slides", "es", {"country": ["ECU"]})
    assert taken.value.suggested_filename == "eu-clasi_slides_ECU_as-known-2026-06-04_es.html"
    assert taken.value.path().read_bytes() == file.make(view, view.address(f"{address}/slides"))
    with page.expect_download() as taken:
        page.get_by_role("button", name=t("slides.pptx")).click()
    assert taken.value.path().read_bytes()[:2] == b"PK"
    settle(page)
    assert wall.shown(page) == place(page) == "timeline"


def test_axe_finds_nothing_of_ours_on_the_page(deck, address):
    """On one slide of each kind; every slide is examined in test_slides_file.py."""
    page = deck(address, "lang=pt&dataset=exercise")
    for key in wall.walk(page):
        if key not in KINDS:
            continue
        assert axe.findings(page, "dialog.wall") == [], key
