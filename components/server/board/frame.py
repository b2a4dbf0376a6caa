"""What stands around the cards of a page: title, ways back, notices, languages, menu, documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape as to_markup
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from components.cards import revisions
from components.documents import offered
from components.layout.files import to_follow
from components.layout.filter_parts import FilterBar, Way
from components.layout.page import Content, Pages, Row
from components.layout.parts import Files, Option, Tone
from components.server.board.markdown import to_html
from components.view.labels import escape
from components.view.view import View
from data.reading.problems import shorten
from data.text import words
from data.text.words import Words


@dataclass(frozen=True)
class SentText:
    """A text as HTML, and how it stands."""

    tone: str
    html: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Group:
    """Links under one heading: the pages of a section of the menu."""

    label: str
    links: Sequence[Option]


@dataclass(frozen=True)
class Documents:
    """The documents of a choice, and the way to the page of all."""

    label: str
    offered: Sequence[Files]
    more: Way


@dataclass(frozen=True)
class Frame:
    """A page as it is sent: what stands around its cards, in words and addresses, and its rows.

    `title` is HTML in a line, and `name` the page's where the title is another and of all it shows.
    A card alone has no menu, no filters, and not what the board says in the language (`spoken`).
    `subject` is the code of the one thing that the page shows, from which `back` leads to all.
    """

    page: str
    subject: str
    address: str
    language: str
    window: str
    name: str
    title: str
    lead: str
    sentence: str
    marking: str
    notices: Sequence[SentText]
    languages: Mapping[str, Option]
    documents: Documents
    back: Way | None
    rows: Sequence[Row]
    spoken: Mapping[str, Any] | None = None
    menu: Sequence[Group] = ()
    filters: FilterBar | None = None
    foot: Sequence[Option] = ()
    controls: bool = False


def of_page(content: Content, rows: Sequence[Row], **more: Any) -> Frame:
    """Return what is sent of a page: what stands around its cards, and these rows.

    A title with which the rows begin becomes that of the page. `more` are the fields of `Frame`
    that a card alone in another site leaves out, such as menu and filters.
    """
    view, params, t, about = content.view, content.params, content.view.t, content.about
    name, (title, rows) = t(f"page.{view.page}"), _titled(rows)
    alternates, own = content.alternates, about.name if about else ""
    rest = {name: value for name, value in params.items() if name != own}
    parts = (part for line in rows for column in line.columns for part in column)
    heads = (part for part in parts if getattr(part, "kind", "") == "card" and part.heads)
    finding = title or next((to_markup(card.title) for card in heads), "")
    return Frame(
        page=view.page,
        subject=params.get(own, ""),
        address=content.address,
        language=t.language,
        window=content.window,
        name=name if finding and about is None else "",
        title=finding or to_markup(name),
        lead="" if title else t(f"lead.{view.page}"),
        sentence=view.describe() if content.page.is_filtered and not title else "",
        marking=view.warning,
        notices=[SentText(tone, to_html(text)) for tone, text in _notices(content)],
        languages={
            code: Option(words.words(code)("language.name"), alternates[code], code == t.language)
            for code in words.languages()
        },
        documents=Documents(
            t("page.documents"),
            [*offered.menu(view), to_follow(view)],
            Way(t("documents.more"), view.address("documents")),
        ),
        back=Way(t(about.back), view.address(view.page, **rest)) if about else None,
        rows=rows,
        **more,
    )


def _titled(rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    """The title with which a layout begins, blank if it has none, and the rows without it."""
    first = rows[0].columns[0] if rows and rows[0].columns else []
    if not first or getattr(first[0], "tone", "") != Tone.TITLE:
        return "", rows
    left = replace(rows[0], columns=[first[1:], *rows[0].columns[1:]])
    title = first[0].html.strip().removeprefix("<p>").removesuffix("</p>")
    return title, [left, *rows[1:]]


def sections(pages: Pages, t: Words, here: str, address: Callable[[str], str]) -> list[Group]:
    """The sections of the menu with their pages, each by the address that `address` gives it."""
    listed = groupby((page for page in pages.values() if page.in_menu), attrgetter("section"))
    return [
        Group(t(f"section.{section}"), _links([page.name for page in own], t, here, address))
        for section, own in listed
    ]


def foot(pages: Pages, view: View) -> list[Option]:
    """The pages about the dashboard that are not in the menu."""
    about = (page for page in pages.values() if page.section == "about" and not page.in_menu)
    return _links([page.name for page in about], view.t, view.page, view.address)


def _links(names: list[str], t: Words, here: str, address: Callable[[str], str]) -> list[Option]:
    return [Option(t(f"page.{name}"), address(name), name == here) for name in names]


def _notices(content: Content) -> Iterator[tuple[str, str]]:
    """What a reader should know before all else: tone and Markdown."""
    view, t = content.view, content.view.t
    if content.trouble:
        yield "caveat", escape(content.trouble)
    if view.edition:
        entry = view.edition.entry
        day, checksum = t.date(entry.as_of), entry.checksum[:16]
        facts = {"day": day, "method": entry.method, "checksum": checksum}
        yield "caption", t("frame.frozen", name=escape(entry.name), **facts)
    rest = []
    for value in content.dropped:
        former = revisions.former(view, value.removeprefix("action="))
        if value.startswith("action=") and former:
            sentence, into = former
            yield "notice", f"{escape(sentence)} {_way_to(view, into)}"
        else:
            rest.append(value)
    if rest:
        yield "caveat", t("filters.dropped", values=escape(", ".join(map(shorten, rest))))
    if view.filters.as_of and view.filters.as_of > view.dataset.horizon:
        yield "notice", t("filters.after_horizon", day=t.date(view.dataset.horizon))


def _way_to(view: View, code: str) -> str:
    """A link to the meeting or action that a former action became, if there is one."""
    for page, kind in (("meetings", "meeting"), ("actions", "action")):
        if code in set(view.dataset.tables[page][f"{kind}_id"]):
            return f"[{code}](<{view.address(page, **{kind: code})}>)"
    return ""
