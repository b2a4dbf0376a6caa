"""Files that never change while the server runs: ours and Streamlit's, compressed. Plain ASGI."""

import functools
import gzip
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.addresses import FILES
from components.server.board.assets import FRONTEND

KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
"""Endings of what is compressed to its media type."""
FOR_GOOD, FOR_A_DAY = "public, immutable, max-age=31536000", "public, max-age=86400"
ENCODINGS = ("br", "gzip")
"""Forms of a file, the smallest first."""
COMMENT = re.compile(rb"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/) *\n", re.MULTILINE | re.DOTALL)
"""Lines of a script of ours that say something to its writers: a fifth of what is sent."""


class StaticFiles:
    """Send a file in the smallest form that is taken; Streamlit leaves that to a proxy.

    Where a file lies beside one with `.br` at the end, that is sent to browsers that take Brotli.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file; what is none passes."""
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        path = FILES.get(scope["path"]) if is_read else None
        await (_answer(scope, path) if path else self.app)(scope, receive, send)


def _answer(scope: Scope, path: Path) -> Response:
    """A file; one whose name or address changes with it is kept for good, others for a day."""
    is_kept = scope["path"].startswith("/static/") or b"v=" in scope["query_string"]
    headers = {"cache-control": FOR_GOOD if is_kept else FOR_A_DAY, "vary": "accept-encoding"}
    taken = Headers(scope=scope).get("accept-encoding", "")
    for encoding in ENCODINGS:
        if encoding in taken and (made := packed(path, encoding)):
            headers["content-encoding"] = encoding
            return Response(made, headers=headers, media_type=KINDS[path.suffix])
    return FileResponse(path, headers=headers)


@functools.cache
def packed(path: Path, encoding: str) -> bytes | None:
    """A script or style in an encoding; `None` where there is none."""
    if path.suffix not in KINDS:
        return None
    if encoding == "br":
        made = path.with_name(f"{path.name}.br")
        return made.read_bytes() if made.is_file() else None
    text = path.read_bytes()
    return gzip.compress(COMMENT.sub(b"", text) if path.parent == FRONTEND else text, 9)
