"""The production set-up: nginx before two replicas; one of them is killed while somebody reads."""

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from components.server.static_files import FILES, STATIC
from data.text import words
from tests.browser.conftest import figures, go, settle, until
from tests.support.served import served as running

CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"
HEADERS = ("content-security-policy", "cross-origin-resource-policy", "x-frame-options")


def free(number):
    """Ports that follow each other and that nobody listens to."""
    for first in range(20_000 + os.getpid() % 20_000, 60_000, 7):
        try:
            for port in range(first, first + number):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first
    raise OSError


@pytest.fixture(scope="module")
def served():
    """The set-up as `make serve` starts it, with the limits that it has where none is set."""
    first = free(3)
    limits = {"ROADMAP_API_RATE": "120", "ROADMAP_API_BURST": "60"}
    with running(port=first, first=first + 1, **limits) as found:
        yield found


@pytest.fixture
def address(served):
    return f"http://127.0.0.1:{served.port}"


def within(seconds, found):
    """What a function finds, once it finds anything."""
    until_then = time.monotonic() + seconds
    while time.monotonic() < until_then:
        if what := found():
            return what
        time.sleep(0.1)
    raise TimeoutError


def ended(processes):
    """Whether none of these processes runs any more."""
    _, alive = psutil.wait_procs(processes, timeout=20)
    return all(one.status() == psutil.STATUS_ZOMBIE for one in alive)


def replaced(served, port, old):
    """Wait until another process than `old` answers on the port of a replica."""
    within(60, lambda: (new := served.replica(port)) and new.pid != old.pid)
    assert served.answers_within(60, port=port)


def test_a_reader_stays_on_one_replica_by_a_cookie_that_says_nothing_about_them(served):
    cookie = served.send("/overview").headers["set-cookie"]
    assert re.fullmatch(r"route=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", cookie)
    again = served.send("/overview", cookie=cookie.split(";")[0])
    assert "set-cookie" not in again.headers


def test_what_passes_through_is_packed_and_has_the_headers_once(served):
    page = served.send("/overview")
    script = re.search(rb'"(static/js/index\.[^"]+)"', page.body)[1].decode()
    for path in ("/overview", f"/{script}", "/api/v1/measures"):
        answer = served.send(path, accept_encoding="gzip")
        names = [name for name, _ in answer.all_headers]
        assert names.count("x-content-type-options") == 1
        assert names.count("content-security-policy") == 1
        if path != "/overview":
            assert answer.headers["content-encoding"] == "gzip"
            assert len(gzip.decompress(answer.body)) > 2 * len(answer.body)


def test_no_request_changes_what_another_reader_is_sent(served):
    """A name that ends like a kept file's key, before that file is asked for, compressed or not."""
    for name in [name for name in sorted(FILES) if name.startswith("/static/js/")][:5]:
        right = (STATIC / name[1:]).read_bytes()
        for end in ("gzip", "/", "%00", ".gz"):
            assert served.send(f"{name}{end}").status in (400, 404)
        plain, packed = served.send(name), served.send(name, accept_encoding="gzip")
        assert plain.body == gzip.decompress(packed.body) == right
        assert "immutable" in packed.headers["cache-control"]


@pytest.mark.parametrize(
    "text",
    [
        b"GARBAGE",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1",
        b"GET / HTTP/9.9",
        b"POST /overview HTTP/1.1\r\nContent-Length: 99999999",
    ],
    ids=["400", "414", "505", "413"],
)
def test_what_nginx_answers_itself_carries_the_headers(served, text):
    with socket.create_connection(("127.0.0.1", served.port), 10) as line:
        line.sendall(text + b"\r\nHost: x\r\n\r\n")
        answer = b""
        while b"\r\n\r\n" not in answer and (part := line.recv(65_536)):
            answer += part
    answer = answer.lower()
    for name in ("x-content-type-options", *HEADERS):
        assert answer.count(f"{name}:".encode()) == 1


def test_nginx_tells_nothing_of_itself_and_keeps_inner_addresses_inside(served):
    assert served.send("/overview").headers["server"] == "nginx"
    for path in ("/_stcore/metrics", "/_stcore/agent/interact"):
        answer = served.send(path)
        assert answer.status == 404
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_who_asks_reaches_the_limit_and_cannot_be_made_up(served):
    cookie = served.send("/overview").headers["set-cookie"].split(";")[0]
    made_up = (f"203.0.113.{number}" for number in range(90))
    found = {
        served.send("/api/v1/datasets", cookie=cookie, x_forwarded_for=one).status
        for one in made_up
    }
    assert found == {200, 429}


def test_a_replica_killed_under_a_reader_loses_nothing_and_comes_back(served, address, visit):
    page = visit(f"{address}/overview?lang=en&country=ECU")
    before = figures(page)

    def with_a_reader():
        """The one replica with a websocket; other connections end five seconds after their use."""
        held = [port for port in served.replicas if served.replica(port).net_connections("tcp")[1:]]
        return held[0] if len(held) == 1 else None

    killed = within(30, with_a_reader)
    old = served.replica(killed)
    old.send_signal(signal.SIGKILL)
    began = time.monotonic()
    until(page, f"{CONNECTION} !== 'CONNECTED'")
    until(page, f"{CONNECTION} === 'CONNECTED'")
    assert time.monotonic() - began < 15
    assert figures(page) == before
    settle(page)
    go(page, page.locator(".board-top a[lang=es]").click)
    menu = page.locator('[data-testid="stSidebarNav"]')
    menu.get_by_text(words.words("es")("page.countries"), exact=True).wait_for()
    assert "country=ECU" in page.url
    assert figures(page) == before
    assert page.get_by_role("dialog").count() == 0
    replaced(served, killed, old)


def test_a_replica_that_hangs_is_replaced_while_the_other_answers(served):
    # The older one: who has not yet answered the watch once has two minutes to start.
    hung = min(served.replicas, key=lambda port: served.replica(port).create_time())
    old = served.replica(hung)
    old.send_signal(signal.SIGSTOP)
    assert all(served.answers_within(15, "/overview") for _ in range(4))
    replaced(served, hung, old)


def test_nginx_killed_leaves_nobody_on_the_port_and_is_back(served):
    old = served.nginx()
    workers = old.children()
    old.kill()
    assert ended(workers)
    assert served.answers_within(20, "/overview")


def test_the_log_of_a_day_names_no_client(served):
    served.send("/api/v1/measures?country=ECU", x_forwarded_for="203.0.113.7", user_agent="Mozilla")
    within(10, lambda: '"event": "api"' in served.log.read_text("utf-8"))
    text = served.log.read_text("utf-8")
    assert all(json.loads(line) for line in text.splitlines())
    assert not re.search(r"127\.0\.0\.1|203\.0\.113|Mozilla|country=", text)


def test_told_to_stop_it_finishes_what_it_does_and_leaves_nothing_behind(served, address):
    children = psutil.Process(served.process.pid).children(recursive=True)
    slow = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import urllib.request as u; print(len(u.urlopen("
            f"'{address}/api/v1/changes?dataset=exercise&before=2024-06-01').read()))",
        ],
        stdout=subprocess.PIPE,
    )
    within(10, psutil.Process(slow.pid).net_connections)
    began = time.monotonic()
    served.process.terminate()
    assert served.process.wait(60) == 0
    assert time.monotonic() - began < 25
    assert int(slow.communicate(timeout=30)[0] or 0) > 1000
    assert ended(children)
