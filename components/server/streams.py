"""What one websocket may do: small frames of the kinds that our pages need, at a bounded pace."""

import asyncio
import itertools
from collections import Counter
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from limits import RateLimitItemPerSecond
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import descriptors, limits, log
from components.server.streamlit_internals import KINDS, UPLOAD_KIND, BackMsg

LARGEST = 65_536
"""Bytes of a message from a browser. Our pages send a twentieth of that at most."""
MESSAGES = (RateLimitItemPerSecond(20, 1), RateLimitItemPerSecond(100, 10))
"""Messages that are read of one connection; further ones wait. A run of the page takes its turn
besides (`components/app/run_turns.py`), and Streamlit makes one of those asked for meanwhile."""
OF_ONE = RateLimitItemPerSecond(200, 10)
"""The same for all connections of one address in a process."""
LET_IN, LET_IN_OF_ONE = RateLimitItemPerSecond(20, 1), RateLimitItemPerSecond(10, 1)
"""Connections that a process lets in, of all addresses and of one; others wait for their turn.
After a restart, a hundred pages drawn at once would each take longer than in turn, and nothing
else would be answered."""
MOST = 200
"""Connections of one address at a time."""
RESERVED = 100
"""Descriptors that websockets leave for everything else."""
POLICY, LATER = 1008, 1013
"""Codes by which a connection is closed."""


class Streams:
    """Count the websockets of each address, and hold each to its bounds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.let_in, self.let_in_of_one = limits.Windows(LET_IN), limits.Windows(LET_IN_OF_ONE)
        self.messages, self.of_one = limits.Windows(*MESSAGES), limits.Windows(OF_ONE)
        self.connections: Counter[str] = Counter()
        self.numbers = itertools.count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a websocket in, or refuse it before it has a session."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = limits.client_of(scope)
        if why := self._refusal(scope, client):
            log.event("stream_refused", why=why)
            await receive()
            await send({"type": "websocket.close", "code": LATER})
            return
        self.connections[client] += 1
        name = f"{client} {next(self.numbers)}"

        async def next_message() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            while seconds := max(self.messages.room(name), self.of_one.room(client)):
                await asyncio.sleep(seconds)
            self.messages.count(name)
            self.of_one.count(client)
            if is_needed(message):
                return message
            log.event("stream_closed", code=POLICY)
            await send({"type": "websocket.close", "code": POLICY})
            return {"type": "websocket.disconnect", "code": POLICY}

        try:
            await self._turn(client)
            await self.app(scope, next_message, send)
        finally:
            self.messages.forget(name)
            self.connections[client] -= 1
            if not self.connections[client]:
                del self.connections[client]

    def _refusal(self, scope: Scope, client: str) -> str | None:
        headers, known = Headers(scope=scope), limits.hosts()
        if known and limits.host_of(scope) not in known:
            return "name"
        if "origin" in headers and urlsplit(headers["origin"]).netloc != headers.get("host"):
            return "origin"
        if self.connections[client] >= MOST:
            return "address"
        return "descriptors" if descriptors.remaining() < RESERVED else None

    async def _turn(self, client: str) -> None:
        while seconds := max(self.let_in.room(""), self.let_in_of_one.room(client)):
            await asyncio.sleep(seconds)
        self.let_in.count("")
        self.let_in_of_one.count(client)


def is_needed(message: Message) -> bool:
    """Whether a page of ours may send this: not what tells of the server's files, for example."""
    frame = message.get("bytes")
    if frame is None or len(frame) > LARGEST:
        return False
    try:
        kind = BackMsg.FromString(frame).WhichOneof("type")
    except DecodeError:
        return False
    return kind in KINDS or (kind == UPLOAD_KIND and limits.uploads_open())
