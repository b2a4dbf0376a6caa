"""The accessibility statement is true: what it lists fails; axe-core finds no more on its page."""

import pytest

from components.cards import accessibility
from data.text import words
from tests.browser.conftest import PHONE, go, painted, settle, until
from tests.browser.test_pages import RULES_NOT_OURS
from tests.support import axe, wall

RULES = {"target-size": "small_target"}
"""Rule of axe-core to the line of the statement that owns up to it."""
LISTED = {*accessibility.FAILURES, *accessibility.HINDRANCES}
SPACING = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important }`)
    document.adoptedStyleSheets.push(sheet)
}"""
"""The spacing of text that a reader may set (WCAG 2.2, 1.4.12)."""
FOCUSED = "getComputedStyle(document.activeElement)"


def test_what_the_statement_lists_still_fails(visit, address):
    """The other lines stand in tests/components/cards/test_accessibility.py."""
    found = axe.findings(visit(f"{address}/overview?lang=en"), "#map")
    mended = {key for rule, key in RULES.items() if not any(one.startswith(rule) for one in found)}
    assert mended == set(), "take it out of the statement"


def test_numbers_and_lists_of_slides_fit_also_where_a_reader_spaces_text(visit, address):
    page = visit(f"{address}/slides?slide=title&lang=en", alone=True)
    page.wait_for_selector(".deck.walked")
    page.evaluate(SPACING)
    painted(page)
    assert {key: faults for key in wall.walk(page) if (faults := wall.faults(page))} == {}


def test_names_beside_bars_do_not_touch_where_a_reader_spaces_text(visit, address):
    page = visit(f"{address}/slides?slide=priorities&lang=pt&dataset=exercise", alone=True)
    page.wait_for_selector(".deck.walked")
    page.evaluate(SPACING)
    painted(page)
    assert not wall.covered(page)


def test_what_axe_is_told_to_leave_out_is_in_the_statement():
    assert {RULES[rule] for rule in RULES_NOT_OURS} <= LISTED


def test_the_keyboard_comes_to_the_content_first_then_to_the_menu_a_list_a_section(visit, address):
    page = visit(f"{address}/method?lang=en")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == words.words("en")("board.skip")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.dataset.testid")
    assert focused == "stSidebarNavLink"
    style = page.evaluate(f"[{FOCUSED}.outlineStyle, {FOCUSED}.outlineWidth, {FOCUSED}.color]")
    assert style[:2] == ["solid", "3px"]
    assert page.evaluate(f"{FOCUSED}.outlineColor") == style[2]
    menu = page.get_by_test_id("stSidebarNav")
    menu.get_by_role("list", name=words.words("en")("section.about")).wait_for()
    assert menu.get_by_role("list").count() == 4
    assert menu.get_by_role("listitem").count() == menu.get_by_role("link").count()


def test_on_a_phone_the_menu_closes_when_a_page_is_chosen_and_is_closed_at_the_next_load(
    visit, address
):
    page = visit(f"{address}/method?lang=en", alone=True)
    page.set_viewport_size(PHONE)
    page.reload()
    settle(page)
    closed = "document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    page.get_by_test_id("stExpandSidebarButton").click()
    until(page, f"!({closed})")
    go(page, page.get_by_test_id("stSidebarNav").get_by_text("Data", exact=True).click)
    until(page, closed)
    page.get_by_test_id("stExpandSidebarButton").click()
    until(page, f"!({closed})")
    page.reload()
    settle(page)
    until(page, closed)


def test_the_focus_goes_to_the_title_of_a_new_page_and_stays_in_a_filter(visit, address):
    page = visit(f"{address}/actions?action=A001&lang=en")
    page.locator(".board-rows a[href*='action=A009']").last.focus()
    go(page, lambda: page.keyboard.press("Enter"))
    assert page.evaluate("document.activeElement.textContent") == (
        "Europol-Ecuador working arrangement"
    )
    page.goto(f"{address}/overview?lang=en")
    settle(page)
    status = page.locator(".board-filters [role=status]")
    before = status.inner_text()
    page.locator("button[data-name=country]").focus()
    page.keyboard.press("Enter")
    option = page.locator("#filter-country input[value=ECU]")
    option.focus()
    go(page, lambda: page.keyboard.press("Space"))
    assert option.is_visible()
    assert page.evaluate("document.activeElement.value") == "ECU"
    assert status.inner_text() != before, "how many actions a choice leaves is said"
    assert " of " in status.inner_text()


def test_the_focus_stays_where_a_card_opens_and_goes_on_where_a_choice_is_taken_out(visit, address):
    page = visit(f"{address}/overview?lang=en&country=ECU&priority=P1")
    words_of = "document.activeElement.textContent"
    for name in (words.words("en")("board.counted"), words.words("en")("board.table")):
        button = page.locator("#priorities footer button", has_text=name)
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(words_of) == name
        assert button.get_attribute("aria-expanded") == "true"
    page.locator(".board-chips .chip").first.focus()
    go(page, lambda: page.keyboard.press("Enter"))
    assert page.evaluate("document.activeElement.matches('.board-chips a')")
    page.locator(".board-chips .chip").focus()
    go(page, lambda: page.keyboard.press("Enter"))
    assert page.evaluate("document.activeElement.matches('.board-filters button')")


@pytest.mark.parametrize("path", ["timeline", "overview"])
def test_bars_and_the_chosen_language_are_seen_in_forced_colours(visit, address, path):
    page = visit(f"{address}/{path}?dataset=exercise&lang=en", forced_colors="active")
    styles = page.locator(".board-top nav a").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).outlineStyle)"
    )
    assert styles == ["solid", "none", "none"]
    bars = page.locator(".months .run:not(.inexact), .bar .confirmed")
    filled = bars.evaluate_all(
        "bars => bars.filter((bar) => bar.offsetWidth)"
        ".map((bar) => getComputedStyle(bar).backgroundColor)"
    )
    assert filled
    assert set(filled) == {"rgb(0, 0, 0)"}
