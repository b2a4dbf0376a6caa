"""Attack the dashboard and print a table: attack, result on commit 8076621, result now.

The exit status is 1 if an attack succeeded.
"""

import os
import signal
import sys
import time
import traceback

from tests.attack import asking, disk, lost, sockets
from tests.attack.served import served

LONGEST = 300
"""Seconds that one attack may take."""
SHARED = [
    ("Contents of pages", "no such route", asking.contents),
    ("S2 aborted documents", "a reader waits 9.7 s", asking.aborted_documents),
    ("S7 parent stopped", "not tried", lost.parent_stopped),
    ("S9 thirty sockets of one address", "both replicas killed", sockets.thirty_that_rerun),
    ("S8 log of all of this", "486 of 594 lines no JSON, names readers", disk.log_in_trouble),
]
OWN = [
    (
        "S4 500 idle, ulimit -n 1024",
        "the 511th: 502 for everybody",
        sockets.idle_with_few_descriptors,
    ),
    ("S7 parent killed", "orphans keep the port", lost.parent_killed),
    ("Point 3, all at once", "not tried", disk.all_at_once),
]


def make_attack(name, before, attack):
    """Make one attack within its time: a row of the table."""
    began = time.monotonic()
    signal.alarm(LONGEST)
    try:
        now, held = attack()
    except Exception as error:  # noqa: BLE001 -- an attack that fails is a line of the table too
        traceback.print_exc()
        now, held = f"failed: {type(error).__name__} {error}", False
    finally:
        signal.alarm(0)
    result, seconds = "held" if held else "NOT HELD", time.monotonic() - began
    print(f"| {name} | {before} | {now} | {result} | {seconds:.0f} s |", flush=True)
    return held


def too_long(*_):
    """End an attack that takes too long."""
    raise TimeoutError(f"longer than {LONGEST} s")


def main(only):
    """Make the attacks whose names hold a word of `only`, or all."""

    def wanted(attacks):
        return [attack for attack in attacks if not only or any(word in attack[0] for word in only)]

    os.environ.pop("ROADMAP_DATA", None)
    signal.signal(signal.SIGALRM, too_long)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    print("| attack | before | now | | time |\n| --- | --- | --- | --- | --- |", flush=True)
    found = []
    if shared := wanted(SHARED):
        with served() as server:
            found += [
                make_attack(name, before, lambda attack=attack: attack(server))
                for name, before, attack in shared
            ]
    found += [make_attack(*attack) for attack in wanted(OWN)]
    return 0 if found and all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
