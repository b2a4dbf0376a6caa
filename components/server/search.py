"""The address of the search: `/search?text=...`, with the parameters of a page.

It answers with JSON in the reader's language, made as the pages of the same address are seen.
"""

from functools import partial

import orjson
from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import search
from components.cards import actions
from components.layout.page import Pages
from components.server import limits, log, reader
from components.server.in_turn import Turns
from components.view.view import WHERE, View, open_view
from data import filters
from data.archive import SealError
from data.problems import BadDatasetError
from data.text import words
from data.text.words import Words

TURNS = 2
"""Searches at a time: a search takes a few milliseconds, the first of a dataset up to a second."""
PER_MINUTE, BURST = 300, 80
"""Searches of one client in a minute, and within `limits.AT_ONCE` seconds: a person who types asks
at most eight times a second, and an office behind one address is one client."""
TEXT = "text"
FRESH = {"cache-control": "no-store", "vary": "accept-language", "x-robots-tag": "noindex"}

_turns = Turns(TURNS)
_requests = limits.Windows(
    RateLimitItemPerMinute(PER_MINUTE), RateLimitItemPerSecond(BURST, limits.AT_ONCE)
)


async def answer(request: Request, pages: Pages) -> Response:
    """What a text finds, or why there is no answer, in the reader's language."""
    language = reader.language_of(request.scope)
    t, text = words.words(language), request.query_params.get(TEXT, "")
    most = actions.LONGEST_SEARCH
    if len(text) > most or len(request.scope["query_string"]) > limits.LONGEST_QUERY:
        return _refuse(t, 414, "too_long", t("search.too_long", most=most))
    client = limits.client_of(request.scope)
    if seconds := _requests.wait(client) or _turns.wait(client):
        again = {"retry-after": str(int(seconds) + 1)}
        return _refuse(t, 429, "rate", t("search.too_often"), **again)
    try:
        body = await _turns.run(
            request, lambda: _content(_view(language, request.query_params), text, tuple(pages))
        )
    except (BadDatasetError, SealError, OSError) as error:
        log.event("search_refused", type=type(error).__name__)
        return _refuse(t, 503, "unanswered", t("search.unanswered"))
    return Response(body, 200, _headers(t), media_type="application/json")


def _view(language: str, query: QueryParams) -> View:
    """The view of an address. Values that mean nothing are ignored, as a page does."""
    names = (*WHERE, *filters.FILTERS)
    return open_view("search", language, {name: query.getlist(name) for name in names})


def _content(view: View, text: str, pages: tuple[str, ...]) -> bytes:
    """What is found by kind, and in a sentence how much that is.

    `said` is the sentence; each of `groups` has the `name` of its kind, what was `found` (title,
    detail and address), and what `more` there is.
    """
    t, found = view.t, search.find(view, text, pages)
    more = search.more_actions(view, text, found) if text.strip() else None
    groups = [
        {
            "kind": kind,
            "name": t(f"search_kind.{kind}"),
            "found": [_said(one) for one in found if one.kind == kind],
            "more": _said(more) if more and kind == more.kind else None,
        }
        for kind in dict.fromkeys(one.kind for one in found)
    ]
    said = t("search.found", n=len(found)) if found else t("search.nothing")
    return orjson.dumps({"said": said, "groups": groups})


def _said(found: search.Found) -> dict[str, str]:
    return {"title": found.title, "detail": found.detail, "address": found.address}


def _headers(t: Words) -> dict[str, str]:
    return {**FRESH, "content-language": t.language}


def _refuse(t: Words, status: int, code: str, message: str, **headers: str) -> Response:
    """Why there is no answer: a code for programs and a sentence for the reader."""
    body = orjson.dumps({"error": {"code": code, "message": message}})
    return Response(body, status, {**_headers(t), **headers}, media_type="application/json")


def routes(pages: Pages) -> list[Route]:
    """Build the address of the search, which finds these pages too."""
    return [Route("/search", partial(answer, pages=pages))]
