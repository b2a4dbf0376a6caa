"""What several tests of data share."""

import resource
from pathlib import Path

import pytest

from data import contract
from data.read import Reading, read_table

READ: dict[tuple[str, bytes], Reading] = {}
"""What was read of each table's content in this process."""


@pytest.fixture
def each_content_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a table says depends on its bytes alone.

    So the files that no test changes need not be read a hundred times.
    """

    def read_once(content: bytes, table: contract.Table) -> Reading:
        key = (table.name, content)
        if key not in READ:
            READ[key] = read_table(content, table)
        kept = READ[key]
        frame = None if kept.frame is None else kept.frame.copy()
        return Reading(frame, list(kept.problems), kept.whole)

    monkeypatch.setattr("data.load.read_table", read_once)


@pytest.fixture
def little_memory():
    """What would be read without end fails here, and does not take the machine with it."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**30, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)
