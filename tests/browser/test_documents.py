"""Documents: downloaded from page and menu, with the numbers of the screen; by keyboard too."""

import pytest

from components.documents import registry
from components.view.view import open_view
from data.text import words
from tests.browser.conftest import go, settle, until
from tests.components.documents.test_calendar import parse
from tests.support.readings import shipped

OFFERED = "#documents-list"


def taken(page, button):
    """What a click downloads: its name and its bytes."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def made_and_taken(page, key):
    page.locator(f".st-key-make_{key} button").click()
    page.wait_for_selector(f".st-key-download_{key} button")
    settle(page)
    return taken(page, page.locator(f".st-key-download_{key} button"))


def test_a_document_is_made_on_the_page_and_is_the_one_of_its_address(visit, address):
    language = "es"
    page = visit(f"{address}/documents?lang={language}&country=ECU")
    t = words.words_of(shipped("record"), language)
    headings = page.locator('[data-testid="stMain"] h2').all_inner_texts()
    assert headings == [t(f"document.{one.key}") for one in registry.DOCUMENTS]
    view = open_view("documents", language, {"country": ["ECU"]})
    for key, ending in (("calendar", "ics"), ("package", "zip")):
        one = registry.document(key)
        expected = registry.make(view, one, one.form(ending), address)
        assert made_and_taken(page, key) == (expected.name, expected.content)


def test_the_list_follows_a_choice_and_leads_to_the_page_of_documents(visit, address):
    page = visit(f"{address}/countries?lang=es")
    note = page.locator(f"{OFFERED} a[href*='note']")
    assert note.count() == 0
    go(page, page.locator(".country-map a[data-at=ECU]").click)
    assert {"note" in one.get_attribute("href") for one in note.all()} == {True}
    page.get_by_role("button", name="Documentos", exact=True).click()
    go(page, page.get_by_role("link", name=words.words("es")("documents.more")).click)
    assert page.url == f"{address}/documents?country=ECU&lang=es"
    assert page.locator("h1").inner_text() == "Documentos"
    assert not page.locator(OFFERED).is_visible()


def test_another_choice_takes_the_file_of_the_last_one_away_and_another_language_makes_another(
    visit, address
):
    page = visit(f"{address}/documents?lang=en&country=ECU")
    made_and_taken(page, "calendar")
    go(page, page.locator(".board-chips .way").click)
    until(page, "!document.querySelector('.st-key-download_calendar')")
    settle(page)
    languages = page.locator(".st-key-document_calendar").get_by_role("combobox")
    languages.scroll_into_view_if_needed()
    settle(page)  # a list closes when the page scrolls, also by what a click did before
    languages.click()
    page.get_by_role("option", name="Português").click()
    settle(page)
    name, content = made_and_taken(page, "calendar")
    assert name.endswith("_pt.ics")
    assert "Todas as prioridades" in parse(content)[0]["DESCRIPTION"]


def test_a_document_is_made_and_taken_by_keyboard_alone(visit, address):
    page = visit(f"{address}/documents?lang=en")
    reach(page, ".st-key-make_calendar")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-download_calendar button")
    settle(page)
    reach(page, ".st-key-download_calendar")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".ics")
    page.goto(f"{address}/overview?lang=en")
    settle(page)
    reach(page, ".board-top .papers")
    page.keyboard.press("Enter")
    page.wait_for_selector(OFFERED)
    reach(page, f"{OFFERED} a[href^='files/calendar.ics']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".ics")


def reach(page, place):
    """Go on with the Tab key until the button has the focus."""
    for _ in range(80):
        if page.evaluate(f"Boolean(document.activeElement.closest({place!r}))"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{place} cannot be reached by keyboard")
