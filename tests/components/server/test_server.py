"""The server around the pages: headers, limits, health and the log, without a browser."""

import base64
import hashlib
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.server import app as parts
from components.server import log
from components.server.headers import Secure, page_policy
from components.server.limits import MOST_CLIENTS, Bounded, api_windows, client_of, origin
from components.server.streamlit_internals import INDEX
from data import load

SECRET = "maria.perez@example.org"


def whole():
    """The server's own middleware and routes, around an app that answers, fails, or fails half-way."""

    def fine(_):
        return PlainTextResponse("fine")

    def fails(_):
        raise ValueError(SECRET)

    routes = [
        *parts.ROUTES,
        Route("/fine", fine, methods=["GET", "POST"]),
        Route("/fails", fails),
        Route("/api/fails", fails),
    ]
    return Starlette(routes=routes, middleware=parts.MIDDLEWARE)


@pytest.fixture
def client():
    return TestClient(whole(), raise_server_exceptions=False)


@pytest.fixture
def lines(monkeypatch):
    """What was written down, one dictionary a line."""
    found = []
    monkeypatch.setattr(log._lines, "info", lambda line: found.append(json.loads(line)))
    return found


# Headers


@pytest.mark.parametrize(
    "path",
    [
        "/fine",
        "/fails",
        "/nowhere",
        "/assets/icon.png",
        "/healthz",
        "/api/v1/nowhere",
        "/api/fails",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_every_answer_carries_the_headers(client, path, method):
    headers = client.request(method, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert len(headers.get_list("content-security-policy")) == 1


def test_the_policy_allows_no_text_to_become_a_script():
    scripts = next(part for part in page_policy().split("; ") if part.startswith("script-src "))
    assert "'unsafe-eval'" not in scripts
    assert "'unsafe-inline'" not in scripts
    assert "*" not in page_policy()
    assert not re.search(r"https?:", page_policy())


def test_the_policy_knows_the_inline_script_of_the_installed_page_by_its_hash():
    script = re.search(r"<script>(.*?)</script>", INDEX.read_text("utf-8"), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page_policy()


@pytest.mark.parametrize(("scheme", "sent"), [("http", False), ("https", True)])
def test_only_over_https_a_browser_is_told_to_use_nothing_else(scheme, sent):
    client = TestClient(whole(), base_url=f"{scheme}://testserver")
    assert ("strict-transport-security" in client.get("/fine").headers) is sent


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_over_https_no_cookie_is_for_plain_http(scheme, secure):
    async def app(scope, receive, send):
        answer = PlainTextResponse("fine")
        answer.headers["set-cookie"] = "_streamlit_xsrf=1; Path=/"
        await answer(scope, receive, send)

    headers = TestClient(Secure(app), base_url=f"{scheme}://testserver").get("/overview").headers
    assert headers["set-cookie"] == "_streamlit_xsrf=1; Path=/" + ("; Secure" if secure else "")


def test_a_websocket_passes_the_headers_by():
    async def echo(_, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "hello"})
        await send({"type": "websocket.close"})

    with TestClient(Secure(Bounded(echo))).websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "hello"


# Limits


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_sent_but_to_streamlit_itself(client, method):
    answer = client.request(method, "/fine")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "sent", [{"content": b"x"}, {"content": iter([b"x"] * 3)}], ids=["a body", "a stream"]
)
def test_a_request_with_a_body_is_refused_unread(client, sent):
    assert client.request("GET", "/fine", **sent).status_code == 413


def test_an_address_without_end_is_refused(client):
    assert client.get("/api/v1/measures?country=" + "A" * 10_000).status_code == 414


def test_a_client_that_asks_too_often_is_told_when_to_come_back(monkeypatch):
    began = time.time()
    now = [began]
    monkeypatch.setattr(time, "time", lambda: now[0])
    app = Bounded(PlainTextResponse("fine"), api_windows(60, 3))
    client = TestClient(app, client=("203.0.113.7", 1))
    assert [client.get("/api/x").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/api/x")
    assert refused.headers["retry-after"] == "10"
    assert refused.json()["error"]["code"] == "rate"
    now[0] += 10.1
    assert client.get("/api/x").status_code == 200
    assert TestClient(app, client=("203.0.113.8", 1)).get("/api/x").status_code == 200
    assert client.get("/overview").status_code == 200


def test_in_the_long_run_it_is_the_minute_that_counts(monkeypatch):
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    counted = api_windows(6, 3)
    for _ in range(2):
        assert [counted.wait("a") for _ in range(3)] == [0, 0, 0]
        now[0] += 10.1
    assert 39 < counted.wait("a") < 41


def test_a_clock_that_is_set_back_locks_nobody_out(monkeypatch):
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    counted = api_windows(60, 3)
    assert [counted.wait("a") for _ in range(3)] == [0, 0, 0]
    now[0] -= 3600
    assert counted.wait("a") == 0


def test_the_memory_of_clients_is_bounded():
    counted = api_windows(60, 3)
    for number in range(MOST_CLIENTS + 100):
        counted.wait(str(number))
    assert len(counted) == 2 * MOST_CLIENTS


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "GET", "OPTIONS"])
def test_no_file_can_be_sent_unless_the_switch_is_set(client, method, monkeypatch):
    assert client.request(method, "/_stcore/upload_file/session/file").status_code == 405
    monkeypatch.setenv("ROADMAP_UPLOADS", "1")
    assert (
        client.request(method, "/_stcore/upload_file/session/file").status_code == 404
    )  # no route here: Streamlit has it


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "for reading"), ("es", "solo de consulta"), ("pt", "somente para consulta")],
)
def test_a_refused_reader_is_told_so_in_the_own_language_and_led_on(client, language, word):
    answer = client.post("/overview", headers={"accept-language": language})
    assert word in answer.text
    assert f"<html lang='{language}'>" in answer.text
    assert f"href='/overview?lang={language}'" in answer.text


def test_a_server_with_names_answers_under_no_other(client, monkeypatch):
    assert client.get("/fine", headers={"host": "evil.example"}).status_code == 200
    monkeypatch.setenv("ROADMAP_HOSTS", "Dashboard.example.org, other.example")
    for path in ("/fine", "/api/v1/measures"):
        answer = client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 421
        assert "evil" not in answer.text
    assert client.get("/fine", headers={"host": "dashboard.example.org:8443"}).status_code == 200
    assert client.get("/healthz", headers={"host": "127.0.0.1:8601"}).status_code == 200


def test_an_address_that_is_given_away_names_only_what_was_set(monkeypatch):
    scope = {"type": "http", "scheme": "https", "headers": [(b"host", b"evil.example")]}
    assert origin(scope) == ""
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    assert origin(scope) == ""
    assert (
        origin({**scope, "headers": [(b"host", b"dashboard.example.org:8443")]})
        == "https://dashboard.example.org:8443"
    )


def test_the_limit_holds_for_the_own_machine_too_and_can_be_set_and_turned_off(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "60")
    monkeypatch.setenv("ROADMAP_API_BURST", "1")
    client = TestClient(Bounded(PlainTextResponse("fine")), client=("127.0.0.1", 1))
    assert [client.get("/api/x").status_code for _ in range(2)] == [200, 429]
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    client = TestClient(Bounded(PlainTextResponse("fine")), client=("127.0.0.1", 1))
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


def test_any_site_may_ask_before_it_reads(client):
    answer = client.options(
        "/api/v1/measures",
        headers={"origin": "https://example.org", "access-control-request-method": "GET"},
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in client.get("/fine").headers


def test_streamlit_guards_its_own_door():
    from streamlit import config

    config.get_config_options(force_reparse=True)
    assert config.get_option("server.enableXsrfProtection")
    assert config.get_option("server.enableCORS")
    assert not config.get_option("server.enableAgentApi")
    assert config.get_option("client.showErrorDetails") == "none"
    assert config.get_option("server.maxMessageSize") <= 32
    assert config.get_option("server.maxUploadSize") <= 1


def test_the_server_for_one_listens_on_this_machine_alone():
    recipe = (log.ROOT / "Makefile").read_text("utf-8").split("\nrun:", 1)[1].split("\n\n")[0]
    assert "--server.address 127.0.0.1" in recipe


# Health


def test_a_replica_says_its_name_so_that_no_stranger_is_taken_for_it(client, monkeypatch):
    monkeypatch.setenv("ROADMAP_REPLICA", "5f3a")
    assert client.get("/healthz").json() == {"status": "live", "replica": "5f3a"}


def test_a_process_that_lives_and_has_its_data_is_ready(client):
    assert client.get("/healthz").json() == {"status": "live"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"


def test_a_broken_dataset_is_live_but_not_ready_and_is_read_once(client, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(load.FOLDER / "record", tmp_path / "own"))
    reports = folder / "reports.csv"
    good = reports.read_text("utf-8")
    reports.write_text(good.replace("achieved", "acheived"), "utf-8")
    os.utime(reports, (1, 1))
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    read = []
    loaded = load.load
    monkeypatch.setattr(load, "load", lambda place: (read.append(1), loaded(place))[1])
    assert client.get("/healthz").status_code == 200
    answers = [client.get("/readyz") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {503}
    assert answers[0].json()["status"] == "refused"
    assert answers[0].json()["problems"] >= 1
    assert "acheived" not in answers[0].text
    assert len(read) == 1
    reports.write_text(good, "utf-8")
    assert client.get("/readyz").status_code == 200


# The log


def test_a_failure_of_the_server_shows_its_number_alone_and_the_log_knows_where(client, lines):
    answer = client.get(f"/fails?who={SECRET}")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert SECRET not in answer.text
    number = re.search(r"E-[0-9A-F]{4}-[0-9A-F]{4}", answer.text)[0]
    line = next(line for line in lines if line["event"] == "server_error")
    assert line["error"] == number
    assert line["type"] == "ValueError"
    assert line["where"][0].startswith("tests/components/server/test_server.py:")


def test_a_request_to_the_open_data_is_one_line_without_who_or_what_was_asked(client, lines):
    client.get(
        f"/api/v1/nowhere/{SECRET}?country={SECRET}",
        headers={"user-agent": "Browser of Maria", "x-forwarded-for": "203.0.113.7"},
    )
    (line,) = lines
    assert line.keys() == {"at", "process", "event", "method", "route", "status", "bytes", "ms"}
    assert line["event"] == "api"
    written = json.dumps(line)
    assert all(word not in written for word in (SECRET, "Maria", "203.0.113.7", "testclient"))
