"""Many readers at once, each changing a filter once a second; every reply is checked."""

import asyncio
import math
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from tests.bench.expected import countries, shown
from tests.bench.server import Server
from tests.bench.session import Session

OPENING = 4
"""Sessions that open at the same time."""
PATIENCE = 30
SETTLES = 5
"""Seconds that a server gets to hand back what sessions held that have left."""


@dataclass
class Load:
    """What came of it.

    Attributes:
        sessions: readers at once.
        offered: changes that they wanted to make.
        waits: milliseconds from each change to its content.
        wrong: contents with another number than the right one, and readers that were cut off.
        cpu: CPU seconds of the server meanwhile.
        memory: MiB before the sessions came, while they were there, and after they left.
    """

    sessions: int
    offered: int
    waits: list[float] = field(default_factory=list)
    wrong: int = 0
    cpu: float = 0
    memory: tuple[float, float, float] = (0, 0, 0)


def load(server: Server, sessions: int, seconds: int, seed: int = 1) -> Load:
    """Let so many readers change a filter each second, at moments spread over the second.

    In a thread of its own: where a browser is driven, an event loop runs already.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(
            asyncio.run, _load(server, sessions, seconds, random.Random(seed))
        ).result()


async def _load(server: Server, number: int, seconds: int, luck: random.Random) -> Load:
    right = {names: shown(list(names)).metric for names in [(), *((name,) for name in countries())]}
    found = Load(number, number * seconds)
    before = server.memory()
    gate = asyncio.Semaphore(OPENING)
    readers = [
        Session(f"{server.address}?lang=en", f"127.0.1.{place + 1}") for place in range(number)
    ]

    async def enter(reader: Session) -> None:
        async with gate:
            await asyncio.wait_for(reader.open(), PATIENCE)

    await asyncio.gather(*(enter(reader) for reader in readers))
    cpu, begin = server.cpu(), time.perf_counter() + 0.5

    async def read(reader: Session, place: int) -> None:
        chosen = ()
        for turn in range(seconds):
            await asyncio.sleep(max(0, begin + place / number + turn - time.perf_counter()))
            if time.perf_counter() > begin + seconds:
                return
            chosen = luck.choice([names for names in right if names != chosen])
            codes = [countries()[name] for name in chosen]
            try:
                taken = await asyncio.wait_for(reader.choose(codes), PATIENCE)
            except (OSError, TimeoutError, ConnectionClosed):
                found.wrong += 1
                return
            found.waits.append(taken * 1000)
            found.wrong += reader.metric() != right[chosen]

    await asyncio.gather(*(read(reader, place) for place, reader in enumerate(readers)))
    found.cpu = server.cpu() - cpu
    during = server.memory()
    await asyncio.gather(*(reader.aclose() for reader in readers))
    await asyncio.sleep(SETTLES)
    found.memory = (before, during, server.memory())
    return found


def measures(found: Load) -> dict[str, list[float]]:
    """What the budgets ask of it."""
    waits, name = sorted(found.waits), f"load_{found.sessions}"
    before, _, after = found.memory
    return {
        f"{name}_done": [(len(waits) - found.wrong) / found.offered],
        f"{name}_p95": [waits[math.ceil(0.95 * len(waits)) - 1] if waits else math.inf],
        f"{name}_memory": [after / before],
    }


def sentence(found: Load) -> str:
    """It in a sentence."""
    middle, (before, during, after) = statistics.median(found.waits), found.memory
    return (
        f"{found.sessions} readers, a change a second: "
        f"{len(found.waits)} of {found.offered} done, {found.wrong} wrong; "
        f"p50 {middle:.0f} ms, p95 {measures(found)[f'load_{found.sessions}_p95'][0]:.0f} ms; "
        f"server CPU a change {found.cpu * 1000 / len(found.waits):.1f} ms; "
        f"memory {before:.0f}, {during:.0f}, {after:.0f} MiB"
    )
