"""Attack the dashboard as `make serve` starts it, and print a table: attack, result.

Many sockets of one client; then, under many readers, a full disk, and processes hung and killed at
every level. The exit status is 1 if an attack succeeded.
"""

import asyncio
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from pathlib import Path

from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from tests.bench.session import Session
from tests.support.served import served

READERS = int(os.environ.get("READERS", "200"))
WITHIN = 20
"""Seconds after which each reader has right numbers again."""
PAUSE = 15
"""Seconds after each hit."""
CHOICES = ([], ["ECU"], ["BRA"], ["PER"])
"""What the readers look at; a number of another choice is a wrong one."""
LOST = (ConnectionClosed, InvalidStatus, InvalidMessage, OSError, TimeoutError, EOFError)
"""What a reader meets whose connection is cut or refused."""


@contextlib.asynccontextmanager
async def reading(server, client, choice=()):
    """A reader with the content of a choice; `client` is the address that they come from."""
    reader = Session(f"http://127.0.0.1:{server.port}/overview?lang=en", client)
    async with contextlib.aclosing(reader):
        await asyncio.wait_for(reader.open(), 40)
        await asyncio.wait_for(reader.choose(choice), 40)
        yield reader


# ---- many sockets


def thirty_that_rerun():
    """Thirty sockets of one address, each with eight new choices a second, beside a reader."""
    with served() as server:
        before = [server.replica(port).pid for port in server.replicas]
        waits = asyncio.run(_beside_a_flood(server))
        alive = before == [one and one.pid for one in map(server.replica, server.replicas)]
    text = ", ".join(
        f"{what} {statistics.median(times):.2f} s, at most {max(times):.2f}"
        for what, times in waits.items()
    )
    killed = "no replica" if alive else "A REPLICA"
    return (
        f"{len(waits['a run'])} times somebody else waits for {text}; {killed} killed",
        alive and all(max(times) < 5 for times in waits.values()),
    )


async def _beside_a_flood(server):
    """Seconds that somebody else waits for a run and for a page, each time."""
    waits = defaultdict(list)
    attack = [asyncio.create_task(_flood(server, number)) for number in range(30)]
    await asyncio.sleep(5)
    until = time.monotonic() + 40
    while time.monotonic() < until:
        began = time.monotonic()
        async with reading(server, "127.0.0.6"):
            waits["a run"].append(time.monotonic() - began)
        began = time.monotonic()
        path = "/overview?country=PER"
        answer = await asyncio.to_thread(server.send, path, source="127.0.0.6", timeout=30)
        waits["a page"].append(time.monotonic() - began if answer.status == 200 else 99)
        await asyncio.sleep(1)
    for one in attack:
        one.cancel()
    await asyncio.gather(*attack, return_exceptions=True)
    return waits


async def _flood(server, count):
    with contextlib.suppress(*LOST):
        async with reading(server, "127.0.0.9") as attacker:
            asyncio.create_task(attacker.until_lost())  # noqa: RUF006 -- ends with the socket
            while True:
                count += 30
                day = f"202{2 + count % 5}-{count % 12 + 1:02d}-{count % 28 + 1:02d}"
                page = ("overview", "changes", "timeline", "actions")[count % 4]
                await attacker.run(page, f"lang=en&as_of={day}&q={count}")
                await asyncio.sleep(1 / 8)


# ---- all at once


def all_at_once():
    """Many readers, a full disk for a minute, a hanging replica, and processes killed."""
    with small_disk() as disk:
        if disk is None:
            return "not possible here: no file system can be mounted", False
        ballast = disk / "ballast"
        with served(port=18_180, first=18_181, folder=disk, log=disk / "log.jsonl") as server:
            hits = {
                "disk full": lambda: fill(ballast),
                "hung": lambda: server.replica(server.replicas[0]).send_signal(signal.SIGSTOP),
                "killed": lambda: server.replica(server.replicas[1]).send_signal(signal.SIGKILL),
                "nginx killed": lambda: server.nginx().send_signal(signal.SIGKILL),
                "disk free": ballast.unlink,
            }
            waits, lost, wrong = asyncio.run(_under_readers(server, hits))
            # A full disk may cut the last line.
            lines = server.log.read_text("utf-8", "replace").splitlines()
            broken = sum(not one.startswith("{") for one in lines)
    text = ", ".join(
        f"{name}: {len(times)} readers back, the last after {max(times, default=0):.1f} s"
        for name, times in waits.items()
    )
    slowest = max((wait for times in waits.values() for wait in times), default=0)
    return (
        f"{READERS} readers; {text}; not back {lost}, wrong {wrong}; lines no JSON {broken}",
        slowest < WITHIN and not lost and not wrong and not broken,
    )


@contextlib.contextmanager
def small_disk():
    """A file system of 64 MB of its own; nothing where this user may not mount one."""
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place]
        if subprocess.run(mount, check=False).returncode:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def fill(ballast):
    """Fill a file system to its last byte by one file."""
    with ballast.open("wb") as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 65_536)
            file.flush()


async def _under_readers(server, hits):
    """Hit a server while readers watch, each with a choice of its own, and reconnect.

    Returns:
        Hit to the seconds until each reader that it cut off was right again; how many were not
        back when it ended; how many saw a wrong number, or failed otherwise.
    """
    waits, lost, right = {}, set(), []
    for choice in CHOICES:
        async with reading(server, "127.0.0.1", choice) as one:
            right.append(one.metric())
    assert len(set(right)) == len(CHOICES), "choices that can be told apart"

    async def read(number):
        client, at, lost_at = f"127.0.3.{number // 60 + 1}", number % len(CHOICES), None
        while True:
            try:
                async with reading(server, client, CHOICES[at]) as one:
                    assert one.metric() == right[at]
                    if lost_at:
                        waits[list(waits)[-1]].append(time.monotonic() - lost_at)
                        lost_at = lost.discard(number)
                    await one.until_lost()
            except LOST:
                await asyncio.sleep(0.5)
            if lost_at is None:
                lost_at = time.monotonic()
                lost.add(number)

    tasks = []
    for number in range(READERS):
        tasks.append(asyncio.create_task(read(number)))
        await asyncio.sleep(0.15)
    await asyncio.sleep(5)
    for name, hit in hits.items():
        waits[name] = []
        await asyncio.to_thread(hit)
        await asyncio.sleep(PAUSE)
    not_back = len(lost)
    for one in tasks:
        one.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    return waits, not_back, sum(isinstance(one, Exception) for one in ends)


# ---- the table

ATTACKS = {"S9 thirty sockets of one address": thirty_that_rerun, "All at once": all_at_once}


def make_attack(name, attack):
    """Make one attack: a row of the table."""
    began = time.monotonic()
    try:
        figures, held = attack()
    except Exception as error:  # noqa: BLE001 -- an attack that fails is a line of the table too
        traceback.print_exc()
        figures, held = f"failed: {type(error).__name__} {error}", False
    result, seconds = "held" if held else "NOT HELD", time.monotonic() - began
    print(f"| {name} | {figures} | {result} | {seconds:.0f} s |", flush=True)
    return held


def main(only):
    """Make the attacks whose names hold a word of `only`, or all."""
    os.environ.pop("ROADMAP_DATA", None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    print("| attack | | | time |\n| --- | --- | --- | --- |", flush=True)
    wanted = [one for one in ATTACKS if not only or any(word in one for word in only)]
    found = [make_attack(name, ATTACKS[name]) for name in wanted]
    return 0 if found and all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
