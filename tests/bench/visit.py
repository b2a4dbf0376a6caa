"""A reader in a real browser: opens, reloads and filters the Overview; `probe.js` times it."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.expected import NUMBERS, countries, shown
from tests.bench.server import Server
from tests.browser.conftest import IDLE, PATIENCE

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
QUIET = 600
"""A page is settled after so many milliseconds without a change; reported times exclude them."""
RIGHT = f"""want => {{
    const {{ shown, since }} = window.bench ?? {{}}
    return Boolean(shown) && Object.keys(want).every(key => shown[key] === want[key])
        && performance.now() - since > {QUIET} && Boolean(document.querySelector('{IDLE}'))
}}"""
RIGHT_SINCE = """want => {
    const { seen } = window.bench
    const wrong = ([, shown]) => Object.keys(want).some(key => shown[key] !== want[key])
    return seen[seen.findLastIndex(wrong) + 1][0]
}"""
"""When what is asked of these parts of the page was right for good."""
FILTER = ".board-filters button[data-name=country]"
OPTION = "#filter-country input[value={}]"


class Visit:
    """One window with an empty cache, on one server; closed at the end of the `with`.

    Attributes:
        numbers: seconds from the last navigation or key until sentence, figures, matrix and map
            were right.
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.numbers = 0.0
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="en-GB", bypass_csp=True
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(PROBE)
        self.page: Page = self.context.new_page()
        self._added: list[str] = []

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def load(self) -> float:
        """Seconds from the navigation to everything drawn and right."""
        self.page.goto(self.server.address, wait_until="commit")
        return self._settled([])

    def reload(self) -> float:
        self.page.reload(wait_until="commit")
        return self._settled([])

    def shift(self) -> float:
        """Cumulative layout shift since the last load."""
        return self.page.evaluate("window.bench.shift")

    def add(self, chosen: Sequence[str]) -> float:
        """Add the last of these countries; seconds from the last key to the first correct frame."""
        name = chosen[-1]
        self._turned(name)
        self._added.append(name)
        return self._settled(chosen)

    def remove(self, chosen: Sequence[str]) -> float:
        """Take the last country out, so that these remain."""
        self._turned(self._added.pop())
        return self._settled(chosen)

    def turn(self, other: str, page: str) -> float:
        """Go to another page by the menu and back; seconds from the return to the correct frame."""
        menu = self.page.get_by_test_id("stSidebarNav")
        menu.get_by_text(other, exact=True).click()
        self.page.locator(".title .name").get_by_text(other, exact=True).wait_for()
        self.page.wait_for_timeout(QUIET)
        self.page.wait_for_selector(IDLE)
        menu.get_by_text(page, exact=True).click()
        return self._settled([])

    def _turned(self, name: str) -> None:
        """Turn a country of the filter on or off by the keyboard."""
        option = self.page.locator(OPTION.format(countries()[name]))
        if not option.is_visible():
            self.page.locator(FILTER).click()
        option.focus()
        self.page.keyboard.press("Space")

    def _settled(self, names: Sequence[str]) -> float:
        """Wait until the page is correct and quiet; seconds until the first frame of that state."""
        wanted = asdict(shown(names))
        try:
            self.page.wait_for_function(RIGHT, arg=wanted, polling=50)
        except Exception as error:
            found = self.page.evaluate("window.bench.shown")
            raise RuntimeError(f"wanted {wanted}, found {found}") from error
        started, since = self.page.evaluate("[window.bench.started, window.bench.since]")
        if since <= started:
            raise RuntimeError(f"nothing changed on the way to {wanted}")
        numbers = {name: wanted[name] for name in NUMBERS}
        self.numbers = (self.page.evaluate(RIGHT_SINCE, numbers) - started) / 1000
        return (since - started) / 1000


class Wire:
    """What a window receives from now on: HTTP as it is encoded, and the payload of WebSockets."""

    def __init__(self, visit: Visit) -> None:
        self.received: list[tuple[float, float]] = []
        self.requests, self.begun = 0, 0.0
        session = visit.context.new_cdp_session(visit.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._came)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.send("Network.enable")

    @property
    def bytes(self) -> float:
        return sum(size for _, size in self.received)

    def by(self, seconds: float) -> float:
        """Bytes so many seconds after the first request."""
        return sum(size for at, size in self.received if at <= self.begun + seconds)

    def _asked(self, event: dict) -> None:
        self.begun = self.begun or event["timestamp"]
        self.requests += event["request"]["url"].startswith("http")

    def _came(self, event: dict) -> None:
        self.received.append((event["timestamp"], event["encodedDataLength"]))

    def _frame(self, event: dict) -> None:
        text, binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        size = len(text) * 3 / 4 if binary else len(text.encode())
        self.received.append((event["timestamp"], size))
