"""The HTML of a page: our head and first content, what begins Streamlit, and the styles."""

import functools
import gzip
import hashlib
import re

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.server import templates
from components.server.board import assets
from components.server.board.scripts import STYLES as OWN_STYLES
from components.server.file_answer import compressed
from components.server.prerender.deadline import PageTexts
from components.server.prerender.first import colours, palette
from components.server.streamlit_internals import ENTRY, NAMED, STYLES
from data.text import words

ICONS = assets.ASSETS / "icons"
BOARD_STYLES = "assets/board.css"
"""Where all styles of the board are: one request in the place of one for each kind of card."""
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
"""A fifth of the styles, which are sent before the first number stands."""


def render(language: str, texts: PageTexts) -> bytes:
    """The page. Streamlit's scripts are asked for once its first content is drawn (`start.js`)."""
    t, frame = words.words(language), _frame(language)
    return templates.render("page.html", t=t, frame=frame, texts=texts).encode()


@functools.cache
def _frame(language: str) -> Markup:
    named = {"plain": "plain.css", "start": "start.js", "waiting": "waiting.js"}
    icons = {"small": 32, "large": 192, "apple": 180}
    return templates.render(
        "frame.html",
        t=words.words(language),
        styles=styles(),
        streamlit_styles=STYLES,
        font=assets.address(assets.FONT),
        entry=ENTRY,
        **{name: assets.address(assets.FRONTEND / file) for name, file in named.items()},
        **{name: assets.address(ICONS / f"icon-{size}.png") for name, size in icons.items()},
    )


def first_files() -> list[str]:
    """Addresses of the scripts and styles of a first visit, all of which are sent compressed."""
    ours = (*assets.FRONTEND.glob("*.js"), *assets.FRONTEND.glob("*.css"), assets.LIBRARY)
    named = [*NAMED, *(assets.address(path).partition("?")[0] for path in ours)]
    return [f"/{name}" for name in named]


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
    return compressed(request, _joined(), _packed, "text/css")


ROUTES = [Route(f"/{BOARD_STYLES}", _styles)]
