"""An attack by websocket: reruns."""

import asyncio
import contextlib
import statistics
import time

from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.attack.served import line, numbers, run, served


def thirty_that_rerun():
    """Thirty sockets of one address, each with eight new choices a second, beside a reader."""

    async def flood(server, number, until):
        with contextlib.suppress(ConnectionClosed):
            async with line(server.socket_address, "127.0.0.9") as attacker:
                reading, asked = asyncio.create_task(_drain(attacker)), number
                while time.monotonic() < until:
                    asked += 30
                    day = f"202{2 + asked % 5}-{asked % 12 + 1:02d}-{asked % 28 + 1:02d}"
                    page = ("overview", "changes", "timeline", "actions")[asked % 4]
                    await attacker.send(run(f"lang=en&as_of={day}&q={asked}", page=page))
                    await asyncio.sleep(1 / 8)
                reading.cancel()

    async def seconds(ask):
        began = time.monotonic()
        try:
            await asyncio.wait_for(ask, 30)
        except (ConnectionClosed, InvalidStatus, AssertionError, OSError):
            return 99.0
        return time.monotonic() - began

    async def content(server, path):
        asked = await asyncio.to_thread(server.ask, path, source="127.0.0.6", timeout=30)
        assert asked.status == 200

    async def go(server):
        found = {"a run": [], "a content": [], "a page": []}
        await _page(server)
        until = time.monotonic() + 45
        attack = [asyncio.create_task(flood(server, number, until)) for number in range(30)]
        await asyncio.sleep(5)
        while time.monotonic() < until:
            found["a run"].append(await seconds(_page(server)))
            found["a content"].append(await seconds(content(server, "/board/overview?country=ECU")))
            found["a page"].append(await seconds(content(server, "/overview?country=PER")))
            await asyncio.sleep(1)
        await asyncio.gather(*attack, return_exceptions=True)
        return found

    with served() as server:
        before = [server.replica(port).pid for port in server.replicas]
        found = asyncio.run(go(server))
        alive = before == [one and one.pid for one in map(server.replica, server.replicas)]
    told = ", ".join(
        f"{what} {statistics.median(times):.2f} s, at most {max(times):.2f}"
        for what, times in found.items()
    )
    return (
        f"{len(found['a run'])} times somebody else waits for {told}; "
        f"{'no replica' if alive else 'A REPLICA'} killed",
        alive and all(max(times) < 5 for times in found.values()),
    )


async def _page(server, source="127.0.0.6"):
    """Seconds until a reader has the numbers of the Overview."""
    began = time.monotonic()
    async with line(server.socket_address, source) as socket_:
        await numbers(socket_)
    return time.monotonic() - began


async def _drain(socket_):
    with contextlib.suppress(ConnectionClosed):
        async for _ in socket_:
            pass
