"""The content of a page by its address: the same bytes that its HTML brings.

What a card shows on request has addresses of its own: it is made for nobody who does not ask.
"""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.layout.page import Content, Pages
from components.server import limits, log, reader, refusals
from components.server.board import content, on_request
from components.server.file_answer import compressed
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text import words

REFUSALS = {
    404: ("address", "There is no such page."),
    409: ("data", "The data cannot be shown."),
    414: ("address", "The address is too long."),
    429: ("rate", "Too many requests."),
}
"""Status to the code and message of a refusal."""

Tell = Callable[[Content, str], bytes | None]
"""What is told of a card of a page, by its key, or of a milestone by its code."""


async def in_turn(
    request: Request,
    make: Callable[[Request], Response | None],
    refuse: Callable[..., Response],
) -> Response:
    """What the address names, made when it is this request's turn; or why there is nothing.

    Args:
        request: the request.
        make: makes the answer; `None` where there is no such page or card.
        refuse: answers a refusal by its status, with its headers.
    """
    if limits.is_long(request):
        return refuse(414)
    try:
        made = await limits.in_turn(request, "board", partial(make, request), refuse)
    except (BadDatasetError, EditionError):
        return refuse(409)
    return refuse(404) if made is None else made


def _json(request: Request, pages: Pages, tell: Tell) -> Response | None:
    page, card = request.path_params["page"], request.path_params.get("card")
    if page not in pages:
        return None
    try:
        view, last = reader.open_page(request.scope, page)
        if card is None:
            drawn = content.draw(pages, view, last)
            return compressed(request, drawn.json, lambda: drawn.packed, "application/json")
        told = tell(Content(pages[page], view, pages[page].parse(view, last)[0]), card)
    except (BadDatasetError, EditionError):
        raise
    except Exception as error:  # noqa: BLE001 - the reader is told of it in words
        number = log.failure("page_error", error, page=page)
        t = words.words(reader.language_of(request.scope))
        return refusals.refuse(500, "failed", t("problems.failed", number=number))
    if told is None:
        return None
    return compressed(request, told, lambda: content.pack(told), "application/json")


def _refuse(status: int, **headers: str) -> Response:
    code, said = REFUSALS[status]
    return refusals.refuse(status, code, said, **headers)


async def _answer(request: Request, pages: Pages, tell: Tell = on_request.table_of) -> Response:
    return await in_turn(request, partial(_json, pages=pages, tell=tell), _refuse)


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of these pages and of what their cards show on request."""
    answer = partial(_answer, pages=pages)
    return [
        Route("/board/{page}", answer),
        Route("/board/{page}/{card}", answer),
        Route("/board/{page}/{card}/counted", partial(answer, tell=on_request.how_counted)),
        Route("/board/{page}/milestone/{card}", partial(answer, tell=on_request.milestone)),
    ]
