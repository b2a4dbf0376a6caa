"""A server of the dashboard, its CPU time and its memory."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from tests.browser.conftest import server

DATA = "ROADMAP_DATA"
"""The dataset; the record where it is not set."""


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        address: where its Overview is.
        process: the process that was started.
        name: what a comparison with other frameworks calls it.
    """

    address: str
    process: psutil.Process
    name: str = "product"

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
    with server(os.environ.get(DATA)) as address:
        port = address.rpartition(":")[2]
        children = psutil.Process().children()
        process = next(one for one in children if port in one.cmdline())
        yield Server(f"{address}/overview", process)
