"""The addresses of the open data: what may be asked, in which form it is answered, and when nothing need be sent."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import anyio
import anyio.to_thread
import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Mount, Route, Router
from starlette.types import Receive, Scope, Send

from components import stores
from components.card import file_stem, to_csv
from components.server.api import answers, openapi
from components.server.api.answers import Answer
from components.server.api.parameters import MANY, MOST_ROWS, RESOURCES, STATE, AskedWrongError, asked, codes, number, opened, spoken
from components.server.limits import OPEN, origin, refused
from components.view import View
from data import contract
from data.model import METHOD_VERSION, State
from data.problems import BadDatasetError
from data.sealed import SealError

ROOT = Path(__file__).parent.parent.parent.parent
AT_ONCE = 2
"""Answers made at a time: readers of the pages come first, however many programs ask."""
CACHED = {"cache-control": "no-cache", "vary": "accept-encoding"}
"""A copy may be kept, and is asked about each time: what is shown may be corrected at any moment."""

OWN = ("figure", STATE, "before", "limit", "offset")
"""Parameters that no page has."""

_turns = anyio.CapacityLimiter(AT_ONCE)


@cache
def software() -> str:
    """SHA-256 over the code and words that answers are made with: another version answers anew."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "data").glob("*.py"), *(ROOT / "data/text").iterdir(), *(ROOT / "components").rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def meta(view: View, address: str) -> dict[str, Any]:
    """What every answer carries beside its numbers."""
    return {
        "dataset": view.folder.name,
        "title": view.t.dataset(view.dataset),
        "as_of": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "live",
        "filters": view.sentence,
        "language": view.t.language,
        "marking": view.marking,
        "fictional": view.dataset.fictional,
        "plan": str(view.dataset.plan),
        "method": view.method,
        "fingerprint": view.dataset.fingerprint,
        "address": address,
    }


def _address(request: Request, query: dict[str, Any]) -> str:
    """The address that gives this answer again: relative unless the name of the host was set, since anybody can make one up."""
    return f"{origin(request.scope)}{request.url.path}?{urlencode(query, doseq=True)}".rstrip("?")


def _tag(*parts: object) -> str:
    return f'W/"{hashlib.sha256(repr((software(), *parts)).encode()).hexdigest()[:32]}"'


def _fresh(request: Request, tag: str) -> bool:
    """Whether the client says that it has this answer already."""
    held = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in held or tag in held or tag.removeprefix("W/") in held


def _sent(request: Request, tag: str, make: Callable[[], tuple[bytes, str, dict[str, str]]]) -> Response:
    headers = {**OPEN, **CACHED, "etag": tag}
    if _fresh(request, tag):
        return Response(status_code=304, headers=headers)
    body, kind, more = make()
    return Response(body, headers={**headers, **more}, media_type=kind)


def _json(content: Any) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


def seen(name: str, parameters: Sequence[str], make: Callable[[View, dict[str, list[str]], Request], Answer]) -> list[Route]:
    """Two routes, as JSON and as CSV, that answer what a view says."""

    def answer(request: Request, *, csv: bool) -> Response:
        if request.path_params.get("table", "actions") not in contract.tables():
            return refused(404, "table", f"No such table; there are {', '.join(contract.tables())}.")
        query = asked(request.query_params, parameters)
        view = opened(query)
        own = {key: query[key] if key in MANY else query[key][0] for key in OWN if key in query}
        address = _address(request, {key: value for key, value in {**view.query(), **own}.items() if key in parameters})
        state = [one.checksum for one in stores.entries_in(view.folder)]
        tag = _tag(view.dataset.fingerprint, view.live.fingerprint if name == "changes" else "", state, address, csv)

        def made() -> tuple[bytes, str, dict[str, str]]:
            found = make(view, query, request)
            about = {**meta(view, address), **found.meta}
            if not csv:
                return _json({"meta": about, **found.body}), "application/json", _following(found, address)
            file = f'attachment; filename="{file_stem(view, request.path_params.get("table", name))}.csv"'
            constants = {f"meta_{key}": str(value) for key, value in about.items()}
            return to_csv(found.frame, constants), "text/csv; charset=utf-8", {**_following(found, address), "content-disposition": file}

        return _sent(request, tag, made)

    path = f"/{name}"
    return [
        Route(f"{path}.csv", _turn(f"{name}.csv", lambda request: answer(request, csv=True))),
        Route(path, _turn(name, lambda request: answer(request, csv=False))),
    ]


def _following(found: Answer, address: str) -> dict[str, str]:
    """A link to the rows that come next, where there are more."""
    if "rows" not in found.meta or (end := found.meta["offset"] + len(found.rows)) >= found.meta["rows"] or not found.rows:
        return {}
    base, _, query = address.partition("?")
    kept = [(key, value) for key, value in QueryParams(query).multi_items() if key != "offset"]
    return {"link": f'<{base}?{urlencode([*kept, ("offset", end)])}>; rel="next"'}


def _turn(name: str, answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """Answer beside the event loop, when it is this request's turn; what was asked wrongly with a sentence each."""

    def safe(request: Request) -> Response:
        try:
            return answer(request)
        except AskedWrongError as error:
            return refused(400, "asked_wrong", ". ".join(error.problems))
        except BadDatasetError as error:
            return refused(
                503, "dataset_refused", f"The dataset breaks its contract: {len(error.problems)} problems. Nothing of it is shown."
            )
        except SealError as error:
            return refused(503, "edition_refused", f"The edition cannot be shown as it was: {error.code}.")

    async def endpoint(request: Request) -> Response:
        request.scope["route_name"] = name
        return await anyio.to_thread.run_sync(safe, request, limiter=_turns)

    return endpoint


def _datasets(request: Request) -> Response:
    t = spoken(asked(request.query_params, RESOURCES["datasets"]))
    address = _address(request, {"lang": t.language})
    body = _json({"meta": {"language": t.language, "method": METHOD_VERSION, "address": address}, "datasets": answers.datasets(t)})
    return _sent(request, _tag(body), lambda: (body, "application/json", {}))


def _document(request: Request) -> Response:
    asked(request.query_params, ())
    body = _json(openapi.document())
    return _sent(request, _tag(body), lambda: (body, "application/vnd.oai.openapi+json;version=3.1", {}))


def _table(view: View, query: dict[str, list[str]], request: Request) -> Answer:
    return answers.table(view, request.path_params["table"], *_which(query))


def _milestones(view: View, query: dict[str, list[str]], _: Request) -> Answer:
    figure = next(iter(codes(query, "figure", answers.figures(view))), None)
    return answers.milestones(view, figure, codes(query, STATE, list(State)), *_which(query))


def _which(query: dict[str, list[str]]) -> tuple[int, int]:
    """The rows asked for: how many to pass over, and how many to give."""
    return number(query, "offset", 0, 0, 10**9), number(query, "limit", MOST_ROWS, 1, MOST_ROWS)


def _changes(view: View, query: dict[str, list[str]], _: Request) -> Answer:
    asked_for = query.get("before", [None])[0]
    start = answers.start(view, asked_for)
    if start is None:
        raise AskedWrongError(["before: give a day, a meeting or an edition before the cut-off"])
    return answers.changes(view, start)


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse; an address with one stroke too many at its end is sent to the one without, whatever host or folder it is served under."""
    path: str = scope["path"].removeprefix(scope["root_path"])
    bare = {**scope, "path": scope["path"][:-1]}
    if path.endswith("/") and scope["type"] == "http" and any(route.matches(bare)[0] == Match.FULL for route in _ROUTER.routes):
        query = scope["query_string"].decode("latin-1")
        there = f"../{quote(path.rstrip('/').rpartition('/')[2])}" + (f"?{query}" if query else "")
        await Response(status_code=308, headers={**OPEN, "location": there})(scope, receive, send)
        return
    await refused(404, "address", "No such address; /api/v1/openapi.json lists them.")(scope, receive, send)


def _route(name: str, make: Callable[[View, dict[str, list[str]], Request], Answer]) -> list[Route]:
    return seen(name, RESOURCES[name], make)


_ROUTER = Router(
    [
        Route("/openapi.json", _turn("openapi.json", _document)),
        Route("/datasets", _turn("datasets", _datasets)),
        *_route("editions", lambda view, _, __: answers.editions(view)),
        *_route("meetings", lambda view, _, __: answers.held(view)),
        *_route("tables/{table}", _table),
        *_route("measures", lambda view, _, __: answers.counted(view)),
        *_route("milestones", _milestones),
        *_route("changes", _changes),
    ],
    default=_nowhere,
    redirect_slashes=False,
)
ROUTES = [Mount(openapi.BASE, _ROUTER), Mount("/api", _nowhere)]
