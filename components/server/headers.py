"""Headers that tell a browser what a page of ours may do, on every answer."""

import base64
import hashlib
from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import log, refusals
from components.server.board import embedding

ONE_YEAR = 31_536_000
COMMON = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}


def _written(allowed: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


OWN_FILES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
}
"""What any page of ours may load. Scripts of Streamlit set styles on elements."""
PAGE_POLICY = _written(
    {
        **OWN_FILES,
        "script-src": "'self' blob: 'wasm-unsafe-eval'",
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
)
"""What a page may load and run: our own files alone.

Components send their scripts as a blob. Streamlit's messages are read with a little WebAssembly,
which can call nothing by itself.
"""
SHOWN_ELSEWHERE = ("/api/", "/assets/previews/")
"""Answers that other sites may use: the open data, and the pictures beside links."""
_STYLE = base64.b64encode(hashlib.sha256(refusals.STYLE.encode()).digest()).decode()
DATA_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE}'; frame-ancestors 'none'"
"""The policy of answers that are no page: nothing may run if a browser shows one as a page. A
message to a reader has its look within it."""


class SecurityHeadersMiddleware:
    """Put the headers on every answer, also on failures, which pass outside other middleware.

    A handshake of a websocket passes as it is: a browser reads no such headers from it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers. A failure is logged and answered with its number."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=_cookies(scope, message.get("headers", [])))
                headers.update(_headers(scope))
                message = {**message, "headers": headers.raw}
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            number = log.failure("server_error", error)
            if started:
                raise
            text = f"The server failed. Error number: {number}\n"
            await PlainTextResponse(text, status_code=500)(scope, receive, with_headers)


def _cookies(scope: Scope, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer; over HTTPS every cookie is `Secure`.

    Streamlit sets that only if it serves HTTPS itself, and not behind a proxy.
    """
    found, is_https = [], scope["scheme"] == "https"
    for name, value in headers:
        is_open = name == b"set-cookie" and b"; secure" not in value.lower()
        found.append((name, value + b"; Secure" if is_open and is_https else value))
    return found


def _headers(scope: Scope) -> dict[str, str]:
    """The headers of an answer, by its address: of a file, a page, or a card for other sites."""
    own = scope["path"].startswith(("/files/", "/api/", "/assets/", "/feeds/", "/calendar.ics"))
    shared = scope["path"].startswith(SHOWN_ELSEWHERE)
    found = {
        **COMMON,
        "content-security-policy": DATA_POLICY if own else PAGE_POLICY,
        "cross-origin-resource-policy": "cross-origin" if shared else "same-origin",
    }
    hosts = embedding.hosts() if scope["path"].startswith(f"/{embedding.ROOT}/") else ()
    if hosts:
        # An older header for the same, which knows no other site but our own.
        del found["x-frame-options"]
        # The links of a card are relative to the dashboard, which it names as its base: our own.
        bounds = {"base-uri": "'self'", "form-action": "'none'"}
        bounds["frame-ancestors"] = " ".join(hosts)
        found["content-security-policy"] = _written(OWN_FILES | bounds)
        found["cross-origin-resource-policy"] = "cross-origin"
    # A browser that saw this header refuses plain HTTP for a year: send it over HTTPS only.
    if scope["scheme"] == "https":
        found["strict-transport-security"] = f"max-age={ONE_YEAR}"
    return found
