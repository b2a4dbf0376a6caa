"""What a client may send: which methods, how large a request, how often, under which name."""

import ipaddress
import math
import os
import threading
import time

import orjson
from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import log, reader
from components.server.streamlit_internals import UPLOADS

API, FILES = "/api/", "/files/"
READING = ("GET", "HEAD", "OPTIONS")
LONGEST_QUERY = 8_192
"""Bytes of an address after its question mark."""
MOST_CLIENTS = 1_024
"""Clients with a count at a time; the oldest count is dropped first."""
PER_MINUTE, BURST = 120, 60
"""Requests to the open data that one client may make in a minute, and within `AT_ONCE` seconds.
ROADMAP_API_RATE, ROADMAP_API_BURST; a rate of 0 counts nothing and allows everything."""
AT_ONCE = 10


class _NeverOver(threading.Timer):
    """Stands for the thread that `limits` would start with each request to drop what is old."""

    def __init__(self) -> None:
        super().__init__(0, lambda: None)

    def is_alive(self) -> bool:
        return True


class Windows:
    """Moving windows over what each client does, counted by `limits` in bounded memory.

    Each window holds; none allows everything.
    """

    def __init__(self, *windows: RateLimitItem) -> None:
        self.windows = windows
        self.storage = MemoryStorage()
        self.storage.timer.join()
        self.storage.timer = _NeverOver()
        self.limiter = MovingWindowRateLimiter(self.storage)

    def __len__(self) -> int:
        return len(self.storage.events)

    def room(self, client: str) -> float:
        """Seconds until there is room for one more request; 0 if there is."""
        full = [window for window in self.windows if not self.limiter.test(window, client)]
        if not full:
            return 0
        now = time.time()
        stats = [self.limiter.get_window_stats(window, client) for window in full]
        waits = [max(stat.reset_time - now, 0.001) for stat in stats]
        if any(wait > window.get_expiry() for wait, window in zip(waits, full, strict=True)):
            # The clock of this machine was set back: what was counted before tells nothing now.
            self.storage.reset()
            return 0
        return max(waits)

    def count(self, client: str) -> None:
        """Count one request."""
        for window in self.windows:
            if self.limiter.hit(window, client):
                # Of no older request does a window of so many depend.
                del self.storage.events[window.key_for(client)][window.amount :]
        while len(self.storage.events) > MOST_CLIENTS * max(len(self.windows), 1):
            self.storage.clear(next(iter(self.storage.events)))

    def wait(self, client: str) -> float:
        """Count one request if there is room and return 0; else the seconds to wait."""
        seconds = self.room(client)
        if not seconds:
            self.count(client)
        return seconds

    def forget(self, client: str) -> None:
        """Drop the counts of a client that has gone."""
        for window in self.windows:
            self.storage.clear(window.key_for(client))


def rate() -> tuple[int, int]:
    """Requests to the open data that one client may make in a minute, and at once."""
    per_minute = math.ceil(float(os.environ.get("ROADMAP_API_RATE", PER_MINUTE)))
    return per_minute, int(os.environ.get("ROADMAP_API_BURST", BURST))


def api_windows(per_minute: int, burst: int) -> Windows:
    """The windows over requests to the open data."""
    if not per_minute:
        return Windows()
    return Windows(RateLimitItemPerMinute(per_minute), RateLimitItemPerSecond(burst, AT_ONCE))


def uploads_open() -> bool:
    """Whether readers may send files: only where writing is allowed."""
    return os.environ.get("ROADMAP_WRITE") == "1"


def hosts() -> tuple[str, ...]:
    """Names under which this server answers (ROADMAP_HOSTS, with commas); none means every name."""
    names = (name.strip().lower() for name in os.environ.get("ROADMAP_HOSTS", "").split(","))
    return tuple(filter(None, names))


def host_of(scope: Scope) -> str:
    """The host name of a request, without its port."""
    host = Headers(scope=scope).get("host", "").lower()
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host


def origin(scope: Scope) -> str:
    """Scheme and host for an address in an answer, if the host is one of `hosts`; else blank.

    A relative address cannot lead to a host that a client made up.
    """
    known = hosts()
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if known and host_of(scope) in known else ""


def client_of(scope: Scope) -> str:
    """The client of a request: an address, or for IPv6 the network of 64 bits that one client has.

    The server's own machine is counted like any other. Behind a proxy that does not forward the
    address of the client, every request comes from there; without a count there would be no limit.
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


class Bounded:
    """Refuse early what no reader needs. Log each request to the open data and for a file.

    Files have a count of their own: a program that reads data does not use up the files of the
    readers in its office.
    """

    def __init__(self, app: ASGIApp, counted: Windows | None = None) -> None:
        self.app = app
        self.counted = {
            API: api_windows(*rate()) if counted is None else counted,
            FILES: api_windows(*rate()),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        root = next((root for root in self.counted if scope["path"].startswith(root)), None)
        if root is None:
            await (_refuse_page(scope) or self.app)(scope, receive, send)
            return
        answer = self._refuse_data(scope, root)
        began, status, size = time.perf_counter(), 500, 0

        async def count_bytes(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await (answer or self.app)(scope, receive, count_bytes)
        finally:
            spent = round((time.perf_counter() - began) * 1000, 1)
            told = {"status": status, "bytes": size, "ms": spent}
            route = getattr(scope.get("route"), "path", "none").strip("/")
            log.event(root.strip("/"), method=_method(scope), route=route, **told)

    def _refuse_data(self, scope: Scope, root: str) -> Response | None:
        if problem := _problem(scope):
            status, code = problem
            allow = {"allow": ", ".join(READING)} if status == 405 else {}
            return refuse(status, code, MESSAGES[code], **allow)
        if not scope["path"].isprintable():
            # Routes match one line: with a line feed it would pass them and reach Streamlit.
            return refuse(404, "address", MESSAGES[root])
        if len(scope["query_string"]) > LONGEST_QUERY:
            return refuse(414, "address", f"The address is longer than {LONGEST_QUERY} bytes.")
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, "allow": ", ".join(READING)})
        if seconds := math.ceil(self.counted[root].wait(client_of(scope))):
            if root == FILES and "text/html" in Headers(scope=scope).get("accept", ""):
                return reader.sentence(scope, 429, "often", retry_after=str(seconds))
            whole = "The whole data are one request a table."
            message = f"Too many requests: wait {seconds} seconds. {whole}"
            return refuse(429, "rate", message, retry_after=str(seconds))
        return None


def _problem(scope: Scope) -> tuple[int, str] | None:
    """Status and code if a request is refused whatever its address is."""
    headers = Headers(scope=scope)
    own = scope["path"] in ("/healthz", "/readyz")
    if (known := hosts()) and host_of(scope) not in known and not own:
        return 421, "name"
    if scope["method"] not in READING:
        return 405, "method"
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return 413, "body"
    return None


def _refuse_page(scope: Scope) -> Response | None:
    """Why a request for a page or anything else but data and files is not answered."""
    is_upload = scope["path"].startswith(UPLOADS)
    if is_upload and uploads_open():
        return None
    problem = (405, "method") if is_upload else _problem(scope)
    if not problem:
        return None
    allow = {"allow": ", ".join(READING)} if problem[0] == 405 else {}
    return reader.sentence(scope, problem[0], problem[1], **allow)


MESSAGES = {
    API: "No such address; /api/v1/openapi.json lists them.",
    FILES: "No such file.",
    "name": "This server does not answer under this name.",
    "method": "Only GET, HEAD and OPTIONS are answered here.",
    "body": "A request here has no body.",
}
"""Messages of the open data for refused requests; pages have their own in each language."""
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": ", ".join(READING),
    "access-control-allow-headers": "if-none-match, if-range, range",
    "access-control-expose-headers": (
        "accept-ranges, content-disposition, content-range, etag, link, retry-after"
    ),
    "access-control-max-age": "86400",
}
"""Any site may read the open data in a reader's browser. No cookie goes with such a request."""


def refuse(status: int, code: str, message: str, **headers: str) -> Response:
    """A JSON answer with the code and message of a refusal."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = orjson.dumps({"error": {"code": code, "message": message}})
    every = {**OPEN, "cache-control": "no-store", **named}
    return Response(body, status, every, media_type="application/json")


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in READING else "other"
