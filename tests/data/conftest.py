"""What several tests of data share."""

import resource
from pathlib import Path

import pytest


@pytest.fixture
def little_memory():
    """What would be read without end fails here, and does not take the machine with it."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**30, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)
