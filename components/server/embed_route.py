"""One card for the pages of other sites: `/embed/<page>/<card>`, with the parameters of the page.

It is drawn by what draws it on its page, from the same content.
"""

from functools import partial
from html import escape

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from components.board import content, embedding, scripts
from components.board.content import SentCard, SingleCard
from components.board.frame import Frame
from components.frontend import assets
from components.layout.page import Pages
from components.server import board_route, page_html, reader, styles
from components.server.file_answer import compressed
from components.server.prerender import body, first
from components.view import choice
from data.filters import Filters
from data.text import words

SCRIPT, STYLE = assets.FRONTEND / "embed.js", assets.FRONTEND / "embed.css"
VARY = "accept-encoding, accept-language"
NOT_LISTED = "noindex"
SAID = {404: "no_card", 409: "unshown", 414: "no_card", 429: "often"}
"""Status to the sentence of `[server]` that says why there is no card."""


async def _answer(request: Request, pages: Pages) -> Response:
    language = reader.language_of(request.scope)

    def refuse(status: int, **headers: str) -> Response:
        return _sentence(language, status, SAID[status], **headers)

    if not embedding.hosts():
        return _sentence(language, 404, "not_embedded")
    return await board_route.in_turn(request, partial(_document, pages=pages), refuse)


def _sentence(language: str, status: int, name: str, **headers: str) -> Response:
    """Why there is no card. It leads nowhere: no page of ours opens in a frame."""
    named = {header.replace("_", "-"): value for header, value in headers.items()}
    fresh = {"cache-control": "no-store", "vary": VARY, "x-robots-tag": NOT_LISTED}
    said = words.words(language)(f"server.{name}")
    said = reader.page(language, said, again=status == 429)
    return HTMLResponse(said, status, {**fresh, **named})


def _document(request: Request, pages: Pages) -> Response | None:
    page, key = (request.path_params[name] for name in ("page", "card"))
    if page not in pages:
        return None
    alone = content.alone(pages[page], *reader.open_page(request.scope, page), key)
    if alone is None:
        return None
    html, about = _html(alone).encode(), {"vary": VARY, "x-robots-tag": NOT_LISTED}
    return compressed(request, html, lambda: content.pack(html), "text/html", **about)


def _html(alone: SingleCard) -> str:
    """The document: what stands around the card as text, and the card as table and for scripts."""
    view, shown, card = alone.content.view, alone.shown, alone.card
    [part] = shown.rows[0].columns[0]
    is_drawn = isinstance(part, SentCard)
    marking = f"{shown.marking} · " if shown.marking else ""
    title = f"{marking}{card.title} · {view.t('product.name')}"
    instead = "\n".join(body.table_of(alone.content, card)) if is_drawn else part.html
    notices = "".join(f'<div class="text {one.tone}">{one.html}</div>' for one in shown.notices)
    seen = alone.seen
    is_chosen = seen.filters.with_(as_of=None) != Filters()
    chosen = f"{choice.chosen(seen.filters, seen.dataset, seen.t)}. " if is_chosen else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{view.t.language}"><head><meta charset="utf-8">',
        '<base href="../../" target="_blank">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        *(
            f'<link rel="stylesheet" href="./{path}">'
            for path in (styles.address(), assets.address(STYLE))
        ),
        f'<link rel="preload" href="./{page_html.font()}" as="font" type="font/woff2" crossorigin>',
        first.schemes(":root"),
        first.early(_modules(part)) if is_drawn else "",
        '</head><body class="board">',
        f'<p class="board-marking">{escape(shown.marking)}</p>',
        f'<div class="board-notices">{notices}</div>',
        f'<main class="part"><div class="text{" instead" * is_drawn}">{instead}</div></main>',
        f'<footer class="from flow quiet small"><span>{escape(chosen + seen.source)}</span>',
        f'<a href="{escape(shown.address)}#{escape(card.key)}" target="_blank" rel="noopener">',
        f"{escape(view.t('html.open'))}</a></footer>",
        _scripts(view.t.language, shown) if is_drawn else "",
        "</body></html>",
    ]
    return "\n".join(lines)


def _modules(part: SentCard) -> list[str]:
    """The scripts that draw a card."""
    return [SCRIPT.name, scripts.BOARD.name, *scripts.files(("card", "inks", part.draws))]


def _scripts(language: str, shown: Frame) -> str:
    told = orjson.dumps({"about": scripts.about(language), "content": shown})
    return (
        f'<script type="application/json" id="first-content">{first.as_block(told)}</script>'
        f'<script type="module" src="./{assets.address(SCRIPT)}"></script>'
    )


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of the cards of these pages."""
    return [Route(f"/{embedding.ROOT}/{{page}}/{{card}}", partial(_answer, pages=pages))]
