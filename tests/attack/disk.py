"""A full disk under the log and temporary files; and memory over many sessions."""

import asyncio
import contextlib
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from components.frontend import assets
from tests.attack import lost
from tests.attack.asking import SCRIPT, whole
from tests.attack.served import line, numbers, served

BALLAST = "ballast"
MINUTE = 60
"""Seconds for which the disk is full."""
NAMES = (
    "203.0.113",
    "127.0.0.",
    "Mozilla/5.0 of Maria",
    "country=ECU",
    "maria.example",
    "Traceback",
)
"""What no line may hold: addresses, a browser, a choice, an origin."""


@contextlib.contextmanager
def small_disk():
    """A file system of 64 MB of its own; nothing where this user may not mount one."""
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], check=False
        ).returncode:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def fill(disk):
    """Fill a file system to its last byte."""
    with (disk / BALLAST).open("wb") as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(b"x" * 65_536)
            ballast.flush()


def empty(disk):
    """Give its room back."""
    (disk / BALLAST).unlink()


def all_at_once():
    """Two hundred readers, a full disk for a minute, a hanging replica, and processes killed."""
    with small_disk() as disk:
        if disk is None:
            return "not possible here: no file system can be mounted", False
        with served(port=18_180, first=18_181, folder=disk, log=disk / "log.jsonl") as server:
            hits = {
                "disk full": lambda: fill(disk),
                "hung": lambda: server.replica(server.replicas[0]).send_signal(signal.SIGSTOP),
                "killed": lambda: server.replica(server.replicas[1]).send_signal(signal.SIGKILL),
                "nginx killed": lambda: server.nginx().send_signal(signal.SIGKILL),
                "disk free": lambda: empty(disk),
            }
            crowd = asyncio.run(lost.through(server, hits, MINUTE / 4))
            _trouble(server)
            named, broken = log_of(server)
    words = f"{crowd.said}; lines that are no JSON {broken}, that name {named}"
    return words, crowd.held and not named and not broken


def full():
    """The disk of the log and of TMPDIR is full to the last byte while somebody reads."""
    with small_disk() as disk:
        if disk is None:
            return "not possible here: no file system can be mounted", False
        with served(port=18_160, first=18_161, folder=disk, log=disk / "log.jsonl") as server:
            before = asyncio.run(_numbers(server))
            fill(disk)
            _trouble(server)
            free = os.statvfs(disk).f_bavail
            scripts = whole(server, SCRIPT)
            page = server.ask("/overview?country=ECU", user_agent="Mozilla/5.0 of Maria").status
            data = server.ask("/api/v1/measures?country=ECU").status
            asset = server.ask(f"/{assets.SOURCE}").body == assets.LIBRARY.read_bytes()
            same = asyncio.run(_numbers(server)) == before
            empty(disk)
            after = server.ask("/overview").status
            named, broken = log_of(server)
    right = scripts and same and (page, data, after) == (200, 200, 200) and asset
    words = (
        f"{free} blocks free: scripts whole {scripts and asset}, page {page}, data {data}, "
        f"numbers right {same}; lines that are no JSON {broken}, that name {named}"
    )
    return words, right and not named and not broken


async def _numbers(server):
    async with line(server.socket_address) as socket_:
        return await numbers(socket_, "lang=en&country=ECU")


def _trouble(server):
    """Requests that make nginx and Streamlit speak."""

    async def go():
        for origin in ("http://maria.example", None):
            with contextlib.suppress(Exception):
                async with line(server.socket_address, origin=origin) as socket_:
                    await socket_.send("text of maria.example")
                    await socket_.recv()

    asyncio.run(go())
    for number in range(20):
        server.ask(
            f"/media/{number}?country=ECU",
            referer="http://maria.example/?country=ECU",
            user_agent="Mozilla/5.0 of Maria",
        )
        with contextlib.suppress(OSError):
            server.ask(
                "/overview?country=ECU",
                "POST",
                body=b"x" * 200_000,
                user_agent="Mozilla/5.0 of Maria",
            )


def log_of(server):
    """Lines that name somebody, and lines that are no JSON; a full disk may cut the last one."""
    text = server.log.read_text("utf-8", "replace")
    lines = server.lines()
    broken = [one for one in lines if isinstance(one, str) and not one.startswith("{")]
    return sum(name in text for name in NAMES), len(broken)


def log_in_trouble(server):
    """What the log of all attacks before says."""
    _trouble(server)
    named, broken = log_of(server)
    return (
        f"{len(server.lines())} lines: no JSON {broken}, naming somebody {named}",
        not named and not broken,
    )


def memory_of_sessions():
    """Memory of a replica after three hundred sessions of two runs, in all and for each."""

    async def go(server, count):
        for _ in range(count):
            async with line(server.socket_address) as socket_:
                await numbers(socket_)
                await numbers(socket_, "lang=es&country=ECU")

    with served(replicas=1, port=18_170, first=18_171) as server:
        asyncio.run(go(server, 20))
        began = server.memory()
        asyncio.run(go(server, 280))
        ended = server.memory()
    each = (ended - began) / 280 / 1024
    words = (
        f"{began / 2**20:.0f} MB after 20, {ended / 2**20:.0f} MB after 300 sessions "
        f"({each:.0f} kB each, those of two minutes still kept)"
    )
    return words, ended < 450 * 2**20
