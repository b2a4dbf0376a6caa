"""What systemd is told: that a process is ready, and again and again that it lives. Elsewhere nothing is told."""

import asyncio
import os
import socket


def tell(state: str) -> None:
    """Send a line to whoever started this process, where it asked for such (`Type=notify`)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.connect(name)
        line.send(state.encode())


async def alive() -> None:
    """Say that the process serves, then that its loop still turns: one that hangs is replaced (`WatchdogSec=`)."""
    tell("READY=1")
    patience = int(os.environ.get("WATCHDOG_USEC", "0")) / 1_000_000
    while patience:
        await asyncio.sleep(patience / 3)
        tell("WATCHDOG=1")
