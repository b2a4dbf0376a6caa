"""Links: the address holds the selection in codes; restart and language do not matter."""

from urllib.parse import parse_qsl, urlparse

from data.text import words
from tests.browser.conftest import choose, figures, go, settle, until


def test_back_leads_page_by_page_to_where_one_was(visit, address):
    query = "country=CRI&status=completed&edition=III-EU-CLASI&lang=es"
    page = visit(f"{address}/overview?{query}", locale="es")
    menu, walked = page.locator('[data-testid="stSidebarNav"]'), [page.url]
    for name in ("actions", "method", "changes"):
        go(page, menu.get_by_text(words.words("es")(f"page.{name}"), exact=True).click)
        assert urlparse(page.url).path == f"/{name}"
        walked.append(page.url)
    assert {frozenset(parse_qsl(urlparse(one).query)) for one in walked[1:]} == {
        frozenset(parse_qsl(query))
    }
    for before in reversed(walked[:-1]):
        page.go_back()
        until(page, f"location.href === {before!r}")
        settle(page)
        assert page.url == before


def test_a_dossier_leads_back_to_the_list_and_the_place_in_it_from_which_one_came(visit, address):
    page = visit(f"{address}/actions?country=ECU&group=priority&lang=en")
    walked, place = page.url, "document.querySelector('[data-testid=stMain]').scrollTop"
    page.locator(".actions tbody th a").last.scroll_into_view_if_needed()
    scrolled = page.evaluate(place)
    assert scrolled > 100
    go(page, page.locator(".actions tbody th a").last.click)
    assert page.evaluate(place) == 0
    go(page, page.locator(".board-head .back").click)
    assert page.url == walked
    assert page.evaluate(place) == scrolled
    go(page, page.locator(".actions tbody th a").last.click)
    go(page, page.go_back)
    until(page, f"{place} === {scrolled}")
    # Of another choice the dossier leads to that.
    go(page, page.locator(".actions tbody th a").last.click)
    choose(page, "country", "PER")
    href = page.locator(".board-head .back").get_attribute("href")
    assert "PER" in href and "group" not in href


def test_a_dossier_opened_on_another_page_leads_back_to_the_place_on_it_and_names_it(
    visit, address
):
    page = visit(f"{address}/overview?country=ECU&lang=es", locale="es")
    walked, place = page.url, "document.querySelector('[data-testid=stMain]').scrollTop"
    event = page.locator(".board-rows .events a[href*='action=']").last
    event.scroll_into_view_if_needed()
    scrolled = page.evaluate(place)
    assert scrolled > 100
    go(page, event.click)
    back = page.locator(".board-head .back")
    assert back.inner_text() == "Volver a Panorama"
    go(page, back.click)
    assert (page.url, page.evaluate(place)) == (walked, scrolled)
    go(page, page.locator(".board-rows .events a[href*='action=']").last.click)
    choose(page, "country", "PER")
    assert back.inner_text() == words.words("es")("dossier.back")


def test_a_day_is_chosen_in_its_field_and_one_that_cannot_be_is_not(visit, address):
    page = visit(f"{address}/overview?lang=en")
    page.locator(".board-filters .sheet > button[data-name=as_of]").click()
    field = page.locator("input[type=date][name=as_of]")
    go(page, lambda: field.fill("2025-03-05"))
    assert "as_of=2025-03-05" in page.url
    assert "5 Mar 2025" in page.locator("button[data-name=as_of]").inner_text()
    here = page.url
    field.fill("0001-01-01")
    settle(page)
    assert page.url == here


def test_the_address_that_is_copied_opens_the_same(visit, address):
    page = visit(f"{address}/overview?lang=es", alone=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(page, "country", "COL", "PER")
    seen = page.locator(".board-rows").inner_text()
    page.locator(".board-top .copy").click()
    until(
        page,
        f"document.querySelector('.copy').textContent === {words.words('es')('board.copied')!r}",
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    other = visit(copied, alone=True)
    assert other.locator(".board-rows").inner_text() == seen


def test_another_language_keeps_the_choice_and_the_numbers_and_is_that_of_every_word(
    visit, address
):
    """Also of what the browser adds: feet of cards, the button of the link, the search."""
    drawn = """() => [...document.querySelectorAll('.board .card footer, .copy, .search input')]
        .map((one) => [one.textContent, one.placeholder ?? '', one.ariaLabel ?? ''].join(' '))"""
    page = visit(f"{address}/overview?country=ECU&lang=en")
    before = figures(page)
    go(page, page.locator(".board-top a[lang=es]").click)
    assert set(parse_qsl(urlparse(page.url).query)) == {("country", "ECU"), ("lang", "es")}
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.title().startswith(words.words("es")("page.overview"))
    assert figures(page) == before
    menu = page.locator('[data-testid="stSidebarNav"]')
    menu.get_by_text(words.words("es")("page.countries"), exact=True).wait_for()
    switched = page.evaluate(drawn)
    assert any(words.words("es")("board.copy") in one for one in switched)
    page.reload()
    settle(page)
    assert page.evaluate(drawn) == switched


def test_another_dataset_and_an_edition_are_chosen_in_the_bar_and_left_again(visit, address):
    page = visit(f"{address}/overview?lang=en&as_of=2024-06-30&country=ECU")

    def pick(name, code):
        page.locator(".board-filters button[data-name=as_of]").click()
        go(page, page.locator(f"#filter-as_of input[name={name}][value='{code}']").click)
        page.keyboard.press("Escape")

    pick("edition", "III-EU-CLASI")
    assert ("edition=III-EU-CLASI" in page.url, "as_of=" in page.url) == (True, False)
    assert page.locator("input[name=as_of]").is_disabled()
    then = figures(page)
    pick("edition", "")
    assert "edition=" not in page.url
    assert page.locator("input[name=as_of]").is_enabled()
    assert figures(page) != then
    pick("edition", "III-EU-CLASI")
    pick("dataset", "exercise")
    assert ("dataset=exercise" in page.url, "edition=" in page.url) == (True, False)
    marking = page.locator(".board-marking")
    assert words.words("en")("marking.exercise") in marking.inner_text()
    pick("dataset", "record")
    assert marking.inner_text() == ""
