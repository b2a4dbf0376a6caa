"""Why a request is refused: JSON for a program, for a reader a page with a sentence in words."""

from collections.abc import Callable, Mapping, Sequence

import orjson
from markupsafe import Markup
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from components.server import limits, templates
from components.server.file_answer import OPEN
from components.view.stores import default_words
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text import words
from data.text.words import Words

AGAIN = 5
"""Seconds after which a page that may come later reloads."""
MOST_NAMED = 20
"""Problems of a dataset that a page names; the command line names all."""
STYLE = Markup(
    "body{max-width:36rem;margin:12vh auto;padding:0 1.5rem;color:#111827;background:#fff;"
    "font:1.125rem/1.5 'Noto Sans',system-ui,sans-serif}h1{font-size:1.35rem}a{color:#0b3d91}"
    "@media(prefers-color-scheme:dark){body{color:#e8edf6;background:#0c1322}a{color:#9cc1ff}}"
)
"""The look of pages for readers, within them: where one is needed, no file may come."""


class RefusedError(Exception):
    """A refusal: status, code for programs, sentence, and headers of the answer."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] = {}
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


class BadRequestError(RefusedError):
    """A parameter that is not known here, or a value of one that is not, in a sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(400, "asked_wrong", ". ".join(problems))


REASONS = (RefusedError, BadDatasetError, EditionError)
"""Errors that `refusal_of` takes."""


def refusal_of(error: RefusedError | BadDatasetError | EditionError) -> RefusedError:
    """Return the refusal that an error of `REASONS` leads to; its sentence is in English."""
    if isinstance(error, BadDatasetError):
        why = f"The dataset breaks its contract: {len(error.problems)} problems."
        return RefusedError(503, "dataset_refused", f"{why} Nothing of it is shown.")
    if isinstance(error, EditionError):
        why = f"The edition cannot be shown as it was: {error.code}."
        return RefusedError(503, "edition_refused", why)
    return error


async def in_turn(
    request: Request,
    kind: str,
    make: Callable[[], Response],
    tell: Callable[[RefusedError], Response],
) -> Response:
    """Return what `make` answers when it is this request's turn, or what is told of why not.

    Args:
        request: the request.
        kind: of `limits.LIMITS`.
        make: makes the answer, in a thread, or raises one of `REASONS`.
        tell: makes the answer that tells of a refusal.
    """
    limit = limits.LIMITS[kind]
    try:
        if len(request.scope["query_string"]) > limits.LONGEST_QUERY:
            raise RefusedError(414, "address", "The address is too long.")
        if seconds := limit.wait(limits.client_of(request.scope)):
            raise too_often(language_of(request.scope), seconds)
        return await limit.run(request, make)
    except REASONS as error:
        return tell(refusal_of(error))


def too_often(language: str, seconds: int) -> RefusedError:
    """Return the refusal of a client that has to wait for so many seconds."""
    text = words.words(language)("server.often")
    return RefusedError(429, "rate", text, {"retry-after": str(seconds)})


def sentences(error: BadDatasetError | EditionError, t: Words) -> list[str]:
    """Return what is wrong with the data of a page and who can mend it, for a reader."""
    if isinstance(error, EditionError):
        reason = t(f"edition_problem.{error.code}", **error.details)
        return [t("frame.edition_refused", part=error.part, reason=reason)]
    found = error.problems
    return [t("problems.lead", n=len(found)), *(one.sentence(t) for one in found[:MOST_NAMED])]


def tell(why: RefusedError, shared: Mapping[str, str] = OPEN) -> Response:
    """Return a refusal as JSON with its code and message, with headers of who may read it."""
    body = orjson.dumps({"error": {"code": why.code, "message": why.message}})
    every = {**shared, "cache-control": "no-store", **why.headers}
    return Response(body, why.status, every, media_type="application/json")


def language_of(scope: Scope) -> str:
    """Language of a request that we have: of its address, else of the browser, else the first."""
    known = words.languages()
    chosen = QueryParams(scope["query_string"]).get("lang", "")
    browser = Headers(scope=scope).get("accept-language", "")[:2].lower()
    return next((code for code in (chosen, browser) if code in known), known[0])


def html(language: str, text: str, *, home: str | None = None, again: bool = False) -> str:
    """Return the HTML of a sentence, with a link to the Overview or a reload."""
    t, again_in = default_words(language), AGAIN if again else None
    return templates.render("message.html", t=t, text=text, home=home, again=again_in, style=STYLE)


def page(
    scope: Scope, status: int, name: str, headers: Mapping[str, str] = {}, *, in_frame: bool = False
) -> Response:
    """Return a page with one sentence of `[server]` and a link to the first page.

    In a frame of another site it leads nowhere, since no page of ours opens there.
    """
    text = words.words(language_of(scope))(f"server.{name}")
    return _page(scope, status, text, headers, in_frame=in_frame)


def _page(
    scope: Scope, status: int, text: str, headers: Mapping[str, str], *, in_frame: bool = False
) -> Response:
    home = f"{scope.get('app_root_path', scope.get('root_path', ''))}/overview"
    every = {"cache-control": "no-store", "vary": "accept-language", **headers}
    again = in_frame and status == 429
    made = html(language_of(scope), text, home=None if in_frame else home, again=again)
    return HTMLResponse(made, status, every)


def answer(scope: Scope, why: RefusedError) -> Response:
    """Return a refusal as a page where the client takes HTML, else as JSON for a program."""
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return _page(scope, why.status, why.message, why.headers)
    return tell(why)
