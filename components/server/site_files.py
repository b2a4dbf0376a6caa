"""Files that programs look for on any site: list of pages, contact for security."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.cards import feedback
from components.layout.page import Content, Page, Pages
from components.server import public_address, refusals, templates
from components.server.streamlit_internals import INTERNAL, MEDIA
from components.view.view import View, open_view
from data.cache import Cache
from data.reading.problems import BadDatasetError
from data.selection.filters import Filters
from data.text import words

VALID = timedelta(days=180)
"""How long a contact for security is valid after the start: an older server is not up to date."""
STARTED = datetime.now(UTC)
CACHED = {"cache-control": "no-cache", "vary": "accept-language"}
MOST_MAPS = 4
"""Lists of pages in the cache, one for each state of the data and address of the dashboard."""

_maps: Cache[bytes] = Cache(MOST_MAPS)


def robots(request: Request) -> Response:
    """What search engines may read: all pages. It names the list of pages if there is one."""
    lines = ["User-agent: *", f"Disallow: {INTERNAL}", f"Disallow: {MEDIA}", "Allow: /"]
    if site := public_address.site(request.scope):
        lines += ["", f"Sitemap: {site}sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n", headers=CACHED)


def security(request: Request) -> Response:
    """Whom to tell of a weakness, by RFC 9116; 404 if no contact was set."""
    contact = feedback.contact()
    if contact is None:
        return refusals.page(request.scope, 404, "contact")
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {STARTED + VALID:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(words.languages())}",
    ]
    if (site := public_address.site(request.scope)).startswith("https://"):
        lines.append(f"Canonical: {site}.well-known/security.txt")
    return PlainTextResponse("\n".join(lines) + "\n", headers=CACHED)


def sitemap(request: Request, pages: Pages) -> Response:
    """Every page that search engines may list, in every language.

    404 if the address of the dashboard is not known: a list holds whole addresses.
    """
    site = public_address.site(request.scope)
    if not site:
        return refusals.page(request.scope, 404, "unnamed")
    try:
        view = open_view("overview", words.FALLBACK, {})
    except BadDatasetError:
        return refusals.page(request.scope, 503, "gone")
    body = _maps.get((site, view.dataset.fingerprint), lambda: _sitemap(pages, view, site))
    return Response(body, headers=CACHED, media_type="application/xml")


def _sitemap(pages: Pages, view: View, site: str) -> bytes:
    # Nobody should find invented data by searching, or what is not public.
    contents = [] if view.warning else _contents(pages, view)
    day = view.as_of.isoformat()
    return templates.render("sitemap.xml", contents=contents, site=site, day=day).encode()


def _contents(pages: Pages, view: View) -> Iterator[Content]:
    """Pages, then priorities, participants, actions and meetings."""

    def one(page: Page, chosen: Filters, params: Mapping[str, str]) -> Content:
        return Content(page, replace(view, page=page.name, filters=chosen), params)

    reading = [page for page in pages.values() if not page.writes]
    yield from (one(page, view.filters, {}) for page in reading)
    for page in reading:
        for name in page.listed:
            alone = (replace(Filters(), **{name: (code,)}) for code in view.allowed[name])
            yield from (one(page, chosen, {}) for chosen in alone)
        for parameter in page.parameters:
            codes = parameter.codes(view)
            yield from (one(page, view.filters, {parameter.name: code}) for code in codes)


def routes(pages: Pages) -> list[Route]:
    """Build the addresses that programs look for on a site with these pages."""
    return [
        Route("/robots.txt", robots),
        Route("/sitemap.xml", partial(sitemap, pages=pages)),
        Route("/.well-known/security.txt", security),
    ]
