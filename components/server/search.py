"""The address of the search: `/search?text=...`, with the parameters of a page.

It answers with JSON in the reader's language, made as the pages of the same address are seen.
"""

from functools import partial

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.cards import actions, search
from components.layout.page import Pages
from components.server import board_route, refusals
from components.server.refusals import RefusedError
from components.view.view import View
from data.text import words

FRESH = {"cache-control": "no-store", "vary": "accept-language", "x-robots-tag": "noindex"}


async def answer(request: Request, pages: Pages) -> Response:
    """What a text finds, or why there is no answer, as JSON in the reader's language."""
    t = words.words(refusals.language_of(request.scope))
    text, most = request.query_params.get("text", ""), actions.LONGEST_SEARCH
    headers = {**FRESH, "content-language": t.language}

    def find() -> Response:
        if len(text) > most:
            raise RefusedError(414, "address", "")
        view, _ = board_route.open_page(request.scope, "search")
        body = _content(view, text, tuple(pages))
        return Response(body, headers=headers, media_type="application/json")

    def tell(why: RefusedError) -> Response:
        messages = {414: t("search.too_long", most=most), 429: t("search.too_often")}
        message = messages.get(why.status, t("search.unanswered"))
        own = RefusedError(why.status, why.code, message, why.headers)
        return refusals.tell(own, headers)

    return await refusals.in_turn(request, "search", find, tell)


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
            "found": [one for one in found if one.kind == kind],
            "more": more if more and kind == more.kind else None,
        }
        for kind in dict.fromkeys(one.kind for one in found)
    ]
    summary = t("search.found", n=len(found)) if found else t("search.nothing")
    return orjson.dumps({"said": summary, "groups": groups})


def routes(pages: Pages) -> list[Route]:
    """Build the address of the search, which finds these pages too."""
    return [Route("/search", partial(answer, pages=pages))]
