"""The board in a browser: what is shown is right after any choice, however the answers come."""

import random
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from playwright.sync_api import Error

from components.documents.deck import slides
from components.view import view as views
from data.text import words
from tests.browser.conftest import IDLE, choose, figures, go, new, painted, server, settle, until
from tests.support import wall
from tests.support.opened import open_board

QUICK = """
    const plain = setTimeout
    window.setTimeout = (call, after, ...more) => plain(call, after === 8000 ? 500 : after, ...more)
"""
"""An answer that does not come is waited for half a second, not the eight of `board.js`."""
SHOWN = """() => [...document.querySelectorAll('.board .card')].map(card =>
    [card.id, card.querySelector('h2').textContent, card.querySelector('.subtitle').textContent])"""
LATE = "document.querySelector('.board-waits').textContent !== ''"
"""That an answer is late."""
ONE = "const one = (found, at) => [...found][Math.floor(at * found.length)]\n"
"""One of what is found; a fraction says which."""
OPTION = f"""([filter, option]) => {{
    {ONE}
    const button = one(document.querySelectorAll('.board-filters .sheet > button'), filter)
    if (!button) return
    const list = document.getElementById(button.getAttribute('popovertarget'))
    if (!list.matches(':popover-open')) button.click()
    one(list.querySelectorAll('input:is([type=checkbox], [type=radio])'), option)?.click()
}}"""
DAY = f"""([at, value]) => {{
    {ONE}
    for (const list of document.querySelectorAll('.board-filters .filter')) {{
        if (!list.matches(':popover-open')) list.showPopover()
    }}
    const day = one(document.querySelectorAll('.board-filters [type=date]:not(:disabled)'), at)
    if (!day) return
    day.value = value
    day.dispatchEvent(new Event('change'))
}}"""
CHIP = f"at => {{ {ONE} one(document.querySelectorAll('.board-chips a'), at)?.click() }}"
LINK = f"""at => {{
    {ONE}
    const inside = [...document.querySelectorAll('[data-testid=stMain] .board a[href*="?"]')]
    const menu = document.querySelectorAll('[data-testid=stSidebarNav] a')
    const links = [...inside.filter(link => link.checkVisibility()), ...menu].filter(link =>
        !/^mailto:|files\\//.test(link.getAttribute('href')))
    one(links, at)?.click()
}}"""
"""A link of the page or the menu, but for files."""


def marked(card):
    """What stands below the title of a card, behind its marking."""
    return " · ".join(filter(None, [card["marking"], card["subtitle"]]))


def expected(url):
    """Titles of the cards that the address in the browser asks for, made here from the data."""
    place = urlsplit(url)
    made = open_board(place.path.strip("/"), parse_qs(place.query))
    cards = [
        [card["key"], card["title"], f"{marked(card)} {card['hint']}".strip()]
        for card in made.parts("card")
    ]
    return made.window, cards


def assert_right(page):
    """What is shown is what the address asks for."""
    here = page.evaluate("location.href")
    title, cards = (orjson.dumps(part).decode() for part in expected(here))
    until(page, f"document.title === {title}")
    until(page, f"JSON.stringify(({SHOWN})()) === JSON.stringify({cards})")
    assert page.evaluate("document.documentElement.lang") == page.evaluate(
        "document.querySelector('.board-top a[aria-current]').hreflang"
    )


def step(page, dice):
    """One thing that a reader does; found and done at once, for the page may be drawn anew."""
    what = dice.random()
    if what < 0.15:
        page.go_back(wait_until="commit")
    elif what < 0.2:
        page.go_forward(wait_until="commit")
    elif what < 0.4:
        page.evaluate(OPTION, [dice.random(), dice.random()])
    elif what < 0.5:
        days = ("2024-06-30", "2025-03-05", "2026-02-26", "")
        page.evaluate(DAY, [dice.random(), dice.choice(days)])
    elif what < 0.6:
        page.evaluate(CHIP, dice.random())
    else:
        page.evaluate(LINK, dice.random())


def open_on_a_bad_route(visit, address, answer):
    """A window whose requests for content are answered by a function."""
    page = visit(f"{address}/priorities?lang=en", alone=True)
    page.add_init_script(QUICK)
    page.goto(f"{address}/overview?lang=en")
    settle(page)
    page.route("**/board/**", answer)
    return page


def release(held):
    """Answer what was held up."""
    while held:
        with suppress(Error):  # the page that asked may be gone
            held.pop().continue_()


def test_choices_clicks_and_backs_end_where_the_address_says(visit, address):
    """On a bad route, which fails, hangs, or answers late and out of order, now this, now that."""
    dice, held, stepping = random.Random("bad"), [], []

    def answer(route):
        what = dice.random()
        if what < 0.15:
            route.fulfill(status=500)
        elif 0.25 < what < 0.5 and stepping:
            held.append(route)
        elif what > 0.25:
            route.continue_()

    page = open_on_a_bad_route(visit, address, answer)
    for _ in range(8):
        stepping.append(True)
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            with suppress(Error):  # what is being loaded anew takes no click
                step(page, dice)
            if page.url == "about:blank":
                page.go_forward()
        stepping.clear()
        release(held)
        settle(page)
        assert_right(page)
    page.unroute_all(behavior="ignoreErrors")


def test_without_an_answer_the_page_is_loaded_anew(visit, address):
    page = open_on_a_bad_route(visit, address, lambda _: None)
    for language in ("es", "pt"):
        page.locator(f".board-top a[lang={language}]").dispatch_event("click")
        until(page, f"document.documentElement.lang === '{language}'")
        assert_right(page)


def test_an_answer_that_comes_out_of_order_is_not_shown(visit, address):
    held, page = [], visit(f"{address}/overview?lang=en", alone=True)
    page.route("**/board/**", lambda route: held.append(route))
    for language in ("es", "pt"):
        page.locator(f".board-top a[lang={language}]").dispatch_event("click")
        until(page, f"location.search.includes('lang={language}')")
    with page.expect_response("**/board/**lang=pt*"):
        held.pop().continue_()
    until(page, "document.documentElement.lang === 'pt'")
    release(held)
    painted(page)
    assert_right(page)


@pytest.mark.parametrize("when", ["at once", "late"])
def test_back_to_what_is_shown_leaves_nothing_waiting(visit, address, when):
    """Nothing is asked for what stands there."""
    page = visit(f"{address}/overview?lang=en", alone=True)
    page.route("**/board/**", lambda _: None)
    page.locator("[popovertarget='filter-country']").click()
    page.locator("#filter-country [value=ECU]").click()
    until(page, "location.search.includes('country=ECU')")
    if when == "late":
        until(page, LATE)
    page.go_back(wait_until="commit")
    settle(page)
    assert_right(page)


RUNS = """() => {
    const send = WebSocket.prototype.send
    window.sent = 0
    WebSocket.prototype.send = function (...all) { sent += 1; return send.apply(this, all) }
}"""


def test_a_choice_asks_nothing_of_streamlit_but_another_page_has_its_menu_follow(visit, address):
    page = visit(f"{address}/overview?lang=en", alone=True)
    page.evaluate(RUNS)
    before = figures(page)
    choose(page, "country", "ECU")
    assert figures(page) != before
    assert page.evaluate("sent") == 0
    menu = page.locator("[data-testid=stSidebarNavLink]")
    menu.get_by_text("Actions", exact=True).click()
    until(page, "location.pathname === '/actions' && sent === 1")
    until(page, "document.querySelector('[aria-current=page]').textContent.includes('Actions')")
    page.locator(".board-top a[lang=pt]").click()
    menu.get_by_text(words.words("pt")("page.actions"), exact=True).wait_for()
    assert page.url == f"{address}/actions?country=ECU&lang=pt"


@pytest.mark.parametrize(
    ("path", "place", "key", "mark"),
    [
        ("actions", ".choices a:not([aria-current])", "Enter", ".choices a[aria-current]"),
        ("changes", ".field select", "ArrowDown", ".field select"),
    ],
)
def test_who_chooses_by_keyboard_stays_where_the_choice_was(visit, address, path, place, key, mark):
    page = visit(f"{address}/{path}?lang=en")
    page.locator(f".board {place}").first.focus()
    go(page, lambda: page.keyboard.press(key))
    assert page.evaluate(f"document.activeElement.matches('.board {mark}')")


def test_without_websockets_all_works_also_the_slides(chromium, address):
    language = "es"
    t = words.words(language)
    page = new(chromium)
    page.clock.install()
    page.route_web_socket("**/_stcore/stream", lambda line: line.close())
    page.goto(f"{address}/overview?lang={language}")
    page.locator(".board .tiles .value").first.wait_for()
    before = figures(page)
    page.locator("#map a[href*=ECU]").first.dispatch_event("click")
    until(page, f"document.querySelector('.tiles .value').textContent !== {before[0]!r}")
    assert_right(page)
    page.go_back(wait_until="commit")
    until(page, f"document.querySelector('.tiles .value').textContent === {before[0]!r}")
    page.wait_for_selector("[data-testid=stApp]", state="attached")
    page.clock.run_for(8000)
    assert page.locator("[data-testid=waiting]").inner_text() == ""
    page.reload()
    page.locator(".board .tiles .value").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == t("board.skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.board-skips'))")
    page.locator("#first-menu").get_by_text(t("page.slides"), exact=True).click()
    page.locator(".tile").first.wait_for()
    page.reload()
    page.locator(".tile").first.wait_for()
    page.context.close()


def test_a_link_that_is_pressed_while_streamlit_takes_over_leads_on(chromium, address):
    """Its menu takes the place of the first one, which would take the click along."""
    page, held = new(chromium), []
    page.route("**/static/js/index.*.js", lambda route: held.append(route))
    page.goto(f"{address}/overview?lang=en", wait_until="commit")
    page.locator("#first .board .tiles").wait_for()
    page.locator("#first-menu a", has_text="Documents").hover()
    page.mouse.down()
    while not held:
        painted(page)
    page.unroute_all()
    until(page, f"document.querySelector('{IDLE}')")
    painted(page)
    page.mouse.up()
    until(page, "location.pathname.endsWith('/documents') && document.querySelector('.files')")
    settle(page)
    page.context.close()


def slides_go_on(page):
    """The server has ended. A sentence says so, which is under the deck; every slide is there."""
    page.wait_for_selector("[data-testid=waiting]:not(:empty)", state="attached")
    keys = list(wall.walk(page))
    assert keys == [slide.key for slide in slides(views.open_view("slides", "es", {}))]
    assert page.url.endswith(f"slide={keys[-1]}")
    assert page.evaluate(
        "document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.deck') !== null"
    )
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.classList.contains('deck')")
    page.keyboard.press("Home")
    assert wall.shown(page) == keys[0]
    page.context.close()


def test_what_was_asked_of_a_server_that_is_away_comes_once_it_is_back(chromium):
    """A choice waits, a mark fills its panel, and a slow list has the focus on its title."""
    with server() as address:
        port = address.rpartition(":")[2]
        deck, documents, country = (new(chromium) for _ in range(3))
        deck.goto(f"{address}/slides?lang=es&slide=title")
        deck.wait_for_selector(".deck.walked")
        documents.goto(f"{address}/documents?lang=en")
        documents.wait_for_selector(f"{IDLE} .files")
        country.goto(f"{address}/countries?country=PER&dataset=exercise&lang=en")
        country.wait_for_selector(f"{IDLE} [data-milestone]")
    slides_go_on(deck)
    documents.bring_to_front()
    documents.locator("[popovertarget='filter-country']").click()
    documents.locator("#filter-country [value=ECU]").click()
    until(documents, LATE)
    documents.wait_for_selector("[data-testid=waiting]:not(:empty)")
    country.bring_to_front()
    mark, panel = country.locator("[data-milestone]").first, country.locator(".panel")
    mark.click()
    panel.get_by_text(words.words("en")("board.failed")).wait_for()
    country.keyboard.press("Escape")
    with country.expect_event("requestfailed", lambda request: "behind=" in request.url):
        country.get_by_role("link", name="Overdue").first.press("Enter")
    country.route("**/board/**", lambda _: None)
    country.wait_for_event("requestfailed", lambda request: "behind=" in request.url)
    country.unroute("**/board/**")
    with server(port=port):
        until(country, "document.activeElement.matches('h2')")
        mark.click()
        panel.locator("td").first.wait_for()
        until(documents, "document.querySelector('.chip')?.textContent.includes('Ecuador')")
        until(documents, "!document.querySelector('[data-testid=waiting]').textContent")
        assert documents.locator(".files [href*='workbook'][href*='country=ECU']").count() == 1
    documents.context.close()
    country.context.close()
