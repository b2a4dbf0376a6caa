"""What programs ask of any site: which pages there are, whom to tell of a weakness, icons, and the name of an installed page."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from io import BytesIO

import anyio
import anyio.to_thread
import orjson
from PIL import Image
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.cards import reply
from components.cards.content import Content
from components.charts import theme
from components.frontend import assets
from components.server import addresses, log, reader
from components.server.prerender import about
from components.server.prerender.about import About
from components.server.prerender.meta import ICONS
from components.view.cache import Kept
from components.view.view import View, open_view
from data import words
from data.problems import BadDatasetError
from data.selection import Filters

VALID = timedelta(days=180)
"""How long after its start a server says whom to tell of a weakness: one that is older has not been kept up to date."""
STARTED = datetime.now(UTC)
CACHED = {"cache-control": "no-cache", "vary": "accept-language"}
KEPT_FOR_A_DAY = {"cache-control": "public, max-age=86400"}
MOST_MAPS = 4
"""Lists of pages kept, one for each state of the data and address of the dashboard."""

_maps: Kept[bytes] = Kept(MOST_MAPS)
_turns = anyio.CapacityLimiter(1)


def robots(request: Request) -> Response:
    """Everything may be read but what is no page; the list of pages where the dashboard's address is known."""
    lines = ["User-agent: *", "Disallow: /_stcore/", "Disallow: /media/", "Allow: /"]
    if site := about.site(request.scope):
        lines += ["", f"Sitemap: {site}sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n", headers=CACHED)


def security(request: Request) -> Response:
    """Whom to tell of a weakness, as RFC 9116 has it; 404 where no contact was set."""
    contact = reply.plain_address(os.environ.get(reply.VARIABLE))
    if contact is None:
        return reader.sentence(request.scope, 404, "contact")
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {STARTED + VALID:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(words.languages())}",
    ]
    if (site := about.site(request.scope)).startswith("https://"):
        lines.append(f"Canonical: {site}.well-known/security.txt")
    return PlainTextResponse("\n".join(lines) + "\n", headers=CACHED)


def manifest(request: Request) -> Response:
    """Name, language and icons of a page that a reader keeps on a phone."""
    t = words.words(reader.language_of(request.scope))
    icons = [
        {
            "src": assets.address(ICONS / f"icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
        }
        for size in (192, 512)
    ]
    told = {
        "name": t("product.name"),
        "short_name": "EU-CLASI",
        "description": t("lead.overview"),
        "lang": t.language,
        "start_url": f"overview?lang={t.language}",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": theme.PRIMARY,
        "background_color": theme.PAPER,
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
    }
    return Response(orjson.dumps(told), headers=CACHED, media_type="application/manifest+json")


def favicon(_: Request) -> Response:
    """Our icon for programs that look for it where it always was."""
    return Response(_ico(), headers=KEPT_FOR_A_DAY, media_type="image/x-icon")


@cache
def _ico() -> bytes:
    out = BytesIO()
    Image.open(ICONS / "icon-32.png").convert("RGBA").save(out, "ICO", sizes=[(16, 16), (32, 32)])
    return out.getvalue()


async def sitemap(request: Request) -> Response:
    """Every page that search engines may list, in every language; 404 where the dashboard's address is not known: it would be made up."""
    site = about.site(request.scope)
    if not site:
        return reader.sentence(request.scope, 404, "unnamed")
    try:
        body = await anyio.to_thread.run_sync(_map, site, limiter=_turns)
    except BadDatasetError as error:
        log.event("html_refused", page="sitemap", type=type(error).__name__)
        return reader.sentence(request.scope, 503, "gone")
    return Response(body, headers=CACHED, media_type="application/xml")


def _map(site: str) -> bytes:
    view = open_view("overview", words.FALLBACK, {})
    return _maps.get((site, view.dataset.fingerprint), lambda: _written(view, site))


def _written(view: View, site: str) -> bytes:
    told = f"<lastmod>{view.as_of.isoformat()}</lastmod>"
    # An invented dataset is nothing that anybody should find.
    listed = [] if view.dataset.fictional else list(_listed(view, site))
    entries = (
        _entry(site, address, one.alternates, told)
        for one in listed
        for code, address in one.alternates.items()
        if code != "x-default"
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{"".join(entries)}</urlset>\n'.encode()


def _entry(site: str, address: str, alternates: dict[str, str], told: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(site + other)}"/>'
        for code, other in alternates.items()
    )
    return f"<url><loc>{escape(site + address)}</loc>{told}{links}</url>\n"


def _listed(view: View, site: str) -> Iterator[About]:
    """Pages, priorities, countries, actions and meetings, as the public sees them."""

    def one(page: str, chosen: Filters = view.filters, **own: str) -> About:
        return About(
            Content(
                View(page, view.t, view.dataset, chosen, view.selection, view.allowed, view.folder),
                own,
            ),
            site,
        )

    yield from map(one, addresses.PAGES)
    yield from (one("priorities", Filters(priority=(code,))) for code in view.allowed["priority"])
    yield from (one("countries", Filters(country=(code,))) for code in view.allowed["country"])
    yield from (one("actions", action=code) for code in view.dataset.actions["action_id"])
    yield from (one("meetings", meeting=code) for code in view.dataset.meetings["meeting_id"])


ROUTES = [
    Route("/robots.txt", robots),
    Route("/sitemap.xml", sitemap),
    Route("/.well-known/security.txt", security),
    Route("/manifest.webmanifest", manifest),
    Route("/favicon.ico", favicon),
]
