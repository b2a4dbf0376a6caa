"""What a client may ask of the server: which methods, how large a request, how often."""

import ipaddress
import math
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import log

API = "/api/"
STREAMLIT = "/_stcore/"
"""Below it Streamlit takes what its own browser side sends, and checks it by its own rules."""
READING = ("GET", "HEAD", "OPTIONS")
LONGEST_QUERY = 8_192
"""Bytes of an address after its question mark."""
MOST_CLIENTS = 4_096
"""Clients whose requests are counted at a time; the one unseen for longest is forgotten first."""
PER_MINUTE, BURST = 120, 60
"""Requests to the open data that one client may make: in the long run, and at once. ROADMAP_API_RATE, ROADMAP_API_BURST."""


class Buckets:
    """A token bucket for each client, of bounded memory.

    Args:
        per_minute: tokens that flow into a bucket; 0 counts nothing and allows everything.
        burst: tokens that a bucket holds.
        clock: seconds that never run backwards.
    """

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second, self.burst, self.clock = per_minute / 60, burst, clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def wait(self, client: str) -> int:
        """Take one token; 0 where there was one, else the whole seconds until there will be."""
        if not self.per_second:
            return 0
        now = self.clock()
        with self._lock:
            tokens, since = self._buckets.pop(client, (float(self.burst), now))
            tokens = min(self.burst, tokens + (now - since) * self.per_second)
            self._buckets[client] = (tokens - 1 if tokens >= 1 else tokens, now)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0 if tokens >= 1 else math.ceil((1 - tokens) / self.per_second)


def buckets() -> Buckets:
    """The buckets that the environment asks for."""
    return Buckets(float(os.environ.get("ROADMAP_API_RATE", PER_MINUTE)), int(os.environ.get("ROADMAP_API_BURST", BURST)))


def client_of(scope: Scope) -> str:
    """Who asks: an address, or a network of 64 bits, which is what one client holds of IPv6.

    The server's own machine is counted like any other: behind a proxy that forgets to say who asks,
    everybody would come from there, and the limit would be off.
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


class Bounded:
    """Refuse what no reader needs before any of it is worked on; write down each request to the open data."""

    def __init__(self, app: ASGIApp, counted: Buckets | None = None) -> None:
        self.app, self.buckets = app, buckets() if counted is None else counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http" or scope["path"].startswith(STREAMLIT):
            await self.app(scope, receive, send)
            return
        is_data = scope["path"].startswith(API)
        answer = self._refusal(scope, is_data=is_data)
        if not is_data:
            await (answer or self.app)(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 500, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await (answer or self.app)(scope, receive, counted)
        finally:
            spent = round((time.perf_counter() - began) * 1000, 1)
            log.event("api", method=_method(scope), route=scope.get("route_name", "none"), status=status, bytes=size, ms=spent)

    def _refusal(self, scope: Scope, *, is_data: bool) -> Response | None:
        headers = Headers(scope=scope)
        if scope["method"] not in READING:
            return refused(405, "method", "Only GET, HEAD and OPTIONS are answered here.", allow=", ".join(READING))
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return refused(413, "body", "A request here has no body.")
        if not is_data:
            return None
        if not scope["path"].isprintable():
            # A line feed would pass the routes by, which match one line, and reach Streamlit's page.
            return refused(404, "address", "No such address; /api/v1/openapi.json lists them.")
        if len(scope["query_string"]) > LONGEST_QUERY:
            return refused(414, "address", f"The address is longer than {LONGEST_QUERY} bytes.")
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, "allow": ", ".join(READING)})
        if seconds := self.buckets.wait(client_of(scope)):
            words = f"Too many requests: wait {seconds} seconds. The whole data are one request a table."
            return refused(429, "rate", words, retry_after=str(seconds))
        return None


OPEN = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": ", ".join(READING),
    "access-control-allow-headers": "if-none-match",
    "access-control-expose-headers": "etag, link, retry-after",
    "access-control-max-age": "86400",
}
"""Any site may read the open data in a reader's browser; nothing that identifies the reader goes with the request."""


def refused(status: int, code: str, message: str, **headers: str) -> Response:
    """An answer that says what was wrong."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = orjson.dumps({"error": {"code": code, "message": message}})
    return Response(body, status, {**OPEN, "cache-control": "no-store", **named}, media_type="application/json")


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in READING else "other"
