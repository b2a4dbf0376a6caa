"""Middleware that completes the HTML of pages and compresses files. Plain ASGI."""

import functools
import gzip
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server import addresses, page_html, reader
from components.server.prerender import timely
from components.server.streamlit_internals import HASHED, HTML

COMPONENTS = Path(__file__).resolve().parent.parent
ROOTS = {
    "/static/": HASHED,
    "/assets/frontend/": COMPONENTS / "frontend",
    "/assets/": COMPONENTS / "assets",
}
"""Folders of compressed files: Streamlit's, whose names carry a hash, and ours."""
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
FOR_GOOD = "public, immutable, max-age=31536000"
OK = 200
NEEDS_WHOLE = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""Request headers for a compressed, partial or missing page, which could not be rewritten."""
PAGE_LEVEL = 5
"""Level of compression of a page. It is compressed for each request: more would cost too much."""
CACHED = 512
"""Compressed files in the cache: more than there are."""


class Language:
    """Put language, title and numbers of a page into its HTML; Streamlit's is always the same."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the HTML of pages; everything else passes."""
        if scope["type"] != "http" or not addresses.is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        language = reader.language_of(scope)
        whole = [pair for pair in scope["headers"] if pair[0] not in NEEDS_WHOLE]
        is_head = scope["method"] == "HEAD"
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            headers = MutableHeaders(raw=list(start["headers"]))
            if "html" in headers.get("content-type", ""):
                texts = await timely.render(scope, scope["path"].strip("/"))
                body = body.replace(HTML, f'<html lang="{language}">'.encode(), 1)
                body = page_html.complete(body, language, texts)
                for name in ("etag", "last-modified", "accept-ranges"):
                    del headers[name]
                if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                    body = gzip.compress(body, PAGE_LEVEL, mtime=0)
                    headers["content-encoding"] = "gzip"
                headers["content-length"] = str(len(body))
                headers["vary"] = "accept-encoding, accept-language"
            await send({**start, "headers": headers.raw})
            await send({"type": "http.response.body", "body": b"" if is_head else body})

        # The answer to HEAD has the length of the whole page, so the page is made for it too.
        method = "GET" if is_head else scope["method"]
        await self.app({**scope, "headers": whole, "method": method}, receive, rewrite)


class Compressed:
    """Compress scripts and styles. Streamlit leaves that to a proxy, which `make run` has not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the gzip form if the browser takes it; a file with a version is cached forever."""
        is_get = scope["type"] == "http" and scope["method"] == "GET"
        root = _root(scope["path"]) if is_get else None
        if not root:
            await self.app(scope, receive, send)
            return
        kept = root == "/static/" or b"v=" in scope["query_string"]
        takes = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if takes and (packed := _compressed_file(root, scope["path"].removeprefix(root))):
            headers = {"content-encoding": "gzip", "vary": "accept-encoding"}
            headers["cache-control"] = FOR_GOOD if kept else "no-cache"
            kind = KINDS[Path(scope["path"]).suffix]
            await Response(packed, media_type=kind, headers=headers)(scope, receive, send)
            return

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK and kept:
                MutableHeaders(raw=message["headers"])["cache-control"] = FOR_GOOD
            await send(message)

        await self.app(scope, receive, keep)


def pack(paths: Iterable[str]) -> None:
    """Compress files before the first visitor asks for them."""
    for path in paths:
        if root := _root(path):
            _compressed_file(root, path.removeprefix(root))


def _root(path: str) -> str | None:
    return next((root for root in ROOTS if path.startswith(root)), None)


def _compressed_file(root: str, name: str) -> bytes | None:
    """A compressed script or style; `None` for anything else, which is not cached."""
    if not name.isprintable():  # a zero byte in a path is an error of the system
        return None
    path = (ROOTS[root] / name).resolve()
    if path.suffix not in KINDS or not path.is_relative_to(ROOTS[root]) or not path.is_file():
        return None
    return _compress(path)


@functools.lru_cache(maxsize=CACHED)
def _compress(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9)
