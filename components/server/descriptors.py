"""How many files and connections a process may have open at a time."""

import contextlib
import resource
from pathlib import Path


def limit() -> int:
    """All that this process may ask for."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def raise_all() -> None:
    """Use all that this process may have: a reader's session costs four, and three of them stay two minutes."""
    with contextlib.suppress(
        OSError, ValueError
    ):  # where a system forbids to ask, what it gave is all there is
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit(), limit()))


def remaining() -> int:
    """How many may still be opened."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] - sum(
        1 for _ in Path("/proc/self/fd").iterdir()
    )
