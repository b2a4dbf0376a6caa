"""What stands around the cards of a page: title, ways back, notices, languages, menu, documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from components.cards import revisions
from components.documents import registry
from components.layout import files
from components.layout.filter_parts import FilterBar, Way
from components.layout.page import Content, Pages
from components.layout.parts import Option
from components.server.board.markdown import to_html
from components.view.labels import escape
from components.view.view import View, addressed, in_language
from data.problems import shorten
from data.text import words
from data.text.words import Words


@dataclass(frozen=True)
class SentText:
    """A text as HTML, how it stands, and its anchor."""

    tone: str
    html: str
    anchor: str | None = None
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Group:
    """Links under one heading: pages of a section of the menu, or a document in each form."""

    label: str
    links: Sequence[Option]


@dataclass(frozen=True)
class Documents:
    """The documents of a choice, and the way to the page of all."""

    label: str
    offered: Sequence[Group]
    more: Way


@dataclass(frozen=True)
class Line:
    """Parts in columns of these widths."""

    widths: Sequence[int]
    columns: Sequence[Sequence[Any]]
    aligned: bool = False


@dataclass(frozen=True)
class Frame:
    """A page as it is sent: what stands around its cards, in words and addresses, and its rows.

    A card alone has no menu, no filters, and not what the board says in the language (`spoken`).
    `subject` is the code of the one thing that the page shows, from which `back` leads to all.
    """

    page: str
    subject: str
    address: str
    language: str
    window: str
    title: str
    lead: str
    sentence: str
    marking: str
    notices: Sequence[SentText]
    languages: Mapping[str, Option]
    documents: Documents
    back: Way | None
    rows: Sequence[Line]
    spoken: Mapping[str, Any] | None = None
    menu: Sequence[Group] = ()
    filters: FilterBar | None = None
    foot: Sequence[Option] = ()
    controls: bool = False


def of_page(content: Content, rows: Sequence[Line], **more: Any) -> Frame:
    """Return a page with these rows; `more` are fields of what a card alone has not."""
    view, params, t, about = content.view, content.params, content.view.t, content.about
    is_titled = about is not None or content.page.is_titled
    return Frame(
        page=view.page,
        subject=params[about.name] if about else "",
        address=content.address,
        language=t.language,
        window=content.window,
        title="" if is_titled else t(f"page.{view.page}"),
        lead="" if is_titled else t(f"lead.{view.page}"),
        sentence=view.sentence if content.page.is_filtered and not is_titled else "",
        marking=view.warning,
        notices=[SentText(tone, to_html(text)) for tone, text in _notices(content)],
        languages={
            code: Option(
                words.words(code)("language.name"),
                addressed(view.page, {**view.query(), **params, "lang": code}),
                code == t.language,
            )
            for code in words.languages()
        },
        documents=_documents(view),
        back=_back(content),
        rows=rows,
        **more,
    )


def _back(content: Content) -> Way | None:
    """From the page of one thing to all."""
    view, about = content.view, content.about
    if about is None:
        return None
    rest = {name: value for name, value in content.params.items() if name != about.name}
    return Way(view.t(about.back), view.address(view.page, **rest))


def sections(pages: Pages, t: Words, here: str, address: Callable[[str], str]) -> list[Group]:
    """The sections of the menu with their pages, each by the address that `address` gives it."""
    listed = [page for page in pages.values() if page.in_menu]
    return [
        Group(
            t(f"section.{section}"),
            [
                Option(t(f"page.{page.name}"), address(page.name), page.name == here)
                for page in params
            ],
        )
        for section, params in groupby(listed, attrgetter("section"))
    ]


def foot(pages: Pages, view: View) -> list[Option]:
    """The pages that are not in the menu."""
    return [
        Option(view.t(f"page.{page.name}"), view.address(page.name), page.name == view.page)
        for page in pages.values()
        if not page.in_menu
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


def _documents(view: View) -> Documents:
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
            Option(
                t(f"document_form.{form.ending}"),
                files.document_address(seen, one.key, form.ending, code),
            )
            for form in one.forms
        ]
        offered.append(Group(t(f"document.{one.key}"), forms))
    more = Way(t("documents.more"), view.address("documents"))
    return Documents(t("page.documents"), offered, more)
