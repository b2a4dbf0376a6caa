"""The addresses of files that pages offer: tables of cards, documents, calendars, editions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, Router

from components.documents import provenance, registry
from components.layout import files
from components.layout.files import file_stem
from components.layout.page import Content, Pages
from components.layout.parts import PageParams
from components.server import limits, refusals
from components.server.api import parameters
from components.server.file_answer import answer, attachment
from components.server.public_address import site_in_files
from components.server.refusals import BadRequestError, RefusedError
from components.server.request_limit import FILES, MESSAGES
from components.view.view import View
from data.archive import EditionError
from data.cache import Cache
from data.meetings import MeetingStatus, dated, known_on
from data.reading.problems import shorten
from data.selection import filters
from data.text import words

MOST_KEPT = 8
"""Documents in the cache, at most 2 MB each: one that is read in parts is made once."""
FILTERS = (*filters.FILTERS, *filters.SOURCE_PARAMS, "lang")
"""Parameters that every page has."""

_cache: Cache[registry.File] = Cache(MOST_KEPT)


@dataclass(frozen=True)
class Download:
    """A file to be sent, made from a view and what is asked of its page.

    What is followed is read where it is, not saved.
    """

    view: View
    name: str
    mime: str
    content: bytes
    params: PageParams = field(default_factory=dict)
    is_followed: bool = False


def opened(request: Request, known: Sequence[str]) -> tuple[View, dict[str, list[str]]]:
    """The view that an address names, and its parameters; refused if one is not known here."""
    query = parameters.values_by_name(request.query_params)
    problems = [parameters.no_such(name, known) for name in query if name not in known]
    language = query.get("lang", [words.FALLBACK])[0]
    if language not in words.languages():
        problems.append(parameters.unknown("lang", language, words.languages()))
    if problems:
        raise BadRequestError(problems)
    return parameters.open_view(query, language), query


def _table(request: Request, pages: Pages) -> Download:
    key, page = request.path_params["card"], pages.get(request.path_params["page"])
    if page is None:
        raise RefusedError(404, "page", f"No such page; there are {', '.join(pages)}.")
    own = [one.name for one in page.parameters]
    view, query = opened(request, (*FILTERS, *own, files.SEPARATOR))
    view = replace(view, page=page.name)
    params, dropped = page.parse(view, {name: values[0] for name, values in query.items()})
    refused = (part.partition("=") for part in dropped)
    problems = [f"{name}: '{shorten(value)}' is not known here" for name, _, value in refused]
    separator = query.get(files.SEPARATOR, [view.t.facts.cell_separator])[0]
    if separator not in files.FORMS:
        problems.append(parameters.unknown(files.SEPARATOR, separator, list(files.FORMS)))
    if problems:
        raise BadRequestError(problems)
    content = Content(page, view, params)
    if (found := content.card(key)) is None:
        there = ", ".join(other.key for other in content.cards) or "none"
        why = f"This page has no table '{shorten(key)}' with this choice; there are: {there}."
        raise RefusedError(404, "card", why)
    card, seen = found
    name = file_stem(seen, card.key, params.values())
    made = files.to_csv(seen, card, files.FORMS[separator])
    return Download(seen, f"{name}.csv", "text/csv; charset=utf-8", made, params)


def _document(request: Request) -> Download:
    """A document on the choice, on one participant or on each, from the cache or made now."""
    key, ending, code = (request.path_params.get(name) for name in ("document", "ending", "code"))
    document = next((known for known in registry.DOCUMENTS if known.key == key), None)
    forms = document.forms if document else ()
    form = next((form for form in forms if form.ending == ending), None)
    if document is None or form is None or bool(document.about) != (code is not None):
        raise RefusedError(404, "file", f"No such file; there are {', '.join(_names())}.")
    params = (document.parts,) if document.parts else ()
    view, query = opened(request, (*FILTERS, *params))
    view = replace(view, page=document.page)
    chosen = tuple(
        key for name in params for one in query.get(name, []) for key in one.split(",") if key
    )
    known = document.participants(view) if code is not None else []
    if code not in (None, registry.EVERYONE, *known):
        why = f"No such participant; there are {', '.join(known)}."
        raise RefusedError(404, "participant", why)
    language = view.t.language if "lang" in query or code is None else None
    site = site_in_files(request.scope)

    def make() -> registry.File:
        is_heavy = document.is_heavy or code == registry.EVERYONE
        kind = "documents on all" if is_heavy else "new documents"
        wait = limits.LIMITS[kind].wait
        if limits.rate()[0] and (seconds := wait(limits.client_of(request.scope))):
            raise refusals.too_often(view.t.language, seconds)
        if code != registry.EVERYONE:
            return registry.make(view, document, form, site, code, language, chosen)
        each = (registry.make(view, document, form, site, one, language) for one in known)
        return registry.zipped(view, document, each)

    about = (document.key, form.ending, code, language, site, chosen)
    try:
        made = _cache.get((view.state_key, *about), make)
    except EditionError as error:
        raise RefusedError(409, "edition", registry.reason(error, view.t)) from error
    except registry.REFUSALS as error:
        raise RefusedError(422, error.code, registry.reason(error, view.t)) from error
    return Download(view, made.name, made.mime, made.content)


def _names() -> Iterator[str]:
    for document in registry.DOCUMENTS:
        about = "/<participant>" if document.about else ""
        yield from (f"{document.key}{about}.{form.ending}" for form in document.forms)


def _calendar(request: Request) -> Download:
    """All meetings known to the day, or one of them, as a calendar; no filter leaves one out."""
    # What makes documents is loaded when the first is asked for, as `registry` does it.
    from components.documents import calendar

    view, _ = opened(request, FILTERS)
    view = replace(view, page="meetings").unfiltered
    rows, code = known_on(view.dataset, view.as_of), request.path_params.get("code")
    site, params = site_in_files(request.scope), {"meeting": code} if code else {}
    if code is not None:
        rows = rows[rows["meeting_id"] == code]
        if rows.empty:
            raise RefusedError(404, "meeting", f"No such meeting: '{shorten(code)}'.")
    known = dated(rows)
    if code is not None and known.empty:
        raise RefusedError(422, "no_day", _why_undated(view, rows))

    def link(meeting: str) -> str:
        query = urlencode({"meeting": meeting, **view.where, "lang": view.t.language})
        return f"{site}/meetings?{query}"

    about = provenance.line(view, view.address(f"{site}/meetings", **params))
    made = calendar.of_meetings(view, known, link, about)
    name = file_stem(view, f"meeting-{code}" if code else "meetings")
    return Download(view, f"{name}.ics", calendar.MIME, made)


def _why_undated(view: View, rows: pd.DataFrame) -> str:
    status, precision = rows[["status", "precision"]].iloc[0]
    if status == MeetingStatus.AFTER_CUT_OFF:
        return view.t("meetings.after_cut_off", day=view.t.date(view.as_of))
    return view.t(f"no_calendar.{precision}")


def _edition(request: Request) -> Download:
    view, _ = opened(request, ("dataset", "lang"))
    name = request.path_params["name"]
    entry = next((known for known in view.entries if known.name == name), None)
    if entry is None:
        raise RefusedError(404, "edition", f"No such edition: '{shorten(name)}'.")
    return Download(view, entry.path.name, registry.ZIP, entry.path.read_bytes())


def _send(request: Request, download: Download) -> Response:
    view = download.view
    headers = files.headers(view, urlencode({**view.query(), **download.params}, doseq=True))
    if not download.is_followed:
        headers["content-disposition"] = attachment(download.name)
    headers["content-language"] = view.t.language
    licence = view.dataset.licence
    headers |= {"link": f'<{licence.path}>; rel="license"'} if licence else {}
    headers |= {"x-robots-tag": "noindex"} if view.warning else {}
    return answer(request, download.content, download.mime, view.dataset.audience, headers)


def route(path: str, kind: str, find: Callable[[Request], Download]) -> Route:
    """An address that is answered beside the event loop, when it is this request's turn."""

    async def endpoint(request: Request) -> Response:
        request.scope["route"] = found
        tell = partial(refusals.answer, request.scope)
        return await refusals.in_turn(request, kind, lambda: _send(request, find(request)), tell)

    found = Route(path, endpoint)
    return found


async def _nowhere(request: Request) -> Response:
    return refusals.answer(request.scope, RefusedError(404, "address", MESSAGES[FILES]))


def routes(pages: Pages) -> list[Mount]:
    """Build the addresses below `/files`: what is made when it is asked for.

    Calendars, editions, documents, and the tables of the cards on these pages.
    """
    router = Router(
        [
            route("/meetings.ics", "tables", _calendar),
            route("/meetings/{code}.ics", "tables", _calendar),
            route("/editions/{name}.zip", "tables", _edition),
            route("/{page}/{card}.csv", "tables", partial(_table, pages=pages)),
            route("/{document}.{ending}", "documents", _document),
            route("/{document}/{code}.{ending}", "documents", _document),
            Route("/{nowhere:path}", _nowhere),
        ],
        redirect_slashes=False,
    )
    return [Mount(f"/{files.ROOT}", router)]
