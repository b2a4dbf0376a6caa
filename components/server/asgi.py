"""What `dashboard.py` gives to the ASGI app: routes, middleware, and a warm start."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import product

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from components.cards import feedback
from components.cards import search as everywhere
from components.layout.page import Pages
from components.server import (
    board_route,
    downloads,
    embed_route,
    feeds,
    health,
    log,
    page_html,
    play_route,
    process,
    search,
    site_files,
    streamlit_internals,
)
from components.server.addresses import Addresses
from components.server.api import routes as api
from components.server.board import content, embedding
from components.server.headers import SecurityHeadersMiddleware
from components.server.prerender import deadline
from components.server.request_limit import RequestLimitMiddleware
from components.server.websocket_limits import WebsocketLimits
from components.view import copies, stores, view
from data.reading.problems import BadDatasetError
from data.selection import filters
from data.text import words

FIRST = "overview"
"""The page that most open first."""
CALM, BREATH = 3, 0.05
"""Seconds before its choices are drawn, and between two of them, for visitors who are there."""


async def home(request: Request) -> RedirectResponse:
    """Redirect the bare address to the Overview, so that Back in a browser does not return here."""
    return RedirectResponse(f"overview?{request.url.query}".removesuffix("?"))


def routes(pages: Pages) -> list[BaseRoute]:
    """Build the routes of a dashboard with these pages."""
    return [
        Route("/", home),
        # Routes are tried in turn, and this one is asked for with each choice.
        *board_route.routes(pages),
        *page_html.routes(pages),
        *site_files.routes(pages),
        *search.routes(pages),
        *health.ROUTES,
        *api.ROUTES,
        *downloads.routes(pages),
        *feeds.ROUTES,
        *embed_route.routes(pages),
        *play_route.routes(),
    ]


def middleware(pages: Pages, routes: Sequence[BaseRoute]) -> list[Middleware]:
    """Build what each request passes before these routes."""
    return [
        *map(Middleware, (SecurityHeadersMiddleware, WebsocketLimits, RequestLimitMiddleware)),
        Middleware(Addresses, pages=pages, routes=routes),
    ]


streamlit_internals.turn_off_old_menu()
log.set_up()


@asynccontextmanager
async def warm(pages: Pages, _: object) -> AsyncIterator[None]:
    """Load what the first visitor needs, and exclude it from later garbage collections.

    The Overview is drawn in each language, and in one its HTML, before anybody is let in; and what
    a search looks through is made. Its likeliest choices are drawn beside the first visits.
    """
    if os.environ.get(feedback.VARIABLE) and not feedback.contact():
        log.event("contact_refused", setting=feedback.VARIABLE)
    if refused := embedding.refused():
        log.event("embed_refused", setting=embedding.SETTING, values=refused)
    process.raise_limit()
    try:
        stores.snapshot_on(stores.dataset_in())
    except BadDatasetError as error:
        log.event("dataset_refused", problems=len(error.problems))
    else:
        page_html.pack_first_files()
        for language in words.languages():
            plain = view.open_view(FIRST, language, {})
            content.draw(pages, plain, {})
            everywhere.find(plain, "", tuple(pages))
        await deadline.render({"query_string": b"", "headers": []}, pages, FIRST)
    gc.collect()
    gc.freeze()
    beside = [asyncio.create_task(one) for one in (process.alive(), _prepare(pages))]
    yield
    copies.forget()
    for task in beside:
        task.cancel()


async def _prepare(pages: Pages) -> None:
    """Draw the likeliest choices: one that nobody has made yet would cost twice as much."""
    await asyncio.sleep(CALM)
    with suppress(BadDatasetError):
        dataset = stores.dataset_in()
        choices = [{"country": [code]} for code in filters.states(dataset)]
        choices += [{"priority": [code]} for code in dataset.priorities["priority_id"]]
        for chosen, language in product(choices, words.languages()):
            await to_thread.run_sync(_draw, pages, language, chosen)
            await asyncio.sleep(BREATH)


def _draw(pages: Pages, language: str, chosen: Mapping[str, Sequence[str]]) -> bytes:
    # Reading this packs it, which is kept as well.
    return content.draw(pages, view.open_view(FIRST, language, chosen), {}).packed
