"""One card for the pages of other sites: `/embed/<page>/<card>`, with the parameters of the page.

It is drawn by what draws it on its page, from the same content.
"""

from collections.abc import Mapping
from functools import partial

import orjson
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.layout.page import Pages
from components.server import board_route, page_html, refusals, templates
from components.server.board import assets, content, embedding, scripts
from components.server.board.content import SentCard, SingleCard
from components.server.file_answer import compressed
from components.server.prerender import body, first
from components.server.refusals import RefusedError
from data.selection.filters import Filters

SCRIPT, STYLE = assets.FRONTEND / "embed.js", assets.FRONTEND / "embed.css"
NOT_LISTED = "noindex"
SENTENCES = {404: "no_card", 409: "unshown", 414: "no_card", 429: "often"}
"""Status to the sentence of `[server]` that says why there is no card."""


async def _answer(request: Request, pages: Pages) -> Response:
    def tell(why: RefusedError) -> Response:
        status = board_route.final(why).status
        return _sentence(request, status, SENTENCES[status], why.headers)

    if not embedding.hosts():
        return _sentence(request, 404, "not_embedded", {})
    return await refusals.in_turn(request, "board", partial(_document, request, pages), tell)


def _sentence(request: Request, status: int, name: str, headers: Mapping[str, str]) -> Response:
    every = {"x-robots-tag": NOT_LISTED, **headers}
    return refusals.page(request.scope, status, name, every, in_frame=True)


def _document(request: Request, pages: Pages) -> Response:
    """The HTML of the card; refused where there is none such."""
    page, key = (request.path_params[name] for name in ("page", "card"))
    if page not in pages:
        raise board_route.nowhere()
    alone = content.alone(pages[page], *board_route.open_page(request.scope, page), key)
    if alone is None:
        raise board_route.nowhere()
    html = _html(alone).encode()
    about = {"vary": "accept-encoding, accept-language", "x-robots-tag": NOT_LISTED}
    return compressed(request, html, lambda: content.pack(html), "text/html", **about)


def _html(alone: SingleCard) -> str:
    """The document: what stands around the card as text, and the card as table and for scripts."""
    t, shown, card, seen = alone.content.view.t, alone.shown, alone.card, alone.seen
    [part] = shown.rows[0].columns[0]
    is_drawn = isinstance(part, SentCard)
    modules = [SCRIPT.name, scripts.BOARD.name]
    modules += scripts.files((*scripts.ALL, part.draws)) if is_drawn else []
    about = orjson.dumps({"about": scripts.about(t.language), "content": shown})
    is_chosen = seen.filters.with_(as_of=None) != Filters()
    return templates.render(
        "embed.html",
        t=t,
        shown=shown,
        card=card,
        styles=(page_html.styles(), assets.address(STYLE)),
        font=assets.address(assets.FONT),
        schemes=first.schemes(":root"),
        early=first.early(modules) if is_drawn else "",
        instead=body.table_of(alone.content, card) if is_drawn else Markup(part.html),
        chosen=f"{seen.describe_choice()}. " if is_chosen else "",
        source=seen.source,
        about=templates.as_block(about) if is_drawn else "",
        script=assets.address(SCRIPT),
    )


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of the cards of these pages."""
    return [Route(f"/{embedding.ROOT}/{{page}}/{{card}}", partial(_answer, pages=pages))]
