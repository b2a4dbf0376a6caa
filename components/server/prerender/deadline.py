"""Make the HTML of a page beside the event loop, within a time.

A page does not wait long for what only links and search engines read.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from markupsafe import Markup
from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from components.cards.actions import SEARCH
from components.layout.page import Content, Page, Pages
from components.server import board_route, limits, log, refusals
from components.server.board import content as board
from components.server.prerender import body, first, head
from components.server.public_address import site as site_of
from components.view.stores import default_words
from data.archive import EditionError
from data.cache import Cache
from data.reading.problems import BadDatasetError

PATIENCE, OF_PROGRAMS = 0.5, 3.0
"""Seconds that a page waits for its numbers: for a browser, and for a program, which may come only
once, to show a link or to list a page. What is late is still made, and cached for the next time."""
BROWSERS = ("sec-fetch-mode", "upgrade-insecure-requests")
"""Headers that browsers send where a reader opens a page, the first over HTTPS alone."""
MOST_KEPT = 256
"""Heads and bodies in the cache, each some thousand bytes."""

_pool = ThreadPoolExecutor(limits.LIMITS["html"].at_once, thread_name_prefix="html")
_cache: Cache[Markup] = Cache(MOST_KEPT)


async def render(scope: Scope, pages: Pages, page: str) -> dict[str, Markup]:
    """What the HTML of a page says; of its numbers what is there in time, and none where they fail.

    Returns:
        `head`: tags for its `<head>`; `body`: what stands in its `<noscript>`; `first`: what is
        drawn before Streamlit is there.
    """
    language = refusals.language_of(scope)
    t = default_words(language)
    texts = {
        "head": head.generic(language, page),
        "body": body.generic(pages, language, page),
        "first": first.render(pages, t, page, lambda name: f"{name}?lang={language}"),
    }
    if limits.LIMITS["html"].wait(limits.client_of(scope)):
        return texts
    is_browser = any(name in Headers(scope=scope) for name in BROWSERS)
    made: dict[str, Markup] = {}
    make = asyncio.get_running_loop().run_in_executor(_pool, _make, scope, pages, page, made)
    try:
        await asyncio.wait_for(make, PATIENCE if is_browser else OF_PROGRAMS)
    except TimeoutError:
        made = {**made, "head": made.get("head", texts["head"]) + head.AGAIN}
        log.event("html_late", page=page)
    except (BadDatasetError, EditionError) as error:
        log.event("html_refused", page=page, type=type(error).__name__)
        why = refusals.sentences(error, t)
        made["body"] = body.generic(pages, language, page, why)
    except Exception as error:  # noqa: BLE001 - a page is sent whatever fails here
        log.failure("html_failed", error, page=page)
    return {**texts, **made}


def _make(scope: Scope, pages: Pages, page: str, made: dict[str, Markup]) -> None:
    """Put what the page says into `made`, one part after the other, also where it is late."""
    content, site = of_request(scope, pages[page]), site_of(scope)
    view = content.view
    made["head"] = _cache.get((site, *content.key), lambda: head.render(content, site))
    drawn = board.draw(pages, view, dict(QueryParams(scope["query_string"])))
    made["first"] = first.render(pages, view.t, view.page, view.address, drawn.json)
    made["head"] += first.links(drawn)
    made["body"] = _cache.get(content.key, lambda: body.render(pages, content))


def of_request(scope: Scope, page: Page) -> Content:
    """Return what the page that an address names says; what means nothing is ignored.

    A search is not repeated: the list holds all that it can find.

    Raises:
        BadDatasetError, EditionError: see `board_route.open_page`.
    """
    view, query = board_route.open_page(scope, page.name)
    own, _ = page.parse(view, {name: query[name] for name in query if name != SEARCH.name})
    return Content(page, view, own)
