"""Documents in the menu of every page; that each is one click: `test_walks.py`."""

from components.documents import registry
from components.view.view import open_view
from data.text import words
from tests.browser.conftest import go, until

OFFERED = "#documents-list"


def test_the_menu_has_every_note_and_first_that_of_the_country_chosen(visit, address):
    page = visit(f"{address}/countries?lang=es")
    t = words.words("es")
    page.get_by_role("button", name="Documentos", exact=True).click()
    until(page, "document.activeElement.href?.includes('slides.pptx')")
    page.keyboard.press("ArrowRight")  # A document is one stop, its forms are reached by arrows.
    assert page.evaluate("document.activeElement.textContent") == t("document_form.html")
    lines = page.locator(f"{OFFERED} li:not(:has(ul))").count()
    assert page.locator(f"{OFFERED} a:not([tabindex='-1'])").count() == lines + 1
    page.locator(f"{OFFERED} summary").click()
    known = registry.document("note").participants(open_view("countries", "es", {}))
    assert page.locator(f"{OFFERED} [href^='files/note/'][href*='.pdf']").count() == len(known)
    page.keyboard.press("Escape")
    go(page, page.locator(".country-map a[data-at=ECU]").click)
    page.get_by_role("button", name="Documentos", exact=True).click()
    page.get_by_text(f"{t('document.note')}: Ecuador").wait_for()
    go(page, page.get_by_role("link", name=t("documents.more")).click)
    assert page.url == f"{address}/documents?country=ECU&lang=es"
    assert not page.locator(OFFERED).is_visible()


def test_a_note_is_one_stop_of_the_keyboard_so_that_forty_keys_reach_the_last(visit, address):
    page = visit(f"{address}/documents?lang=es")
    page.locator(".files a").first.focus()
    for _ in range(40 - 16):  # As many keys as a walk has left after its search for the page.
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('li')?.textContent ?? ''")
        if focused.startswith("Unión Europea"):
            break
    page.keyboard.press("ArrowRight")
    assert "pdf" in page.evaluate("document.activeElement.href")
    assert "note/EU" in page.evaluate("document.activeElement.href")
