"""Meetings: from the list to a page of its own and back, what an address can name, and numbers."""

import pytest
from icalendar import Calendar

from data import words
from tests.browser.conftest import settle
from tests.test_counts import counted_actions, headline, rows, states

LANGUAGES = words.languages()


def said(page):
    return page.locator('[data-testid="stMain"]').inner_text()


def test_a_row_opens_the_meetings_own_address_and_the_way_back_leads_to_the_list(visit, address):
    page = visit(f"{address}/meetings?lang=en&country=ECU")
    grid = page.locator(".st-key-card_meetings").locator('[data-testid="stDataFrame"]').first
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 16, "y": 54})
    page.wait_for_function("location.search.includes('meeting=M20')")
    settle(page)
    assert page.locator("h1").first.inner_text().startswith("IV EU-CLASI ministerial")
    page.get_by_role("button", name="All meetings").click()
    page.wait_for_function("!location.search.includes('meeting=')")
    settle(page)
    assert page.locator("h1").first.inner_text() == "Meetings"
    assert "country=ECU" in page.url


def test_the_way_back_of_the_browser_leads_to_the_list_too(visit, address):
    page = visit(f"{address}/meetings?lang=en")
    grid = page.locator(".st-key-card_meetings").locator('[data-testid="stDataFrame"]').first
    grid.scroll_into_view_if_needed()
    grid.click(position={"x": 16, "y": 54})
    page.wait_for_function("location.search.includes('meeting=M20')")
    settle(page)
    page.go_back()
    page.wait_for_function("!location.search.includes('meeting=')")
    settle(page)
    assert page.locator("h1").first.inner_text() == "Meetings"


@pytest.mark.parametrize("code", ["M99", "<script>alert(1)</script>", "m14", "A" * 3000])
def test_a_code_that_names_no_meeting_is_left_out_with_a_message(visit, address, code):
    page = visit(f"{address}/meetings?lang=en&meeting={code}")
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "were ignored" in page.locator('[data-testid="stAlert"]').first.inner_text()
    assert page.locator("h1").first.inner_text() == "Meetings"
    assert "meeting=" not in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_had_been_reached_by_then_is_the_plain_count(visit, address, language):
    t = words.words(language)
    then, before = states("2025-03-05"), states("2023-09-28")
    page = visit(f"{address}/meetings?meeting=M14&lang={language}")
    values = page.locator('[data-testid="stMetricValue"]').all_inner_texts()
    assert [int(value) for value in values] == headline("2025-03-05")
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
    page.get_by_role("link", name="See changes since then").click()
    page.wait_for_function("location.pathname.endsWith('/changes')")
    settle(page)
    assert all(part in page.url for part in ("before=M09", "as_of=2025-03-05", "priority=P1"))
    assert page.locator('[data-testid="stException"]').count() == 0


def test_the_numbers_follow_the_filters_and_the_list_does_not(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&priority=P5")
    own = {row["action_id"] for row in rows("actions") if row["priority_id"] == "P5"}
    values = page.locator('[data-testid="stMetricValue"]').all_inner_texts()
    assert [int(value) for value in values] == headline("2025-03-05", own)
    page.goto(f"{address}/meetings?lang=en&priority=P5")
    settle(page)
    assert page.locator("h3", has_text="24 recorded meetings").count() == 1
    assert "do not affect this list" in said(page)


def test_before_the_cut_off_a_meeting_is_not_said_to_be_held(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en&as_of=2025-03-04")
    assert "after the cut-off" in said(page)
    assert page.locator('[data-testid="stMetric"]').count() == 0
    assert "Joint declaration" not in said(page)
    page.get_by_role("button", name="Show latest data").click()
    page.wait_for_function("!location.search.includes('as_of=')")
    settle(page)
    assert page.locator('[data-testid="stMetric"]').count() == 4


def test_a_meeting_known_to_the_year_has_no_calendar_file_and_says_why(visit, address):
    page = visit(f"{address}/meetings?meeting=M20&lang=en")
    assert page.get_by_role("link", name=words.words("en")("meetings.calendar")).count() == 0
    assert "only the year of this meeting is known" in said(page)


@pytest.mark.parametrize(
    ("code", "events", "status"),
    [("M14", 1, "CONFIRMED"), ("M18", 1, "TENTATIVE"), (None, 18, "CONFIRMED")],
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
