"""The slides on their page, by keyboard alone.

What is ticked is shown and taken; Back leads out of them in one step.
"""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from PIL import Image
from pptx import Presentation

from data.text import words
from tests.browser.conftest import PATIENCE, settle, until
from tests.support import wall

MARKED = (255, 227, 163)
"""The ground of a marking on a light slide."""


@pytest.fixture
def deck(visit):
    """Open the deck: `page = deck(address, "lang=es")`."""

    def shown(address, query, **options):
        shown = "" if "slide=" in query else "&slide=title"
        page = visit(f"{address}/slides?{query}{shown}", **options)
        page.wait_for_selector(".deck.walked", timeout=PATIENCE)
        return page

    return shown


def ready(page):
    page.wait_for_selector(".tile", timeout=PATIENCE)


def test_keys_are_listed_all_slides_are_seen_at_once_and_the_bar_goes(deck, address):
    page = deck(address, "lang=en&slide=matrix")
    page.keyboard.press("?")
    page.locator(".help", has_text="all slides").wait_for()
    page.keyboard.press("?")
    page.keyboard.press("g")
    frames = page.locator(".shown .frame")
    tops = frames.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) < len(tops)
    frames.first.click()
    assert wall.shown(page) == "title"
    seen = "getComputedStyle(document.querySelector('.shown .bar')).opacity"
    until(page, f"{seen} === '0'")
    page.mouse.move(200, 200)
    until(page, f"{seen} === '1'")


def place(page):
    """The slide that the address names."""
    return parse_qs(urlparse(page.url).query).get("slide", [""])[0]


def test_a_reload_and_a_shared_link_open_the_same_slide(deck, address):
    page = deck(address, "lang=es&country=ECU&slide=priorities")
    assert wall.shown(page) == "priorities"
    page.keyboard.press("ArrowRight")
    here = wall.shown(page)
    assert here != "priorities"
    page.reload()
    page.wait_for_selector(".deck.walked", timeout=PATIENCE)
    assert wall.shown(page) == here
    assert "country=ECU" in page.url
    assert wall.shown(deck(address, urlparse(page.url).query)) == here


def test_back_after_the_slides_leads_to_the_page_before_in_one_step(visit, address):
    page = visit(f"{address}/actions?action=A016&lang=es&priority=P1")
    t = words.words("es")
    page.locator('[data-testid="stSidebarNav"]').get_by_text(t("page.slides")).click()
    ready(page)
    settle(page)
    page.get_by_role("button", name=t("slides.present"), exact=True).click()
    until(page, "document.fullscreenElement?.classList.contains('deck')")
    page.keyboard.press("ArrowRight")
    assert place(page) == wall.shown(page)
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog')")
    assert place(page) == ""
    assert page.evaluate("document.activeElement.name") == "present"
    assert "priority=P1" in page.url
    page.go_back()
    page.wait_for_function("location.pathname.endsWith('/actions')")
    settle(page)
    kept = parse_qs(urlparse(page.url).query)
    assert (kept["action"], kept["priority"], kept["lang"]) == (["A016"], ["P1"], ["es"])


def test_the_slide_of_a_priority_of_a_country_is_shown_in_three_clicks(visit, address):
    page = visit(f"{address}/overview?lang=es")
    for place, words_of_it in (
        ('[data-testid="stSidebarNav"]', words.words("es")("page.slides")),
        (".board-rows", "Brasil"),
        (".board-rows", "3. Redes criminales"),
    ):
        page.locator(place).get_by_text(words_of_it, exact=True).first.click()
        settle(page)
    until(page, "document.fullscreenElement?.classList.contains('deck')")
    assert {"country=BRA", "priority=P3", "slide=headline"} <= set(
        urlparse(page.url).query.split("&")
    )


def test_what_is_ticked_is_in_the_address_and_walked_and_back_undoes_it(visit, address):
    page = visit(f"{address}/slides?lang=en")
    ready(page)
    page.get_by_role("button", name="None", exact=True).click()
    for key in ("headline", "priorities"):
        page.locator(f".tile input[value={key}]").check()
    settle(page)
    assert parse_qs(urlparse(page.url).query)["slides"] == ["headline,priorities"]
    files = page.locator(".tools a").evaluate_all("all => all.map((link) => link.href)")
    assert all(file.endswith("&slides=headline,priorities") for file in files)
    page.reload()
    ready(page)
    page.get_by_role("button", name="Present", exact=True).click()
    assert wall.shown(page) == "headline"
    page.keyboard.press("End")
    assert wall.shown(page) == "priorities"
    assert page.locator(".position").inner_text() == "2 / 2"
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog')")
    page.go_back()
    until(page, "document.querySelectorAll('.tile input:checked').length === 1")


def test_printed_the_page_is_a_ticked_slide_a_page_light_also_from_a_dark_screen(visit, address):
    slides = "slides=title,headline,priorities"
    page = visit(f"{address}/slides?lang=en&{slides}", alone=True, color_scheme="dark")
    ready(page)
    seen = """place => {
        const slide = document.querySelector(`${place} [data-key=priorities].slide`)
        return [slide, slide.querySelector(".plot .name")].map((part, at) =>
            getComputedStyle(part)[at ? "color" : "backgroundColor"])
    }"""
    assert page.evaluate(seen, ".tiles") == ["rgb(12, 19, 34)", "rgb(238, 242, 250)"]
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(seen, ".deck.paper") == ["rgb(255, 255, 255)", "rgb(17, 24, 39)"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null", color_scheme="dark")
    for shown in (False, True):
        if shown:
            page.get_by_role("button", name="Present", exact=True).click()
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 3
        assert set(re.findall(rb"/MediaBox\s*\[([^]]*)\]", printed)) == {b"0 0 1440 810"}
    assert wall.shown(page) == "title"


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


def test_the_theme_of_the_room_is_turned_by_a_button_and_charts_follow(deck, address):
    page = deck(address, "lang=en&slide=priorities")
    bar = page.locator(".shown [data-key=priorities] .track .paint").first
    light = bar.evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_role("button", name=words.words("en")("slides.dark")).click()
    assert bar.evaluate("element => getComputedStyle(element).backgroundColor") != light
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.shown')).backgroundColor")
        == "rgb(12, 19, 34)"
    )
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert wall.shown(page) == "priorities"


def test_a_slide_is_taken_alone_and_as_a_picture_with_its_marking_legend_and_source(visit, address):
    """Under the policy that is sent with the page; invented data are known as such in it."""
    page = visit(f"{address}/slides?lang=pt&dataset=exercise", alone=True, bypass_csp=False)
    ready(page)
    slide = page.locator("[data-key=priorities].slide")
    one = page.locator(".tile", has=slide).locator(".one")
    with page.expect_download() as taken:
        one.locator("a").click()
    assert len(Presentation(taken.value.path()).slides) == 1
    with page.expect_download() as taken:
        one.locator("[name=png]").click()
    assert taken.value.suggested_filename == (
        "eu-clasi-roadmap_EXERCISE_secretariat_slides_priorities_as-known-2026-10-15_pt.png"
    )
    picture = Image.open(taken.value.path())
    assert picture.size == (1920, 1080) and picture.getextrema()[3] == (255, 255)
    picture = picture.convert("RGB")
    colours = {colour: number for number, colour in picture.getcolors(1920 * 1080)}
    scale = slide.evaluate("one => one.getBoundingClientRect().width / one.offsetWidth")
    box = slide.locator(".marking").bounding_box()
    marked = box["width"] * box["height"] / scale**2
    assert 0.5 * marked < colours[MARKED] < marked, "the marking is not on it"
    for part in (".legend .sample", ".legend span:not(.sample)", ".foot p"):
        box, of = slide.locator(part).first.bounding_box(), slide.bounding_box()
        left, top = ((box[side] - of[side]) / scale for side in ("x", "y"))
        there = (left, top, left + box["width"] / scale, top + box["height"] / scale)
        assert len(picture.crop(there).getcolors(1920 * 1080)) > 1, f"{part} is not on it"
