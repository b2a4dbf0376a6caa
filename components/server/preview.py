"""The address of a page's picture: `/preview/<page>.png`, with the parameters of the page."""

import hashlib

import anyio
import anyio.to_thread
from limits import RateLimitItemPerMinute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.cards import reply
from components.server import addresses, limits, log, picture, reader
from components.server.picture import Told
from components.server.prerender import about
from components.server.prerender.about import About
from components.view.cache import Kept
from data.archive import SealError
from data.problems import BadDatasetError

AT_ONCE = 1
"""Pictures made at a time: readers of the pages come first."""
PER_MINUTE = 60
"""Pictures that one client may ask for in a minute."""
MOST_KEPT = 64
"""Pictures kept, of some 30 kB each."""
LONGEST = 400
"""Characters of a text that a picture has room for at all."""
CACHED = {"cache-control": "public, max-age=300", "vary": "accept-language"}

_turns = anyio.CapacityLimiter(AT_ONCE)
_asked = limits.Windows(RateLimitItemPerMinute(PER_MINUTE))
_kept: Kept[bytes] = Kept(MOST_KEPT)


async def answer(request: Request) -> Response:
    """The picture of a page; a sentence where there is no such page, or its numbers cannot be had."""
    page = request.path_params["page"]
    if page not in addresses.PAGES:
        return reader.sentence(request.scope, 404, "nowhere")
    if seconds := _asked.wait(limits.client_of(request.scope)):
        return reader.sentence(request.scope, 429, "often", retry_after=str(int(seconds) + 1))
    try:
        told = await anyio.to_thread.run_sync(
            lambda: _told(about.of(request.scope, page)), limiter=_turns
        )
    except (BadDatasetError, SealError, OSError) as error:
        log.event("html_refused", page="preview", type=type(error).__name__)
        return reader.sentence(request.scope, 503, "picture")
    tag = f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
    headers = {**CACHED, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = await anyio.to_thread.run_sync(
        lambda: _kept.get(told, lambda: picture.draw(told)), limiter=_turns
    )
    return Response(body, headers=headers, media_type="image/png")


def _told(page: About) -> Told:
    """The words of a page's picture."""
    content, view, t = page.content, page.view, page.view.t
    return Told(
        product=t("product.name"),
        title=reply.truncate(reply.one_line(content.title), LONGEST),
        sentence=reply.truncate(reply.one_line(content.description), LONGEST),
        figures=tuple(content.figures),
        foot=t(
            "card.source",
            dataset=t.dataset(view.dataset),
            day=t.date(view.as_of),
            edition=view.state,
            method=view.method,
        ),
        marking=t("marking.exercise") if view.dataset.fictional else "",
    )


ROUTES = [Route("/preview/{page}.png", answer)]
