"""The production set-up: nginx before two replicas; one of them is killed while somebody reads."""

import contextlib
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil
import pytest

from components.server.addresses import FILES, STATIC
from data.text import words
from tests.browser.conftest import ROOT, figures, go, settle, until
from tests.support.serving import command

TILE = ".board .tiles .value"
CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"


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
def served(tmp_path_factory):
    """The set-up as `make serve` starts it: process, address, ports of its replicas, and log."""
    first = free(3)
    log = tmp_path_factory.mktemp("serve") / "log.jsonl"
    with log.open("w") as file:
        process = subprocess.Popen(
            command(first, first + 1),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=file,
            env={**os.environ, "ROADMAP_EMBED": "ministry.example.org"},
        )
        for port in (first + 1, first + 2, first):
            assert back_within(120, f"http://127.0.0.1:{port}", "/healthz")
        yield process, f"http://127.0.0.1:{first}", [first + 1, first + 2], log
        process.terminate()
        process.wait(60)


def got(url, **headers):
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=headers), timeout=30
        ) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def replica_on(process, port):
    """The process that listens to a port."""
    wanted = ["--server.port", str(port)]
    children = psutil.Process(process.pid).children()
    return next(one for one in children if one.cmdline()[-2:] == wanted)


def replica_with_a_reader(process, ports):
    """Port of the replica with a websocket. Other connections end five seconds after their use."""
    for _ in range(150):
        held = [port for port in ports if replica_on(process, port).net_connections("tcp")[1:]]
        if len(held) == 1:
            return held[0]
        time.sleep(0.2)
    raise TimeoutError


def back_within(seconds, address, path="/overview"):
    """Whether it answers in time, however often it is asked."""
    until_then = time.monotonic() + seconds
    while time.monotonic() < until_then:
        with contextlib.suppress(OSError):
            if got(f"{address}{path}")[0] == 200:
                return True
        time.sleep(0.1)
    return False


def serve_again(port, first):
    """Another start of `serve`: how it ends, and what it says."""
    done = subprocess.run(
        command(port, first, replicas=1),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, json.loads(done.stderr.splitlines()[0])["event"]


def test_a_reader_stays_on_one_replica_by_a_cookie_that_says_nothing_about_them(served):
    _, address, _, _ = served
    cookie = got(f"{address}/overview")[1]["set-cookie"]
    assert re.fullmatch(r"route=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", cookie)
    assert got(f"{address}/overview", Cookie=cookie.split(";")[0])[1]["set-cookie"] is None


def test_what_passes_through_is_packed_and_has_the_headers_once(served):
    _, address, _, _ = served
    page = got(f"{address}/overview")
    script = re.search(rb'"(static/js/index\.[^"]+)"', page[2])[1].decode()
    for path in ("overview", script, "api/v1/measures"):
        _, headers, body = got(f"{address}/{path}", **{"Accept-Encoding": "gzip"})
        assert headers.get_all("x-content-type-options") == ["nosniff"]
        assert len(headers.get_all("content-security-policy")) == 1
        if path != "overview":
            assert headers["content-encoding"] == "gzip"
            assert len(gzip.decompress(body)) > 2 * len(body)


def test_no_request_changes_what_another_reader_is_sent(served):
    """A name that ends like a kept file's key, before that file is asked for, compressed or not."""
    _, address, _, _ = served
    for name in [name for name in sorted(FILES) if name.startswith("/static/js/")][:5]:
        right = (STATIC / name[1:]).read_bytes()
        for end in ("gzip", "/", "%00", ".gz"):
            assert got(f"{address}{name}{end}")[0] in (400, 404)
        plain, packed = (
            got(f"{address}{name}"),
            got(f"{address}{name}", **{"Accept-Encoding": "gzip"}),
        )
        assert plain[2] == gzip.decompress(packed[2]) == right
        assert "immutable" in packed[1]["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/static/js/nothing.js",
        "/static",
        "/_stcore/nowhere",
        "/index.html",
        "/_stcore/upload_file/a/b",
    ],
)
def test_an_address_of_nothing_is_404_in_front_too_and_says_so(served, path):
    _, address, _, _ = served
    status, headers, body = got(f"{address}{path}", **{"Accept-Language": "es"})
    assert (status, "immutable" in (headers["cache-control"] or "")) == (404, False)
    assert "ninguna página" in body.decode()


def test_a_card_for_another_site_comes_through_without_what_would_forbid_it(served):
    _, address, _, _ = served
    status, headers, _ = got(f"{address}/embed/overview/map?lang=en")
    assert status == 200
    assert headers["content-security-policy"].endswith("ancestors https://ministry.example.org")
    assert headers["x-frame-options"] is None
    _, headers, _ = got(f"{address}/overview?lang=en")
    assert headers["x-frame-options"] == "SAMEORIGIN"


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
    _, address, _, _ = served
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), 10) as line:
        line.sendall(text + b"\r\nHost: x\r\n\r\n")
        answer = b""
        with contextlib.suppress(OSError):
            while part := line.recv(65_536):
                answer += part
    for name in (
        b"x-content-type-options",
        b"content-security-policy",
        b"cross-origin-resource-policy",
        b"x-frame-options",
    ):
        assert answer.lower().count(name + b":") == 1


def test_a_second_one_on_the_same_ports_says_so_and_ends(served):
    _, address, ports, _ = served
    front = int(address.rpartition(":")[2])
    assert serve_again(front, ports[0]) == (1, "port_taken")
    assert serve_again(front + 100, ports[0]) == (1, "port_taken")


def test_a_page_that_waits_for_its_connection_says_why_and_comes_by_itself(served, chromium):
    """As where one address has used all its connections; the page is admitted a little later."""
    _, address, _, _ = served
    context = chromium.new_context(locale="pt-BR")
    page = context.new_page()
    refused = [True]
    page.route_web_socket(
        "**/_stcore/stream", lambda line: line.close() if refused else line.connect_to_server()
    )
    page.goto(f"{address}/documents?lang=pt")
    said = page.locator('[data-testid="waiting"]')
    said.get_by_text(words.words("pt")("server.full")).wait_for(timeout=60_000)
    refused.clear()
    page.wait_for_selector(".st-key-make_workbook button", timeout=90_000)
    until(page, "!document.querySelector('[data-testid=waiting]').innerText")
    context.close()


def test_nginx_tells_nothing_of_itself_and_keeps_inner_addresses_inside(served):
    _, address, _, _ = served
    assert got(f"{address}/overview")[1]["server"] == "nginx"
    for path in ("/_stcore/metrics", "/_stcore/agent/interact"):
        status, headers, _ = got(f"{address}{path}")
        assert status == 404
        assert headers["x-content-type-options"] == "nosniff"


def test_who_asks_reaches_the_limit_and_cannot_be_made_up(served):
    _, address, _, _ = served
    cookie = got(f"{address}/overview")[1]["set-cookie"].split(";")[0]
    found = {
        got(
            f"{address}/api/v1/datasets",
            Cookie=cookie,
            **{"X-Forwarded-For": f"203.0.113.{number}"},
        )[0]
        for number in range(90)
    }
    assert found == {200, 429}


def test_a_replica_killed_under_a_reader_loses_nothing_and_comes_back(served, visit):
    process, address, ports, _ = served
    page = visit(f"{address}/overview?lang=en&country=ECU")
    before = figures(page)
    killed = replica_with_a_reader(process, ports)
    old = replica_on(process, killed)
    old.send_signal(signal.SIGKILL)
    began = time.monotonic()
    until(page, f"{CONNECTION} !== 'CONNECTED'")
    until(page, f"{CONNECTION} === 'CONNECTED'")
    back = time.monotonic() - began
    assert figures(page) == before
    settle(page)
    go(page, page.locator(".board-top a[lang=es]").click)
    menu = page.locator('[data-testid="stSidebarNav"]')
    menu.get_by_text(words.words("es")("page.countries"), exact=True).wait_for()
    assert "country=ECU" in page.url
    assert figures(page) == before
    assert page.get_by_role("dialog").count() == 0
    assert back < 15
    with page.expect_download() as waiting:
        page.locator("#priorities footer a[download]").click()
    assert waiting.value.path().stat().st_size > 100
    for _ in range(300):
        with contextlib.suppress(OSError, StopIteration):
            if (
                replica_on(process, killed).pid != old.pid
                and got(f"http://127.0.0.1:{killed}/healthz")[0] == 200
            ):
                break
        time.sleep(0.2)
    else:
        pytest.fail("the replica did not come back")


def test_a_replica_that_hangs_is_replaced_while_the_other_answers(served):
    process, address, ports, _ = served
    # The older one: who has not yet answered the watch once has two minutes to start.
    hung = min(ports, key=lambda port: replica_on(process, port).create_time())
    old = replica_on(process, hung)
    old.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    assert all(back_within(15, address) for _ in range(4))
    while time.monotonic() - began < 30:
        with contextlib.suppress(StopIteration, psutil.Error):
            if replica_on(process, hung).pid != old.pid:
                break
        time.sleep(0.1)
    else:
        pytest.fail("it was not replaced")
    assert back_within(60, f"http://127.0.0.1:{hung}", "/healthz")


def test_nginx_killed_leaves_nobody_on_the_port_and_is_back(served):
    process, address, _, _ = served
    children = psutil.Process(process.pid).children(recursive=True)
    old = next(one for one in children if one.name() == "nginx")
    workers = old.children()
    old.kill()
    time.sleep(1)
    assert back_within(20, address)
    assert [
        worker
        for worker in workers
        if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE
    ] == []


def test_the_log_of_a_day_names_no_client(served):
    _, address, _, log = served
    got(
        f"{address}/api/v1/measures?country=ECU",
        **{"X-Forwarded-For": "203.0.113.7", "User-Agent": "Mozilla"},
    )
    time.sleep(0.5)
    text = log.read_text("utf-8")
    assert '"event": "api"' in text
    assert all(json.loads(line) for line in text.splitlines())
    assert not re.search(r"127\.0\.0\.1|203\.0\.113|Mozilla|country=", text)


def test_told_to_stop_it_finishes_what_it_does_and_leaves_nothing_behind(served):
    process, address, _, _ = served
    children = psutil.Process(process.pid).children(recursive=True)
    slow = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import urllib.request as u; print(len(u.urlopen("
            f"'{address}/api/v1/changes?dataset=exercise&before=2024-06-01').read()))",
        ],
        stdout=subprocess.PIPE,
    )
    time.sleep(0.35)
    began = time.monotonic()
    process.terminate()
    assert process.wait(60) == 0
    assert time.monotonic() - began < 25
    assert int(slow.communicate(timeout=30)[0] or 0) > 1000
    assert [
        child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    ] == []
