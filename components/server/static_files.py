"""Files that never change while the server runs: ours and Streamlit's, compressed."""

import functools
import gzip
import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Scope

from components.server.board.assets import ASSETS, FRONTEND
from components.server.streamlit_internals import STATIC

FILES = {
    f"{root}{path.relative_to(folder).as_posix()}": path
    for root, folder in {"/": STATIC, "/assets/": ASSETS, "/assets/frontend/": FRONTEND}.items()
    for path in folder.rglob("*")
    if path.is_file() and path.name != "index.html"
}
FILES["/favicon.ico"] = ASSETS / "icons/favicon.ico"
"""Address to file, of Streamlit's own and ours, as they were when the process started."""
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
"""Endings of what is compressed to its media type."""
FOR_GOOD, FOR_A_DAY = "public, immutable, max-age=31536000", "public, max-age=86400"
ENCODINGS = ("br", "gzip")
"""Forms of a file, the smallest first."""
COMMENT = re.compile(rb"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/) *\n", re.MULTILINE | re.DOTALL)
"""Lines of a script of ours that say something to its writers: a fifth of what is sent."""


def answer(scope: Scope) -> Response | None:
    """Return a file in the smallest form that is taken, or `None` where the address is of none.

    Streamlit leaves that to a proxy. One whose name or address changes with it is kept for good,
    others for a day. Where a file lies beside one with `.br` at the end, that is sent to browsers
    that take Brotli.
    """
    path = FILES.get(scope["path"])
    if path is None or scope["method"] not in ("GET", "HEAD"):
        return None
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
