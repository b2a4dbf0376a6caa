"""What clients may ask for: each limit in one table; `refusals.in_turn` applies it."""

import ipaddress
import math
import os
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import NamedTuple, TypeVar
from weakref import WeakValueDictionary

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

LONGEST_QUERY = 8_192
"""Bytes of an address after its question mark."""
MOST_CLIENTS = 1_024
"""Clients with a count at a time; the oldest count is dropped first."""
MOST_WAITING = 100
"""Requests of one client that may wait for their turn: a ministry behind one address is one."""
AGAIN = 1
"""Seconds after which one more client's request may find room."""
GONE = 499
"""Status of an answer that nobody waits for any more, as nginx has it."""
PER_MINUTE, BURST = 120, 60
"""Requests to the open data, and for files, that one client may make in a minute, and within
`AT_ONCE` seconds (ROADMAP_API_RATE, ROADMAP_API_BURST); a rate of 0 counts nothing."""
AT_ONCE = 10

T = TypeVar("T")


class Window(NamedTuple):
    """So many requests of one client within any span of so many seconds."""

    amount: int
    seconds: float


class RateLimiter:
    """Moving windows over what each client does, counted in bounded memory.

    Each window holds; none allows everything.
    """

    def __init__(self, *windows: Window) -> None:
        self.windows = windows
        self._most = max((window.amount for window in windows), default=0)
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def room(self, client: str) -> float:
        """Return the seconds until there is room for one more request; 0 if there is."""
        times, now = self._times.get(client, ()), time.monotonic()
        full = (window for window in self.windows if len(times) >= window.amount)
        waits = (times[-window.amount] + window.seconds - now for window in full)
        return max([0, *waits])

    def count(self, client: str) -> None:
        """Count one request."""
        with self._lock:
            times = self._times.setdefault(client, deque(maxlen=self._most))
            times.append(time.monotonic())
            self._times.move_to_end(client)
            if len(self._times) > MOST_CLIENTS:
                self._times.popitem(last=False)

    def wait(self, client: str) -> int:
        """Count one request if there is room and return 0; else the seconds to wait."""
        seconds = math.ceil(self.room(client))
        if not seconds:
            self.count(client)
        return seconds


class Uploads:
    """Files that the server holds for each session, as many and as large as they may be together.

    Streamlit keeps each in memory until its session ends.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self.most, self.most_bytes = most, most_bytes
        self._held: OrderedDict[str, dict[str, int]] = OrderedDict()

    def takes(self, address: str, size: int) -> bool:
        """Whether a file is let in, and count it; there is one at an address until it is gone."""
        session, _, file = address.rpartition("/")
        own = self._held.get(session, {})
        if file in own or len(own) >= self.most or sum(own.values()) + size > self.most_bytes:
            return False
        self._held[session] = {**own, file: size}
        self._held.move_to_end(session)
        if len(self._held) > MOST_CLIENTS:
            self._held.popitem(last=False)
        return True

    def forget(self, address: str) -> None:
        """Drop the count of a file that was deleted, or was not taken."""
        session, _, file = address.rpartition("/")
        own = self._held.get(session, {})
        own.pop(file, None)
        if not own:
            self._held.pop(session, None)


class Limit:
    """So many answers at a time beside the event loop, and windows over each client's requests.

    Each client waits in a queue of its own and only its first requests stand in that of all: it
    delays another by one answer, however many it asks for.
    """

    def __init__(self, at_once: int, *windows: Window, most_waiting: int = MOST_WAITING) -> None:
        self.at_once, self.most_waiting = at_once, most_waiting
        self.windows = RateLimiter(*windows)
        self._of_all = anyio.CapacityLimiter(at_once)
        self._of_one: WeakValueDictionary[str, anyio.CapacityLimiter] = WeakValueDictionary()

    def wait(self, client: str) -> int:
        """Count one request if it may wait for its turn and return 0; else the seconds to wait."""
        own = self._of_one.get(client)
        is_full = own and own.statistics().tasks_waiting >= self.most_waiting
        return AGAIN if is_full else self.windows.wait(client)

    async def run(self, request: Request, make: Callable[[], T]) -> T:
        """Return what `make` does, called in a thread when it is the turn of this request.

        Raises:
            HTTPException: whoever asked has gone, so nothing was made.
        """
        client = client_of(request.scope)
        own = self._of_one.setdefault(client, anyio.CapacityLimiter(self.at_once))
        async with own, self._of_all:
            if await request.is_disconnected():
                raise HTTPException(GONE, "gone")
            return await anyio.to_thread.run_sync(make)


LIMITS = {
    # Contents and cards of pages: a turn of the hand asks for few, a ministry behind one address
    # for many.
    "board": Limit(2, Window(600, 10)),
    # A page sent beyond its limit has no numbers, and asks for its content later.
    "html": Limit(2, Window(120, 60)),
    # A search takes milliseconds. A person who types asks at most eight times a second.
    "search": Limit(2, Window(300, 60), Window(80, AT_ONCE)),
    # The requests of programs are counted before (`rate`). Readers of pages come before them.
    "api": Limit(2),
    "tables": Limit(2),
    # A document takes up to 1.5 seconds; no table waits for one.
    "documents": Limit(1),
    # Those that are not in the cache; and those on all participants, which take three seconds.
    "new documents": Limit(1, Window(30, 60)),
    "documents on all": Limit(1, Window(6, 60)),
    # Copies of invented data, of which there are few at a time.
    "play": Limit(1, Window(12, 60)),
}
"""Kind of an answer to what clients may ask of it, of which so many are made at a time."""
RUNS, RUNS_OF_ONE = 2, 1
"""Runs of Streamlit that work at a time, of all clients and of one. More threads would fight for
the interpreter with the event loop, which then answers nobody; the turn of a client ends with its
run, so costly runs cost it more."""
LARGEST_MESSAGE = 65_536
"""Bytes of a message of a websocket. Our pages send a twentieth of that at most."""
LARGEST_UPLOAD = 14 * 2**20
MOST_UPLOADS, MOST_UPLOADED = 100, 200 * 2**20
"""Bytes of a file that a server for the secretariat lets in: a mail with a sheet and its scan; and
files of a session with their bytes. Any other server lets none in."""
MESSAGES = (Window(20, 1), Window(100, 10))
"""Messages that are read of one connection; further ones wait. A run of the page takes its turn
besides, and Streamlit makes one of those asked for meanwhile."""
MESSAGES_OF_ONE = Window(200, 10)
"""The same for all connections of one address in a process."""
LET_IN, LET_IN_OF_ONE = Window(20, 1), Window(10, 1)
"""Connections that a process lets in, of all addresses and of one; others wait for their turn.
After a restart, a hundred pages drawn at once would each take longer than in turn, and nothing
else would be answered."""
MOST_CONNECTIONS = 200
"""Connections of one address at a time."""
RESERVED = 100
"""Descriptors that websockets leave for everything else."""


def rate() -> tuple[int, int]:
    """Return the most requests of a client for data or files in a minute (0: any) and `AT_ONCE`."""
    per_minute = math.ceil(float(os.environ.get("ROADMAP_API_RATE", PER_MINUTE)))
    return per_minute, max(int(os.environ.get("ROADMAP_API_BURST", BURST)), 1)


def client_of(scope: Scope) -> str:
    """Return the client of a request: its address, or of IPv6 the network of 64 bits it has.

    The server's own machine is counted like any other. Behind a proxy that does not forward the
    address of the client, every request comes from there; without a count there would be no limit.
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
