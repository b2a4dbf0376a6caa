"""The addresses of the open data: what each answers, in which form, and when nothing need be sent."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

import anyio
import anyio.to_thread
from fastapi import Depends, FastAPI, Query, Request, Response
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import QueryParams
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from components.cards import csvw
from components.cards.export import file_stem
from components.server import file_answer
from components.server.api import answers, openapi, parameters, resources, schemas
from components.server.api.answers import Answer
from components.server.api.parameters import MANY, OWN, AskedWrongError
from components.server.api.resources import FORMS, RESOURCES, Form, Resource
from components.server.limits import OPEN, origin, refused
from components.view import stores
from components.view.cache import Kept
from components.view.view import View
from data import contract, words
from data.archive import SealError
from data.model import METHOD_VERSION
from data.problems import BadDatasetError, shorten

ROOT = Path(__file__).parent.parent.parent.parent
AT_ONCE = 2
"""Answers made at a time: readers of the pages come first, however many programs ask."""
MOST_MADE = 8
"""Answers kept in memory, so that a file read in parts is made once."""
CACHED = {"cache-control": "no-cache", "vary": "accept-encoding"}
"""A copy may be kept, and is asked about each time: what is shown may be corrected at any moment."""
HEADERS = {"ETag": {"schema": {"type": "string"}, "description": "Changes with the answer"}}
OTHERWISE: dict[int | str, dict[str, Any]] = {
    206: {"description": "The part that `Range` asks for"},
    304: {"description": "The answer has not changed"},
    416: {"description": "There is no such part"},
    "4XX": {"description": "Why not", "model": schemas.Error},
    503: {"description": "The data cannot be shown", "model": schemas.Error},
}
DESCRIPTION = "application/vnd.oai.openapi+json;version=3.1"

SPOKEN = parameters.model(("lang",))

_turns = anyio.CapacityLimiter(AT_ONCE)
_made: Kept[tuple[bytes, dict[str, str]]] = Kept(MOST_MADE)


class OpenData(FastAPI):
    """The application of the open data. The server around it answers failures, each by its number."""

    def build_middleware_stack(self) -> ASGIApp:
        """All but the outermost layer, which answers a failure without one."""
        return super().build_middleware_stack().app  # type: ignore[attr-defined]


@cache
def software() -> str:
    """SHA-256 over the code, words and libraries that answers are made with: another version answers anew."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(
        [
            *(ROOT / "data").glob("*.py"),
            *(ROOT / "data/text").iterdir(),
            *(ROOT / "components").rglob("*.py"),
        ]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _tag(*parts: object) -> str:
    return f'"{hashlib.sha256(repr((software(), *parts)).encode()).hexdigest()[:32]}"'


def _address(request: Request, query: Mapping[str, Any]) -> str:
    """The address that gives this answer again: relative unless the name of the host was set, since anybody can make one up."""
    return f"{origin(request.scope)}{request.url.path}?{urlencode(query, doseq=True)}".rstrip("?")


def _sent(
    request: Request, tag: str, kind: str, make: Callable[[], bytes], **headers: str
) -> Response:
    return file_answer.answer(request, tag, make, kind, {**OPEN, **CACHED, **headers})


def _answer(resource: Resource, form: Form, request: Request, query: Any) -> Response:
    """What a resource says in a form: the view that a page with these parameters shows, and what is made of it."""
    asked = parameters.given(request.query_params)
    view = parameters.opened(asked, query.lang.value)
    own = {name: asked[name] if name in MANY else asked[name][0] for name in OWN if name in asked}
    address = _address(
        request,
        {
            name: value
            for name, value in {**view.query(), **own}.items()
            if name in type(query).model_fields
        },
    )
    live = view.live.fingerprint if resource.name == "changes" else ""
    tag = _tag(
        view.dataset.fingerprint,
        live,
        [one.checksum for one in stores.entries_in(view.folder)],
        address,
        request.url.path,
    )

    def made() -> tuple[bytes, dict[str, str]]:
        found = resource.make(view, query, request)
        about = {**csvw.imprint(view, address), **found.meta}
        return form.write(found, about, query), _headers(
            resource, form, found, address, view, request
        )

    content, headers = (b"", {}) if file_answer.is_held(request, tag) else _made.get(tag, made)
    return _sent(request, tag, form.kind, lambda: content, **headers)


def _headers(
    resource: Resource, form: Form, found: Answer, address: str, view: View, request: Request
) -> dict[str, str]:
    """Where the next rows are, where a CSV file is described, and the name under which a file is kept."""
    links, (base, _, query) = [], address.partition("?")
    if (
        "rows" in found.meta
        and found.rows
        and (end := found.meta["offset"] + len(found.rows)) < found.meta["rows"]
    ):
        kept = [(key, value) for key, value in QueryParams(query).multi_items() if key != "offset"]
        links.append(f'<{base}?{urlencode([*kept, ("offset", end)])}>; rel="next"')
    if form.ending == ".csv":
        links.append(f'<{base}{csvw.BESIDE}?{query}>; rel="describedby"; type="{csvw.KIND}"')
    headers = {"link": ", ".join(links)} if links else {}
    if form.ending:
        name = request.path_params.get("table", resource.name)
        headers["content-disposition"] = file_answer.attachment(
            f"{file_stem(view, name)}{form.ending}"
        )
    return headers


async def _in_turn(answer: Callable[[], Response]) -> Response:
    """Answer beside the event loop, when it is this request's turn."""
    return await anyio.to_thread.run_sync(answer, limiter=_turns)


TableName: Any = Literal[tuple(contract.tables())]  # type: ignore[valid-type]


def _named_table(
    table: Annotated[TableName, InPath(description="Name of a table")],  # pyright: ignore[reportInvalidTypeForm]
) -> None:
    """The table of the address."""


def _route(
    path: str, endpoint: Any, summary: str, said: str, whole: dict[str, Any], **more: Any
) -> None:
    """An address for GET and HEAD, described once.

    Args:
        path: the address.
        endpoint: what answers.
        summary: what it is.
        said: what else there is to know.
        whole: the model or the content of a whole answer.
        more: what else FastAPI is told.
    """
    name = path.strip("/").replace("/{table}", "_of_a_dataset")
    for method in ("GET", "HEAD"):
        _app.add_api_route(
            path,
            endpoint,
            methods=[method],
            include_in_schema=method == "GET",
            summary=summary,
            description=said,
            operation_id=name.replace(".", "_").replace("-", "_"),
            responses={200: {"description": summary, "headers": HEADERS, **whole}, **OTHERWISE},
            response_class=Response,
            **more,
        )


def _add(resource: Resource, form: Form) -> None:
    """The address of a resource in one of its forms."""
    asks = (*resource.asks, "separator") if form.ending.startswith(".csv") else resource.asks
    model = parameters.model(asks)

    async def answered(request: Request, query: Annotated[model, Query()]) -> Response:  # pyright: ignore[reportInvalidTypeForm]
        return await _in_turn(lambda: _answer(resource, form, request, query))

    path = f"/{resource.name}{form.ending}"
    _asks[path] = asks
    whole = (
        {"content": {form.kind.partition(";")[0]: {}}} if form.ending else {"model": resource.gives}
    )
    of_table = [Depends(_named_table)] if "{table}" in path else []
    _route(
        path,
        answered,
        ", ".join(filter(None, (resource.summary, form.said))),
        resource.said,
        whole,
        dependencies=of_table,
    )


async def _datasets(request: Request, query: Annotated[SPOKEN, Query()]) -> Response:  # pyright: ignore[reportInvalidTypeForm]
    t = words.words(query.lang.value)
    address = _address(request, {"lang": t.language})

    def answer() -> Response:
        parameters.given(request.query_params)
        about = {"language": t.language, "method": METHOD_VERSION, "address": address}
        body = resources.to_json({"meta": about, "datasets": answers.datasets(t)})
        return _sent(request, _tag(body), "application/json", lambda: body)

    return await _in_turn(answer)


async def _document(request: Request) -> Response:
    if request.query_params:
        raise AskedWrongError(
            [f"{shorten(name)}: no such parameter; there is none" for name in request.query_params]
        )

    def answer() -> Response:
        tag = _tag("openapi", openapi.codes())
        return _sent(
            request,
            tag,
            DESCRIPTION,
            lambda: _made.get(tag, lambda: (resources.to_json(openapi.document(_app.routes)), {}))[
                0
            ],
        )

    return await _in_turn(answer)


async def _not_understood(request: Request, error: Any) -> Response:
    if any(one["loc"][0] == "path" for one in error.errors()):
        return refused(404, "table", f"No such table; there are {', '.join(contract.tables())}.")
    return refused(
        400,
        "asked_wrong",
        ". ".join(parameters.sentences(error, _asks[request.scope["route"].path])),
    )


async def _asked_wrong(_: Request, error: Any) -> Response:
    return refused(400, "asked_wrong", ". ".join(error.problems))


async def _bad_dataset(_: Request, error: Any) -> Response:
    return refused(
        503,
        "dataset_refused",
        f"The dataset breaks its contract: {len(error.problems)} problems. Nothing of it is shown.",
    )


async def _bad_edition(_: Request, error: Any) -> Response:
    return refused(503, "edition_refused", f"The edition cannot be shown as it was: {error.code}.")


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse; an address with one stroke too many at its end is sent to the one without, whatever host or folder it is served under."""
    path: str = scope["path"].removeprefix(scope["root_path"])
    bare = {**scope, "path": scope["path"][:-1]}
    if (
        path.endswith("/")
        and scope["type"] == "http"
        and any(route.matches(bare)[0] == Match.FULL for route in _app.routes)
    ):
        query = scope["query_string"].decode("latin-1")
        there = f"../{quote(path.rstrip('/').rpartition('/')[2])}" + (f"?{query}" if query else "")
        await Response(status_code=308, headers={**OPEN, "location": there})(scope, receive, send)
        return
    await refused(404, "address", "No such address; /api/v1/openapi.json lists them.")(
        scope, receive, send
    )


_asks: dict[str, Sequence[str]] = {"/datasets": ("lang",)}
_app = OpenData(
    openapi_url=None,
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
    exception_handlers={
        RequestValidationError: _not_understood,
        AskedWrongError: _asked_wrong,
        BadDatasetError: _bad_dataset,
        SealError: _bad_edition,
    },
)
_app.router.default = _nowhere
_route(
    "/openapi.json",
    _document,
    "This document",
    "",
    {"content": {DESCRIPTION.partition(";")[0]: {"schema": {"type": "object"}}}},
)
_route("/datasets", _datasets, "The datasets that can be chosen", "", {"model": schemas.Datasets})
for _resource in RESOURCES:
    # The longer endings first: a table's name could be read to the end of any address.
    for _form in reversed(FORMS):
        _add(_resource, _form)
ROUTES = [Mount(openapi.BASE, _app), Mount("/api", _nowhere)]
