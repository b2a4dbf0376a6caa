"""The foot of a card in a real Chromium: how it is counted, and its figure as a picture."""

import io

from PIL import Image, ImageColor

from components.view.view import open_view
from data.text import words
from tests.browser.conftest import choose, figures, painted, settle, until
from tests.support.opened import content_of

T = words.words("es")
SLOW = """(() => {
    const plain = window.fetch
    window.fetch = async (request, more) => {
        const { pathname, searchParams } = new URL(request, location.href)
        const late = pathname.endsWith("/board/overview/steps") && !searchParams.has("priority")
        if (late) await new Promise((resolve) => window.answer = resolve)
        return plain(request, more)
    }
    window.seen = new Set()
    setInterval(() => {
        const table = document.querySelector("#steps-table table")
        if (!table?.checkVisibility({ visibilityProperty: true })) return
        const chips = [...document.querySelectorAll(".board-chips .chip")].length
        seen.add(`${chips}: ${table.querySelectorAll("tbody tr").length}`)
    }, 10)
})()"""
"""The table of one choice comes late; what is seen of it is written down with what is chosen."""


def open_how(page, key):
    """Press "How counted" of a card; what opens."""
    card = page.locator(f"[id='{key}']")
    card.locator("footer button", has_text=T("board.counted")).click()
    panel = page.locator(f"[id='{key}-counted'] .counted")
    panel.locator(".way").wait_for()
    return panel


def taken(page, key):
    """The picture of a card: what the file is called, and its bytes."""
    card = page.locator(f"[id='{key}']")
    card.scroll_into_view_if_needed()
    with page.expect_download() as waiting:
        card.locator("footer button", has_text="PNG").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "PNG"
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def rows_of(**query):
    view = open_view("overview", "es", query)
    card, _ = content_of(view, {}).card("steps")
    return len(card.table)


def test_one_press_shows_the_sum_then_the_rows_then_the_definition(visit, address):
    page = visit(f"{address}/overview?lang=es", locale="es")
    panel = open_how(page, "headline")
    assert panel.locator(".sums li").first.inner_text().startswith(f"{figures(page)[0]} ")
    order = panel.locator(":scope > *").evaluate_all("all => all.map((one) => one.className)")
    assert [name.split()[0] if name else "" for name in order] == [
        "sums",
        "of-rows",
        "rows",
        "",
        "way",
    ]
    assert panel.locator("tbody tr:visible").count() == 130
    assert not panel.locator("details .text").is_visible()
    choose(page, "country", "ECU")
    until(page, "document.querySelector('#headline-counted .counted').ariaBusy !== 'true'")
    assert panel.locator(".sums li").first.inner_text().startswith(f"{figures(page)[0]} ")


def test_two_quick_choices_never_show_the_table_of_another(visit, address):
    page = visit(f"{address}/overview?lang=es", locale="es", alone=True)
    page.locator("#steps footer button", has_text=T("board.table")).click()
    page.locator("#steps-table tbody tr").first.wait_for()
    page.evaluate(SLOW)
    for name, code in (("country", "ECU"), ("priority", "P3")):
        page.locator(f".board-filters .sheet > button[data-name='{name}']").click()
        page.locator(f"#filter-{name} input[value='{code}']").click()
        page.keyboard.press("Escape")
    settle(page)
    with page.expect_response("**/board/overview/steps?*"):
        page.evaluate("window.answer()")
    painted(page)
    expected = {"0": rows_of(), "2": rows_of(country=["ECU"], priority=["P3"])}
    expected["1"] = rows_of(country=["ECU"])
    seen = dict(one.split(": ") for one in page.evaluate("[...seen]"))
    assert seen["2"] == str(expected["2"])
    assert {chips: str(expected[chips]) for chips in seen} == seen


def test_a_figure_is_taken_along_as_a_picture_under_the_name_of_its_choice(visit, address):
    """One of HTML and one of Plotly, under the policy that is sent with the page."""
    page = visit(f"{address}/overview?lang=es&country=ECU", alone=True, bypass_csp=False)
    messages, requests = [], []
    page.on("console", lambda line: messages.append(line.text))
    page.on("request", lambda request: requests.append((request.resource_type, request.url)))
    for key in ("map", "over-time"):
        name, content = taken(page, key)
        assert name == f"eu-clasi-roadmap_{key}_ECU_as-known-2026-06-04_es.png"
        picture = Image.open(io.BytesIO(content))
        width = page.locator(f"[id='{key}'] .place").evaluate("one => one.clientWidth")
        assert picture.width >= 2 * width and round(picture.info["dpi"][0]) == 192
        assert 400 < picture.height < 3000
        colours = picture.convert("RGB").getcolors(picture.width * picture.height)
        assert len(colours) > 100, "there is nothing on it"
    assert [text for text in messages if "Content Security Policy" in text] == []
    written_in = [url for kind, url in requests if kind != "font" and "noto-sans" in url]
    assert written_in, "its words are not in the typeface of the page"


def test_in_the_picture_of_a_list_each_day_stands_beside_its_title(visit, address):
    page = visit(f"{address}/overview?lang=es", alone=True)
    picture = Image.open(io.BytesIO(taken(page, "latest")[1])).convert("L")
    days = picture.crop((70, 130, 170, picture.height - 200))
    assert days.getextrema()[0] < 128, "nothing is written where the days should be"


def test_the_picture_of_the_timeline_has_the_priorities_that_are_folded_on_the_page(visit, address):
    page = visit(f"{address}/timeline?lang=es", alone=True)
    seen = page.locator("#timeline").bounding_box()["height"]
    picture = Image.open(io.BytesIO(taken(page, "timeline")[1]))
    assert picture.height > 3 * seen
    assert page.locator("#timeline details[open]").count() == 1


def test_the_picture_of_invented_data_is_marked(visit, address):
    """By a frame of two pixels of the screen, which are four of the picture."""
    page = visit(f"{address}/overview?lang=en&dataset=exercise&priority=P1", alone=True)
    name, content = taken(page, "over-time")
    assert name == "eu-clasi-roadmap_EXERCISE_secretariat_over-time_P1_as-known-2026-10-15_en.png"
    red = page.locator(".board-marking").evaluate("one => getComputedStyle(one).borderTopColor")
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    colours = {colour: number for number, colour in picture.getcolors(picture.width * 2_000)}
    assert colours[ImageColor.getrgb(red)] > 6 * picture.width
