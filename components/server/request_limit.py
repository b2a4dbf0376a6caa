"""Refuse early what no reader needs, and log what programs ask: before every route. Plain ASGI."""

import time
from functools import partial

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.layout import writing
from components.server import limits, log, public_address, refusals
from components.server.file_answer import OPEN, READING
from components.server.limits import RateLimiter, Window
from components.server.refusals import RefusedError, tell
from components.server.streamlit_internals import UPLOADS

API, FILES, FEEDS, CALENDAR = "/api/", "/files/", "/feeds/", "/calendar.ics"
ALLOW = {"allow": ", ".join(READING)}
UPLOADED = limits.Uploads(limits.MOST_UPLOADS, limits.MOST_UPLOADED)
MESSAGES = {
    API: "No such address; /api/v1/openapi.json lists them.",
    FILES: "No such file.",
    FEEDS: "No such feed; there is changes.atom.",
    CALENDAR: "No such calendar.",
    "name": "This server does not answer under this name.",
    "method": "Only GET, HEAD and OPTIONS are answered here.",
    "body": "A request here has no body.",
}
"""Messages of the open data for refused requests; pages have their own in each language."""


class RequestLimitMiddleware:
    """Refuse early what no reader needs. Log each request to the open data and for a file.

    Files have a count of their own: a program that reads data does not use up the files of the
    readers in its office.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        per_minute, burst = limits.rate()
        windows = (Window(per_minute, 60), Window(burst, limits.AT_ONCE)) if per_minute else ()
        self.counted = {root: RateLimiter(*windows) for root in MESSAGES if root.startswith("/")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        root = next((root for root in self.counted if scope["path"].startswith(root)), None)
        if root is None:
            problem = _problem(scope)
            answer = problem and refusals.page(scope, *problem, ALLOW)
            passed = send if answer or not _brings_file(scope) else partial(_tell, scope, send)
            await (answer or self.app)(scope, receive, passed)
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
            route = getattr(scope.get("route"), "path", "none").strip("/")
            method = scope["method"] if scope["method"] in READING else "other"
            about = {"method": method, "route": route, "status": status}
            log.event(root.strip("/"), **about, bytes=size, ms=spent)

    def _refuse_data(self, scope: Scope, root: str) -> Response | None:
        """The refusal of a request to the open data or for a file; `None` if it may pass."""
        if problem := _problem(scope):
            status, code = problem
            return tell(RefusedError(status, code, MESSAGES[code], ALLOW))
        if not scope["path"].isprintable():
            # Routes match one line: with a line feed it would pass them and reach Streamlit.
            return tell(RefusedError(404, "address", MESSAGES[root]))
        if len(scope["query_string"]) > (longest := limits.LONGEST_QUERY):
            why = f"The address is longer than {longest} bytes."
            return tell(RefusedError(414, "address", why))
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={**OPEN, **ALLOW})
        if seconds := self.counted[root].wait(limits.client_of(scope)):
            after = {"retry-after": str(seconds)}
            if root != API and "text/html" in Headers(scope=scope).get("accept", ""):
                return refusals.page(scope, 429, "often", after)
            whole = "The whole data are one request a table."
            message = f"Too many requests: wait {seconds} seconds. {whole}"
            return tell(RefusedError(429, "rate", message, after))
        return None


def _problem(scope: Scope) -> tuple[int, str] | None:
    """Status and code if a request is refused whatever its address is."""
    headers = Headers(scope=scope)
    own = scope["path"] in ("/healthz", "/readyz")
    if not public_address.is_ours(scope) and not own:
        return 421, "name"
    brings, length = "transfer-encoding" in headers, headers.get("content-length", "0")
    if _brings_file(scope):
        is_small = length.isdecimal() and int(length) <= limits.LARGEST_UPLOAD and not brings
        is_gone = scope["method"] == "DELETE"
        is_in = is_small and (is_gone or UPLOADED.takes(scope["path"], int(length)))
        return None if is_in else (413, "body")
    if scope["method"] not in READING:
        return 405, "method"
    return (413, "body") if length != "0" or brings else None


def _brings_file(scope: Scope) -> bool:
    """Whether a request brings a file, or deletes one, where files are let in."""
    is_ours = writing.is_on() and scope["path"].startswith(UPLOADS)
    return is_ours and scope["method"] in ("PUT", "DELETE")


async def _tell(scope: Scope, send: Send, message: Message) -> None:
    """Pass an answer on; a file that was deleted or not taken is held no more."""
    if "status" in message and (message["status"] == 204) == (scope["method"] == "DELETE"):
        UPLOADED.forget(scope["path"])
    await send(message)
