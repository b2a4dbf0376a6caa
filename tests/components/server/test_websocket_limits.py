"""What one websocket may do: bounds on its messages, without a browser and Streamlit."""

import asyncio
import json
import time

import pytest

from components.server import limits, log, process
from components.server.streamlit_internals import STREAM, BackMsg
from components.server.websocket_limits import WebsocketLimits
from tests.support.loop import finished


def run(query=""):
    """A message that asks for a run of the page."""
    message = BackMsg()
    message.rerun_script.query_string = query
    return message


def of(kind):
    message = BackMsg()
    if kind == "file_urls_request":
        message.file_urls_request.file_names.append("x")
    elif kind == "backend_operation_request":
        message.backend_operation_request.deferred_file.SetInParent()
    else:
        setattr(message, kind, True)
    return message


class Browser:
    """The other side of a websocket: sends what it is given, keeps what it hears."""

    def __init__(self, client="203.0.113.7"):
        self.queue = asyncio.Queue()
        self.received = []
        self.scope = {
            "type": "websocket",
            "path": STREAM,
            "headers": [(b"host", b"x")],
            "client": (client, 1),
        }
        self.queue.put_nowait({"type": "websocket.connect"})

    def send(self, message):
        frame = message.SerializeToString() if isinstance(message, BackMsg) else message
        self.queue.put_nowait(
            {
                "type": "websocket.receive",
                **({"text": frame} if isinstance(frame, str) else {"bytes": frame}),
            }
        )

    def leave(self):
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def receive(self, message):
        self.received.append(message)

    def closed_by(self):
        return next(
            (message["code"] for message in self.received if message["type"] == "websocket.close"),
            None,
        )


class Inside:
    """What stands behind the bounds: takes every message and remembers when."""

    def __init__(self):
        self.got = []

    async def __call__(self, _scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.got.append((time.monotonic(), BackMsg.FromString(message["bytes"])))


def talk(*messages):
    """Send messages one after the other and leave: the browser, and what got through."""

    async def meet():
        inside, browser = Inside(), Browser()
        for message in messages:
            browser.send(message)
        browser.leave()
        served = WebsocketLimits(inside)(browser.scope, browser.queue.get, browser.receive)
        await asyncio.wait_for(served, 10)
        return browser, [message for _, message in inside.got]

    return finished(meet())


def test_a_run_gets_through_unchanged():
    browser, got = talk(run("country=ECU"))
    assert got == [run("country=ECU")]
    assert browser.closed_by() is None


@pytest.mark.parametrize(
    "frame",
    [
        *("text", b"x" * (limits.LARGEST_MESSAGE + 1), b"\xff" * 100, b""),
        *map(of, ("file_urls_request", "clear_cache", "load_git_info", "set_run_on_save")),
        *map(of, ("debug_shutdown_runtime", "debug_disconnect_websocket", "app_heartbeat")),
        run("x" * limits.LARGEST_MESSAGE),
        run().SerializeToString() + of("file_urls_request").SerializeToString(),
    ],
    ids=lambda value: value.WhichOneof("type") if isinstance(value, BackMsg) else None,
)
def test_what_no_page_of_ours_sends_ends_the_connection(frame):
    browser, got = talk(frame, run())
    assert browser.closed_by() == 1008
    assert got == []


@pytest.mark.parametrize("kind", ["stop_script", "backend_operation_request"])
def test_what_our_pages_send_besides_is_let_through(kind):
    assert talk(of(kind))[1] == [of(kind)]


def test_messages_that_come_too_fast_wait_and_none_is_lost():
    """Streamlit makes one run of those that wait for it."""
    began = time.monotonic()
    _, got = talk(*(run(str(number)) for number in range(50)))
    assert 1.9 < time.monotonic() - began < 4
    assert [message.rerun_script.query_string for message in got] == [*map(str, range(50))]


def test_twenty_messages_a_second_wait_for_nothing():
    began = time.monotonic()
    assert len(talk(*(run(str(number)) for number in range(20)))[1]) == 20
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize(
    ("origin", "code"),
    [("https://x", None), ("https://evil.example", 1013), ("null", 1013), ("http://x:1", 1013)],
)
def test_another_site_opens_no_websocket_and_nobody_outside_is_asked(origin, code):
    """Streamlit would ask a service outside which address this machine has."""

    async def meet():
        browser = Browser()
        browser.scope["headers"].append((b"origin", origin.encode()))
        browser.leave()
        await WebsocketLimits(Inside())(browser.scope, browser.queue.get, browser.receive)
        return browser.closed_by()

    assert finished(meet()) == code


async def open_socket(app, browser):
    """Open a websocket that stays; what runs it."""
    task = asyncio.ensure_future(app(browser.scope, browser.queue.get, browser.receive))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


def test_one_address_holds_so_many_and_the_next_address_is_let_in(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CONNECTIONS", 3)

    async def meet():
        app = WebsocketLimits(Inside())
        mine = [Browser() for _ in range(5)]
        tasks = [await open_socket(app, browser) for browser in mine]
        other = Browser("203.0.113.8")
        tasks.append(await open_socket(app, other))
        found = [browser.closed_by() for browser in (*mine, other)]
        for browser in (*mine, other):
            browser.leave()
        await asyncio.gather(*tasks)
        assert not app.connections
        return found

    assert finished(meet()) == [None, None, None, 1013, 1013, None]


def test_many_who_come_at_once_are_let_in_one_after_the_other():
    async def meet():
        inside, began = Inside(), time.monotonic()
        app = WebsocketLimits(inside)
        browsers = [Browser() for _ in range(25)]
        for browser in browsers:
            browser.send(run())
            browser.leave()
        await asyncio.gather(
            *(app(browser.scope, browser.queue.get, browser.receive) for browser in browsers)
        )
        return [round(at - began) for at, _ in inside.got]

    found = finished(meet())
    assert sorted(found) == [0] * 10 + [1] * 10 + [2] * 5


def test_before_the_descriptors_are_spent_nobody_else_is_let_in(monkeypatch):
    lines = []
    monkeypatch.setattr(process, "remaining", lambda: limits.RESERVED - 1)
    monkeypatch.setattr(log._lines, "info", lambda line: lines.append(json.loads(line)))
    browser, got = talk(run())
    assert (browser.closed_by(), got) == (1013, [])
    assert [line["why"] for line in lines if line["event"] == "stream_refused"] == ["descriptors"]
    assert "203.0.113" not in json.dumps(lines)


def test_a_process_uses_all_the_descriptors_it_may():
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    process.raise_limit()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    assert 0 < process.remaining() < before[1]


def test_under_a_foreign_name_no_websocket_opens(monkeypatch):
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    browser, _ = talk(run())
    assert browser.closed_by() == 1013


def test_a_websocket_anywhere_else_is_refused():
    async def meet():
        browser, inside = Browser(), Inside()
        await WebsocketLimits(inside)(
            {**browser.scope, "path": "/elsewhere"}, browser.queue.get, browser.receive
        )
        return browser.closed_by()

    assert finished(meet()) == 1013
