"""What one websocket may do: small frames of the kinds that our pages need, at a bounded pace."""

import asyncio
from collections import Counter
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.layout import writing
from components.server import limits, log, process, public_address
from components.server.streamlit_internals import KINDS, STREAM, UPLOADING, BackMsg

POLICY, LATER = 1008, 1013
"""Codes by which a connection is closed."""


class WebsocketLimits:
    """Count the websockets of each address, and hold each to its bounds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.let_in = limits.RateLimiter(limits.LET_IN)
        self.let_in_of_one = limits.RateLimiter(limits.LET_IN_OF_ONE)
        self.of_one = limits.RateLimiter(limits.MESSAGES_OF_ONE)
        self.connections: Counter[str] = Counter()

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
        own = limits.RateLimiter(*limits.MESSAGES)

        async def next_message() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            while seconds := max(own.room(client), self.of_one.room(client)):
                await asyncio.sleep(seconds)
            own.count(client)
            self.of_one.count(client)
            if is_needed(message):
                return message
            log.event("stream_closed", code=POLICY)
            await send({"type": "websocket.close", "code": POLICY})
            return {"type": "websocket.disconnect", "code": POLICY}

        try:
            while seconds := max(self.let_in.room(""), self.let_in_of_one.room(client)):
                await asyncio.sleep(seconds)
            self.let_in.count("")
            self.let_in_of_one.count(client)
            await self.app(scope, next_message, send)
        finally:
            self.connections[client] -= 1
            if not self.connections[client]:
                del self.connections[client]

    def _refusal(self, scope: Scope, client: str) -> str | None:
        headers = Headers(scope=scope)
        if scope["path"] != STREAM:
            return "path"
        if not public_address.is_ours(scope):
            return "name"
        if "origin" in headers and urlsplit(headers["origin"]).netloc != headers.get("host"):
            return "origin"
        if self.connections[client] >= limits.MOST_CONNECTIONS:
            return "address"
        return "descriptors" if process.remaining() < limits.RESERVED else None


def is_needed(message: Message) -> bool:
    """Whether a page of ours may send this: of a kind that they send, and no larger than the most.

    One that asks for the server's files is not; one that announces an upload where pages write is.
    """
    frame = message.get("bytes")
    if frame is None or len(frame) > limits.LARGEST_MESSAGE:
        return False
    try:
        kind = BackMsg.FromString(frame).WhichOneof("type")
    except DecodeError:
        return False
    return kind in KINDS or (kind == UPLOADING and writing.is_on())
