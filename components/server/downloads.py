"""The addresses of files: the table of each card of a page, documents, calendars and editions, as the pages offer them."""

import hashlib
import os
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import anyio
import anyio.to_thread
import pandas as pd
from limits import RateLimitItemPerMinute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router

from components.cards import content as pages
from components.cards import csvw, files, meetings
from components.cards.card import file_stem
from components.cards.content import Content
from components.documents import calendar, imprint, registry
from components.server import reader
from components.server.api import parameters
from components.server.api.parameters import AskedWrongError
from components.server.file_answer import answer, attachment
from components.server.limits import OPEN, Windows, client_of, host_of, origin, rate, refused
from components.view import choice, stores
from components.view import view as views
from components.view.cache import Kept
from components.view.view import View
from data import load, words
from data import meetings as known_meetings
from data.archive import SealError
from data.meetings import MeetingStatus
from data.model import Clearance
from data.problems import BadDatasetError, shorten

TABLES_AT_ONCE, DOCUMENTS_AT_ONCE = 2, 1
"""Files made at a time: readers of the pages come first. A table waits for no document, which takes up to 1.5 seconds."""
DOCUMENTS_PER_MINUTE = 30
"""Documents that are made for one client in a minute; one that is kept costs nothing and is not counted."""
MOST_KEPT = 8
"""Documents kept in memory, at most 2 MB each: who reads one in parts has it made once."""
CACHED = {"cache-control": "no-cache", "vary": "accept-encoding"}
"""A copy may be kept, and is asked about each time: what is shown may be corrected at any moment."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine for itself: they lead nobody elsewhere, whoever made them up."""
FILTERS = (*choice.PARAMETERS, *views.WHERE, "lang")
"""Parameters that every page has."""

_tables = anyio.CapacityLimiter(TABLES_AT_ONCE)
_documents = anyio.CapacityLimiter(DOCUMENTS_AT_ONCE)
_kept: Kept[registry.File] = Kept(MOST_KEPT)
_makings = Windows(RateLimitItemPerMinute(DOCUMENTS_PER_MINUTE))


@dataclass(frozen=True)
class Found:
    """A file that was asked for.

    Attributes:
        view: what it is made from.
        name: what it is called.
        mime: what a browser is told that it is.
        content: its bytes.
        links: `Link` headers.
    """

    view: View
    name: str
    mime: str
    content: bytes
    links: tuple[str, ...] = ()


class RefusedError(Exception):
    """Why there is no such file: status, code, and a sentence in the reader's language."""

    def __init__(self, status: int, code: str, said: str, **headers: str) -> None:
        super().__init__(code)
        self.status, self.code, self.said, self.headers = status, code, said, headers


def _opened(request: Request, known: Sequence[str]) -> tuple[View, dict[str, list[str]]]:
    """The view that an address names, and what it says; it says nothing that is not known here."""
    query = parameters.given(request.query_params)
    problems = [
        f"{shorten(name)}: no such parameter; there are {', '.join(known)}"
        for name in query
        if name not in known
    ]
    language = query.get("lang", [words.FALLBACK])[0]
    if language not in words.languages():
        problems.append(parameters.unknown("lang", language, words.languages()))
    if problems:
        raise AskedWrongError(problems)
    return parameters.opened(query, language), query


def _table(request: Request) -> Found:
    """The table of a card."""
    view, content, form, more = _card_asked(request)
    card, seen = _card(content, request.path_params["card"])
    beside = _here(request, view, f"{view.page}/{card.key}.csv{csvw.BESIDE}", more)
    links = [f'<{beside}>; rel="describedby"; type="{csvw.KIND}"']
    links += [f'<{csvw.LICENCE}>; rel="license"'] if load.is_ours(view.folder) else []
    return Found(
        seen,
        f"{files.name(seen, card, content.own)}.csv",
        "text/csv; charset=utf-8",
        files.to_csv(seen, card, form),
        tuple(links),
    )


def _beside(request: Request) -> Found:
    """What describes the table of a card."""
    view, content, form, more = _card_asked(request)
    card, seen = _card(content, request.path_params["card"])
    here = _here(request, view, f"{view.page}/{card.key}.csv", more)
    page = view.address(f"{_site(request)}/{view.page}", **content.own)
    return Found(
        seen,
        f"{files.name(seen, card, content.own)}.csv{csvw.BESIDE}",
        csvw.KIND,
        files.describe(seen, card, form, here, page),
    )


def _card_asked(request: Request) -> tuple[View, Content, csvw.Form, dict[str, str]]:
    """The view and the page that a card is asked of, how its table is written, and what its address says besides the view."""
    page = request.path_params["page"]
    if page not in pages.LAYOUTS:
        raise RefusedError(404, "page", f"No such page; there are {', '.join(pages.LAYOUTS)}.")
    own_names = pages.OWN_OF.get(page, ())
    view, query = _opened(request, (*FILTERS, *own_names, files.SEPARATOR))
    view = replace(view, page=page)
    own, dropped = pages.given(view, {name: query[name][0] for name in own_names if name in query})
    problems = [
        f"{name}: '{shorten(value)}' is not known here"
        for name, _, value in (one.partition("=") for one in dropped)
    ]
    asked, usual = query.get(files.SEPARATOR, [""])[0], files.separator(view.t.language)
    if files.SEPARATOR in query and asked not in files.FORMS:
        problems.append(parameters.unknown(files.SEPARATOR, asked, list(files.FORMS)))
    if problems:
        raise AskedWrongError(problems)
    more = {**own, **({files.SEPARATOR: asked} if asked else {})}
    return view, Content(view, own), files.FORMS[asked or usual], more


def _card(content: Content, key: str) -> tuple[pages.Card, View]:
    if (pair := content.card(key)) is None:
        there = ", ".join(one.key for one in content.cards) or "none"
        raise RefusedError(
            404,
            "card",
            f"This page has no table '{shorten(key)}' with this choice; there are: {there}.",
        )
    return pair


def _document(request: Request) -> Found:
    """A document, made anew where it is not kept."""
    key, ending, code = (request.path_params.get(name) for name in ("document", "ending", "code"))
    one = next((one for one in registry.DOCUMENTS if one.key == key), None)
    form = next((form for form in one.forms if form.ending == ending), None) if one else None
    if one is None or form is None or bool(one.about) != (code is not None):
        raise RefusedError(404, "file", f"No such file; there are {', '.join(_names())}.")
    view, query = _opened(request, FILTERS)
    view = replace(view, page=one.page)
    if code is not None and code not in one.participants(view):
        raise RefusedError(
            404,
            "participant",
            f"No such participant; there are {', '.join(one.participants(view))}.",
        )
    language = view.t.language if "lang" in query or code is None else one.language(code)
    site = _site(request)

    def make() -> registry.File:
        if rate()[0] and (seconds := _makings.wait(client_of(request.scope))):
            raise RefusedError(
                429, "rate", view.t("server.often"), retry_after=str(int(seconds) + 1)
            )
        return registry.make(view, one, form, site, code, language)

    try:
        made = _kept.get((*_state(view), one.key, form.ending, code, language, site), make)
    except SealError as error:
        raise RefusedError(409, "edition", registry.reason(error, view.t)) from error
    except registry.REFUSALS as error:
        raise RefusedError(422, error.code, registry.reason(error, view.t)) from error
    return Found(view, made.name, made.mime, made.content)


def _state(view: View) -> Iterator[Hashable]:
    """Equal for two views of which documents are the same: also what they are compared with is."""
    yield from (*view.key, *view.where.items(), view.live.fingerprint)
    yield from (one.checksum for one in stores.entries_in(view.folder))


def _names() -> Iterator[str]:
    """The documents by their addresses."""
    for one in registry.DOCUMENTS:
        yield from (
            f"{one.key}{'/<participant>' if one.about else ''}.{form.ending}" for form in one.forms
        )


def _calendar(request: Request) -> Found:
    """All meetings known to the day, or one of them, as a calendar."""
    view, _ = _opened(request, FILTERS)
    view = meetings.of_all(replace(view, page="meetings"))
    rows, code, site = (
        known_meetings.known_on(view.dataset, view.as_of),
        request.path_params.get("code"),
        _site(request),
    )
    if code is not None:
        rows = rows[rows["meeting_id"] == code]
        if rows.empty:
            raise RefusedError(404, "meeting", f"No such meeting: '{shorten(code)}'.")
    dated = known_meetings.dated(rows)
    if code is not None and dated.empty:
        raise RefusedError(422, "no_day", _undated(view, rows))

    def link(meeting: str) -> str:
        return f"{site}/meetings?{urlencode({'meeting': meeting, **view.where, 'lang': view.t.language})}"

    about = imprint.line(
        view, view.address(f"{site}/meetings", **({"meeting": code} if code else {}))
    )
    made = calendar.of_meetings(view.dataset, dated, view.as_of, view.t, link, about)
    return Found(
        view,
        f"{file_stem(view, f'meeting-{code}' if code else 'meetings')}.ics",
        calendar.MIME,
        made,
    )


def _undated(view: View, rows: pd.DataFrame) -> str:
    """Why a meeting stands in no calendar."""
    status, precision = rows[["status", "precision"]].iloc[0]
    if status == MeetingStatus.AFTER_CUT_OFF:
        return view.t("meetings.after_cut_off", day=view.t.date(view.as_of))
    return view.t(f"no_calendar.{precision}")


def _edition(request: Request) -> Found:
    """The file of an edition, where it holds nothing that the reader may not see."""
    view, _ = _opened(request, ("dataset", "clearance", "lang"))
    name = request.path_params["name"]
    entry = next((one for one in stores.entries_in(view.folder) if one.name == name), None)
    if entry is None:
        raise RefusedError(404, "edition", f"No such edition: '{shorten(name)}'.")
    if entry.marking not in view.clearance.markings:
        raise RefusedError(
            403, "marking", f"{view.t('export.marking')}: {view.t(f'marking.{entry.marking}')}"
        )
    return Found(view, entry.path.name, registry.ZIP, entry.path.read_bytes())


def _site(request: Request) -> str:
    """The address of the dashboard that stands in files: the one that was set, else the name it was asked by where that is known."""
    scope = request.scope
    local = (
        f"{scope['scheme']}://{request.headers.get('host', '')}"
        if host_of(scope) in LOOPBACK
        else ""
    )
    return os.environ.get(registry.SITE, "").rstrip("/") or origin(scope) or local


def _here(request: Request, view: View, name: str, more: Mapping[str, str]) -> str:
    return f"{_site(request)}/{files.address(view, name, **more)}"


def _sent(request: Request, found: Found) -> Response:
    """A file with what belongs to it; only what everybody may see can be read by other sites in a reader's browser."""
    view = found.view
    headers = {
        **(OPEN if view.clearance == Clearance.PUBLIC else {}),
        **CACHED,
        **files.headers(view),
    }
    headers |= {"content-disposition": attachment(found.name), "content-language": view.t.language}
    headers |= {"link": ", ".join(found.links)} if found.links else {}
    headers |= {"x-robots-tag": "noindex"} if view.dataset.fictional else {}
    tag = f'"{hashlib.sha256(found.content).hexdigest()[:32]}"'
    return answer(request, tag, lambda: found.content, found.mime, headers)


def _refused(request: Request, error: RefusedError) -> Response:
    """Why not: to a person as a page, to a program as the open data say it."""
    if "text/html" in request.headers.get("accept", ""):
        return reader.told(request.scope, error.status, error.said, **error.headers)
    return refused(error.status, error.code, error.said, **error.headers)


def _route(path: str, limiter: anyio.CapacityLimiter, find: Callable[[Request], Found]) -> Route:
    """An address that is answered beside the event loop, when it is this request's turn."""

    def safe(request: Request) -> Response:
        try:
            return _sent(request, find(request))
        except RefusedError as error:
            return _refused(request, error)
        except AskedWrongError as error:
            return _refused(request, RefusedError(400, "asked_wrong", ". ".join(error.problems)))
        except BadDatasetError as error:
            said = f"The dataset breaks its contract: {len(error.problems)} problems. Nothing of it is shown."
            return _refused(request, RefusedError(503, "dataset_refused", said))
        except SealError as error:
            return _refused(
                request,
                RefusedError(
                    503, "edition_refused", f"The edition cannot be shown as it was: {error.code}."
                ),
            )

    async def endpoint(request: Request) -> Response:
        request.scope["route"] = route
        return await anyio.to_thread.run_sync(safe, request, limiter=limiter)

    route = Route(path, endpoint)
    return route


async def _nowhere(request: Request) -> Response:
    return _refused(request, RefusedError(404, "address", "No such file."))


_ROUTER = Router(
    [
        _route("/meetings.ics", _tables, _calendar),
        _route("/meetings/{code}.ics", _tables, _calendar),
        _route("/editions/{name}.zip", _tables, _edition),
        _route(f"/{{page}}/{{card}}.csv{csvw.BESIDE}", _tables, _beside),
        _route("/{page}/{card}.csv", _tables, _table),
        _route("/{document}.{ending}", _documents, _document),
        _route("/{document}/{code}.{ending}", _documents, _document),
        Route("/{nowhere:path}", _nowhere),
    ],
    redirect_slashes=False,
)
ROUTES = [Mount(f"/{files.ROOT}", _ROUTER)]
