"""The board in a browser: what is shown is right after any choice, however the answers come."""

import random
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

import dashboard  # noqa: F401 - tells the server which pages there are
from components.board import content
from components.view import view as views
from tests.browser.conftest import PATIENCE, settle, until

SHOWN = """() => [...document.querySelectorAll('.board .card')].map(card =>
    [card.id, card.querySelector('h2').textContent, card.querySelector('.subtitle').textContent])"""
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
        !/^mailto:|slides|documents|files\\//.test(link.getAttribute('href')))
    one(links, at)?.click()
}}"""
"""A link of the page or the menu, but for pages that Streamlit draws a part of, and files."""


def expected(url):
    """Titles of the cards that the address in the browser asks for, made here from the data."""
    place = urlsplit(url)
    query = parse_qs(place.query)
    view = views.open_view(place.path.strip("/"), query.get("lang", ["en"])[0], query)
    drawn = content.draw(view, {name: values[-1] for name, values in query.items()})
    return drawn.window, list(_cards(orjson.loads(drawn.json)["rows"]))


def _cards(found):
    if isinstance(found, dict):
        if found.get("kind") == "card":
            marked = " · ".join(filter(None, [found["marking"], found["subtitle"]]))
            yield [found["key"], found["title"], marked]
        for value in found.values():
            yield from _cards(value)
    elif isinstance(found, list):
        for value in found:
            yield from _cards(value)


def assert_right(page):
    """What is shown is what the address asks for."""
    title, cards = expected(page.url)
    for _ in range(PATIENCE // 100):
        if page.title() == title and page.evaluate(SHOWN) == cards:
            break
        page.wait_for_timeout(100)
    assert page.title() == title, page.url
    assert page.evaluate(SHOWN) == cards, page.url
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


@pytest.mark.parametrize("route", ["good", "bad"])
def test_a_hundred_choices_clicks_and_backs_end_where_the_address_says(visit, address, route):
    """A bad route fails, hangs, or answers late and out of order, now this and now that."""
    dice = random.Random(route)
    page = visit(f"{address}/overview?lang=en", alone=True)
    page.goto(f"{address}/priorities?lang=en")
    settle(page)
    if route == "bad":
        page.route("**/board/**", lambda asked: trouble(page, asked, dice.random()))
    for _ in range(30):
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            step(page, dice)
            page.wait_for_timeout(dice.choice((0, 10, 80)))
            if page.url == "about:blank":
                page.go_forward()
        settle(page)
        assert_right(page)
    page.unroute_all(behavior="ignoreErrors")


def trouble(page, asked, what):
    """Answer as a bad route does; `what` is from 0 to 1."""
    if what < 0.15:
        asked.fulfill(status=500)
    elif what > 0.25:
        if what < 0.5:
            page.wait_for_timeout(2000 * (what - 0.25) + 100)
        asked.continue_()


@pytest.mark.parametrize("trouble", ["fails", "hangs", "late", "out of order"])
def test_without_a_good_route_the_run_shows_the_choice(visit, address, trouble):
    page = visit(f"{address}/overview?lang=en", alone=True)
    turns = iter(range(100))

    def answer(route):
        if trouble == "fails":
            route.fulfill(status=500)
        elif trouble == "late" or (trouble == "out of order" and next(turns) % 2 == 0):
            page.wait_for_timeout(900)
            route.continue_()
        elif trouble == "out of order":
            route.continue_()

    page.route("**/board/**", answer)
    for language in ("es", "pt", "en", "pt"):
        page.locator(f".board-top a[lang={language}]").dispatch_event("click")
        if trouble != "out of order" or language != "es":
            until(page, f"document.documentElement.lang === '{language}'")
            assert_right(page)
    page.wait_for_timeout(2500)
    assert_right(page)


@pytest.mark.parametrize("wait", [0, 600])
def test_back_to_what_is_shown_leaves_nothing_waiting(visit, address, wait):
    """The run makes again what it sent last, before or after it was told of the choice between."""
    page = visit(f"{address}/overview?lang=en", alone=True)
    page.route("**/board/**", lambda _: None)
    page.locator("[popovertarget='filter-country']").click()
    page.locator("#filter-country [value=ECU]").click()
    until(page, "location.search.includes('country=ECU')")
    page.wait_for_timeout(wait)
    page.go_back(wait_until="commit")
    settle(page)
    assert_right(page)


def test_back_leads_to_the_list_as_it_was(visit, address):
    page = visit(f"{address}/actions?lang=en", alone=True)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 600)")
    page.wait_for_timeout(100)
    page.locator(".board .card a[href*='action=']").nth(8).dispatch_event("click")
    page.wait_for_selector(".board a.back")
    settle(page)
    page.go_back()
    page.wait_for_selector(".board .card a[href*='action=']")
    until(page, "document.querySelector('[data-testid=stMain]').scrollTop === 600")
    assert_right(page)
