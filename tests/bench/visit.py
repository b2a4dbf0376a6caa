"""A reader in a real browser: opens, reloads and filters the Overview; `probe.js` times it."""

import shutil
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.expected import Shown, shown
from tests.bench.server import Server
from tests.browser.conftest import ARGUMENTS, IDLE, PATIENCE

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
QUIET = 600
"""A page is settled after so many milliseconds without a change; reported times exclude them."""
RIGHT = f"""want => {{
    const {{ shown, since }} = window.bench ?? {{}}
    return Boolean(shown) && Object.keys(want).every(key => shown[key] === want[key])
        && performance.now() - since > {QUIET} && Boolean(document.querySelector('{IDLE}'))
}}"""


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        yield browser
        browser.close()


class Visit:
    """One window with an empty cache, on one server; closed at the end of the `with`."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="en-GB", bypass_csp=True
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(PROBE)
        self.page: Page = self.context.new_page()

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def load(self) -> float:
        """Seconds from the navigation to everything drawn and right."""
        self.page.goto(self.server.address, wait_until="commit")
        return self._settled(shown([]))

    def reload(self) -> float:
        self.page.reload(wait_until="commit")
        return self._settled(shown([]))

    def shift(self) -> float:
        """Cumulative layout shift since the last load."""
        return self.page.evaluate("window.bench.shift")

    def add(self, chosen: Sequence[str]) -> float:
        """Add the last of these countries; seconds from the last key to the first correct frame."""
        name = chosen[-1]
        box = self.page.locator("[data-testid=stMultiSelect] input").first
        box.click()
        self.page.keyboard.type(name)
        self.page.get_by_role("option", name=name, exact=True).wait_for()
        self.page.keyboard.press("Enter")
        return self._settled(shown(chosen))

    def remove(self, chosen: Sequence[str]) -> float:
        """Take the last country out, so that these remain."""
        self.page.keyboard.press("Backspace")
        return self._settled(shown(chosen))

    def turn(self, other: str, page: str) -> float:
        """Go to another page by the menu and back; seconds from the return to the correct frame."""
        menu = self.page.get_by_test_id("stSidebarNav")
        menu.get_by_text(other, exact=True).click()
        self.page.get_by_role("heading", name=other, exact=True, level=1).wait_for()
        self.page.wait_for_timeout(QUIET)
        self.page.wait_for_selector(IDLE)
        menu.get_by_text(page, exact=True).click()
        return self._settled(shown([]))

    def _settled(self, want: Shown) -> float:
        """Wait until the page is correct and quiet; seconds until the first frame of that state."""
        try:
            self.page.wait_for_function(RIGHT, arg=asdict(want), polling=50)
        except Exception as error:
            raise RuntimeError(
                f"{self.server.name}: wanted {want}, found {self.page.evaluate('window.bench')}"
            ) from error
        started, since = self.page.evaluate("[window.bench.started, window.bench.since]")
        if since <= started:
            raise RuntimeError(f"{self.server.name}: nothing changed on the way to {want}")
        return (since - started) / 1000


class Wire:
    """What a window receives from now on: HTTP as it is encoded, and the payload of WebSockets."""

    def __init__(self, visit: Visit) -> None:
        self.bytes, self.requests = 0.0, 0
        session = visit.context.new_cdp_session(visit.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.send("Network.enable")

    def _asked(self, event: dict) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _finished(self, event: dict) -> None:
        self.bytes += event["encodedDataLength"]

    def _frame(self, event: dict) -> None:
        text, binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        self.bytes += len(text) * 3 / 4 if binary else len(text.encode())
