"""Middleware that sends the HTML of pages and compresses files. Plain ASGI."""

import functools
import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.layout.page import Pages
from components.server import page_html, refusals
from components.server.prerender import deadline
from components.server.streamlit_internals import HASHED

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
ENCODINGS = ("br", "gzip")
"""Forms of a file, the smallest first."""
PAGE_LEVEL = 5
"""Level of compression of a page. It is compressed for each request: more would cost too much."""
COMMENT = re.compile(rb"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/) *\n", re.MULTILINE | re.DOTALL)
"""Lines of a script of ours that say something to its writers: a fifth of what is sent."""
CACHED = 1024
"""Files in an encoding, or that have none, in the cache: more than there are."""


class HtmlOfPages:
    """Answer the address of a page with its HTML, in the place of Streamlit's, which is empty."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the HTML of a page, compressed if the browser takes it; everything else passes."""
        page = scope.get("path", "").removeprefix("/")
        if scope["type"] != "http" or scope["method"] == "OPTIONS" or page not in self.pages:
            await self.app(scope, receive, send)
            return
        headers = {"cache-control": "no-cache", "vary": "accept-encoding, accept-language"}
        texts = await deadline.render(scope, self.pages, page)
        body = page_html.render(refusals.language_of(scope), texts)
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body = gzip.compress(body, PAGE_LEVEL, mtime=0)
            headers["content-encoding"] = "gzip"
        # The answer to HEAD has the length of the whole page, so the page is made for it too.
        headers["content-length"] = str(len(body))
        sent = b"" if scope["method"] == "HEAD" else body
        await Response(sent, headers=headers, media_type="text/html")(scope, receive, send)


class StaticGzipMiddleware:
    """Compress scripts and styles. Streamlit leaves that to a proxy, which `make run` has not.

    Where a file lies beside one with `.br` at the end, that is sent to browsers that take Brotli.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the smallest form that is taken; a file with a version is cached forever."""
        is_get = scope["type"] == "http" and scope["method"] == "GET"
        root = _root(scope["path"]) if is_get else None
        if not root:
            await self.app(scope, receive, send)
            return
        kept = root == "/static/" or b"v=" in scope["query_string"]
        taken = Headers(scope=scope).get("accept-encoding", "")
        for encoding in ENCODINGS:
            packed = encoding in taken and _packed(root, scope["path"], encoding)
            if packed:
                headers = {"content-encoding": encoding, "vary": "accept-encoding"}
                headers["cache-control"] = FOR_GOOD if kept else "no-cache"
                kind = KINDS[Path(scope["path"]).suffix]
                await Response(packed, media_type=kind, headers=headers)(scope, receive, send)
                return

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK and kept:
                headers = MutableHeaders(raw=message["headers"])
                headers.update({"cache-control": FOR_GOOD, "vary": "accept-encoding"})
            await send(message)

        await self.app(scope, receive, keep)


def pack(paths: Iterable[str]) -> None:
    """Compress files before the first visitor asks for them."""
    for path in paths:
        if root := _root(path):
            _packed(root, path, "gzip")


def _root(path: str) -> str | None:
    return next((root for root in ROOTS if path.startswith(root)), None)


def _packed(root: str, path: str, encoding: str) -> bytes | None:
    """A script or style in an encoding; `None` where there is none, which is cached for no name."""
    name = path.removeprefix(root)
    if not name.isprintable():  # a zero byte in a path is an error of the system
        return None
    file = (ROOTS[root] / name).resolve()
    if file.suffix not in KINDS or not file.is_relative_to(ROOTS[root]) or not file.is_file():
        return None
    return _encode(file, encoding)


@functools.lru_cache(maxsize=CACHED)
def _encode(path: Path, encoding: str) -> bytes | None:
    if encoding == "br":
        made = path.with_name(f"{path.name}.br")
        return made.read_bytes() if made.is_file() else None
    text = path.read_bytes()
    if path.is_relative_to(ROOTS["/assets/frontend/"]):
        text = COMMENT.sub(b"", text)
    return gzip.compress(text, compresslevel=9)
