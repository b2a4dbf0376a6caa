"""Processes hung and killed at every level under readers; a second instance on the same ports."""

import asyncio
import contextlib
import os
import time
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from tests.attack.served import left, line, numbers, served

READERS = int(os.environ.get("READERS", "200"))
WITHIN = 20
"""Seconds after which each reader has right numbers again."""
CHOICES = ("lang=en", "lang=es&country=ECU", "lang=pt&country=BRA", "lang=en&priority=P5")
"""What the readers look at; a number of another choice is a wrong one."""
LOST = (ConnectionClosed, InvalidStatus, InvalidMessage, OSError, TimeoutError)


def parent_killed():
    """Kill the supervisor: nothing of it stays on a port, and a second one starts at once."""
    with served(port=18_130, first=18_131) as server:
        server.process.kill()
        server.process.wait()
        began = time.monotonic()
        while (kept := left(18_130, 18_131, 18_132)) and time.monotonic() - began < 10:
            time.sleep(0.1)
        gone = time.monotonic() - began
    with served(port=18_130, first=18_131) as again:
        works = again.ask("/overview").status == 200
    return (
        f"ports free after {gone:.1f} s ({kept or 'all'}), a second start serves: {works}",
        not kept and works,
    )


@dataclass
class Crowd:
    """What became of readers while a server was hit.

    Attributes:
        waits: name of a hit to the seconds until each reader that it cut off was right again.
        lost: readers who had none when it ended.
        wrong: readers who saw a wrong number, or failed otherwise.
    """

    waits: dict[str, list[float]] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)
    wrong: list[BaseException] = field(default_factory=list)

    @property
    def said(self):
        told = [
            f"{name}: {len(waits)} readers back, the last after {max(waits, default=0):.1f} s"
            for name, waits in self.waits.items()
        ]
        ends = f"not back {len(self.lost)}, wrong {len(self.wrong)}"
        return f"{READERS} readers; {', '.join(told)}; {ends}"

    @property
    def held(self):
        slowest = max((wait for waits in self.waits.values() for wait in waits), default=0)
        return slowest < WITHIN and not self.lost and not self.wrong


async def through(server, hits, pause):
    """Let readers watch while a server is hit; each has a choice of its own and reconnects.

    Args:
        server: what is hit.
        hits: name to what is done, one after the other.
        pause: seconds after each.
    """
    crowd, stop, waits = Crowd(), asyncio.Event(), []
    right = {}
    for query in CHOICES:
        async with line(server.socket_address) as socket_:
            right[query] = await numbers(socket_, query)
    assert len(set(map(tuple, right.values()))) == len(CHOICES), "choices that can be told apart"

    async def reader(number):
        source, query, lost_at = f"127.0.3.{number // 60 + 1}", CHOICES[number % len(CHOICES)], None
        while not stop.is_set():
            try:
                async with line(server.socket_address, source) as socket_:
                    assert await asyncio.wait_for(numbers(socket_, query), 40) == right[query]
                    if lost_at is not None:
                        waits.append(time.monotonic() - lost_at)
                        lost_at = None
                        crowd.lost.discard(number)
                    await _until_lost_or(socket_, stop)
            except LOST:
                await asyncio.sleep(0.5)
            if not stop.is_set() and lost_at is None:
                lost_at = time.monotonic()
                crowd.lost.add(number)

    tasks = []
    for number in range(READERS):
        tasks.append(asyncio.create_task(reader(number)))
        await asyncio.sleep(0.15)
    await asyncio.sleep(5)
    for name, hit in hits.items():
        waits.clear()
        await asyncio.to_thread(hit)
        await asyncio.sleep(pause)
        crowd.waits[name] = list(waits)
    stop.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    crowd.wrong = [one for one in found if isinstance(one, BaseException)]
    return crowd


async def _until_lost_or(socket_, stop):
    """Read until the connection is lost, or nobody wants to go on."""
    ended, reading = asyncio.create_task(stop.wait()), asyncio.create_task(_until_lost(socket_))
    await asyncio.wait({ended, reading}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    reading.cancel()


async def _until_lost(socket_):
    with contextlib.suppress(ConnectionClosed):
        async for _ in socket_:
            pass
