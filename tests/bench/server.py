"""A server of the dashboard, its CPU time and its memory."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from tests.browser.conftest import ROOT

COMMON = [
    "--server.headless",
    "true",
    "--browser.gatherUsageStats",
    "false",
    "--server.address",
    "127.0.0.1",
]
"""It opens no window and sends no statistics."""
DATA = "ROADMAP_DATA"
"""The dataset; the record where it is not set."""
STARTS_WITHIN = 60


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        address: where its Overview is.
        process: the process that was started.
    """

    address: str
    process: psutil.Process

    def _tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu(self) -> float:
        """Seconds of CPU, user and system, that its processes have used so far."""
        return sum(time.clock_gettime(_cpu_clock(process.pid)) for process in self._tree())

    def memory(self) -> float:
        """Resident memory in MiB."""
        return sum(process.memory_info().rss for process in self._tree()) / 2**20


def _cpu_clock(pid: int) -> int:
    """What `clock_getcpuclockid` gives on Linux: exact; psutil's `cpu_times` has 10 ms steps."""
    return (~pid << 3) | 2


@contextmanager
def product() -> Iterator[Server]:
    """Start the dashboard on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        key: value
        for key, value in os.environ.items()
        if key == DATA or not key.startswith(("STREAMLIT_", "ROADMAP_"))
    }
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.port",
        str(port),
        *COMMON,
    ]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(process, f"http://127.0.0.1:{port}/_stcore/health")
            yield Server(f"http://127.0.0.1:{port}/overview", psutil.Process(process.pid))
        except BaseException:
            log.seek(0)
            print(f"The server said:\n{log.read().decode(errors='replace')}", file=sys.stderr)
            raise
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen, health: str) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(health, timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start: {' '.join(map(str, process.args))}")
