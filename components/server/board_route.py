"""The content of a page by its address: the same bytes that the run of Streamlit sends."""

from dataclasses import replace
from functools import partial

import anyio
import anyio.to_thread
from limits import RateLimitItemPerSecond
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.board import content
from components.cards.content import LAYOUTS, page_parameters
from components.server import limits
from components.view import view as views
from data import words
from data.archive import SealError
from data.problems import BadDatasetError

AT_ONCE = 2
"""Contents made at a time."""
OFTEN, WITHIN = 600, 10
"""Contents that one client may ask for within so many seconds: a turn of the hand asks for few, a
ministry behind one address for many."""
_turns = anyio.CapacityLimiter(AT_ONCE)
_windows = limits.Windows(RateLimitItemPerSecond(OFTEN, WITHIN))


def _content(request: Request, *, packed: bool) -> bytes | None:
    """What the address names, as JSON or as its gzip form; `None`: there is no such page or card.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        SealError: the edition cannot be shown.
    """
    page, card = request.path_params["page"], request.path_params.get("card")
    if page not in LAYOUTS:
        return None
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    asked, known = query.get("lang", [""])[-1], words.languages()
    language = asked if asked in known else words.FALLBACK
    view = views.open_view(page, language, query)
    if asked and asked not in known:
        view = replace(view, dropped=[f"lang={asked}", *view.dropped])
    last = {name: values[-1] for name, values in query.items()}
    if card is None:
        drawn = content.draw(view, last)
        return drawn.packed if packed else drawn.json
    made = content.of_card(view, page_parameters(view, last)[0], card)
    return content.pack(made) if made and packed else made


async def _answer(request: Request) -> Response:
    if seconds := _windows.wait(limits.client_of(request.scope)):
        after = str(int(seconds) + 1)
        return limits.refuse(429, "rate", "Too many requests.", retry_after=after)
    if len(request.scope["query_string"]) > limits.LONGEST_QUERY:
        return limits.refuse(414, "address", "The address is too long.")
    packed = "gzip" in request.headers.get("accept-encoding", "")
    try:
        made = await anyio.to_thread.run_sync(
            partial(_content, request, packed=packed), limiter=_turns
        )
    except (BadDatasetError, SealError):
        return limits.refuse(409, "data", "The data cannot be shown.")
    if made is None:
        return limits.refuse(404, "address", "There is no such page.")
    headers = {"cache-control": "no-store", "vary": "accept-encoding"}
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(made, media_type="application/json", headers=headers)


ROUTES = [Route("/board/{page}", _answer), Route("/board/{page}/{card}", _answer)]
