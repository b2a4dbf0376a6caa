"""What one websocket may do: bounds on its messages, without a browser and Streamlit."""

import asyncio
import json
import time

import pytest

from components.server import descriptors, log, streams
from components.server.addresses import Known
from components.server.streamlit_internals import STREAM, BackMsg
from components.server.streams import LARGEST, Streams, is_needed, replaces
from tests.support.loop import finished


def run(query="", *, page="p", pressed=False):
    """A message that asks for a run of the page."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_script_hash = page
    state = message.rerun_script.widget_states.widgets.add()
    state.id = "w"
    if pressed:
        state.trigger_value = True
    else:
        state.string_value = query
    return message


def of(kind):
    message = BackMsg()
    if kind == "file_urls_request":
        message.file_urls_request.file_names.append("x")
    elif kind in ("deferred_file", "dataframe_chunk", "install_skills", "dismiss_skills_nudge"):
        getattr(message.backend_operation_request, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return message


class Browser:
    """The other side of a websocket: sends what it is given, keeps what it hears."""

    def __init__(self, client="203.0.113.7"):
        self.queue = asyncio.Queue()
        self.heard = []
        self.scope = {
            "type": "websocket",
            "path": STREAM,
            "headers": [(b"host", b"x")],
            "client": (client, 1),
        }
        self.queue.put_nowait({"type": "websocket.connect"})

    def say(self, message):
        frame = message.SerializeToString() if isinstance(message, BackMsg) else message
        self.queue.put_nowait(
            {
                "type": "websocket.receive",
                **({"text": frame} if isinstance(frame, str) else {"bytes": frame}),
            }
        )

    def leave(self):
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def hear(self, message):
        self.heard.append(message)

    def closed_by(self):
        return next(
            (message["code"] for message in self.heard if message["type"] == "websocket.close"),
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


def talk(*messages, stay=0.0, bounds=None):
    """Send messages one after the other and leave: the browser, and what got through."""

    async def meet():
        inside, browser = Inside(), Browser()
        for message in messages:
            browser.say(message)
        if not stay:
            browser.leave()
        served = asyncio.ensure_future(
            (bounds or Streams)(inside)(browser.scope, browser.queue.get, browser.hear)
        )
        await asyncio.sleep(stay)
        if stay:
            browser.leave()
        await asyncio.wait_for(served, 10)
        return browser, [message for _, message in inside.got]

    return finished(meet())


def test_a_run_gets_through_unchanged():
    browser, got = talk(run("country=ECU"))
    assert got == [run("country=ECU")]
    assert browser.closed_by() is None


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("text", 1003),
        (b"x" * (LARGEST + 1), 1009),
        (b"\xff" * 100, 1002),
        (b"", 1008),
        (of("file_urls_request"), 1008),
        (of("clear_cache"), 1008),
        (of("load_git_info"), 1008),
        (of("set_run_on_save"), 1008),
        (of("debug_shutdown_runtime"), 1008),
        (of("debug_disconnect_websocket"), 1008),
        (of("app_heartbeat"), 1008),
        (of("install_skills"), 1008),
        (of("dismiss_skills_nudge"), 1008),
        (run().SerializeToString() + of("file_urls_request").SerializeToString(), 1008),
    ],
    ids=lambda value: value.WhichOneof("type") if isinstance(value, BackMsg) else None,
)
def test_what_no_page_of_ours_sends_ends_the_connection(frame, code):
    browser, got = talk(frame, run())
    assert browser.closed_by() == code
    assert got == []


@pytest.mark.parametrize("kind", ["stop_script", "deferred_file", "dataframe_chunk"])
def test_what_our_pages_send_besides_is_let_through(kind):
    assert is_needed(of(kind))


def test_the_switch_opens_uploads(monkeypatch):
    monkeypatch.setenv("ROADMAP_UPLOADS", "1")
    assert is_needed(of("file_urls_request"))


def test_of_runs_that_come_too_fast_the_last_state_counts():
    """Sixty a second for a second: the page follows at its pace and ends where the reader did."""
    _, got = talk(*(run(str(number)) for number in range(60)), stay=2.5)
    assert 8 <= len(got) <= 20
    assert got[-1] == run("59")
    assert [message.rerun_script.query_string for message in got[:8]] == [
        str(number) for number in range(8)
    ]


def test_a_person_waits_for_nothing():
    """Three changes a second for a while; a busy machine may be late with one or two of them."""

    async def meet():
        inside, browser, sent = Inside(), Browser(), []
        served = asyncio.ensure_future(
            Streams(inside)(browser.scope, browser.queue.get, browser.hear)
        )
        for number in range(14):
            sent.append(time.monotonic())
            browser.say(run(str(number)))
            await asyncio.sleep(0.34)
        browser.leave()
        await served
        return [got - said for (got, _), said in zip(inside.got, sent, strict=True)]

    assert sum(waited >= 0.15 for waited in finished(meet())) <= 2


def test_nothing_that_was_pressed_is_left_out():
    assert replaces(run("1"), run("2"))
    assert not replaces(run("1", pressed=True), run("2"))
    assert not replaces(run("1", page="a"), run("2", page="b"))
    assert not replaces(of("deferred_file"), run("2"))
    _, got = talk(*(run(str(number), pressed=number % 2 == 0) for number in range(16)), stay=3.5)
    assert [
        m.rerun_script.query_string
        for m in got
        if m.rerun_script.widget_states.widgets[0].trigger_value
    ] == [str(number) for number in range(0, 16, 2)]


def test_who_leaves_while_a_run_waits_is_let_go_at_once():
    began = time.monotonic()
    talk(*(run(str(number), pressed=True) for number in range(12)), stay=0.1)
    assert time.monotonic() - began < 2.5


def test_more_messages_than_any_reader_sends_end_the_connection():
    browser, _ = talk(*(run(str(number)) for number in range(streams.MESSAGES.amount + 20)), stay=1)
    assert browser.closed_by() == 1008


def open_socket(app, browser):
    """Open a websocket that stays; whether it was let in."""

    async def go():
        task = asyncio.ensure_future(app(browser.scope, browser.queue.get, browser.hear))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return task

    return go()


def test_one_address_holds_so_many_and_the_next_address_is_let_in(monkeypatch):
    monkeypatch.setattr(streams, "MOST", 3)

    async def meet():
        app = Streams(Inside())
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
        app = Streams(inside)
        browsers = [Browser() for _ in range(25)]
        for browser in browsers:
            browser.say(run())
            browser.leave()
        await asyncio.gather(
            *(app(browser.scope, browser.queue.get, browser.hear) for browser in browsers)
        )
        return [round(at - began) for at, _ in inside.got]

    found = finished(meet())
    assert sorted(found) == [0] * 10 + [1] * 10 + [2] * 5


def test_before_the_descriptors_are_spent_nobody_else_is_let_in(monkeypatch):
    lines = []
    monkeypatch.setattr(descriptors, "remaining", lambda: streams.RESERVED - 1)
    monkeypatch.setattr(log._lines, "info", lambda line: lines.append(json.loads(line)))
    browser, got = talk(run())
    assert (browser.closed_by(), got) == (1013, [])
    assert [line["why"] for line in lines if line["event"] == "stream_refused"] == ["descriptors"]
    assert "203.0.113" not in json.dumps(lines)


def test_a_process_uses_all_the_descriptors_it_may():
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    descriptors.raise_all()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    assert 0 < descriptors.remaining() < before[1]


def test_under_a_foreign_name_no_websocket_opens(monkeypatch):
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    browser, _ = talk(run())
    assert browser.closed_by() == 1013


def test_a_websocket_anywhere_else_is_refused():
    async def meet():
        browser, inside = Browser(), Inside()
        await Known(inside)(
            {**browser.scope, "path": "/elsewhere"}, browser.queue.get, browser.hear
        )
        return browser.closed_by()

    assert finished(meet()) == 1008


@pytest.mark.parametrize(("others", "runs"), [(0, 600), (1, 300), (2, 200), (3, 150), (9, 150)])
def test_an_office_behind_one_address_has_all_runs_until_there_are_other_addresses(others, runs):
    app = Streams(Inside())
    app.connections.update(
        {"203.0.113.7": 50, **{f"203.0.113.{100 + number}": 1 for number in range(others)}}
    )
    given = 0
    while not app.room("203.0.113.7"):
        app.count("203.0.113.7")
        given += 1
    assert given == runs
    assert not others or not app.room("203.0.113.100")


def test_what_was_counted_is_forgotten_with_the_connection():
    kept = []

    def bounds(inside):
        kept.append(Streams(inside))
        return kept[0]

    talk(*(run(str(number)) for number in range(5)), bounds=bounds)
    assert len(kept[0].messages) == len(kept[0].reruns) == 0


def test_a_message_costs_next_to_nothing():
    """Against a page that takes tens of milliseconds."""
    began = time.process_time()
    talk(*(run(str(number)) for number in range(8)))
    assert time.process_time() - began < 0.25
