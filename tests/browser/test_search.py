"""The field that searches everywhere: by keyboard, for a screen reader, and without an answer."""

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.server import search
from components.server.board import scripts
from components.server.limits import LIMITS, Limit
from data.text import words
from tests.browser.conftest import ROOT, new, painted, until
from tests.support import axe

PAGE = """<!DOCTYPE html><html lang="es"><meta charset="utf-8"><title>Prueba</title>
<link rel="stylesheet" href="search.css">
<style>:root {{ --st-text-color: #111827; --st-background-color: #fff;
  --st-secondary-background-color: #f1f4f9; --st-border-color: #cfd7e4;
  --st-primary-color: #0b3d91; --st-link-color: #0b3d91; --st-font: sans-serif; }}</style>
<main><h1>Panorama</h1><div class="search"><input type="search" aria-label="{label}">
<kbd>Ctrl K</kbd><div id="list"></div></div><p><textarea aria-label="Nota"></textarea></p>
<p><a href="#" id="after">Después</a></p></main>
<script type="module">
import * as inks from "./inks.js"
import {{ attach }} from "./search.js"
const content = {{ address: "overview?lang=es&priority=P5" }}
const board = {{ about: {{ search: {words} }}, content, ready: {{ inks }} }}
attach(document.querySelector("input"), document.getElementById("list"), board)
document.querySelector("[role=listbox]").ariaLabel = "{label}"
</script>"""
OPTIONS = "[...document.querySelectorAll('[role=option]')].map((one) => one.textContent)"
ACTIVE = """(() => { const input = document.querySelector("input")
  return document.getElementById(input.getAttribute("aria-activedescendant"))?.textContent })()"""
FIRST = "document.querySelector('[role=option] span').textContent"
SAID = "document.querySelector('[role=status]').textContent"
SHOWN = "!document.getElementById('list').hidden"
EXPANDED = "document.querySelector('input').getAttribute('aria-expanded')"
FOCUS = "document.activeElement.tagName"


@contextmanager
def served(asked, wait, answered):
    """The page, the module and the real search; `wait` holds up the answer to a text."""
    client = TestClient(Starlette(routes=search.routes(dashboard.PAGES)))
    assert client.get("/search?text=peru&lang=es").status_code == 200, "the first is slow"
    told = json.dumps(scripts.spoken("es")["search"])
    page = PAGE.format(label=words.words("es")("search.label"), words=told)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            kinds = dict.fromkeys(("/search.js", "/inks.js"), "text/javascript")
            kinds["/search.css"] = "text/css"
            status, kind, body = 200, kinds.get(path, "text/html"), page.encode()
            if path in kinds:
                body = (ROOT / "components/frontend" / path[1:]).read_bytes()
            elif path == "/search":
                answer = client.get(self.path)
                text = answer.request.url.params["text"]
                asked.append(text)
                if (held := wait.get(text)) is not None:
                    held.wait(30)
                status, kind, body = answer.status_code, "application/json", answer.content
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # a question that is asked no more
                self.wfile.write(body)
            if path == "/search":
                answered.append(text)

        def log_message(self, *_):
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/overview"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def page(chromium, monkeypatch):
    """The page in its own window, with what was asked and what is held up."""
    monkeypatch.setitem(LIMITS, "search", Limit(2))
    asked, wait, answered, errors = [], {}, [], []
    window = new(chromium)
    window.on("pageerror", lambda error: errors.append(str(error)))
    with served(asked, wait, answered) as address:
        window.goto(address)
        window.wait_for_selector("[role=combobox]")
        window.asked, window.wait, window.answered = asked, wait, answered
        yield window
        for held in wait.values():
            held.set()
    window.context.close()
    assert errors == []


def type_and_wait(page, text):
    """Type a text into the empty field and wait for what it finds."""
    page.fill("input", "")
    page.type("input", text, delay=15)
    until(page, f"{SHOWN} && {SAID} !== ''")


def test_a_reader_finds_and_opens_with_the_keyboard_alone(page):
    page.keyboard.press("Control+k")
    assert page.evaluate(FOCUS) == "INPUT"
    type_and_wait(page, "Colmbia")
    assert page.asked == ["Colmbia"], "a pause comes before a question"
    assert page.evaluate(SAID) == "12 resultados"
    assert page.evaluate(EXPANDED) == "true"
    assert page.evaluate(FIRST) == "Colombia"
    assert page.locator("[role=group]").first.get_attribute("aria-labelledby")
    assert page.get_by_role("group", name="Países del CLASI").get_by_role("option").count() == 1
    options = page.evaluate(OPTIONS)
    assert page.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE) == options[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) == options[-1]
    assert axe.findings(page) == []
    page.keyboard.press("Escape")
    assert not page.evaluate(SHOWN)
    assert (page.input_value("input"), page.evaluate(EXPANDED)) == ("Colmbia", "false")
    page.keyboard.press("ArrowDown")
    until(page, f"{SHOWN} && {SAID} !== ''")
    page.keyboard.press("Tab")
    assert not page.evaluate(SHOWN)
    assert page.evaluate(FOCUS) == "TEXTAREA"
    page.focus("input")
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries?country=COL&priority=P5&lang=es")


def test_a_key_focuses_the_field_but_not_while_a_reader_types_elsewhere(page):
    page.focus("textarea")
    page.keyboard.type("1/2")
    page.keyboard.press("Control+k")
    assert (page.evaluate(FOCUS), page.input_value("textarea")) == ("TEXTAREA", "1/2")
    page.focus("#after")
    page.keyboard.press("/")
    assert (page.evaluate(FOCUS), page.input_value("input")) == ("INPUT", "")
    page.keyboard.type("a/b")
    assert page.input_value("input") == "a/b"


def test_an_answer_that_comes_late_is_not_shown_and_enter_waits_for_the_right_one(page):
    page.wait["europol"] = threading.Event()
    page.fill("input", "europol")
    while "europol" not in page.asked:
        painted(page)
    type_and_wait(page, "Perú")
    page.wait["europol"].set()
    while "europol" not in page.answered:
        painted(page)
    assert page.evaluate(FIRST) == "Perú"
    page.fill("input", "Bolivia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries?country=BOL&priority=P5&lang=es")


def test_nothing_found_and_no_answer_are_sentences_and_a_click_opens(page):
    t = words.words("es")
    type_and_wait(page, "zzzzzzzz")
    assert page.evaluate(SAID) == page.inner_text("#list") == t("search.nothing")
    assert page.evaluate(EXPANDED) == "false"
    page.route("**/search?*", lambda route: route.abort())
    page.fill("input", "Chile")
    until(page, f"{SAID} === {t('search.unanswered')!r}")
    page.unroute("**/search?*")
    page.fill("input", "x" * 201)
    until(page, f"{SAID} === {t('search.too_long', most=200)!r}")
    type_and_wait(page, "Chile")
    page.click("[role=option]")
    page.wait_for_url("**/countries?country=CHL&priority=P5&lang=es")


def test_the_field_fits_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 700})
    type_and_wait(page, "europol")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
