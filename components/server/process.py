"""This process: how many files and connections it may have open, and what systemd is told of it."""

import asyncio
import contextlib
import os
import resource
import socket
from pathlib import Path


def limit() -> int:
    """The most descriptors that this process may ask for."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def raise_limit() -> None:
    """Raise the limit of descriptors to the most that is allowed.

    A session of a reader needs four descriptors, and three of them stay open for two minutes.
    """
    with contextlib.suppress(OSError, ValueError):  # a system may refuse; the old limit stays then
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit(), limit()))


def remaining() -> int:
    """How many descriptors may still be opened."""
    used = sum(1 for _ in Path("/proc/self/fd").iterdir())
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] - used


def tell(state: str) -> None:
    """Send a line to the service manager, if it listens (`Type=notify`)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.connect(name)
        line.send(state.encode())


async def alive() -> None:
    """Report that the process serves, then regularly that its loop runs (`WatchdogSec=`).

    A process that does not report is replaced.
    """
    tell("READY=1")
    patience = int(os.environ.get("WATCHDOG_USEC", "0")) / 1_000_000
    while patience:
        await asyncio.sleep(patience / 3)
        tell("WATCHDOG=1")
