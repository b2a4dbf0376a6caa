"""What `serve` stands on, without starting the dashboard: nginx's configuration, processes, certificates, the unit."""

import asyncio
import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from components.server import addresses, log, notify
from components.server.deploy import certificate, nginx, processes, supervise
from components.server.deploy.nginx import Front, configuration
from tests.support.loop import finished

ROOT = Path(__file__).parents[3]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
UNIT = (ROOT / "components/server/deploy/roadmap@.service").read_text("utf-8")
FRONTS = {
    "plain": Front("127.0.0.1", 18080),
    "names": Front("127.0.0.1", 18080, ["dashboard.example.org", "other.example"]),
    "https": Front(
        "127.0.0.1", 18443, ["dashboard.example.org"], Path("own.pem"), Path("own.key"), 18080
    ),
}


@pytest.fixture
def lines(monkeypatch):
    found = []
    monkeypatch.setattr(log._lines, "info", lambda line: found.append(json.loads(line)))
    return found


def own_certificate(folder, days=90):
    """A certificate of our own that ends in so many days."""
    files = [folder / "own.pem", folder / "own.key"]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        str(days),
    ]
    subprocess.run(
        [*made, "-out", str(files[0]), "-keyout", str(files[1])], check=True, capture_output=True
    )
    return files


# nginx


@pytest.mark.parametrize("name", FRONTS)
@pytest.mark.parametrize("uploads", ["0", "1"])
def test_nginx_takes_the_configuration_also_in_a_folder_with_blanks(
    name, uploads, tmp_path, monkeypatch
):
    monkeypatch.setenv("ROADMAP_UPLOADS", uploads)
    folder = tmp_path / 'a "b" ñ c'
    folder.mkdir()
    front = FRONTS[name]
    if front.certificate:
        files = own_certificate(folder)
        front = Front(front.address, front.port, front.hosts, *files, front.plain)
    (folder / "nginx.conf").write_text(configuration(front, [18081, 18082], folder), "utf-8")
    done = subprocess.run(
        [NGINX, "-t", "-c", str(folder / "nginx.conf"), "-p", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", FRONTS)
def test_nothing_is_left_to_fill_in_and_no_line_names_a_client(name):
    text = configuration(FRONTS[name], [18081], Path("/x"))
    assert not re.search(r"@[A-Z_]+@", text)
    assert "error_log stderr emerg;" in text
    assert "access_log off;" in text


def test_nothing_is_kept_and_nothing_is_written_while_it_runs():
    text = configuration(FRONTS["plain"], [18081], Path("/x"))
    assert "proxy_cache" not in text
    assert "proxy_max_temp_file_size 0;" in text
    assert "client_max_body_size 8k;" in text
    assert "client_body_buffer_size 16k;" in text


def test_a_replica_that_failed_once_is_asked_again_at_once():
    """With a count of failures nginx lets one websocket in two seconds through, and forty readers wait for a minute."""
    text = configuration(FRONTS["plain"], [18081, 18082], Path("/x"))
    assert text.count("max_fails=0;") == 2
    assert "proxy_next_upstream error timeout;" in text


def test_uploads_are_closed_until_the_switch_opens_them(monkeypatch):
    place = r"location /_stcore/upload_file/ \{ (.*) \}"
    assert re.search(place, configuration(FRONTS["plain"], [18081], Path("/x")))[1] == "return 404;"
    monkeypatch.setenv("ROADMAP_UPLOADS", "1")
    assert "proxy_pass" in re.search(place, configuration(FRONTS["plain"], [18081], Path("/x")))[1]


def test_https_takes_no_cipher_without_forward_secrecy_or_of_the_old_kind():
    text = configuration(FRONTS["https"], [18081], Path("/x"))
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "return 301 https://$host:18443$request_uri;" in text
    assert "error_page 497 =301 https://$host:18443$request_uri;" in text
    known = subprocess.run(
        ["openssl", "ciphers", "-tls1_2", "-s", nginx.CIPHERS],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    old = [
        cipher for cipher in known.strip().split(":") if not re.search(r"GCM|CHACHA20|TLS_", cipher)
    ]
    assert old == []


def test_the_systems_own_nginx_reads_the_configuration_too(tmp_path):
    command = [
        sys.executable,
        "-m",
        "components.server",
        "nginx",
        "--folder",
        str(tmp_path / "it"),
        "--replicas",
        "3",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    text = (tmp_path / "it/nginx.conf").read_text("utf-8")
    assert "daemon off" not in text
    assert text.startswith("user www-data;\npid /run/nginx.pid;")
    assert text.count("server 127.0.0.1:860") == 3
    scripts = [name for name in addresses.FILES if name.startswith("/static/js/")]
    packed = tmp_path / f"it/files{scripts[0]}.gz"
    assert gzip.decompress(packed.read_bytes()) == (addresses.STATIC / scripts[0][1:]).read_bytes()


def test_every_file_that_nginx_sends_has_a_type():
    endings = {name.rpartition(".")[2] for name in addresses.FILES if name.startswith("/static/")}
    assert endings <= nginx.TYPES.keys()


# Processes


def test_a_process_ends_with_the_one_that_started_it_however_that_ends():
    program = """
import sys, time
from pathlib import Path
from components.server.deploy import processes
child = processes.start(["sleep", "60"], dies_by="KILL", folder=Path("/"))
print(child.pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    while psutil.Process(child).name() != "sleep":
        time.sleep(0.01)
    os.kill(child, signal.SIGSTOP)
    assert psutil.pid_exists(child)
    parent.kill()
    parent.wait()
    for _ in range(50):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.1)
    else:
        pytest.fail("it lives on")


def test_a_port_that_is_taken_is_seen_before_anything_starts(lines, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert supervise.serve(Front("127.0.0.1", 18099), [port]) == 1
    assert [(line["event"], line["ports"]) for line in lines] == [("port_taken", [port])]


def test_a_stranger_on_the_port_is_not_taken_for_the_own_child(monkeypatch):
    replica = supervise.Replica.__new__(supervise.Replica)
    replica.port, replica.name = 1, "mine"

    class Answer:
        def __init__(self, text):
            self.text = text

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def read(self, *_):
            return self.text

    found = []
    for text in (
        '{"status": "live", "replica": "mine"}',
        '{"status": "live", "replica": "other"}',
        '{"status": "live"}',
        "<html>",
    ):
        monkeypatch.setattr(
            supervise.urllib.request, "urlopen", lambda *_, text=text, **__: Answer(text)
        )
        found.append(replica.lives())
    assert found == [True, False, False, False]


@pytest.mark.parametrize(
    ("used", "ended_after"), [(0.0, 2), (0.2, 10)], ids=["it does nothing", "it computes"]
)
def test_a_replica_that_does_not_answer_is_replaced_but_one_that_is_busy_gets_time(
    used, ended_after, monkeypatch
):
    replica = supervise.Replica.__new__(supervise.Replica)
    replica.process = type("Process", (), {"pid": 1})
    replica.answered, replica.missed, replica.spent, replica.asked_at, replica.since = (
        True,
        0,
        0.0,
        0.0,
        0.0,
    )
    ended = []
    monkeypatch.setattr(supervise.Replica, "_replace", lambda self: ended.append(self.missed))
    monkeypatch.setattr(processes, "processor_seconds", lambda _: used)
    while not ended:
        replica._count_answer(lives=False, now=3.0)
    assert ended == [ended_after]
    replica._count_answer(lives=True, now=3.0)
    assert replica.missed == 0


def test_a_process_that_was_stopped_is_seen():
    process = subprocess.Popen(["sleep", "60"])
    try:
        assert not processes.is_stopped(process.pid)
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.2)
        assert processes.is_stopped(process.pid)
        assert process.pid in processes.children(os.getpid())
    finally:
        process.kill()
        process.wait()
    assert not processes.is_stopped(process.pid)


def test_what_nginx_says_becomes_a_line_without_a_client(lines):
    said = [
        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n",
        '2026/11/25 18:00:00 [emerg] 7#7: no space left, client: 203.0.113.7, server: x, request: "GET /?country=ECU"\n',
    ]
    supervise._repeat(type("Process", (), {"stderr": said}))
    assert [line["level"] for line in lines] == ["emerg", "emerg"]
    assert lines[1]["said"] == "no space left"
    assert not re.search("203|ECU", json.dumps([line["said"] for line in lines]))


# Certificates


@pytest.mark.parametrize(("days", "told"), [(90, []), (10, [9]), (1, [0])])
def test_before_a_certificate_ends_the_log_says_so(days, told, tmp_path, lines):
    watch = certificate.Watch(own_certificate(tmp_path, days)[0])
    for _ in range(3):
        watch.look()
    assert [line["days"] for line in lines] == told


# systemd


def test_the_unit_is_as_closed_as_systemd_can_tell():
    done = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=15",
            str(ROOT / "components/server/deploy/roadmap@.service"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-200:]


@pytest.mark.parametrize(
    "line",
    [
        "OOMPolicy=continue",
        "LimitNOFILE=65536",
        "TasksMax=",
        "SystemCallFilter=@system-service",
        "WatchdogSec=",
        "Restart=always",
    ],
)
def test_the_unit_has_what_the_attack_asked_for(line):
    assert f"\n{line}" in UNIT


def test_systemd_is_told_that_it_serves_and_that_it_lives(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "300000")

        async def watched():
            task = asyncio.ensure_future(notify.alive())
            await asyncio.sleep(0.5)
            task.cancel()

        finished(watched())
        assert [line.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_without_systemd_nothing_is_told(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    finished(notify.alive())
