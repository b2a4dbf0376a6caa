"""What `dashboard.py` gives to the ASGI app: our assets, the middleware, and a warm start."""

import asyncio
import gc
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import stat_result
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from components.server import (
    descriptors,
    downloads,
    head,
    health,
    log,
    middleware,
    notify,
    preview,
    site,
)
from components.server.addresses import Known
from components.server.api import routes as api
from components.server.headers import Secure
from components.server.limits import Bounded
from components.server.middleware import Compressed, Language
from components.server.streams import Streams
from data.problems import BadDatasetError

COMPONENTS = Path(__file__).parent.parent
BREATH = 0.05
"""Seconds between two views that are prepared, in which a visitor who is there already is served."""


# Until a first run reaches st.navigation, Streamlit takes the folder pages/ for its old automatic menu and
# greets a deep link with "Page not found". The name is internal: tests/browser/test_links.py guards it.
PagesManager.uses_pages_directory = False

# Whenever another site tries to connect, Streamlit asks a service outside which address this machine has, and
# nobody is served until it answers. It does not ask where the answer is there already.
net_util._external_ip = ""


async def home(request: Request) -> RedirectResponse:
    """The bare address leads to the Overview before any page is drawn: the browser's Back then does not come back to it."""
    return RedirectResponse(f"overview?{request.url.query}".removesuffix("?"))


class ForBrowsers(StaticFiles):
    """Files of a folder that holds code of the server too, which nobody is sent."""

    def lookup_path(self, path: str) -> tuple[str, stat_result | None]:
        """Only scripts and styles are there."""
        return super().lookup_path(path) if path.endswith((".js", ".css")) else ("", None)


ROUTES = [
    Route("/", home),
    Mount("/assets/frontend", ForBrowsers(directory=COMPONENTS / "frontend")),
    Mount("/assets", StaticFiles(directory=COMPONENTS / "assets")),
    *site.ROUTES,
    *preview.ROUTES,
    *health.ROUTES,
    *api.ROUTES,
    *downloads.ROUTES,
]
MIDDLEWARE = [Middleware(part) for part in (Secure, Streams, Bounded, Known, Language, Compressed)]
log.set_up()


@asynccontextmanager
async def warm(_: object) -> AsyncIterator[None]:
    """Load what the first visitor needs, and keep it out of every later garbage collection.

    The likeliest views of the Overview are prepared beside the first visits, so that a filter that
    nobody has used yet costs no more than one that somebody has.
    """
    from components.view import stores

    log.set_up()
    descriptors.raise_all()
    try:
        stores.known_on(stores.dataset_in())
    except BadDatasetError as error:
        log.event("dataset_refused", problems=len(error.problems))
    else:
        middleware.pack(head.asked_for_at_once())
        threading.Thread(target=_prepare, daemon=True).start()
    gc.collect()
    gc.freeze()
    alive = asyncio.create_task(notify.alive())
    yield
    alive.cancel()


def _prepare() -> None:
    from components.cards import overview
    from components.view import view

    for likely in view.likely("overview"):
        overview.prepare(likely)
        time.sleep(BREATH)
