"""A full disk under the log and temporary files, and processes killed at the same time."""

import asyncio
import contextlib
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.attack import lost
from tests.attack.served import served

BALLAST = "ballast"
MINUTE = 60
"""Seconds for which the disk is full."""


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
            # A full disk may cut the last line.
            lines = server.log.read_text("utf-8", "replace").splitlines()
            broken = sum(not one.startswith("{") for one in lines)
    return f"{crowd.said}; lines that are no JSON {broken}", crowd.held and not broken
