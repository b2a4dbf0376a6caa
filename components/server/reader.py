"""Messages to a reader instead of a page: a sentence in the reader's language, and what to do."""

from dataclasses import replace

from markupsafe import Markup
from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse
from starlette.types import Scope

from components.server import templates
from components.view.stores import default_words
from components.view.view import View, open_view
from data.text import words

AGAIN = 5
"""Seconds after which a page that may come later reloads."""
STYLE = Markup(
    "body{max-width:36rem;margin:12vh auto;padding:0 1.5rem;color:#111827;background:#fff;"
    "font:1.125rem/1.5 'Noto Sans',system-ui,sans-serif}h1{font-size:1.35rem}a{color:#0b3d91}"
    "@media(prefers-color-scheme:dark){body{color:#e8edf6;background:#0c1322}a{color:#9cc1ff}}"
)
"""The look of these messages, within them: where one is needed, no file may come."""


def language_of(scope: Scope) -> str:
    """Language of a request: of its address, else of the browser, else English. It is checked."""
    known = words.languages()
    asked = QueryParams(scope["query_string"]).get("lang", "")
    browser = Headers(scope=scope).get("accept-language", "")[:2].lower()
    return next((code for code in (asked, browser) if code in known), known[0])


def open_page(scope: Scope, page: str) -> tuple[View, dict[str, str]]:
    """Return the view of a page that an address names, and the last value of each parameter.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        EditionError: the edition cannot be shown as it was.
        OSError: the edition has gone.
    """
    query = QueryParams(scope["query_string"])
    values, last = {name: query.getlist(name) for name in query}, dict(query)
    view = open_view(page, language_of(scope), values)
    asked = last.get("lang", "")
    lost = [f"lang={asked}"] if asked and asked not in words.languages() else []
    return replace(view, dropped=lost + view.dropped), last


def page(language: str, said: str, *, home: str | None = None, again: bool = False) -> str:
    """Return the HTML of a sentence, with a link to the Overview or a reload."""
    t, again_in = default_words(language), AGAIN if again else None
    return templates.render("message.html", t=t, said=said, home=home, again=again_in, style=STYLE)


def sentence(scope: Scope, status: int, name: str, **headers: str) -> HTMLResponse:
    """An answer with one sentence of `[server]` and a link to the first page."""
    said = words.words(language_of(scope))(f"server.{name}")
    return message_page(scope, status, said, **headers)


def message_page(scope: Scope, status: int, said: str, **headers: str) -> HTMLResponse:
    """An answer with a sentence and a link to the first page."""
    home = f"{scope.get('app_root_path', scope.get('root_path', ''))}/overview"
    named = {header.replace("_", "-"): value for header, value in headers.items()}
    fresh = {"cache-control": "no-store", "vary": "accept-language"}
    content = page(language_of(scope), said, home=home)
    return HTMLResponse(content, status, {**fresh, **named})
