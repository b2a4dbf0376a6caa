"""Tables in a real browser: sorted, in a box of their own, as cards on a phone, whole on paper."""

import base64

import orjson
import pandas as pd
import pytest

from components.layout.card import Card, SortableTable
from components.server.board import assets, table
from components.view.view import open_view
from tests.browser.conftest import DESK, PHONE, new
from tests.support import axe

ROWS = 60


def body(rows=ROWS, language="en"):
    """Rows that lead on: dates out of order and some unknown, equal words, numbers, addresses."""
    days = [f"20{10 + at * 7 % 50}-0{1 + at % 9}" if at % 5 else "" for at in range(rows)]
    frame = pd.DataFrame(
        {
            "Title": [f"Título {at}" if at % 2 else "árbol" for at in range(rows)],
            "When": [f"on {day}" if day else "" for day in days],
            "Number": [at * 13 % rows for at in range(rows)],
            "Source": [f"https://www.host{at}.example/x" for at in range(rows)],
        },
        index=pd.Index([f"A{at:03}" for at in range(rows)]),
    )
    whose = {"Source": [f"Publisher {at}" for at in range(rows)]}
    made = SortableTable(frame, {"When": days}, publishers=whose)
    card = Card("key", "A title", "", "method", made, opens="action")
    return table.render(card, open_view("actions", language, {}))


@pytest.fixture(scope="module")
def page(chromium):
    """A window with the script and the style of a table, and a place to draw it in."""
    page = new(chromium)
    table, elements, *styles = (
        (assets.FRONTEND / name).read_text("utf-8")
        for name in ("table.js", "elements.js", "base.css", "paper.css", "table.css")
    )
    modules = [
        "data:text/javascript;base64," + base64.b64encode(script.encode()).decode()
        for script in (table, elements)
    ]
    page.set_content(
        "<!DOCTYPE html><html lang='en'><head><title>Table</title><style>"
        ":root { --st-text-color: #111827; --st-link-color: #0b3d91; --st-border-color: #cfd7e4 }"
        f"{''.join(styles)}</style></head><body><main class='board'><h1>Table</h1>"
        "<div id='place'></div></main></body>"
    )
    page.evaluate(
        """async (modules) => {
          const [table, elements] = await Promise.all(modules.map((one) => import(one)))
          window.draw = (place, body) => table.draw(place, body, { ready: { elements } })
        }""",
        modules,
    )
    yield page
    page.context.close()


@pytest.fixture
def drawn(page):
    """A table that nobody has touched."""
    page.set_viewport_size(DESK)
    page.emulate_media(media="screen")
    page.evaluate(
        "document.getElementById('place').replaceWith("
        "Object.assign(document.createElement('div'), { id: 'place' }))"
    )
    draw(page, body())
    return page


def draw(page, content):
    sent = orjson.loads(orjson.dumps(content))
    page.evaluate("body => draw(document.getElementById('place'), body)", sent)


def cells(page, column):
    """The cells of a column in the rows that are seen."""
    return page.locator(f"tbody tr:visible [data-name='{column}']").all_inner_texts()


def test_a_head_sorts_up_down_and_back_and_says_so(drawn):
    listed = cells(drawn, "Number")
    head = drawn.locator("thead th", has_text="Number")
    for sort, word in (("ascending", "ascending"), ("descending", "descending")):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == sort
        numbers = [int(cell) for cell in cells(drawn, "Number")]
        assert numbers == sorted(numbers, reverse=sort == "descending")
        assert word in drawn.locator("[role=status]").inner_text()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "none"
    assert cells(drawn, "Number") == listed


@pytest.mark.parametrize("clicks", [1, 2])
def test_dates_sort_by_their_keys_and_unknown_ones_come_last_both_ways(drawn, clicks):
    for _ in range(clicks):
        drawn.locator("thead button", has_text="When").click()
    seen = cells(drawn, "When")
    known = [cell for cell in seen if cell]
    assert known == sorted(known, reverse=clicks == 2)
    assert seen[len(known) :] == [""] * 12


def test_equal_rows_keep_their_order_and_accents_stand_beside_their_letters(drawn):
    drawn.locator("thead button", has_text="Title").click()
    assert cells(drawn, "Title")[:20] == ["árbol"] * 20
    links = drawn.locator("tbody tr:visible th a")
    addresses = [link.get_attribute("href") for link in links.all()[:20]]
    assert addresses == sorted(addresses)


def test_titles_are_links_and_sources_are_shown_by_their_publisher(drawn):
    link = drawn.locator("tbody th a").first
    assert link.get_attribute("href") == "actions?lang=en&action=A000"
    source = drawn.locator("tbody tr:visible td[data-name=Source] a").first
    assert source.inner_text() == "Publisher 0"
    assert source.get_attribute("href") == "https://www.host0.example/x"


def test_a_long_table_scrolls_in_its_own_box_where_its_heads_stay(drawn):
    box, head = drawn.locator("#place > .table"), drawn.locator("thead th").first
    assert box.bounding_box()["height"] <= DESK["height"]
    drawn.locator("tbody tr").last.scroll_into_view_if_needed()
    assert drawn.evaluate("document.querySelector('#place > .table').scrollTop") > 0
    assert head.bounding_box()["y"] >= box.bounding_box()["y"]
    draw(drawn, body(20))
    assert drawn.evaluate(
        "(({scrollHeight: all, clientHeight: seen}) => all === seen)"
        "(document.querySelector('#place > .table'))"
    )


def test_what_a_reader_chose_outlives_new_rows(drawn):
    drawn.locator("thead button", has_text="Number").click()
    draw(drawn, body(40))
    assert [int(cell) for cell in cells(drawn, "Number")] == list(range(40))
    assert drawn.locator("th[aria-sort=ascending]").inner_text().startswith("Number")
    assert drawn.evaluate("document.activeElement.textContent") == "Number"


def test_on_a_phone_a_row_begins_with_its_name_and_says_what_its_numbers_are(drawn):
    drawn.set_viewport_size(PHONE)
    row = drawn.locator("tbody tr:visible").first
    places = [cell.bounding_box()["y"] for cell in row.locator("th, td:not(:empty)").all()]
    assert row.locator("th").bounding_box()["y"] == min(places)
    assert row.bounding_box()["height"] < 80
    assert drawn.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    named = "getComputedStyle(document.querySelector('td[data-name=Number]'), '::before').content"
    shown = drawn.evaluate(named)
    assert "attr(data-name)" in shown or "Number" in shown
    for _ in range(2):
        drawn.locator("thead button", has_text="Number").click()
    assert cells(drawn, "Number")[0] == "59"


def test_on_a_phone_twenty_rows_are_seen_then_all_and_the_page_alone_scrolls(drawn):
    drawn.set_viewport_size(PHONE)
    head = drawn.locator("thead button", has_text="Number")
    head.click()
    assert [int(cell) for cell in cells(drawn, "Number")] == list(range(20))
    box = "({scrollHeight, clientHeight}) => scrollHeight <= clientHeight + 1"
    assert drawn.locator("#place > .table").evaluate(box)
    drawn.get_by_role("button", name=f"Show all rows ({ROWS})").click()
    assert [int(cell) for cell in cells(drawn, "Number")] == list(range(ROWS))
    assert drawn.locator("tr:focus [data-name=Number]").inner_text() == "20"
    assert drawn.get_by_role("button", name="Show all rows").count() == 0
    head.click()
    assert len(cells(drawn, "Number")) == ROWS
    draw(drawn, body(20))
    assert drawn.get_by_role("button", name="Show all rows").count() == 0


def test_on_paper_all_rows_are_there(drawn):
    drawn.set_viewport_size(PHONE)
    drawn.emulate_media(media="print")
    assert len(cells(drawn, "Title")) == ROWS
    box = "({scrollHeight, clientHeight}) => scrollHeight <= clientHeight + 1"
    assert drawn.locator("#place > .table").evaluate(box)


def test_a_table_has_a_name_and_breaks_no_rule_of_accessibility(drawn):
    assert drawn.get_by_role("table", name="A title").count() == 1
    assert axe.findings(drawn) == []
    drawn.set_viewport_size(PHONE)
    assert axe.findings(drawn) == []


def test_on_a_phone_heads_are_one_line_and_a_few_rows_have_none(drawn):
    drawn.set_viewport_size(PHONE)
    places = [head.bounding_box() for head in drawn.locator("thead button").all()]
    assert len({place["y"] for place in places}) == 1
    assert all(place["height"] >= 24 for place in places)
    draw(drawn, body(4))
    assert not drawn.locator("thead").is_visible()
