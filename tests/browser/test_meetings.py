"""Meetings: from the list to a page of its own and back, what an address can name, and numbers."""

import pytest
from icalendar import Calendar

from data.text import words
from tests.browser.conftest import BOARD, figures, go, settle, until
from tests.test_counts import counted_actions, headline, rows, states


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


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "A" * 3000])
def test_a_code_that_names_no_meeting_is_left_out_with_a_message(visit, address, code):
    page = visit(f"{address}/meetings?lang=en&meeting={code}")
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "were ignored" in page.locator(".board-notices").inner_text()
    assert page.locator("h1").first.inner_text() == "Meetings"
    for link in page.locator(".board-top nav a").all():
        assert "meeting=" not in link.get_attribute("href")


def test_what_had_been_reached_by_then_is_the_plain_count(visit, address):
    t = words.words("pt")
    then, before = states("2025-03-05"), states("2023-09-27")
    page = visit(f"{address}/meetings?meeting=M14&lang=pt")
    assert [int(value) for value in figures(page)] == headline("2025-03-05")
    counted = {
        row["milestone_id"] for row in rows("milestones") if row["action_id"] in counted_actions()
    }
    done = ("confirmed", "awaiting")
    since = [
        code
        for code, state in then.items()
        if code in counted and state in done and before.get(code) not in (*done, "in_place")
    ]
    assert t("meetings.since", n=len(since), title="|", when="|").split("|")[0] in said(page)


def test_what_changed_since_the_previous_meeting_is_one_click_away(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&priority=P1")
    go(page, page.get_by_role("link", name="See changes since then").click)
    assert "/changes?" in page.url
    assert all(part in page.url for part in ("before=M09", "as_of=2025-03-05", "priority=P1"))
    assert page.locator('[data-testid="stException"]').count() == 0


def test_the_numbers_follow_the_filters_and_the_list_does_not(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&priority=P5")
    own = {row["action_id"] for row in rows("actions") if row["priority_id"] == "P5"}
    assert [int(value) for value in figures(page)] == headline("2025-03-05", own)
    page.goto(f"{address}/meetings?lang=en&priority=P5")
    settle(page)
    assert page.locator("h2", has_text="24 recorded meetings").count() == 1
    assert "do not affect this list" in said(page)


def test_before_the_cut_off_a_meeting_is_not_said_to_be_held(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&as_of=2025-03-04")
    assert "after the cut-off" in said(page)
    assert figures(page) == []
    assert "joint declaration 2025" not in said(page)
    go(page, page.get_by_role("link", name="Show latest data").click)
    assert "as_of=" not in page.url
    assert len(figures(page)) == 4


def test_a_meeting_known_to_the_year_has_no_calendar_file_and_says_why(visit, address):
    page = visit(f"{address}/meetings?meeting=M20&lang=en")
    assert page.get_by_role("link", name=words.words("en")("meetings.calendar")).count() == 0
    assert "only the year of this meeting is known" in said(page)


@pytest.mark.parametrize(
    ("code", "events", "status"),
    [("M14", 1, "CONFIRMED"), ("M18", 1, "TENTATIVE"), (None, 19, "CONFIRMED")],
)
def test_a_calendar_file_can_be_taken_along(visit, address, code, events, status):
    page = visit(f"{address}/meetings?lang=es{f'&meeting={code}' if code else ''}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words.words("es")("meetings.calendar")).click()
    assert (
        waiting.value.suggested_filename
        == f"eu-clasi_{f'meeting-{code}' if code else 'meetings'}_as-known-2026-06-04_es.ics"
    )
    found = Calendar.from_ical(waiting.value.path().read_bytes()).events
    assert len(found) == events
    assert str(found[0]["STATUS"]) == status
    assert str(found[0]["URL"]).startswith(f"{address}/meetings?meeting=")
