"""The timeline in a real browser: keyboard, folding, widths, lines, a phone."""

import csv
from datetime import date

import pytest

from tests.browser.conftest import ROOT, go

ROWS = ".gantt li.row"
FOCUSED = "document.activeElement.dataset.at ?? ''"


def actions():
    with (ROOT / "data" / "record" / "actions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toggles(page):
    return page.locator(".gantt .head button")


def opened(page):
    return [toggle.get_attribute("aria-expanded") for toggle in toggles(page).all()]


def unfolded(page):
    """Open every priority."""
    if "false" in opened(page):
        page.get_by_role("button", name="Expand all").click()


def row(page, code):
    return page.locator(ROWS, has=page.locator(f'[data-at="action-{code}"]'))


def day_width(page):
    """Pixels of a day, read off the axis."""
    year = page.locator(".gantt .years .tick", has_text="2025").bounding_box()
    return year["x"], year["width"] / 365


def test_the_keyboard_reaches_an_action_and_opens_its_dossier(visit, address):
    page = visit(f"{address}/timeline?lang=en&priority=P5")
    page.locator(".gantt .tools button").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "group-P5"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    code = page.evaluate(FOCUSED).removeprefix("action-")
    assert row(page, code).locator("a").get_attribute("aria-label").count(": ") >= 1
    go(page, lambda: page.keyboard.press("Enter"))
    assert f"/actions?action={code}" in page.url
    assert "priority=P5" in page.url
    title = next(action["title"] for action in actions() if action["action_id"] == code)
    assert page.locator("h1").first.inner_text() == title


def test_the_chart_is_one_stop_for_the_tab_key(visit, address):
    page = visit(f"{address}/timeline?lang=en")
    unfolded(page)
    assert page.locator(".gantt .groups a").count() > 50
    assert page.locator(".gantt .groups :is(a, button)[tabindex='0']").count() == 1


def test_priorities_fold_by_mouse_and_by_keyboard(visit, address):
    page = visit(f"{address}/timeline?lang=en")
    assert opened(page) == ["true"] + ["false"] * 5
    toggles(page).nth(1).click()
    assert opened(page) == ["true", "true"] + ["false"] * 4
    assert page.evaluate(FOCUSED) == "group-P2"
    page.keyboard.press("ArrowLeft")
    assert opened(page)[1] == "false"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED).startswith("action-")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == "group-P2"
    page.get_by_role("button", name="Expand all").click()
    assert opened(page) == ["true"] * 6
    page.get_by_role("button", name="Collapse all", exact=True).click()
    assert opened(page) == ["false"] * 6
    assert page.locator(ROWS).count() == 0


def test_zoom_widens_bars_and_axis_alike(visit, address):
    page = visit(f"{address}/timeline?lang=en&priority=P5")
    _, before = day_width(page)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    _, after = day_width(page)
    assert after == pytest.approx(before * 1.6**2, rel=0.02)


def test_the_cut_off_stands_on_its_day_and_is_named(visit, address):
    cut_off = date(2025, 9, 30)
    page = visit(f"{address}/timeline?lang=en&as_of={cut_off}")
    start, day = day_width(page)
    line = page.locator(".gantt .lines .cut_off").bounding_box()
    assert line["x"] + line["width"] / 2 == pytest.approx(
        start + ((cut_off - date(2025, 1, 1)).days + 0.5) * day, abs=2
    )
    named = page.locator(".gantt .label.cut_off").inner_text()
    assert named == "Cut-off date: 30 Sept 2025"
