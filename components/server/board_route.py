"""The content of a page by its address: the same bytes that its HTML brings.

What a card shows on request has addresses of its own: it is made for nobody who does not ask.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from components.layout.page import Content, Pages
from components.server import log, refusals
from components.server.board import content, on_request
from components.server.file_answer import compressed
from components.server.refusals import RefusedError
from components.view.view import View, open_view
from data.text import words

Tell = Callable[[Content, str], bytes | None]
"""What is told of a card of a page, by its key, or of a milestone by its code."""


def open_page(scope: Scope, page: str) -> tuple[View, dict[str, str]]:
    """Return the view of a page that an address names, and the last value of each parameter.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        EditionError: the edition cannot be shown as it was.
    """
    query = QueryParams(scope["query_string"])
    values, last = {name: query.getlist(name) for name in query}, dict(query)
    view = open_view(page, refusals.language_of(scope), values)
    code = last.get("lang", "")
    lost = [f"lang={code}"] if code and code not in words.languages() else []
    return replace(view, dropped=lost + view.dropped), last


def nowhere() -> RefusedError:
    """Return the refusal of an address of which there is no page or card."""
    return RefusedError(404, "address", "There is no such page.")


def _json(request: Request, pages: Pages, tell: Tell) -> Response:
    """The content of a page, or what is told of a card or milestone of it, as JSON."""
    page, card = request.path_params["page"], request.path_params.get("card")
    if page not in pages:
        raise nowhere()
    try:
        view, last = open_page(request.scope, page)
        if card is None:
            drawn = content.draw(pages, view, last)
            return compressed(request, drawn.json, lambda: drawn.packed, "application/json")
        result = tell(Content(pages[page], view, pages[page].parse(view, last)[0]), card)
    except refusals.REASONS:
        raise
    except Exception as error:  # The reader is told of it in words.
        number = log.failure("page_error", error, page=page)
        t = words.words(refusals.language_of(request.scope))
        raise RefusedError(500, "failed", t("problems.failed", number=number)) from error
    if result is None:
        raise nowhere()
    return compressed(request, result, lambda: content.pack(result), "application/json")


def final(why: RefusedError) -> RefusedError:
    """Return a refusal with 409 for 503: where a server says 503 a page asks again."""
    status = 409 if why.status == 503 else why.status
    return RefusedError(status, why.code, why.message, why.headers)


async def _answer(request: Request, pages: Pages, tell: Tell = on_request.table_of) -> Response:
    make = partial(_json, request, pages, tell)
    return await refusals.in_turn(request, "board", make, lambda why: refusals.tell(final(why)))


def routes(pages: Pages) -> list[Route]:
    """Build the addresses of these pages and of what their cards show on request."""
    answer = partial(_answer, pages=pages)
    return [
        Route("/board/{page}", answer),
        Route("/board/{page}/{card}", answer),
        Route("/board/{page}/{card}/counted", partial(answer, tell=on_request.how_counted)),
        Route("/board/{page}/milestone/{card}", partial(answer, tell=on_request.milestone)),
    ]
