"""The production set-up: nginx in front of two replicas, one of which is killed while somebody reads."""

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

from data import words
from tests.browser.conftest import ROOT, settle, until

METRIC = '[data-testid="stMetricValue"]'
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
    """The set-up as `make serve` starts it: its process, its address, the ports of its replicas, and its log."""
    first = free(3)
    log = tmp_path_factory.mktemp("serve") / "log.jsonl"
    command = [sys.executable, "-m", "components.server", "serve", "--address", "127.0.0.1", "--replicas", "2"]
    with log.open("w") as file:
        process = subprocess.Popen([*command, "--port", str(first), "--first", str(first + 1)], cwd=ROOT, stderr=file)
        for _ in range(600):
            if '"serving"' in log.read_text("utf-8"):
                break
            time.sleep(0.2)
        time.sleep(0.5)
        yield process, f"http://127.0.0.1:{first}", [first + 1, first + 2], log
        process.terminate()
        process.wait(60)


def got(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def replica_on(process, port):
    """The process that listens to a port."""
    return next(one for one in psutil.Process(process.pid).children() if str(port) in one.cmdline())


def sessions(port):
    """Sessions of a replica, by its own count."""
    return int(float(re.search(rb"^active_sessions (\S+)", got(f"http://127.0.0.1:{port}/_stcore/metrics")[2], re.MULTILINE)[1]))


def test_a_reader_stays_on_one_replica_by_a_cookie_that_says_nothing_about_them(served):
    _, address, _, _ = served
    cookie = got(f"{address}/overview")[1]["set-cookie"]
    assert re.fullmatch(r"route=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", cookie)
    assert got(f"{address}/overview", Cookie=cookie.split(";")[0])[1]["set-cookie"] is None


def test_what_passes_through_is_packed_and_has_the_headers_once(served):
    _, address, _, _ = served
    page = got(f"{address}/overview")
    script = re.search(rb'src="\./(static/js/index\.[^"]+)"', page[2])[1].decode()
    for path in ("overview", script, "api/v1/measures"):
        _, headers, body = got(f"{address}/{path}", **{"Accept-Encoding": "gzip"})
        assert headers.get_all("x-content-type-options") == ["nosniff"]
        assert len(headers.get_all("content-security-policy")) == 1
        if path != "overview":
            assert headers["content-encoding"] == "gzip"
            assert len(gzip.decompress(body)) > 2 * len(body)


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
    found = {got(f"{address}/api/v1/datasets", Cookie=cookie, **{"X-Forwarded-For": f"203.0.113.{number}"})[0] for number in range(90)}
    assert found == {200, 429}


def test_a_replica_killed_under_a_reader_loses_nothing_and_comes_back(served, visit):
    process, address, ports, log = served
    page = visit(f"{address}/overview?lang=en&country=ECU")
    before = page.locator(METRIC).all_inner_texts()
    killed = next(port for port in ports if sessions(port))
    old = replica_on(process, killed)
    old.send_signal(signal.SIGKILL)
    began = time.monotonic()
    until(page, f"{CONNECTION} !== 'CONNECTED'")
    until(page, f"{CONNECTION} === 'CONNECTED'")
    back = time.monotonic() - began
    assert page.locator(METRIC).all_inner_texts() == before
    settle(page)
    page.locator('[data-testid="stSidebar"]').get_by_text("ES", exact=True).click()
    until(page, "location.search.includes('lang=es')")
    until(page, f"document.querySelector('h1')?.innerText === {json.dumps(words.words('es')('page.overview'))}")
    settle(page)
    assert "country=ECU" in page.url
    assert [re.findall(r"\d+", text) for text in page.locator(METRIC).all_inner_texts()] == [re.findall(r"\d+", text) for text in before]
    assert page.get_by_role("dialog").count() == 0
    assert back < 15
    with page.expect_download() as waiting:
        page.locator('[data-testid="stDownloadButton"] button').first.click()
    assert waiting.value.path().stat().st_size > 100
    for _ in range(300):
        with contextlib.suppress(OSError, StopIteration):
            if replica_on(process, killed).pid != old.pid and got(f"http://127.0.0.1:{killed}/healthz")[0] == 200:
                break
        time.sleep(0.2)
    else:
        pytest.fail("the replica did not come back")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    assert [line["port"] for line in lines if line["event"] == "replica_ended"] == [killed]


def test_the_log_of_a_day_names_no_client(served):
    _, address, _, log = served
    got(f"{address}/api/v1/measures?country=ECU", **{"X-Forwarded-For": "203.0.113.7", "User-Agent": "Mozilla"})
    text = log.read_text("utf-8")
    assert '"event": "api"' in text
    assert not re.search(r"127\.0\.0\.1|203\.0\.113|Mozilla|country=", text)


def test_told_to_stop_it_finishes_what_it_does_and_leaves_nothing_behind(served):
    process, address, _, log = served
    children = psutil.Process(process.pid).children(recursive=True)
    slow = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import urllib.request as u; print(len(u.urlopen('{address}/api/v1/changes?dataset=exercise&before=2024-06-01').read()))",
        ],
        stdout=subprocess.PIPE,
    )
    time.sleep(0.35)
    began = time.monotonic()
    process.terminate()
    assert process.wait(60) == 0
    assert time.monotonic() - began < 25
    assert int(slow.communicate(timeout=30)[0] or 0) > 1000
    assert [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []
    assert '"event": "stopped"' in log.read_text("utf-8").splitlines()[-1]
