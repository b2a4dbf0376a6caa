"""A running dashboard and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from data.text import words

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
CHROMIUM = ("chromium-headless-shell", "chromium")
"""The first that is installed: the shell draws no window around a page, a fifth of the CPU."""
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 90_000
PAUSE = 40
"""Milliseconds after which a condition is looked at again: each look costs CPU in the browser."""
BOARD = "[data-testid=stMain] .board"
WATCH = """(() => {
    if (window.frame) return
    const send = WebSocket.prototype.send
    window.frame = { at: performance.now() }
    WebSocket.prototype.send = function (...sent) {
        frame.at = performance.now()
        return send.apply(this, sent)
    }
    new MutationObserver((changes) => {
        if (changes.some(({ target }) => target.dataset.testScriptState === "running")) frame.at = 0
    }).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] })
})()"""
"""Keeps when Streamlit was last told of a choice, until its run begins: `frame.at`."""
BEGINS = 250
"""Milliseconds after which a run that was asked for has begun, also where nobody saw it begin."""
SETTLED = f"""(() => {{
    if (performance.now() - frame.at < {BEGINS} && frame.at) return false
    const busy = "#first, .board[aria-busy], [data-testid=stSkeleton], [data-stale=true]"
    const shown = "{BOARD}, [data-testid=stAlert], [data-testid=stHeading], .deck"
    if (!document.querySelector('{IDLE}') || document.querySelector(busy)) return false
    const near = (figure) => figure.checkVisibility()
        && figure.getBoundingClientRect().top < innerHeight
    return Boolean(document.querySelector(shown))
        && [...document.querySelectorAll(".board .place.figure")]
            .every((figure) => figure.querySelector(".main-svg *") || !near(figure))
}})()"""
"""The page has run and is drawn; figures out of sight are drawn when a reader comes near."""
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
UNPOLICED = {"bypass_csp": True}
"""For windows in which a test uses `wait_for_function`: it evaluates text; our policy forbids that.

test_policy.py does without.
"""


@contextmanager
def server(folder=None, root=ROOT, log=subprocess.DEVNULL, port=None, **settings):
    """Start the dashboard on a free port, on a dataset's folder if given; yields its address.

    `root` is the tree that is run; `log` is the file for what the server writes to standard error.

    Settings are environment variables of this server alone: those of the tests' own process would
    reach every server that starts later.
    """
    if port is None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    environment = {**os.environ, "ROADMAP_DATA": str(folder or ""), **settings}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    process = subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def address():
    """One dashboard on the public record for all tests that do not need a fresh one."""
    with server() as found:
        yield found


@contextmanager
def browser():
    """A Chromium, closed at the end of the `with`."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUM))), args=ARGUMENTS
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def gallery(tmp_path_factory):
    """The pages of the gallery in English, which no test changes, and every example."""
    from tests.gallery.__main__ import write

    folder = tmp_path_factory.mktemp("gallery")
    return folder, write(folder, [words.FALLBACK])


@pytest.fixture(scope="session")
def windows():
    """Windows of earlier tests, by their options: a used one has the scripts compiled."""
    return {}


@pytest.fixture
def visit(chromium, windows):
    """Open an address in its own window until it is drawn: `page = visit(address, locale="es")`.

    The next test gets the same window. A test that changes the window itself (by a route, a script,
    a medium) asks for its own with `alone=True`.
    """
    taken = []

    def opened(url, *, alone=False, **options):
        key = None if alone else repr(sorted(options.items()))
        page = windows[key].pop() if windows.get(key) else new(chromium, **options)
        taken.append((key, page))
        page.set_viewport_size(DESK)
        page.goto(url)
        settle(page)
        return page

    yield opened
    for key, page in taken:
        if key:
            windows.setdefault(key, []).append(page)
        else:
            page.context.close()


def new(chromium, **options):
    """A window in a browser that has seen nothing yet."""
    context = chromium.new_context(viewport=DESK, **{**UNPOLICED, **options})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    return context.new_page()


def settle(page):
    """Wait until the script has run, and the board shows what it sent and what the address asks.

    A run that was told of a choice may begin a moment after the choice is drawn: it is waited for.
    """
    until(page, f"window.frame || ({WATCH}, true)")
    until(page, SETTLED)


def until(page, expression):
    """Wait until an expression is true; `wait_for_function` would evaluate text in the page.

    A page that is being loaded anew is waited for too.
    """
    for _ in range(PATIENCE // PAUSE):
        with suppress(Error):
            if page.evaluate(expression):
                return
        page.wait_for_timeout(PAUSE)
    raise TimeoutError(expression)


def painted(page):
    """Wait until the browser has drawn what was changed, and what follows from its drawing."""
    page.evaluate(
        "new Promise((drawn) =>"
        " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))"
    )


def go(page, action):
    """Do what changes the address of the board, then wait until the page stands there."""
    before = page.url
    action()
    until(page, f"location.href !== {before!r}")
    settle(page)


def choose(page, name, *codes):
    """Open a filter and turn its options on or off; `page` stands at the new address then."""
    button = page.locator(f".board-filters .sheet > button[data-name='{name}']")
    if not button.is_visible():
        page.locator(".board-filters .all").click()
    button.click()
    for code in codes:
        box = page.locator(f"#filter-{name} input[value='{code}']")
        go(page, box.click)
    page.keyboard.press("Escape")


def cards(page):
    """Keys of the cards that the board shows."""
    return page.locator(".board .card").evaluate_all("all => all.map((card) => card.id)")


def figures(page):
    """The numbers of the tiles as they are written, in their order."""
    return page.locator(".board .tiles .value").all_inner_texts()


def table_of(page, key):
    """Show the numbers of a card as a table; the table."""
    page.locator(f"[id='{key}'] footer [data-opens=table]").click()
    table = page.locator(f"[id='{key}-table'] table")
    table.wait_for()
    return table
