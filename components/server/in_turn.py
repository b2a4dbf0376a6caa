"""Costly answers in turn: few are made at a time, whoever asks much waits for their own."""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakValueDictionary

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request

from components.server import limits

MOST_WAITING = 100
"""Requests of one client that may wait for their turn: a ministry behind one address is one."""
AGAIN = 1
"""Seconds after which one more client's request may find room."""
GONE = 499
"""Status of an answer that nobody waits for any more, as nginx has it."""

T = TypeVar("T")


class Turns:
    """Make so many answers at a time beside the event loop, the clients one after the other.

    Each client waits in a queue of its own and only its first requests stand in that of all: it
    delays another by one answer, however many it asks for.
    """

    def __init__(self, at_once: int, most_waiting: int = MOST_WAITING) -> None:
        self.at_once, self.most_waiting = at_once, most_waiting
        self._of_all = anyio.CapacityLimiter(at_once)
        self._of_one: WeakValueDictionary[str, anyio.CapacityLimiter] = WeakValueDictionary()

    def wait(self, client: str) -> int:
        """Seconds after which a client may ask again; 0 if one more of its requests may wait."""
        own = self._of_one.get(client)
        return AGAIN if own and own.statistics().tasks_waiting >= self.most_waiting else 0

    async def run(self, request: Request, make: Callable[[], T]) -> T:
        """What `make` returns, called in a thread when it is the turn of this request.

        Raises:
            HTTPException: whoever asked has gone, so nothing was made.
        """
        client = limits.client_of(request.scope)
        own = self._of_one.setdefault(client, anyio.CapacityLimiter(self.at_once))
        async with own, self._of_all:
            if await request.is_disconnected():
                raise HTTPException(GONE, "gone")
            return await anyio.to_thread.run_sync(make)
