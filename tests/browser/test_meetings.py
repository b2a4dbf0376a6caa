"""Meetings: from the list to a page of its own and back, what an address can name, and numbers."""

from tests.browser.conftest import BOARD, figures, go, settle, until


def said(page):
    return page.locator(BOARD).inner_text()


def test_a_title_opens_the_meetings_own_address_and_both_ways_back_lead_to_the_list(visit, address):
    page = visit(f"{address}/meetings?lang=en&country=ECU")
    title = page.locator("#meetings a[href*='meeting=M20']").first
    go(page, title.click)
    assert page.locator("h1").inner_text().startswith("IV EU-CLASI ministerial")
    go(page, page.locator("a.back").click)
    assert page.locator("h1").inner_text() == "Meetings"
    assert "country=ECU" in page.url
    go(page, title.click)
    page.go_back()
    until(page, "!location.search.includes('meeting=')")
    settle(page)
    assert page.locator("h1").inner_text() == "Meetings"


def test_before_the_cut_off_a_meeting_is_not_said_to_be_held(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&as_of=2025-03-04")
    assert "after the cut-off" in said(page)
    assert figures(page) == []
    assert "joint declaration 2025" not in said(page)
    go(page, page.get_by_role("link", name="Show latest data").click)
    assert "as_of=" not in page.url
    assert len(figures(page)) == 4
