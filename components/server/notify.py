"""Tell systemd that a process is ready and that it still works; elsewhere do nothing."""

import asyncio
import os
import socket


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
