"""The HTML of a page: our head and first content, what begins Streamlit, and the styles."""

import functools
import gzip
import hashlib
import re

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.layout.page import Pages
from components.server import templates
from components.server.board import assets
from components.server.board.scripts import STYLES as OWN_STYLES
from components.server.file_answer import compressed
from components.server.prerender import deadline
from components.server.prerender.first import colours, palette, schemes
from components.server.refusals import language_of
from components.server.static_files import FOR_GOOD, packed
from components.server.streamlit_internals import ENTRY, NAMED, STATIC, STYLES
from data.text import words

ICONS = assets.ASSETS / "icons"
BOARD_STYLES = "assets/board.css"
"""Where all styles of the board are: one request in the place of one for each kind of card."""
PAGE_HEADERS = {"cache-control": "no-cache", "vary": "accept-encoding, accept-language"}
PAGE_LEVEL = 5
"""Level of compression of a page. It is compressed for each request: more would cost too much."""
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
"""A fifth of the styles, which are sent before the first number stands."""


async def _page(request: Request, pages: Pages, name: str) -> Response:
    """A page, in the place of Streamlit's, which is empty.

    Streamlit's scripts are asked for once its first content is drawn (`start.js`).
    """
    texts, language = await deadline.render(request.scope, pages, name), language_of(request.scope)
    t, frame = words.words(language), _frame(language)
    html = templates.render("page.html", t=t, frame=frame, **texts).encode()
    pack = functools.partial(gzip.compress, html, PAGE_LEVEL, mtime=0)
    return compressed(request, html, pack, "text/html", **PAGE_HEADERS)


@functools.cache
def _frame(language: str) -> Markup:
    """Icons, styles and first scripts of the HTML of every page in a language, made once."""
    named = {"plain": "plain.css", "start": "start.js", "waiting": "waiting.js"}
    icons = {"small": 32, "large": 192, "apple": 180}
    return templates.render(
        "frame.html",
        t=words.words(language),
        schemes=schemes("#first, noscript"),
        styles=styles(),
        streamlit_styles=STYLES,
        font=assets.address(assets.FONT),
        entry=ENTRY,
        **{name: assets.address(assets.FRONTEND / file) for name, file in named.items()},
        **{name: assets.address(ICONS / f"icon-{size}.png") for name, size in icons.items()},
    )


def pack_first_files() -> None:
    """Compress the scripts and styles of a first visit before the first visitor asks for them."""
    ours = (*assets.FRONTEND.glob("*.js"), *assets.FRONTEND.glob("*.css"), assets.LIBRARY)
    for path in (*(STATIC / name for name in NAMED), *ours):
        packed(path, "gzip")


@functools.cache
def _joined() -> bytes:
    """The styles, with the colours of figures, and with those of paper: the light ones."""
    paper = ":is(.board, #first) {color-scheme:light;" + colours("light") + "}"
    paper = f"html.paper {paper}\n@media print {{ {paper} }}\n"
    parts = (COMMENT.sub(b"", path.read_bytes()) for path in OWN_STYLES)
    return b"\n".join([*parts, f".board {{{palette()}}}\n{paper}".encode()])


@functools.cache
def _packed() -> bytes:
    return gzip.compress(_joined(), compresslevel=9)


@functools.cache
def styles() -> str:
    """Where the server has the styles, relative to any page; it changes with them."""
    return f"{BOARD_STYLES}?v={hashlib.sha256(_joined()).hexdigest()[:12]}"


def _styles(request: Request) -> Response:
    return compressed(request, _joined(), _packed, "text/css", **{"cache-control": FOR_GOOD})


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of these pages, and of their styles."""
    of_pages = (
        Route(f"/{name}", functools.partial(_page, pages=pages, name=name)) for name in pages
    )
    return [*of_pages, Route(f"/{BOARD_STYLES}", _styles)]
