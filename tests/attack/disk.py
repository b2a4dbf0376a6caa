"""A full disk under the log and temporary files, and processes killed at the same time."""

import asyncio
import contextlib
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.attack import lost
from tests.attack.served import line, served

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
    broken = [one for one in text.splitlines() if not one.startswith("{")]
    return sum(name in text for name in NAMES), len(broken)
