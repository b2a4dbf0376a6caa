"""Documents: one click each, on their page and in the menu."""

from components.documents import registry
from components.view.view import open_view
from data.text import words
from tests.browser.conftest import go

OFFERED = "#documents-list"


def taken(page, link):
    """What a click downloads: its name and its bytes."""
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_each_document_of_the_page_is_one_click_and_the_file_of_its_address(visit, address):
    page = visit(f"{address}/documents?lang=es&country=ECU")
    t = words.words("es")
    names = page.locator(".files tbody th").all_inner_texts()
    assert [name.split("\n")[0] for name in names] == [
        t(f"document.{one.key}")
        for one in sorted(registry.DOCUMENTS, key=lambda one: bool(one.about))
    ]
    view = open_view("documents", "es", {"country": ["ECU"]})
    for key, ending, code in (("calendar", "ics", None), ("note", "docx", "PER")):
        one = registry.document(key)
        made = registry.make(view, one, one.form(ending), address, code)
        file = f"{key}/{code}.{ending}" if code else f"{key}.{ending}"
        link = page.locator(f".files [href^='files/{file}']")
        assert taken(page, link) == (made.name, made.content)


def test_the_menu_has_every_note_and_first_that_of_the_country_chosen(visit, address):
    page = visit(f"{address}/countries?lang=es")
    t = words.words("es")
    page.get_by_role("button", name="Documentos", exact=True).click()
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
