"""What a reader does: marks, map, table, link of a card."""

from collections import Counter
from urllib.parse import parse_qsl, urlparse

import pytest

from data.text import words
from tests.browser.conftest import choose, figures, go, settle, table_of, until


def field(page, priority, country):
    """Marks of the steps of a priority under a country, by their places."""
    columns = page.locator(".steps thead :is(th, td)").all_inner_texts()
    row = page.locator(".steps tbody tr").nth(priority - 1)
    return row.locator("th, td").nth(columns.index(country)).locator("a")


def test_a_mark_tells_of_its_milestone_by_keyboard_and_leads_to_the_dossier(visit, address):
    page = visit(f"{address}/overview?lang=en")
    mark = field(page, 3, "Ecuador").first
    title = mark.get_attribute("aria-label")
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".steps .panel")
    panel.locator("[data-name='Sentence as printed']").wait_for()
    assert page.evaluate("document.activeElement.closest('.panel') !== null")
    assert panel.locator("[data-name=Source] a").get_attribute("href").startswith("https://")
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.ariaLabel") == title
    page.keyboard.press("Enter")
    go(page, lambda: page.keyboard.press("Enter"))
    assert "/actions?action=" in page.url
    assert page.locator("h1").inner_text() in title


def test_a_mark_is_hit_from_all_of_its_cell_and_the_others_from_its_panel(visit, address):
    page = visit(f"{address}/overview?lang=en")
    marks = field(page, 3, "Colombia")
    number = marks.count()
    assert number > 3
    cell = marks.first.locator("xpath=ancestor::td")
    cell.scroll_into_view_if_needed()
    assert min(cell.bounding_box()["width"], cell.bounding_box()["height"]) >= 24
    cell.click(position={"x": 1, "y": 1})
    panel = page.locator(".steps .panel")
    assert f"1 / {number}" in panel.inner_text()
    label = panel.get_attribute("aria-label")
    panel.locator("button", has_text="›").click()
    assert f"2 / {number}" in panel.inner_text()
    assert panel.get_attribute("aria-label") != label
    go(page, panel.get_by_text("Slides: Colombia, 3", exact=False).click)
    assert {("country", "COL"), ("priority", "P3")} <= {*parse_qsl(urlparse(page.url).query)}
    page.locator("button[name=present]").first.click()
    assert "Colombia" in page.locator("dialog.wall .slide:not([hidden]) h2").first.inner_text()


@pytest.mark.parametrize(
    ("page_name", "mark"), [("timeline", ".months .marks a"), ("agencies", ".agencies td a")]
)
def test_a_mark_opens_its_panel_on_other_pages_too_from_beside_it(visit, address, page_name, mark):
    page = visit(f"{address}/{page_name}?lang=en")
    box = page.locator(mark).nth(2).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 2)
    panel = page.locator(".panel")
    panel.locator("[data-name=Source] a").first.wait_for()
    assert panel.locator("[data-name=State]").is_visible()
    page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_a_country_is_chosen_on_the_map_by_keyboard_and_by_its_shape(visit, address):
    country = "Dominican Republic"
    page = visit(f"{address}/countries?lang=en")
    page.locator(f".country-map a[aria-label^='{country}:']").focus()
    go(page, lambda: page.keyboard.press("Enter"))
    assert "country=" in page.url
    assert page.locator(":is(h1, h2)", has_text=country).count() >= 1
    page.go_back()
    settle(page)
    shape = page.locator(".country-map path.land", has_text="Brazil")
    go(page, lambda: shape.dispatch_event("click"))
    assert "country=BRA" in page.url


def test_a_second_country_on_the_map_leaves_the_focus_there(visit, address):
    page = visit(f"{address}/overview?country=CHL&lang=en")
    assert page.locator("#due").count() == 0  # The card of them is new then.
    go(page, page.locator(".country-map a[aria-label^='Costa Rica:']").click)
    assert page.locator("#due").count() == 1
    assert "Costa Rica" in page.evaluate("document.activeElement.ariaLabel")


def test_a_table_shows_the_numbers_of_its_figure_and_outlives_a_choice(visit, address):
    page = visit(f"{address}/overview?lang=en")
    table = table_of(page, "priorities")
    reached = figures(page)[0]
    assert table.locator("tbody tr").count() == 6
    assert reached in page.locator("[id='headline'] h2").inner_text()
    before = table.inner_text()
    choose(page, "country", "ECU")
    shown = "one.checkVisibility({ visibilityProperty: true })"
    table = "(one => {} && one.innerText !== {!r})(document.querySelector('{}'))"
    until(page, table.format(shown, before, "#priorities-table table"))


def test_what_is_opened_of_a_narrow_card_stands_below_its_row_and_moves_nothing_in_it(
    visit, address
):
    page = visit(f"{address}/overview?lang=en", alone=True)
    row = page.locator(".row:has(#due)")
    button = page.locator("#due footer [data-opens=table]")

    def places():
        whole, one = row.bounding_box(), button.bounding_box()
        return whole["width"], whole["height"], one["x"] - whole["x"], one["y"] - whole["y"]

    before = places()
    button.click()
    table = page.locator("#due-table")
    table.locator("tbody tr").first.wait_for()
    assert places() == before
    box, whole = table.bounding_box(), row.bounding_box()
    assert box["width"] == whole["width"]
    assert box["y"] > whole["y"] + whole["height"]
    page.keyboard.press("Tab")
    table.locator("header button").click()
    assert page.evaluate("document.activeElement.dataset.opens") == "table"
    assert table.count() == 0


def test_each_number_of_what_is_open_has_its_own_list_by_keyboard_too(visit, address):
    page = visit(f"{address}/overview?lang=en&dataset=exercise")
    card = page.locator("#due")
    card.locator("input:checked").focus()
    seen = []
    for _ in range(3):
        listed = card.locator(".further:visible")
        seen.append((listed.inner_text(), card.locator("label:has(:checked) b").inner_text()))
        page.keyboard.press("ArrowRight")
    assert len({text for text, _ in seen}) == 3
    assert all(number in text for text, number in seen)
    assert "overdue" in seen[0][0].lower()
    go(page, card.locator(".further:visible").click)
    assert "behind=overdue" in page.url
    page.locator("#behind-overdue").wait_for()


def test_a_link_of_a_card_is_copied_and_leads_to_it(visit, address):
    page = visit(f"{address}/overview?lang=en&country=ECU", alone=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator("[id='latest']")
    card.get_by_role("button", name=words.words("en")("board.link")).click()
    card.get_by_text(words.words("en")("board.copied")).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#latest".replace(
        "lang=en&country=ECU", "country=ECU&lang=en"
    )


def test_the_four_figures_stand_in_even_rows_with_their_whole_words(visit, address):
    page = visit(f"{address}/overview?lang=es")
    for width in (1920, 1440, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        until(page, f"innerWidth === {width}")
        tops = Counter(
            page.locator(".tiles a").evaluate_all(
                "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
            )
        )
        assert (tops.total(), len(set(tops.values()))) == (4, 1), (width, tops)
        cut = page.locator(".tiles a :not(.bar, .bar *)").evaluate_all(
            "all => all.filter(one => one.checkVisibility() && one.scrollWidth > "
            "one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')"
            ".map(one => one.innerText)"
        )
        assert cut == [], width
