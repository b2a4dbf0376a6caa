"""The deck as a file: from disk, without network, by keyboard, legible, without script too."""

import re

import pytest

from components.documents.deck import slides
from components.documents.html import file
from components.view.view import open_view
from data.reading import load
from tests.browser.conftest import PHONE
from tests.support import axe, wall

ADDRESS = "https://roadmap.example.org/slides"
DECKS = {
    "record-es": ("es", {}),
    "exercise-pt": ("pt", {"dataset": ["exercise"]}),
    "exercise-es-many": (
        "es",
        {
            "dataset": ["exercise"],
            "country": ["ECU", "BRA", "PER", "COL"],
            "status": ["no_report", "delayed"],
        },
    ),
}
KINDS = ("title", "headline", "priorities", "where", "open", "agencies", "matrix", "method")
"""A slide of each kind."""
WHERE = """JSON.stringify(Object.entries({ title: "top", foot: "bottom" })
    .map(([part, edge]) => Math.round(document
        .querySelector(`.slide[data-shown] .${part}`).getBoundingClientRect()[edge])))"""
"""Where the title of a slide begins and its foot ends."""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def on_disk(chromium, tmp_path):
    """Open the deck of a view from disk, refuse other requests: `page, asked = on_disk(view)`."""
    contexts = []

    def deck(view, part="", **options):
        path = tmp_path / "deck.html"
        path.write_bytes(file.make(view, view.address(ADDRESS)))
        context = chromium.new_context(**{"viewport": {"width": 1920, "height": 1080}, **options})
        contexts.append(context)
        page = context.new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.on(
            "console",
            lambda message: (
                requests.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: requests.append(str(error)))
        context.route(
            "**/*",
            lambda route: (
                route.continue_() if route.request.url.startswith("file://") else route.abort()
            ),
        )
        page.goto(f"{path.as_uri()}{part}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".deck.walked")
        return page, requests

    yield deck
    for context in contexts:
        context.close()


def kept_to_itself(requests):
    """Nothing was asked of anybody: the file itself, and what it carries."""
    return [url for url in requests if not url.startswith(("file://", "data:"))] == [] and sum(
        url.startswith("file://") for url in requests
    ) == 1


def test_the_file_is_walked_from_disk_by_keyboard_with_all_network_blocked(on_disk):
    language = "es"
    view = open_view("slides", language, {})
    keys = [slide.key for slide in slides(view)]
    page, requests = on_disk(view)
    assert list(wall.walk(page)) == keys
    assert page.url.endswith(f"#{keys[-1]}")
    for key in reversed(keys[:-1]):
        page.keyboard.press("PageUp")
        assert wall.shown(page) == key
    for pressed, key in {
        "End": keys[-1],
        "Home": keys[0],
        "PageDown": keys[1],
        " ": keys[2],
        "ArrowLeft": keys[1],
        "Shift+ ": keys[0],
    }.items():
        page.keyboard.press(pressed)
        assert wall.shown(page) == key, pressed
    assert kept_to_itself(requests), requests
    assert page.title() == f"{view.t('product.name')}: {view.describe()}"
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(("language", "query"), DECKS.values(), ids=DECKS)
def test_every_letter_is_large_enough_and_nothing_overlaps_or_leaves_the_wall(
    on_disk, language, query
):
    page, requests = on_disk(open_view("slides", language, query))
    legible(page)
    assert kept_to_itself(requests), requests


@pytest.mark.parametrize("kind", ["long", "markup"])
def test_titles_of_four_hundred_characters_and_of_markup_are_drawn_whole_as_text(
    on_disk, hostile_titles, kind
):
    hostile_titles(kind)
    view = open_view("slides", "en", {"country": ["ECU"]})
    assert view.folder == load.default_folder()
    page, requests = on_disk(view)
    legible(page)
    assert page.locator("script").count() == 1
    assert page.locator("a, img, iframe, [onerror], [onload]").count() == 0
    assert kept_to_itself(requests), requests
    for slide in slides(view):
        assert page.locator(f"[data-key={slide.key}] .title").text_content() == slide.title


def legible(page):
    """Slides are laid out on 1920 x 1080 and scaled: at another size they are the same."""
    found, places = {}, set()
    for key in wall.walk(page):
        found[key] = wall.faults(page)
        if key != "title":
            places.add(page.evaluate(WHERE))
    assert not any(found.values()), found
    assert len(places) == 1, "a title or a foot jumps"
    page.set_viewport_size({"width": 1024, "height": 768})
    page.evaluate(DRAWN)
    assert wall.seen(page)["scale"] == pytest.approx(1024 / 1920, abs=0.001)
    stage = page.locator(".slide[data-shown]").bounding_box()
    assert stage["y"] == pytest.approx((768 - stage["height"]) / 2, abs=1)
    assert wall.faults(page) == []


def test_a_part_of_the_address_opens_its_slide_and_an_unknown_one_the_first(on_disk):
    view = open_view("slides", "en", {})
    page, _ = on_disk(view, "#timeline")
    assert wall.shown(page) == "timeline"
    page.reload()
    page.wait_for_selector(".deck.walked")
    assert wall.shown(page) == "timeline"
    page, _ = on_disk(view, "#%22%3E%3Cscript%3E")
    assert wall.shown(page) == "title"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_one_slide_of_each_kind(on_disk, scheme):
    page, _ = on_disk(
        open_view("slides", "es", {"dataset": ["exercise"]}), color_scheme=scheme, bypass_csp=True
    )
    # The bar fades once the mouse rests: half faded it has less contrast than it is read with.
    page.add_style_tag(content=".bar { transition: none !important }")
    found = []
    for key in wall.walk(page):
        if key in KINDS:
            within = "html" if key == KINDS[0] else ".slide[data-shown]"
            found += [f"{key} {finding}" for finding in axe.findings(page, within)]
    assert found == []


def test_notes_are_in_a_second_window_alone_and_its_keys_turn_the_slides_of_the_room(on_disk):
    view = open_view("slides", "es", {})
    page, _ = on_disk(view)
    deck = slides(view)
    page.keyboard.press("ArrowRight")
    assert (
        page.locator(".deck > [aria-live=polite].heard").text_content()
        == f"2 / {len(deck)}: {deck[1].title}"
    )
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    second = opened.value
    notes = second.locator(".told-notes p")
    assert [re.sub(r"\s+", " ", text) for text in notes.all_inner_texts()] == [
        re.sub(r"\s+", " ", note).strip() for note in deck[1].notes
    ]
    assert second.locator(".now .title").inner_text() == deck[1].title
    assert second.locator(".next .title").inner_text() == deck[2].title
    assert second.locator(".next .title").bounding_box()["height"] > 12, "too small to be read"
    assert re.fullmatch(r"00:00:\d\d", second.locator(".elapsed").inner_text())
    assert page.locator(".speaker p").evaluate_all("all => all.every((p) => !p.checkVisibility())")
    second.keyboard.press("PageDown")
    assert wall.shown(page) == deck[2].key
    assert second.locator(".now .title").inner_text() == deck[2].title
    second.close()


def test_a_clicker_turns_to_a_number_and_covers_the_slide(on_disk):
    view = open_view("slides", "en", {})
    page, _ = on_disk(view)
    deck = slides(view)
    cover = "getComputedStyle(document.querySelector('.deck'), '::after').backgroundColor"
    for keys, key, colour in (
        ("b", "title", "rgb(0, 0, 0)"),
        (".", "title", "rgba(0, 0, 0, 0)"),
        ("b", "title", "rgb(0, 0, 0)"),
        ("PageDown", "headline", "rgba(0, 0, 0, 0)"),
        ("1 1 Enter", deck[10].key, "rgba(0, 0, 0, 0)"),
        ("Enter", deck[11].key, "rgba(0, 0, 0, 0)"),
        ("9 9 Enter", deck[11].key, "rgba(0, 0, 0, 0)"),
        ("Home", "title", "rgba(0, 0, 0, 0)"),
    ):
        for one in keys.split():
            page.keyboard.press(one)
        assert (wall.shown(page), page.evaluate(cover)) == (key, colour), keys


def test_a_phone_held_upright_shows_a_page_to_read_and_across_whole_slides_to_swipe(on_disk):
    page, _ = on_disk(
        open_view("slides", "pt", {"dataset": ["exercise"]}), viewport=PHONE, has_touch=True
    )
    for _ in wall.walk(page):
        sizes = page.evaluate("""() => [...document.querySelectorAll(".slide[data-shown] *")]
            .filter((part) => part.checkVisibility() && !part.closest(".heard")
                && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .map((part) => parseFloat(getComputedStyle(part).fontSize))""")
        assert min(sizes) >= 12
        assert wall.covered(page) == []
        assert page.evaluate(
            "[...document.querySelectorAll('.slides, .slide[data-shown], .deck')]"
            ".every((part) => part.scrollWidth <= part.clientWidth + 1)"
        )
        assert page.evaluate(
            "document.querySelector('.slide[data-shown]').getBoundingClientRect().right "
            "<= innerWidth + 1"
        )
    page.set_viewport_size({"width": 844, "height": 390})
    page.locator(".deck:not(.reading)").wait_for()
    page.keyboard.press("Home")
    whole = page.locator(".slide[data-shown]").bounding_box()
    assert (whole["y"], whole["height"]) == (0, 390)
    swipe = """by => {
        const target = document.querySelector(".slides")
        const touch = (x) => new Touch({ identifier: 1, target, clientX: x, clientY: 400 })
        const fire = (type, touches, changedTouches) => target.dispatchEvent(
            new TouchEvent(type, { touches, changedTouches, bubbles: true }))
        fire("touchstart", [touch(200)], [touch(200)])
        fire("touchend", [], [touch(200 + by)])
    }"""
    page.evaluate(swipe, -120)
    assert wall.shown(page) == "headline"
    page.evaluate(swipe, 120)
    assert wall.shown(page) == "title"


def test_without_script_the_slides_are_a_page_to_read_with_every_number(on_disk):
    view = open_view("slides", "en", {})
    page, _ = on_disk(view, java_script_enabled=False)
    text = page.locator("main").inner_text().replace("\u2060", "")
    for slide in slides(view):
        assert slide.title in text
    assert page.locator("[data-key=priorities] .plot").first.is_visible()
    assert "Exchange of information" in text
