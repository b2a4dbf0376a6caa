"""A card in the page of another site, in a real Chromium: shown where it may be."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import lxml.html
import pytest

from components.layout.parts import HERE
from tests.browser.conftest import PATIENCE, new, server, settle

CARD = "/embed/overview/headline?lang=es&country=ECU"


@contextmanager
def site():
    """Another site on this machine. Its page has the frame that its address asks for."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            frame = self.path.partition("?")[2]
            self.wfile.write(f'<iframe src="{frame}" width="600" height="400">'.encode())

        def log_message(self, *_):
            pass

    found = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.fixture(scope="module")
def places():
    """The dashboard, and a site that it names."""
    with site() as named, server(ROADMAP_EMBED=f"ministry.example.org, {named}") as dashboard:
        yield dashboard, named


@pytest.fixture
def page(chromium):
    found = new(chromium, bypass_csp=False)
    yield found
    found.context.close()


def framed(page, where, address):
    """The frame in a page of a site, when what it asks for has come."""
    page.goto(f"{where}/?{address}")
    return page.frames[1]


def test_a_named_site_shows_the_numbers_of_the_page_and_leads_there(places, page):
    dashboard, named = places
    console = []
    page.on("console", lambda message: console.append(message.text))
    frame = framed(page, named, f"{dashboard}{CARD}")
    frame.locator(".tiles .value").first.wait_for()
    shown = frame.locator(".tiles .value").all_inner_texts()
    assert not [text for text in console if "Security Policy" in text]
    with page.context.expect_page() as opened:
        frame.locator("footer a").last.click()
    led = opened.value
    settle(led)
    assert led.locator(".board .tiles .value").all_inner_texts() == shown
    assert led.url.startswith(f"{dashboard}/overview?")
    assert "country=ECU" in led.url
    assert led.evaluate("window.opener") is None


def test_a_mark_of_the_card_opens_the_dashboard_beside_the_other_site(places, page):
    dashboard, named = places
    frame = framed(page, named, f"{dashboard}/embed/overview/map?lang=en")
    country = frame.locator(".country-map a[data-at='BRA']")
    country.wait_for()
    with page.context.expect_page() as opened:
        country.click()
    assert "country=BRA" in opened.value.url
    assert opened.value.evaluate("window.opener") is None
    assert page.frames[1].url.startswith(f"{dashboard}/embed/")


def test_the_foot_of_a_card_gives_the_line_that_shows_it_elsewhere(places, chromium):
    dashboard, named = places
    page = new(chromium, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{dashboard}/overview?lang=en&country=ECU")
    settle(page)
    page.locator("#map footer").get_by_role("button", name="Embed").click()
    page.locator("#map footer").get_by_role("button", name="Copied").wait_for()
    frame = lxml.html.fragment_fromstring(page.evaluate("navigator.clipboard.readText()"))
    assert frame.get("title") == page.locator("#map h2").inner_text()
    shown = framed(page, named, frame.get("src"))
    shown.locator("h2", has_text=frame.get("title")).wait_for()
    shown.locator("footer.from", has_text="Ecuador").wait_for()
    page.context.close()


def test_nothing_of_a_figure_has_to_be_scrolled_at_the_size_that_its_line_has(places, page):
    dashboard, _ = places
    figures = {"map", "barrows", "events", "steps", "timeaxis", "agencies"}
    for name in ("overview", "timeline", "agencies", "meetings"):
        answer = page.request.get(f"{dashboard}/board/{name}?lang=es&dataset=exercise").json()
        parts = [part for row in answer["rows"] for column in row["columns"] for part in column]
        for part in (one for one in parts if one.get("draws") in figures):
            frame = lxml.html.fragment_fromstring(part["foot"]["embed"])
            size = {side: int(frame.get(side)) for side in ("width", "height")}
            page.set_viewport_size(size)
            page.goto(f"{dashboard}{frame.get('src').removeprefix(HERE)}")
            page.locator(f".place.{part['draws']} > *").first.wait_for()
            root = page.evaluate(
                "(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight])"
                "(document.documentElement)"
            )
            assert root == list(size.values()), part["key"]


@pytest.mark.parametrize(
    ("scheme", "card"), [("light", "overview/over-time"), ("dark", "actions/actions")]
)
def test_it_stands_in_the_readers_colours_and_nothing_is_wider_than_its_frame(
    places, chromium, scheme, card
):
    dashboard, named = places
    page = new(chromium, color_scheme=scheme, bypass_csp=False)
    frame = framed(page, named, f"{dashboard}/embed/{card}?lang=en")
    frame.locator(".place .main-svg, .place a, .place tr").first.wait_for(state="attached")
    paper = frame.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(12, 19, 34)"}[scheme]
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_without_scripts_or_where_they_fail_the_table_of_the_numbers_stands_there(places, chromium):
    dashboard, named = places
    for options, broken in ({"java_script_enabled": False}, None), ({}, "**/rows.js*"):
        page = new(chromium, bypass_csp=False, **options)
        if broken:
            page.route(broken, lambda route: route.abort())
        frame = framed(page, named, f"{dashboard}{CARD}")
        frame.locator("main tbody tr").first.wait_for(timeout=PATIENCE)
        assert frame.locator("main tbody tr").count() >= 4
        assert frame.locator(".card").count() == 0
        page.context.close()
