"""The address of a page's picture: `/preview/<page>.png`, with the parameters of the page."""

import hashlib
from functools import partial

from limits import RateLimitItemPerMinute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.page import Pages
from components.server import limits, log, reader
from components.server.in_turn import Turns
from components.server.prerender import subject
from components.server.preview_texts import PictureTexts, texts_of
from components.view.cache import Kept
from data.archive import SealError
from data.problems import BadDatasetError

AT_ONCE = 1
"""Pictures made at a time: readers of the pages come first."""
PER_MINUTE = 60
"""Pictures that one client may ask for in a minute."""
MOST_KEPT = 64
"""Pictures in the cache, of some 30 kB each."""
CACHED = {"cache-control": "public, max-age=300", "vary": "accept-language"}

_turns = Turns(AT_ONCE)
_requests = limits.Windows(RateLimitItemPerMinute(PER_MINUTE))
_cache: Kept[bytes] = Kept(MOST_KEPT)


async def answer(request: Request, pages: Pages) -> Response:
    """The picture of a page, or a sentence if there is no such page or no data for it."""
    page = pages.get(request.path_params["page"])
    if page is None:
        return reader.sentence(request.scope, 404, "nowhere")
    client = limits.client_of(request.scope)
    if seconds := _requests.wait(client) or _turns.wait(client):
        return reader.sentence(request.scope, 429, "often", retry_after=str(int(seconds) + 1))
    try:
        texts = await _turns.run(request, lambda: texts_of(subject.of_request(request.scope, page)))
    except (BadDatasetError, SealError, OSError) as error:
        log.event("html_refused", page="preview", type=type(error).__name__)
        return reader.sentence(request.scope, 503, "picture")
    tag = f'"{hashlib.sha256(repr(texts).encode()).hexdigest()[:32]}"'
    headers = {**CACHED, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = await _turns.run(request, lambda: _cache.get(texts, lambda: _drawn(texts)))
    return Response(body, headers=headers, media_type="image/png")


def _drawn(texts: PictureTexts) -> bytes:
    # What draws takes five megabytes, and is loaded with the first picture.
    from components.server import preview_image

    return preview_image.draw(texts)


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of the pictures of these pages."""
    return [Route("/preview/{page}.png", partial(answer, pages=pages))]
