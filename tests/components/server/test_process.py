"""What systemd is told."""

import asyncio
import socket

from components.server import process
from tests.support.loop import finished


def test_systemd_is_told_that_it_serves_and_that_it_lives(tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "300000")

        async def watched():
            task = asyncio.ensure_future(process.alive())
            await asyncio.sleep(0.5)
            task.cancel()

        finished(watched())
        assert [line.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_without_systemd_nothing_is_told(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    finished(process.alive())
