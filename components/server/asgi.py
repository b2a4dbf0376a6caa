"""What `dashboard.py` gives to the ASGI app: routes, middleware, and a warm start."""

import asyncio
import gc
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from os import stat_result
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components.board import content, embedding
from components.cards import reply
from components.cards import search as everywhere
from components.server import (
    board_route,
    descriptors,
    downloads,
    embed_route,
    health,
    log,
    middleware,
    notify,
    page_html,
    search,
    site_files,
    streamlit_internals,
    streams,
    styles,
)
from components.server.addresses import Known
from components.server.api import routes
from components.server.headers import Secure
from components.server.limits import Bounded
from components.server.middleware import Compressed, Language
from components.server.prerender import timely
from components.server.streams import Streams
from components.view import stores, view
from data import words
from data.problems import BadDatasetError

COMPONENTS = Path(__file__).parent.parent
FIRST = "overview"
"""The page that most open first."""
BREATH = 0.05
"""Seconds between two views that are prepared, for visitors who are there already."""
CALM = 3
"""Seconds before the first of them, for a visitor who waited for the start."""
PREPARING = "preparing"
"""Name of the thread that prepares them."""


async def home(request: Request) -> RedirectResponse:
    """Redirect the bare address to the Overview, so that Back in a browser does not return here."""
    return RedirectResponse(f"overview?{request.url.query}".removesuffix("?"))


class ForBrowsers(StaticFiles):
    """Scripts and styles of a folder that also holds code of the server, which is not sent."""

    def lookup_path(self, path: str) -> tuple[str, stat_result | None]:
        """Find scripts and styles only."""
        return super().lookup_path(path) if path.endswith((".js", ".css")) else ("", None)


ROUTES = [
    Route("/", home),
    # Routes are tried in turn, and this one is asked for with each choice.
    *board_route.ROUTES,
    *styles.ROUTES,
    Mount("/assets/frontend", ForBrowsers(directory=COMPONENTS / "frontend")),
    Mount("/assets", StaticFiles(directory=COMPONENTS / "assets")),
    *site_files.ROUTES,
    *search.ROUTES,
    *health.ROUTES,
    *routes.ROUTES,
    *downloads.ROUTES,
    *embed_route.ROUTES,
]
MIDDLEWARE = [Middleware(part) for part in (Secure, Streams, Bounded, Known, Language, Compressed)]
streamlit_internals.turn_off_old_menu()
streamlit_internals.ask_nobody_for_our_address()
streamlit_internals.limit_frames(streams.LARGEST)
streamlit_internals.write_the_theme_once()
log.set_up()


@asynccontextmanager
async def warm(_: object) -> AsyncIterator[None]:
    """Load what the first visitor needs, and exclude it from later garbage collections.

    The Overview is drawn in each language, and in one its HTML, before anybody is let in. Its
    likeliest views are prepared beside the first visits, so that a filter that nobody has used yet
    costs no more than one that somebody has; then what a search looks through.
    """
    ends = threading.Event()
    preparing = threading.Thread(target=_prepare, args=(ends,), name=PREPARING, daemon=True)
    log.set_up()
    if os.environ.get(reply.VARIABLE) and not reply.contact():
        log.event("contact_refused", setting=reply.VARIABLE)
    if refused := embedding.refused():
        told = {"values": refused, "expected": embedding.EXPECTED}
        log.event("embed_refused", setting=embedding.SETTING, **told)
    descriptors.raise_all()
    try:
        stores.known_on(stores.dataset_in())
    except BadDatasetError as error:
        log.event("dataset_refused", problems=len(error.problems))
    else:
        middleware.pack(page_html.first_files())
        for plain in _unfiltered():
            content.draw(plain, {})
        await timely.render({"query_string": b"", "headers": []}, FIRST)
        preparing.start()
    gc.collect()
    gc.freeze()
    alive = asyncio.create_task(notify.alive())
    yield
    alive.cancel()
    ends.set()
    if preparing.is_alive():
        preparing.join()


def _prepare(ends: threading.Event) -> None:
    """Draw the likeliest views, and make what a search looks through, until the server ends."""
    if ends.wait(CALM):
        return
    for likely in view.likely(FIRST):
        # Reading this packs it, which is kept as well.
        _ = content.draw(likely, {}).packed
        if ends.wait(BREATH):
            return
    for plain in _unfiltered():
        everywhere.prepare(plain)
        if ends.wait(BREATH):
            return


def _unfiltered() -> Iterator[view.View]:
    """The likeliest view in each language."""
    return islice(view.likely(FIRST), len(words.languages()))
