"""The styles of the board as one file: one request in the place of one for each kind of card.

With the colours of paper, which are those of the light scheme whatever the reader has chosen.
"""

import gzip
import hashlib
import re
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.server.board.scripts import STYLES
from components.server.file_answer import compressed
from components.server.prerender.first import colours

ADDRESS = "assets/board.css"
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
"""A fifth of the styles, which are sent before the first number stands."""


@cache
def _joined() -> bytes:
    paper = ":is(.board, #first) {" + colours("light") + "}"
    paper = f"html.paper {paper}\n@media print {{ {paper} }}\n"
    return b"\n".join([*(COMMENT.sub(b"", path.read_bytes()) for path in STYLES), paper.encode()])


@cache
def _packed() -> bytes:
    return gzip.compress(_joined(), compresslevel=9)


@cache
def address() -> str:
    """Where the server has them, relative to any page; it changes with them."""
    return f"{ADDRESS}?v={hashlib.sha256(_joined()).hexdigest()[:12]}"


def styles(request: Request) -> Response:
    """All of them, compressed if the browser takes it."""
    return compressed(request, _joined(), _packed, "text/css")


ROUTES = [Route(f"/{ADDRESS}", styles)]
