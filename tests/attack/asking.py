"""Attacks by plain requests: poisoned answers, uploads, headers, names, HTTPS."""

import contextlib
import http.client
import socket
import subprocess
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from components.cards import actions
from components.server import addresses
from components.view.view import open_view
from data import filters
from tests.attack.served import served
from tests.support.serving import make_certificate

SCRIPT = next(name for name in sorted(addresses.FILES) if name.startswith("/static/js/index."))
MEGABYTE = 1 << 20


def whole(server, name):
    """Whether a script is what was shipped, packed and not."""
    right = (addresses.STATIC / name[1:]).read_bytes()
    plain = server.ask(name)
    packed = server.ask(name, accept_encoding="gzip")
    import gzip

    return plain.body == right and gzip.decompress(packed.body) == right


def poisoning_cold(server):
    """Ask for names of scripts with the kind of answer behind them, before any other request."""
    others = sorted(name for name in addresses.FILES if name.startswith("/static/js/"))[:20]
    wrong = [
        server.ask(f"{name}{end}").status
        for name in (SCRIPT, *others)
        for end in ("gzip", "%00", "/", "?gzip=1", "%3fgzip")
    ]
    kept = sum(not whole(server, name) for name in (SCRIPT, *others))
    return (
        f"{kept} of {len(others) + 1} scripts replaced; the names answer {sorted(set(wrong))}",
        kept == 0,
    )


def poisoning_after_eviction(server):
    """The same after thousands of other names."""
    began = time.monotonic()
    for number in range(3000):
        server.ask(f"/static/js/{number}.js", accept_encoding="gzip")
    spent = time.monotonic() - began
    words, held = poisoning_cold(server)
    return f"3,000 names in {spent:.0f} s; {words}", held


def contents(server):
    """Contents of pages and cards for other sites: odd names, long addresses, ever new choices."""
    odd = ("nowhere", "overview/nowhere", "overview%2f..%2fdata", "..%2f..%2fdashboard.py", "%00")
    found = {server.ask(f"/{route}/{name}").status for route in ("board", "embed") for name in odd}
    long = server.ask(f"/board/overview?q={'a' * 9_000}", source="127.0.0.11").status

    def ask(number):
        day = f"202{number % 6}-0{number % 9 + 1}-{number % 28 + 1:02d}"
        address = f"/board/overview?as_of={day}&q={number}"
        return server.ask(address, source="127.0.0.11").status

    def other():
        began = time.monotonic()
        assert server.ask("/board/overview?country=ECU", source="127.0.0.12").status == 200
        time.sleep(1)
        return time.monotonic() - began - 1

    before, began, waits = server.memory(), time.monotonic(), []
    with ThreadPoolExecutor(8) as at_once:
        asked = [at_once.submit(ask, number) for number in range(1_000)]
        while not all(one.done() for one in asked):
            waits.append(other())
    answers = Counter(one.result() for one in asked)
    spent, grown = time.monotonic() - began, (server.memory() - before) / MEGABYTE
    return (
        f"odd names {sorted(found)}, a long address {long}; 1,000 new choices, eight at once, in "
        f"{spent:.0f} s: {dict(answers)}, memory +{grown:.0f} MB, "
        f"somebody else waits {max(waits):.1f} s",
        found <= {400, 404} and long == 414 and max(waits) < 5 and grown < 200,
    )


CHOICE = "?lang=en&as_of={}"


def aborted(server, paths, wanted, seconds):
    """Fifty requests a second of one address, each given up after 0.3 s, beside another reader.

    Args:
        server: what is asked.
        paths: addresses with `{}` for a day that makes each a new choice.
        wanted: what the other reader asks for, again and again.
        seconds: how long.
    """

    def give_up(path):
        with contextlib.suppress(OSError, http.client.HTTPException):
            server.ask(path, source="127.0.0.13", timeout=0.3)

    def other(number):
        time.sleep(0.5)
        began = time.monotonic()
        asked = server.ask(wanted.format(day(number + 2_000)), source="127.0.0.14", timeout=90)
        return asked.status, time.monotonic() - began

    def day(number):
        return date(2021, 1, 1) + timedelta(number)

    _, alone = other(-1)
    with ThreadPoolExecutor(40) as at_once:
        until, waits, number = time.monotonic() + seconds, [], 0
        reader = None
        while time.monotonic() < until or not reader.done():
            if reader is None or reader.done():
                waits += [reader.result()] if reader else []
                reader = at_once.submit(other, number)
            if time.monotonic() < until:
                at_once.submit(give_up, paths[number % len(paths)].format(day(number)))
            number += 1
            time.sleep(1 / 50)
    waits.append(reader.result())
    statuses, slowest = Counter(status for status, _ in waits), max(wait for _, wait in waits)
    told = f"{alone:.1f} s alone; somebody else has {dict(statuses)}, waits {slowest:.1f} s at most"
    return told, set(statuses) == {200} and slowest < max(5, 4 * alone)


def aborted_contents(server):
    """Contents and cards that nobody waits for."""
    paths = [f"/{path}{CHOICE}" for path in ("board/overview", "embed/overview/map")]
    return aborted(server, paths, "/board/overview?country=ECU", 25)


def aborted_documents(server):
    """Documents that nobody waits for."""
    path = f"/files/slides.pptx{CHOICE}"
    return aborted(server, [path], path, 10)


def aborted_searches(server):
    """Searches that nobody waits for."""
    path = f"/search{CHOICE}&text=coca"
    return aborted(server, [path], path, 10)


def long_addresses(server):
    """Addresses as long as ours can be, and longer ones: what a replica answers comes through."""
    view = open_view("actions", "es", {})
    chosen = [(name, code) for name in filters.LISTS for code in view.allowed[name]]
    chosen += [("q", "\N{PILL}" * actions.LONGEST_SEARCH), ("from", "2020-01-01"), ("lang", "es")]
    asked = [f"/?x={'a' * length}" for length in (3_500, 8_000)]
    asked += [
        f"/{path}?{urlencode(chosen)}"
        for path in ("files/actions/actions.csv", "board/actions", "search", "actions")
    ]
    found = {
        (path.partition("?")[0], server.ask(path).status, server.ask(path, port=port).status)
        for path in asked
        for port in server.replicas[:1]
    }
    wrong = [one for one in found if one[1] != one[2]]
    return f"{len(asked)} addresses: another answer through nginx {wrong or 'none'}", not wrong


def said(port, text):
    """The answer to bytes, in small letters."""
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.settimeout(5)
        line.sendall(text)
        found = b""
        try:
            while part := line.recv(65_536):
                found += part
                if b"\r\n\r\n" in found:
                    break
        except OSError:
            pass
    return found.lower()


def https_and_names():
    """HTTPS with a name: redirects, cookies, ciphers, and a name that was made up."""
    with tempfile.TemporaryDirectory() as place:
        files = [Path(place) / "own pem", Path(place) / "own key"]
        make_certificate(*files)
        own = [
            "--host",
            "dashboard.example.org",
            "--certificate",
            files[0],
            "--key",
            files[1],
            "--plain",
            18_140,
        ]
        with served(*own, replicas=1, port=18_141, first=18_142, folder=_blank(place)) as server:
            server.secure = True
            name = {"host": "dashboard.example.org"}
            plain = said(18_140, b"GET /overview HTTP/1.1\r\nHost: dashboard.example.org\r\n\r\n")
            same = said(18_141, b"GET /overview HTTP/1.1\r\nHost: dashboard.example.org\r\n\r\n")
            cookies = [
                v
                for p in ("/overview", "/_stcore/host-config", "/_stcore/health")
                for k, v in server.ask(p, **name).all_headers
                if k == "set-cookie"
            ]
            stranger = server.ask("/api/v1/datasets", host="evil.example")
            old = [
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:18141",
                "-tls1_2",
                "-cipher",
                "AES128-SHA256:AES256-SHA256:AES128-GCM-SHA256",
            ]
            refused = (
                subprocess.run(old, input=b"", capture_output=True, check=False).returncode != 0
            )
    moved = all(
        b"301" in answer.split(b"\r\n")[0] and b"location: https://dashboard.example.org" in answer
        for answer in (plain, same)
    )
    secure = bool(cookies) and all("secure" in cookie.lower() for cookie in cookies)
    hidden = stranger.status == 421 and b"evil" not in stranger.body
    words = (
        f"redirect {moved}, {len(cookies)} cookies Secure {secure}, RSA refused {refused}, "
        f"other name {stranger.status}"
    )
    return words, moved and secure and refused and hidden


def _blank(place):
    folder = Path(place) / "with blanks"
    folder.mkdir()
    return folder
