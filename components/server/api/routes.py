"""The addresses of the open data: what each answers, in which form, and when with 304."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import orjson
from fastapi import Depends, FastAPI, Query, Request, Response
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.datastructures import QueryParams
from starlette.routing import Mount

from components.documents import provenance
from components.layout import files
from components.layout.files import file_stem
from components.server import file_answer, limits, refusals
from components.server.api import parameters, schemas
from components.server.api.answers import Answer
from components.server.api.parameters import MANY, OWN
from components.server.api.resources import FORMS, RESOURCES, Form, Resource
from components.server.public_address import origin
from components.server.refusals import BadRequestError, RefusedError
from components.server.request_limit import API, MESSAGES
from components.view import stores
from components.view.view import View
from data import contract
from data.cache import Cache
from data.model import METHOD_VERSION
from data.reading import load
from data.text import words

MOST_MADE = 8
"""Answers in the cache: a file that is read in parts is made once."""
HEADERS = {"ETag": {"schema": {"type": "string"}, "description": "Changes with the answer"}}
OTHERWISE: dict[int | str, dict[str, Any]] = {
    206: {"description": "The part that `Range` asks for"},
    304: {"description": "The answer has not changed"},
    416: {"description": "There is no such part"},
    "4XX": {"description": "Why not", "model": schemas.Error},
    503: {"description": "The data cannot be shown", "model": schemas.Error},
}
DESCRIPTION = "application/vnd.oai.openapi+json;version=3.1"

TEXT = Path(__file__).with_name("description.md").read_text("utf-8")
"""What the description says before all else."""

_cache: Cache[tuple[bytes, dict[str, str]]] = Cache(MOST_MADE)


def _answer(resource: Resource, form: Form, request: Request, query: Any) -> Response:
    """A resource in a form, made from the view that a page with these parameters shows."""
    given = parameters.values_by_name(request.query_params)
    view = parameters.open_view(given, query.lang.value)
    own = {name: given[name] if name in MANY else given[name][0] for name in OWN if name in given}
    known = type(query).model_fields
    shown = {name: value for name, value in {**view.query(), **own}.items() if name in known}
    # It is relative unless the host is one that was set.
    path = f"{origin(request.scope)}{request.url.path}"
    address = f"{path}?{urlencode(shown, doseq=True)}".rstrip("?")

    def make() -> tuple[bytes, dict[str, str]]:
        found = resource.make(view, query, **request.path_params)
        about = {**provenance.record(view, address), **found.meta}
        headers = _headers(resource, form, found, address, view, request)
        return form.write(found, about, query), headers

    # The list of datasets changes with each of them.
    is_kept = resource.row is not schemas.OneDataset
    content, headers = _cache.get((view.state_key, address), make) if is_kept else make()
    return file_answer.answer(request, content, form.kind, view.dataset.audience, headers)


def _headers(
    resource: Resource, form: Form, found: Answer, address: str, view: View, request: Request
) -> dict[str, str]:
    """A link to the next rows, the name of a file, and what a CSV file has no place for."""
    base, _, query = address.partition("?")
    headers = files.headers(view, query) if form.ending == ".csv" else {}
    end = found.meta.get("offset", 0) + len(found.rows)
    if found.rows and end < found.meta.get("rows", 0):
        kept = [(key, value) for key, value in QueryParams(query).multi_items() if key != "offset"]
        headers["link"] = f'<{base}?{urlencode([*kept, ("offset", end)])}>; rel="next"'
    if form.ending:
        name = f"{file_stem(view, request.path_params.get('table', resource.name))}{form.ending}"
        headers["content-disposition"] = file_answer.attachment(name)
    return headers


TableName: Any = Literal[tuple(contract.tables())]  # type: ignore[valid-type]


def _named_table(
    table: Annotated[TableName, InPath(description="Name of a table")],  # pyright: ignore[reportInvalidTypeForm]
) -> None:
    """The table of the address."""


def _add(resource: Resource, form: Form) -> None:
    """The address of a resource in one of its forms, for GET and HEAD, described once."""
    asks = (*resource.asks, "separator") if form.ending == ".csv" else resource.asks
    model = parameters.model(asks)

    async def endpoint(request: Request, query: Annotated[model, Query()]) -> Response:  # pyright: ignore[reportInvalidTypeForm]
        make = partial(_answer, resource, form, request, query)
        return await refusals.in_turn(request, "api", make, refusals.tell)

    path = f"/{resource.name}{form.ending}"
    _parameters_of[path] = asks
    key = "rows" if "{table}" in path else resource.name
    content = {"content": {form.kind.partition(";")[0]: {}}}
    whole = content if form.ending else {"model": schemas.answer_of(key, resource.row)}
    summary = (resource.summary or resource.row.__doc__).rstrip(".")
    title = f"{summary}, as {form.ending[1:]}" if form.ending else summary
    for method in ("GET", "HEAD"):
        _app.add_api_route(
            path,
            endpoint,
            methods=[method],
            include_in_schema=method == "GET",
            summary=title,
            description=resource.note,
            operation_id=path[1:].replace("/{table}", "_of_a_dataset").replace(".", "_"),
            responses={200: {"description": title, "headers": HEADERS, **whole}, **OTHERWISE},
            response_class=Response,
            dependencies=[Depends(_named_table)] if "{table}" in path else [],
        )


def document() -> dict[str, Any]:
    """The description in OpenAPI 3.1, made by FastAPI."""
    licence = (load.settings_of(load.default_folder()) or {}).get("licence")
    found = get_openapi(
        title=f"{stores.default_words(words.FALLBACK)('product.name')}: open data",
        version=f"1 (contract {contract.version()}, method {METHOD_VERSION})",
        description=TEXT.replace("PER_MINUTE", str(limits.PER_MINUTE)).strip(),
        license_info=licence and {"name": licence["title"], "identifier": licence["name"]},
        servers=[{"url": files.API}],
        routes=_app.routes,
    )
    return {**found, "paths": dict(sorted(found["paths"].items()))}


async def _document(request: Request) -> Response:
    """The description of the open data as JSON; it has no parameters."""

    def answer() -> Response:
        if request.query_params:
            raise BadRequestError([parameters.no_such(name, ()) for name in request.query_params])
        # It is of no one dataset, and for those whose folder the server shows first.
        audience = load.audience_of(load.default_folder())
        name = stores.default_words(words.FALLBACK)("product.name")
        made, _ = _cache.get(("openapi", name), lambda: (orjson.dumps(document()), {}))
        return file_answer.answer(request, made, DESCRIPTION, audience, {})

    return await refusals.in_turn(request, "api", answer, refusals.tell)


async def _refuse_parameters(request: Request, error: Any) -> Response:
    if any(problem["loc"][0] == "path" for problem in error.errors()):
        why = f"No such table; there are {', '.join(contract.tables())}."
        return refusals.tell(RefusedError(404, "table", why))
    problems = parameters.sentences(error, _parameters_of[request.scope["route"].path])
    return refusals.tell(BadRequestError(problems))


async def _pass_on(_: Request, error: Exception) -> Response:
    """The server around it answers a failure with its number."""
    raise error


_nowhere = refusals.tell(RefusedError(404, "address", MESSAGES[API]))
_parameters_of: dict[str, Sequence[str]] = {}
_app = FastAPI(
    openapi_url=None,
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
    exception_handlers={RequestValidationError: _refuse_parameters, Exception: _pass_on},
)
_app.router.default = _nowhere
_app.add_route("/openapi.json", _document)
for _resource in RESOURCES:
    # The longer endings first: a table's name could be read to the end of any address.
    for _form in reversed(FORMS):
        _add(_resource, _form)
ROUTES = [Mount(files.API, _app), Mount("/api", _nowhere)]
