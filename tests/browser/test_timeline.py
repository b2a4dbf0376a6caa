"""Actions in time in a real browser: keyboard, folding, the cut-off on its day, a phone."""

from datetime import date

import pytest

from tests.browser.conftest import PHONE, choose, go, until

CARD = "#timeline"
FOCUSED = "document.activeElement.dataset.at ?? ''"


def opened(page):
    return page.locator(f"{CARD} details").evaluate_all("all => all.map((one) => one.open)")


def test_the_keyboard_reaches_an_action_past_what_is_folded_and_opens_its_dossier(visit, address):
    page = visit(f"{address}/timeline?lang=en")
    assert page.locator(f"{CARD} .figure :is(a, summary)[tabindex='0']").count() == 1
    page.locator(f"{CARD} summary").nth(1).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "group-P3"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    code = page.evaluate(FOCUSED)
    title = page.evaluate("document.activeElement.textContent")
    go(page, lambda: page.keyboard.press("Enter"))
    assert f"/actions?action={code}" in page.url
    assert page.locator("h1").first.inner_text() == title


def test_what_is_folded_and_unfolded_stays_so_when_the_choice_changes(visit, address):
    page = visit(f"{address}/timeline?lang=en")
    assert opened(page) == [True] + [False] * 6
    page.locator(f"{CARD} summary").first.click()
    page.locator(f"{CARD} summary").nth(2).focus()
    page.keyboard.press("Enter")
    assert opened(page) == [False, False, True] + [False] * 4
    choose(page, "priority", "P1", "P3")
    assert opened(page) == [False, True, False]


def test_the_cut_off_and_a_bar_stand_on_their_days(visit, address):
    cut_off = date(2025, 9, 30)
    page = visit(f"{address}/timeline?lang=en&as_of={cut_off}")
    years = page.locator(f"{CARD} .head .year")
    start, end = (years.nth(at).bounding_box()["x"] for at in (0, 1))
    line = page.locator(f"{CARD} .over .known").bounding_box()
    months = (cut_off.month - 1) + (cut_off.day - 1) / 30
    assert line["x"] == pytest.approx(start + (end - start) * months / 12, abs=2)
    assert page.locator(f"{CARD} .head .known").inner_text() == "cut-off date 30 Sept 2025"
    bar = page.locator(f'{CARD} .line:has(> [data-at="A002"]) .run').bounding_box()
    assert bar["x"] == pytest.approx(start + (end - start) * (2 + 4 / 31) / 12, abs=2)


def test_on_a_phone_what_every_priority_reached_is_on_the_first_screen(visit, address):
    page = visit(f"{address}/timeline?lang=es", alone=True)
    page.set_viewport_size(PHONE)
    until(page, "innerWidth === 390")
    months = page.locator("#course .row .months")
    assert months.count() == 6
    last = months.last.bounding_box()
    assert last["y"] + last["height"] < PHONE["height"]


def test_on_a_phone_each_row_has_its_name_above_its_months(visit, address):
    page = visit(f"{address}/timeline?lang=en&priority=P5")
    page.set_viewport_size(PHONE)
    row = page.locator(f"{CARD} .line.row").first
    name, months = (row.locator(one).bounding_box() for one in ("> .name", "> .months"))
    assert name["y"] + name["height"] <= months["y"] + 1
    assert months["width"] > 0.6 * PHONE["width"]
