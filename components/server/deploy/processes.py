"""Processes that end with the one that started them, and what the system knows about them."""

import os
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

STOPPED = ("T", "t")
"""States of a process that was stopped from outside and waits for a signal to go on."""


def start(
    command: Sequence[str],
    *,
    dies_by: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    stderr: int | None = None,
    alone: bool = False,
) -> subprocess.Popen[str]:
    """Start a process that gets the signal `dies_by` when this one ends, however it ends.

    It has to be started by the main thread: the system watches the thread that started it.
    Where it runs `alone` it leads a group of its own, to be ended with all its children.
    """
    tool = shutil.which("setpriv")
    tied = [tool, "--pdeathsig", dies_by, "--"] if tool else []
    return subprocess.Popen(
        [*tied, *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        start_new_session=alone,
        text=True,
    )


def children(process: int) -> list[int]:
    """Children of a process."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def is_stopped(process: int) -> bool:
    """Whether a process was stopped from outside."""
    return _stat(process)[:1] in [[state] for state in STOPPED]


def processor_seconds(process: int) -> float:
    """Seconds of a processor that a process has used."""
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0


def _stat(process: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; none if the process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def is_free(address: str, port: int) -> bool:
    """Whether no process listens to a port."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
