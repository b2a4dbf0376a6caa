"""A browser without scripts reads the page as text, and one on a slow line what has come."""

import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from data.text import words
from tests.browser.conftest import new, painted, until


def test_without_scripts_a_page_reads_as_text_whose_links_lead_on(chromium, address):
    t = words.words("pt")
    page = new(chromium, java_script_enabled=False)
    page.goto(f"{address}/overview?lang=pt")
    # What was not ready comes by itself: so a browser without scripts waits, too.
    page.get_by_role("table").nth(2).wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == t("page.overview")
    page.get_by_role("link", name=t("page.countries"), exact=True).click()
    page.get_by_role("rowheader", name="Equador").first.get_by_role("link").click()
    page.get_by_role("heading", level=1, name="Equador", exact=True).wait_for()
    assert "country=ECU" in page.url
    page.context.close()


def test_without_scripts_nothing_is_wider_than_the_window(chromium, address):
    width = 390
    page = new(chromium, java_script_enabled=False)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/data?lang=es")
    page.get_by_role("table").first.wait_for()
    boxes = [page.locator(one).first.bounding_box() for one in ("nav:visible", "h1", "[role=main]")]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    page.context.close()


def test_before_streamlit_is_there_the_menu_of_a_phone_leads_on_in_place(chromium, address):
    """As on a slow line, where its scripts take half a minute."""
    page = new(chromium, locale="es")
    page.clock.install()
    page.set_viewport_size({"width": 390, "height": 844})
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{address}/overview?lang=es&country=ECU")
    page.locator(".board .tiles .value").first.wait_for()
    kinds = []
    page.on("request", lambda request: kinds.append(request.resource_type))
    page.locator("#first header button").click()
    page.locator("#first-menu").get_by_text(words.words("es")("page.actions")).click()
    until(page, "location.pathname === '/actions' && document.querySelector('.board .actions')")
    assert "country=ECU" in page.url
    assert "document" not in kinds
    assert not page.locator("#first-menu").is_visible()
    page.clock.run_for(8500)
    assert page.locator("[data-testid=waiting]").inner_text() == ""
    page.context.close()


def test_on_a_slow_line_figures_are_drawn_before_streamlit_is_asked_for(chromium, address):
    page = new(chromium, locale="es")
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    page.route("**/static/js/**", lambda route: route.abort())
    page.add_init_script(
        "const now = performance.now.bind(performance); performance.now = () => now() + 2000"
    )
    page.request.get(f"{address}/overview?lang=es")  # its numbers are made
    page.goto(f"{address}/overview?lang=es")
    page.locator(".board .place.figure .main-svg .js-line").first.wait_for(state="attached")
    library, streamlit = (
        [at for at, url in enumerate(urls) if part in url] for part in ("/plotly/", "/static/js/")
    )
    assert library
    assert not streamlit or library[0] < streamlit[0]
    page.context.close()


@pytest.fixture
def in_two_pieces(address):
    """Address of the same server, where the end of a page comes once the event is set."""
    rest = threading.Event()

    class Pieces(BaseHTTPRequestHandler):
        """Passes each answer on, and a page up to the place of Streamlit."""

        protocol_version = "HTTP/1.1"

        def do_GET(self):
            with urllib.request.urlopen(f"{address}{self.path}") as answer:
                body, kind = answer.read(), answer.headers["content-type"]
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            cut = body.find(b'<div id="root"') if kind.startswith("text/html") else len(body)
            self.wfile.write(body[:cut])
            if cut < len(body):
                rest.wait(60)
                self.wfile.write(body[cut:])

        def log_message(self, *_):
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pieces) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", rest
        rest.set()
        server.shutdown()


def test_streamlit_begins_where_the_page_was_drawn_before_its_end_had_come(chromium, in_two_pieces):
    """On a slow line; without this nothing began, and the page said that it waits for ever."""
    address, rest = in_two_pieces
    page, failed = new(chromium, locale="es"), []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{address}/data?lang=es", wait_until="commit")
    page.locator("#first .board .card:visible").first.wait_for()
    painted(page)
    with page.expect_request("**/static/js/index.*.js"):
        rest.set()
    assert failed == []
    page.context.close()
