"""What one websocket may do: small frames of the kinds that our pages need, at a bounded pace."""

import asyncio
import itertools
from collections import Counter

from google.protobuf.message import DecodeError
from limits import RateLimitItemPerSecond
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import descriptors, limits, log
from components.server.streamlit_internals import (
    KINDS,
    OPERATIONS,
    PRESSED,
    UPLOAD_KIND,
    BackMsg,
)

LARGEST = 65_536
"""Bytes of a message from a browser. Our pages send a twentieth of that at most."""
MESSAGES = RateLimitItemPerSecond(300, 3)
"""Messages of one connection. A held key sends thirty a second; no reader sends more."""
RERUNS = (RateLimitItemPerSecond(8, 1), RateLimitItemPerSecond(40, 10))
"""Runs of the page for one connection. What comes faster waits, and the last state counts."""
SHARES = tuple(RateLimitItemPerSecond(runs, 10) for runs in (600, 300, 200, 150))
"""Runs for all connections of one address in one process, by the number of addresses that are
connected: one, two, three, and four or more. One address alone gets about all that a process can
make, since a whole ministry may share an address."""
LET_IN, LET_IN_OF_ONE = RateLimitItemPerSecond(20, 1), RateLimitItemPerSecond(10, 1)
"""Connections that a process lets in, of all addresses and of one; others wait for their turn.
After a restart, a hundred pages drawn at once would each take longer than in turn, and nothing
else would be answered."""
MOST = 200
"""Connections of one address at a time."""
RESERVED = 100
"""Descriptors that websockets leave for everything else."""
UNSUPPORTED, POLICY, TOO_LARGE, MALFORMED, LATER = 1003, 1008, 1009, 1002, 1013
"""Codes by which a connection is closed."""


class Streams:
    """Count the websockets of each address, and hold each to its bounds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.let_in, self.let_in_of_one = limits.Windows(LET_IN), limits.Windows(LET_IN_OF_ONE)
        self.messages, self.reruns = limits.Windows(MESSAGES), limits.Windows(*RERUNS)
        self.shares = [limits.Windows(share) for share in SHARES]
        self.connections: Counter[str] = Counter()
        self.numbers = itertools.count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a websocket in, or refuse it before it has a session."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = limits.client_of(scope)
        if why := self._full(scope, client):
            log.event("stream_refused", why=why)
            await receive()
            await send({"type": "websocket.close", "code": LATER})
            return
        self.connections[client] += 1
        stream = Stream(self, f"{client} {next(self.numbers)}", client, receive, send)
        try:
            await self._turn(client)
            await self.app(scope, stream.receive, stream.send)
        finally:
            stream.end()
            self.connections[client] -= 1
            if not self.connections[client]:
                del self.connections[client]

    def room(self, client: str) -> float:
        """Seconds until an address may be given one more run."""
        return self.shares[min(len(self.connections), len(self.shares)) - 1].room(client)

    def count(self, client: str) -> None:
        """Count a run of an address, whatever its share is now: it may be another in a moment."""
        for share in self.shares:
            share.count(client)

    def _full(self, scope: Scope, client: str) -> str | None:
        if (known := limits.hosts()) and limits.host_of(scope) not in known:
            return "name"
        if self.connections[client] >= MOST:
            return "address"
        return "descriptors" if descriptors.remaining() < RESERVED else None

    async def _turn(self, client: str) -> None:
        while seconds := max(self.let_in.room(""), self.let_in_of_one.room(client)):
            await asyncio.sleep(seconds)
        self.let_in.count("")
        self.let_in_of_one.count(client)


class Stream:
    """One websocket between the server and Streamlit, counted under a name of its own."""

    def __init__(
        self, bounds: Streams, name: str, client: str, receive: Receive, send: Send
    ) -> None:
        self.bounds, self.name, self.client = bounds, name, client
        self._receive, self._send = receive, send
        self._closed = False
        self._ahead: tuple[Message, BackMsg | None] | None = None
        self._waiting: asyncio.Task[tuple[Message, BackMsg | None]] | None = None

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit sends, until the connection is closed."""
        if not self._closed:
            await self._send(message)

    async def receive(self) -> Message:
        """The next message for Streamlit; of runs that come too fast, the last state."""
        message, meant = self._ahead or await self._next()
        self._ahead = None
        while meant and (seconds := self._too_soon()):
            if self._ahead:
                await asyncio.sleep(seconds)
            elif later := await self._within(seconds):
                if later[1] is None:
                    return later[0]
                if replaces(meant, later[1]):
                    message, meant = later
                else:
                    self._ahead = later
        if meant:
            self.bounds.reruns.count(self.name)
            self.bounds.count(self.client)
        return message

    def end(self) -> None:
        """Drop the counts of this connection."""
        if self._waiting:
            self._waiting.cancel()
        self.bounds.messages.forget(self.name)
        self.bounds.reruns.forget(self.name)

    def _too_soon(self) -> float:
        return max(self.bounds.reruns.room(self.name), self.bounds.room(self.client))

    async def _within(self, seconds: float) -> tuple[Message, BackMsg | None] | None:
        """The next message if it comes in time; one that comes later is there at the next call."""
        task = self._waiting or asyncio.ensure_future(self._next())
        done, _ = await asyncio.wait({task}, timeout=seconds)
        self._waiting = None if done else task
        return task.result() if done else None

    async def _next(self) -> tuple[Message, BackMsg | None]:
        """A message within its bounds and its meaning, or the end of the connection and `None`."""
        if self._waiting:
            task, self._waiting = self._waiting, None
            return await task
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message, None
        frame = message.get("bytes")
        if frame is None:
            return await self._close(UNSUPPORTED)
        if len(frame) > LARGEST:
            return await self._close(TOO_LARGE)
        if self.bounds.messages.wait(self.name):
            return await self._close(POLICY)
        try:
            meant = BackMsg.FromString(frame)
        except DecodeError:
            return await self._close(MALFORMED)
        return (message, meant) if is_needed(meant) else await self._close(POLICY)

    async def _close(self, code: int) -> tuple[Message, None]:
        log.event("stream_closed", code=code)
        await self.send({"type": "websocket.close", "code": code})
        self._closed = True
        return {"type": "websocket.disconnect", "code": code}, None


def is_needed(message: BackMsg) -> bool:
    """Whether a page of ours may send this."""
    kind = message.WhichOneof("type")
    if kind == UPLOAD_KIND:
        return limits.uploads_open()
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in KINDS


def replaces(older: BackMsg, newer: BackMsg) -> bool:
    """Whether a waiting run may be left out for the next one.

    Each run carries the whole state, so the older is needed only if something was pressed in it.
    """
    if older.WhichOneof("type") != "rerun_script" or newer.WhichOneof("type") != "rerun_script":
        return False
    before, after = older.rerun_script, newer.rerun_script
    if (before.page_script_hash, before.fragment_id) != (after.page_script_hash, after.fragment_id):
        return False
    return not any(state.WhichOneof("value") in PRESSED for state in before.widget_states.widgets)
