"""Links: the address holds the selection in codes; restart and language do not matter."""

from datetime import date
from urllib.parse import urlparse

import pytest

from data import words
from tests.browser.conftest import server, settle

LINK = "/countries?country=ECU&priority=P5&as_of=2026-03-01"
NAMES = {"en": "Ecuador", "es": "Ecuador", "pt": "Equador"}


@pytest.mark.parametrize("language", words.languages())
def test_a_filtered_link_opened_first_after_a_restart_shows_the_page_in_its_frame(visit, language):
    with server() as fresh:
        page = visit(f"{fresh}{LINK}&lang={language}")
        t = words.words(language)
        assert page.locator("h1").first.inner_text() == t("page.countries")
        assert page.locator("h2", has_text=NAMES[language]).count() == 1
        said = page.locator('[data-testid="stMain"]').inner_text()
        assert t.date(date(2026, 3, 1)) in said
        menu = page.locator('[data-testid="stSidebarNav"]').inner_text()
        assert all(
            t(f"page.{name}") in menu
            for name in ("overview", "priorities", "countries", "actions", "data", "method")
        )
        assert page.get_by_role("dialog").count() == 0
        assert (
            page.locator('[data-testid="stSidebar"]').get_by_text(t("filters.clear")).count() == 1
        )


def test_the_bare_address_leads_to_the_overview_in_the_language_of_the_browser(visit, address):
    page = visit(address, locale="pt-BR")
    assert page.locator("h1").first.inner_text() == words.words("pt")("page.overview")
    assert "/overview" in page.url


HOSTILE = {
    "/overview": [
        *("country=XXX", "priority=P9", "status=<script>alert(1)</script>", "kind=%00%ff"),
        *("as_of=9999999-01-01", "to=2025-01-01&from=2026-01-01", "lang=../../etc/passwd"),
    ],
    "/countries": ["country=" + "A" * 5000, "as_of=2025-13-45"],
    "/actions": ["action=%27%20OR%201=1"],
    "/data": ["table=:red[x]**y**"],
    "/method": ["section=$%5Cfrac%7B1%7D%7B0%7D$"],
}


@pytest.mark.parametrize("path", HOSTILE)
def test_values_that_mean_nothing_are_left_out_with_a_message_that_names_each(visit, address, path):
    """What else can stand in an address is tried in tests/components/view/test_choice.py."""
    page = visit(f"{address}{path}?priority=P1&{'&'.join(HOSTILE[path])}", locale="en")
    assert page.locator('[data-testid="stException"]').count() == 0
    alert = page.locator('[data-testid="stAlert"]').first.inner_text()
    assert "were ignored" in alert
    for query in HOSTILE[path]:
        assert f"{query.split('=')[0]}=" in alert
    assert page.locator("h1").count() >= 1


def test_filters_follow_to_other_pages_and_the_language_too(visit, address):
    page = visit(f"{address}/overview?country=CRI&lang=es")
    page.locator('[data-testid="stSidebarNav"]').get_by_text(
        words.words("es")("page.actions")
    ).click()
    page.wait_for_function(
        "location.pathname.endsWith('/actions') && location.search.includes('country=CRI')"
    )
    settle(page)
    assert "country=CRI" in page.url
    assert "lang=es" in page.url
    assert "Costa Rica" in page.locator('[data-testid="stCaptionContainer"]').first.inner_text()


@pytest.mark.parametrize(
    "query",
    ["country=CRI&status=completed&edition=III-EU-CLASI&lang=es", ""],
    ids=["choice", "bare"],
)
def test_back_leads_page_by_page_to_where_one_was(visit, address, query):
    page = visit(f"{address}/overview?{query}", locale="es")
    menu, walked = page.locator('[data-testid="stSidebarNav"]'), [page.url]
    for name in ("actions", "method", "changes"):
        menu.get_by_text(words.words("es")(f"page.{name}"), exact=True).click()
        page.wait_for_function("name => location.pathname.endsWith(name)", arg=f"/{name}")
        settle(page)
        walked.append(page.url)
    assert {urlparse(one).query for one in walked} == {query}
    for before in reversed(walked[:-1]):
        page.go_back()
        settle(page)
        assert page.url == before


def test_back_from_the_bare_address_leads_to_the_page_from_which_one_came(visit, address):
    page = visit(f"{address}/method?lang=en")
    page.goto(f"{address}/?country=CRI&lang=es")
    settle(page)
    assert page.url == f"{address}/overview?country=CRI&lang=es"
    page.go_back()
    page.wait_for_function("location.pathname.endsWith('/method')")
    settle(page)
    assert page.locator("h1").first.inner_text() == words.words("en")("page.method")


def test_a_filter_writes_its_code_into_the_address_clear_removes_all_and_back_undoes_at_once(
    visit, address
):
    page = visit(f"{address}/overview?lang=pt")
    before = page.locator('[data-testid="stMetricValue"]').first.inner_text()
    page.locator('[data-testid="stMultiSelect"]').first.locator("input").fill("Equador")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('country=ECU')")
    page.keyboard.press("Escape")
    settle(page)
    fewer = page.locator('[data-testid="stMetricValue"]').first.inner_text()
    assert fewer != before
    page.locator('[data-testid="stMultiSelect"]').nth(1).locator("input").fill("1")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('priority=P1')")
    page.keyboard.press("Escape")
    settle(page)
    page.get_by_role("button", name=words.words("pt")("filters.clear")).click()
    page.wait_for_function(
        "!location.search.includes('country=') && !location.search.includes('priority=')"
    )
    settle(page)
    assert page.locator('[data-testid="stMetricValue"]').first.inner_text() == before
    page.go_back()
    page.wait_for_function(
        "location.search.includes('country=ECU') && location.search.includes('priority=P1')"
    )
    page.go_back()
    page.locator('[data-testid="stMetricValue"]').get_by_text(fewer, exact=True).wait_for()
    assert urlparse(page.url).query == "lang=pt&country=ECU"


def test_another_language_keeps_the_choice_and_the_numbers(visit, address):
    page = visit(f"{address}/overview?country=ECU&lang=en")
    before = page.locator('[data-testid="stMetricValue"]').first.inner_text()
    page.locator('[data-testid="stSidebar"]').get_by_text("ES", exact=True).click()
    page.wait_for_function("location.search.includes('lang=es')")
    settle(page)
    assert page.locator("h1").first.inner_text() == words.words("es")("page.overview")
    assert "country=ECU" in page.url
    assert page.locator('[data-testid="stMetricValue"]').first.inner_text() == before.replace(
        "of", "de"
    )
