"""How many files and connections a process may have open at a time."""

import contextlib
import resource
from pathlib import Path


def limit() -> int:
    """The most descriptors that this process may ask for."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def raise_all() -> None:
    """Raise the limit to the most that is allowed.

    A session of a reader needs four descriptors, and three of them stay open for two minutes.
    """
    with contextlib.suppress(OSError, ValueError):  # a system may refuse; the old limit stays then
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit(), limit()))


def remaining() -> int:
    """How many descriptors may still be opened."""
    used = sum(1 for _ in Path("/proc/self/fd").iterdir())
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] - used
