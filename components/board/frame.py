"""What stands around the cards of a page: title, ways back, notices, languages, menu, documents."""

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from components.board.markdown import to_html
from components.cards import revisions
from components.documents import registry
from components.layout.page import Content, Pages
from components.tables import files
from components.view.choice import addressed
from components.view.labels import escape
from components.view.view import View, in_language
from data.problems import shorten
from data.text import words
from data.text.words import Words


def of_page(content: Content) -> dict[str, Any]:
    """The frame, in words and addresses ready to be shown."""
    view, own, t, about = content.view, content.own, content.view.t, content.about
    is_titled = about is not None or content.page.is_titled
    shown = {
        "page": view.page,
        "subject": own[about.name] if about else "",
        "address": content.address,
        "language": t.language,
        "window": content.window,
        "title": "" if is_titled else t(f"page.{view.page}"),
        "lead": "" if is_titled else t(f"lead.{view.page}"),
        "sentence": view.sentence if content.page.is_filtered and not is_titled else "",
        "marking": view.warning,
        "notices": [{"tone": tone, "html": to_html(text)} for tone, text in _notices(content)],
        "languages": [
            {
                "code": code,
                "name": words.words(code)("language.name"),
                "href": addressed(view.page, {**view.query(), **own, "lang": code}),
                "current": code == t.language,
            }
            for code in words.languages()
        ],
        "documents": _documents(view),
    }
    if about:
        rest = {name: value for name, value in own.items() if name != about.name}
        href = view.address(view.page, **rest)
        shown["back"] = {"label": t(about.back), "href": href}
    return shown


def menu(pages: Pages, view: View) -> list[dict[str, Any]]:
    """The sections of the menu with their pages, each by the address that keeps the choice."""
    return sections(pages, view.t, view.page, view.address)


def sections(
    pages: Pages, t: Words, here: str, address: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The sections of the menu with their pages, each by the address that `address` gives it."""
    return [
        {
            "label": t(f"section.{section}"),
            "pages": [
                {
                    "label": t(f"page.{page.name}"),
                    "href": address(page.name),
                    "current": page.name == here,
                }
                for page in own
            ],
        }
        for section, own in groupby(pages.values(), attrgetter("section"))
    ]


def _notices(content: Content) -> Iterator[tuple[str, str]]:
    """What a reader should know before all else: tone and Markdown."""
    view, t = content.view, content.view.t
    if content.trouble:
        yield "caveat", escape(content.trouble)
    if view.edition:
        entry = view.edition.entry
        yield (
            "caption",
            t(
                "frame.frozen",
                name=escape(entry.name),
                day=t.date(entry.as_of),
                method=entry.method,
                checksum=entry.checksum[:16],
            ),
        )
    rest = []
    for value in content.dropped:
        former = revisions.former(view, value.removeprefix("action="))
        if value.startswith("action=") and former:
            sentence, into = former
            yield "notice", f"{escape(sentence)} {_way_to(view, into)}"
        else:
            rest.append(value)
    if rest:
        values = escape(", ".join(map(shorten, rest)))
        yield "caveat", t("filters.dropped", values=values)
    if view.filters.as_of and view.filters.as_of > view.dataset.horizon:
        yield "notice", t("filters.after_horizon", day=t.date(view.dataset.horizon))


def _way_to(view: View, code: str) -> str:
    """A link to the meeting or action that a former action became, if there is one."""
    for page, kind in (("meetings", "meeting"), ("actions", "action")):
        if code in set(view.dataset.tables[page][f"{kind}_id"]):
            return f"[{code}](<{view.address(page, **{kind: code})}>)"
    return ""


def _documents(view: View) -> dict[str, Any]:
    """The documents of this choice by their addresses, each in each of its forms.

    One on a participant is offered where exactly one is chosen, in the language of that one.
    """
    t, offered = view.t, []
    for one in registry.DOCUMENTS:
        code, seen = None, view
        if one.about:
            about = view.filters.subjects
            code = about[0] if len(about) == 1 else None
            if code is None or code not in one.participants(view):
                continue
            seen = in_language(view, one.language(code))
        forms = [
            {
                "label": t(f"document_form.{form.ending}"),
                "href": files.document_address(seen, one.key, form.ending, code),
            }
            for form in one.forms
        ]
        offered.append({"label": t(f"document.{one.key}"), "forms": forms})
    more = {"label": t("documents.more"), "href": view.address("documents")}
    return {"label": t("page.documents"), "offered": offered, "more": more}
