"""A copy of invented data for one visitor, where a server has pages that change data."""

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from components.layout import writing
from components.server import board_route, refusals
from components.view import copies
from components.view.view import addressed


async def play(request: Request) -> Response:
    """Make a copy of a dataset in its turn, and lead to where data come in, or to a meeting."""
    tell = partial(refusals.answer, request.scope)
    return await refusals.in_turn(request, "play", partial(_made, request), tell)


def _made(request: Request) -> Response:
    """The way to a new copy; 404 where nobody may have one, 429 where there are too many."""
    view, _ = board_route.open_page(request.scope, "returns")
    if not view.dataset.fictional or not writing.may_write(view):
        return refusals.page(request.scope, 404, "nowhere")
    if (copy := copies.make(view.folder)) is None:
        return refusals.page(request.scope, 429, "often")
    query = {"dataset": copy.folder.name, "lang": view.t.language}
    meeting = {name: code for name, code in request.query_params.items() if name == "meeting"}
    return RedirectResponse(addressed("meetings" if meeting else "returns", query | meeting))


def routes() -> list[BaseRoute]:
    """Build the address of a new copy; there is none on a server for readers."""
    return [Route(f"/{writing.PLAY}", play)] if writing.is_on() else []
