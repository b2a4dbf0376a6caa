"""End replicas that hang, so that supervisord starts them anew: one of its event listeners."""

import os
import signal
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from supervisor import childutils

ANSWERS = 5
"""Seconds within which a replica says that it lives. A busy one says so: its event loop turns."""
STARTS = 120
"""Seconds that a replica may take to say it for the first time."""


def main() -> None:
    """Ask all replicas at each tick of supervisord, every five seconds; kill those that hang."""
    supervisor = childutils.getRPCInterface(os.environ).supervisor
    answered: set[int] = set()
    with ThreadPoolExecutor(64) as pool:
        while True:
            childutils.listener.wait()
            known: Any = supervisor.getAllProcessInfo()
            replicas = [one for one in known if one["group"] == "replica" and one["pid"]]
            for replica, lives in zip(replicas, pool.map(is_alive, replicas), strict=True):
                if lives:
                    answered.add(replica["pid"])
                elif replica["pid"] in answered or replica["now"] - replica["start"] > STARTS:
                    # One that hangs takes no SIGTERM.
                    os.kill(replica["pid"], signal.SIGKILL)
            childutils.listener.ok()


def is_alive(replica: Mapping[str, Any]) -> bool:
    """Return whether a replica, which is named by its port, answers in time."""
    address = f"http://127.0.0.1:{replica['name']}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=ANSWERS) as answer:
            return answer.status == 200
    except OSError:
        return False


if __name__ == "__main__":
    main()
