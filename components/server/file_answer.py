"""Answer with bytes: whole, in part, compressed, or with 304 if the client has them already."""

import hashlib
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from data.model import Audience

READING = ("GET", "HEAD", "OPTIONS")
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
CACHED = {"cache-control": "no-cache", "vary": "accept-encoding"}
"""A client may keep a copy but must ask each time: data may be corrected at any moment."""
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
"""One range of bytes. A client that asks for several gets the whole, as RFC 9110 allows."""


def answer(
    request: Request, content: bytes, kind: str, audience: Audience, headers: Mapping[str, str]
) -> Response:
    """A file, or the part that the request names: 200, 206, 304 or 416.

    Its `ETag` is made of exactly these bytes: a client asks for a part by it. Other sites may read
    in a browser only what is for the public.
    """
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # A proxy may compress the answer: a part of that is no part of the original.
    packs = "gzip" in request.headers.get("accept-encoding", "")
    shown = f"W/{tag}" if packs and "range" not in request.headers else tag
    shared = OPEN if audience.is_public else {}
    headers = {**shared, **CACHED, **headers, "etag": shown, "accept-ranges": "bytes"}
    known = request.headers.get("if-none-match", "").split(",")
    if {"*", tag} & {value.strip().removeprefix("W/") for value in known}:
        return Response(status_code=304, headers=headers)
    part = _part(request, tag, len(content))
    if part is None:
        return Response(content, headers=headers, media_type=kind)
    if not part:
        headers["content-range"] = f"bytes */{len(content)}"
        return Response(status_code=416, headers=headers)
    headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(content[part.start : part.stop], 206, headers, kind)


def _part(request: Request, tag: str, size: int) -> range | None:
    """The range of bytes to send, empty if it does not exist; `None` for the whole file."""
    found = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    if request.method != "GET" or not found or request.headers.get("if-range", tag) != tag:
        return None
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return None
    if first:
        return range(int(first), min(int(last or size) + 1, size))
    return range(max(size - int(last), 0), size) if last else None


def compressed(
    request: Request, content: bytes, pack: Callable[[], bytes], kind: str, **headers: str
) -> Response:
    """Return an answer that nobody keeps, in its gzip form if the client takes that."""
    sent = {"cache-control": "no-store", "vary": "accept-encoding", **headers}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, headers=sent, media_type=kind)
    return Response(pack(), headers={**sent, "content-encoding": "gzip"}, media_type=kind)


def attachment(name: str) -> str:
    """The `Content-Disposition` of a file that a browser saves under a name."""
    encoded = f'="{name}"' if name.isascii() else f"*=utf-8''{quote(name)}"
    return f"attachment; filename{encoded}"
