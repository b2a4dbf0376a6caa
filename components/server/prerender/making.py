"""Make the HTML of a page beside the event loop, within a time.

A page does not wait long for what only links and search engines read.
"""

import asyncio
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from limits import RateLimitItemPerMinute
from starlette.datastructures import Headers
from starlette.types import Scope

from components.server import limits, log, reader
from components.server.prerender import about, meta, plain
from components.server.prerender.about import About
from components.view.cache import Kept
from data.archive import SealError
from data.problems import BadDatasetError

AT_ONCE = 2
"""Pages made at a time: readers who are there already come first."""
PATIENCE, OF_PROGRAMS = 0.15, 3.0
"""Seconds that a page waits for its numbers: for a browser, and for a program, which may come only
once, to show a link or to list a page. What is late is still made, and cached for the next time."""
BROWSERS = ("sec-fetch-mode", "upgrade-insecure-requests")
"""Headers that browsers send where a reader opens a page, the first over HTTPS alone."""
PER_MINUTE = 120
"""Pages with numbers for one client in a minute; further ones go out without."""
MOST_KEPT = 256
"""Heads and bodies in the cache. A body has at most `LARGEST` bytes, a head a few thousand."""

T = TypeVar("T")
_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="html")
_kept: Kept[str] = Kept(MOST_KEPT)
_requests = limits.Windows(RateLimitItemPerMinute(PER_MINUTE))


@dataclass(frozen=True)
class PageTexts:
    """What the HTML of a page says.

    Attributes:
        head: tags for its `<head>`.
        body: what stands in its `<noscript>`.
    """

    head: str
    body: str


async def render(scope: Scope, page: str) -> PageTexts:
    """Head and body of a page; without its numbers if they fail or are late."""
    language = reader.language_of(scope)
    head, body = meta.generic(language, page), plain.generic(language, page)
    if _requests.wait(limits.client_of(scope)):
        return PageTexts(head, body)
    is_browser = any(name in Headers(scope=scope) for name in BROWSERS)
    until = time.monotonic() + (PATIENCE if is_browser else OF_PROGRAMS)
    try:
        found, key = await _within(until, lambda: _page_and_key(scope, page))
        head = await _within(until, lambda: _kept.get((found.site, *key), lambda: meta.head(found)))
        body = await _within(until, lambda: _kept.get(key, lambda: plain.body(found.content)))
    except TimeoutError:
        head += meta.AGAIN
        log.event("html_late", page=page)
    except (BadDatasetError, SealError) as error:
        log.event("html_refused", page=page, type=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - whatever fails here, the page itself can be had
        log.failure("html_failed", error, page=page)
    return PageTexts(head, body)


async def _within(until: float, make: Callable[[], T]) -> T:
    """What `make` returns.

    Raises:
        TimeoutError: it is late. It is still made, if it has begun.
    """
    made = asyncio.get_running_loop().run_in_executor(_pool, make)
    return await asyncio.wait_for(made, max(until - time.monotonic(), 0))


def _page_and_key(scope: Scope, page: str) -> tuple[About, tuple[Hashable, ...]]:
    found = about.of(scope, page)
    return found, _key(found)


def _key(found: About) -> tuple[Hashable, ...]:
    """Equal for two pages that say the same."""
    own = tuple(sorted(found.content.own.items()))
    return found.view.page, found.view.state_key, own
