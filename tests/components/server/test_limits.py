"""What a client may send: methods, bodies, rates, names."""

from types import SimpleNamespace

import anyio
import anyio.to_thread
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from components.server import limits, public_address
from components.server.limits import MOST_CLIENTS, Limit, RateLimiter, Window, client_of
from components.server.request_limit import RequestLimitMiddleware


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_sent_but_to_streamlit_itself(served, method):
    answer = served.request(method, "/fine")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "sent", [{"content": b"x"}, {"content": iter([b"x"] * 3)}], ids=["a body", "a stream"]
)
def test_a_request_with_a_body_is_refused_unread(served, sent):
    assert served.request("GET", "/fine", **sent).status_code == 413


def test_an_address_without_end_is_refused(served):
    assert served.get("/api/v1/measures?country=" + "A" * 10_000).status_code == 414


@pytest.fixture
def now(monkeypatch):
    """The moment at which everything is asked, in a list."""
    moment = [1000.0]
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: moment[0]))
    return moment


def test_a_client_that_asks_too_often_is_told_when_to_come_back(monkeypatch, now):
    monkeypatch.setenv("ROADMAP_API_RATE", "60")
    monkeypatch.setenv("ROADMAP_API_BURST", "3")
    app = RequestLimitMiddleware(PlainTextResponse("fine"))
    client = TestClient(app, client=("203.0.113.7", 1))
    assert [client.get("/api/x").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/api/x")
    assert refused.headers["retry-after"] == "10"
    assert refused.json()["error"]["code"] == "rate"
    now[0] += 10.1
    assert client.get("/api/x").status_code == 200
    assert TestClient(app, client=("203.0.113.8", 1)).get("/api/x").status_code == 200
    assert client.get("/overview").status_code == 200


def test_in_the_long_run_it_is_the_minute_that_counts(now):
    counted = RateLimiter(Window(6, 60), Window(3, 10))
    for _ in range(2):
        assert [counted.wait("a") for _ in range(3)] == [0, 0, 0]
        now[0] += 10.1
    assert counted.wait("a") == 40


def test_a_window_moves_with_each_request_and_does_not_begin_anew(now):
    counted = RateLimiter(Window(100, 60), Window(2, 10))
    for later in (0, 6):
        now[0] += later
        assert counted.wait("a") == 0
    assert counted.wait("a") == 4
    now[0] += 4
    assert [counted.wait("a") for _ in range(2)] == [0, 6]


def test_the_memory_of_clients_and_of_each_is_bounded(now):
    counted = RateLimiter(Window(60, 60), Window(3, 1))
    for number in range(MOST_CLIENTS + 100):
        counted.wait(str(number))
    assert len(counted._times) == MOST_CLIENTS
    for _ in range(100):
        counted.wait("a")
        now[0] += 1
    assert len(counted._times["a"]) == 60


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "for reading"), ("es", "solo de consulta"), ("pt", "somente para consulta")],
)
def test_a_refused_reader_is_told_so_in_the_own_language_and_led_on(served, language, word):
    answer = served.post("/overview", headers={"accept-language": language})
    assert word in answer.text
    assert f'<html lang="{language}">' in answer.text
    assert f'href="/overview?lang={language}"' in answer.text


def test_a_server_with_names_answers_under_no_other(served, monkeypatch):
    assert served.get("/fine", headers={"host": "evil.example"}).status_code == 200
    monkeypatch.setenv("ROADMAP_HOSTS", "Dashboard.example.org, other.example")
    for path in ("/fine", "/api/v1/measures"):
        answer = served.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 421
        assert "evil" not in answer.text
    assert served.get("/fine", headers={"host": "dashboard.example.org:8443"}).status_code == 200
    assert served.get("/healthz", headers={"host": "127.0.0.1:8601"}).status_code == 200


def test_an_address_that_is_given_away_names_only_what_was_set(monkeypatch):
    scope = {"type": "http", "scheme": "https", "headers": [(b"host", b"evil.example")]}
    assert public_address.origin(scope) == ""
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    assert public_address.origin(scope) == ""
    assert (
        public_address.origin({**scope, "headers": [(b"host", b"dashboard.example.org:8443")]})
        == "https://dashboard.example.org:8443"
    )


def test_the_limit_holds_for_the_own_machine_too_and_can_be_set_and_turned_off(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "60")
    monkeypatch.setenv("ROADMAP_API_BURST", "1")
    client = TestClient(RequestLimitMiddleware(PlainTextResponse("fine")), client=("127.0.0.1", 1))
    assert [client.get("/api/x").status_code for _ in range(2)] == [200, 429]
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    client = TestClient(RequestLimitMiddleware(PlainTextResponse("fine")), client=("127.0.0.1", 1))
    assert {client.get("/api/x").status_code for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_a_network_of_64_bits_is_one_client(one, other, same):
    assert (client_of({"client": (one, 1)}) == client_of({"client": (other, 1)})) is same


def test_any_site_may_ask_before_it_reads(served):
    answer = served.options(
        "/api/v1/measures",
        headers={"origin": "https://example.org", "access-control-request-method": "GET"},
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in served.get("/fine").headers


# Costly answers in turn


ADDRESSES = [
    "/board/overview",
    "/embed/overview/map",
    "/files/actions/actions.csv",
    "/files/calendar.ics",
    "/search?text=peru",
    "/api/v1/measures",
]
"""One address of each kind that costs something."""


def requested_by(client, *, gone=False):
    """A request, and whether its client has gone."""

    async def receive():
        return {"type": "http.disconnect" if gone else "http.request"}

    return Request({"type": "http", "client": (client, 1), "headers": []}, receive)


def test_a_client_that_asks_for_much_delays_another_by_one_answer():
    made = []

    async def go():
        queue = Limit(1)
        async with anyio.create_task_group() as group:
            for client in ["much"] * 20 + ["other"]:
                request = requested_by(client)
                group.start_soon(queue.run, request, lambda client=client: made.append(client))

    anyio.run(go)
    assert len(made) == 21
    assert made.index("other") <= 2


def test_so_many_of_one_client_wait_and_others_are_let_in():
    async def go():
        queue, ends = Limit(1, most_waiting=3), anyio.Event()

        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(
                    queue.run, requested_by("much"), lambda: anyio.from_thread.run(ends.wait)
                )
            await anyio.wait_all_tasks_blocked()
            found = queue.wait("much"), queue.wait("other")
            ends.set()
        return *found, queue.wait("much")

    assert anyio.run(go) == (limits.AGAIN, 0, 0)


def test_nothing_is_made_for_whoever_has_gone():
    async def go():
        with pytest.raises(HTTPException) as refused:
            await Limit(1).run(requested_by("x", gone=True), lambda: pytest.fail("made"))
        return refused.value.status_code

    assert anyio.run(go) == limits.GONE


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_costly_answer_is_made_but_in_turn(served, monkeypatch, address):
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    monkeypatch.setattr(Limit, "wait", lambda *_: 7)
    full = served.get(address)
    assert full.status_code == 429
    assert int(full.headers["retry-after"]) >= 7
    monkeypatch.setattr(Limit, "wait", lambda *_: 0)

    async def gone(_):
        return True

    monkeypatch.setattr(Request, "is_disconnected", gone)
    assert served.get(address).status_code == limits.GONE
