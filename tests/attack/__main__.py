"""Attack the dashboard and print a table: attack, result on commit 8076621, result now.

The exit status is 1 if an attack succeeded.
"""

import os
import signal
import sys
import time
import traceback

from tests.attack import disk, lost, sockets

LONGEST = 300
"""Seconds that one attack may take."""
ATTACKS = [
    ("S9 thirty sockets of one address", "both replicas killed", sockets.thirty_that_rerun),
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
    os.environ.pop("ROADMAP_DATA", None)
    signal.signal(signal.SIGALRM, too_long)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    print("| attack | before | now | | time |\n| --- | --- | --- | --- | --- |", flush=True)
    wanted = [one for one in ATTACKS if not only or any(word in one[0] for word in only)]
    found = [make_attack(*attack) for attack in wanted]
    return 0 if found and all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
