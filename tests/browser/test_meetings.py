"""Meetings: from the list to a page of its own and back, what an address can name, and numbers."""

from tests.browser.conftest import go, settle, until


def test_a_title_opens_the_meetings_own_address_and_both_ways_back_lead_to_the_list(visit, address):
    page = visit(f"{address}/meetings?lang=en&country=ECU")
    title = page.locator("#meetings a[href*='meeting=M20']").first
    go(page, title.click)
    assert page.locator("h1").inner_text().startswith("IV EU-CLASI ministerial")
    go(page, page.locator("a.back").click)
    assert page.locator(".board-head .name").inner_text() == "Meetings"
    assert "country=ECU" in page.url
    go(page, title.click)
    page.go_back()
    until(page, "!location.search.includes('meeting=')")
    settle(page)
    assert page.locator(".board-head .name").inner_text() == "Meetings"
