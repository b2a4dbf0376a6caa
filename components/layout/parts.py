"""What a page is made of beside its cards: texts, sources, links, and places for a reader's choice.

A page's `layout` lists these and cards; whoever shows the page decides how each looks. Texts are
Markdown, so what comes from data is escaped where the part is made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from components.layout.card import Card
from components.view.labels import escape
from components.view.view import View
from data.model.records import by_code, missing

HERE = "https://here.invalid"
"""Stands for the address of the dashboard, which only a browser knows for sure."""
PageParams = Mapping[str, str]
"""Parameters of the address that belong to one page, as far as they mean something."""


@dataclass(frozen=True, eq=False)
class Parameter:
    """A parameter of the address that belongs to one page.

    Attributes:
        name: its name in the address.
        parse: what a value of it means; blank where that is the same as none, `None` where it is
            nothing.
        codes: every value, where each is the page of one thing.
        back: key of the words of the way back from that page to all; blank where there is none.
    """

    name: str
    parse: Callable[[View, str], str | None]
    codes: Callable[[View], Iterable[str]] = lambda _: ()
    back: str = ""


def one_of(table: str, name: str, back: str) -> Parameter:
    """The parameter that names one row of a table by its code, whose page it opens."""

    def codes(view: View) -> Iterable[str]:
        return view.dataset.tables[table][f"{name}_id"]

    def parse(view: View, code: str) -> str | None:
        return code if code in set(codes(view)) else None

    return Parameter(name, parse, codes, back)


class Tone(StrEnum):
    """How a text stands on a page."""

    TITLE = "title"
    HEADER = "header"
    SUBHEADER = "subheader"
    BODY = "body"
    CAPTION = "caption"
    NOTICE = "notice"
    """What a reader should know first; also why there is nothing to show."""
    CAVEAT = "caveat"
    """What makes a figure less sure."""
    REFUSED = "refused"
    """Why something cannot be shown."""


@dataclass(frozen=True)
class Text:
    """A text in Markdown, and how it stands."""

    markdown: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True)
class PageLink:
    """A link of a page: to another page, or to a file; relative to the address of the dashboard."""

    label: str
    href: str
    kind: Literal["link", "file"] = "link"


@dataclass(frozen=True)
class Option:
    """One of several that a reader can choose: what it is called, and where it leads."""

    label: str
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class Files:
    """A document: what it is called, its forms, what it is for; or several under one name."""

    label: str
    links: Sequence[Option]
    says: str = ""
    each: Sequence["Files"] = ()


@dataclass(frozen=True)
class FileTable:
    """Documents as a table with these heads."""

    heads: tuple[str, str]
    files: Sequence[Files]
    kind: Literal["files"] = "files"


@dataclass(frozen=True)
class SlideTiles:
    """Slides to be chosen from, as HTML that Python made of texts it escaped."""

    html: str
    draws: Literal["slides"] = "slides"
    kind: Literal["slides"] = "slides"


@dataclass(frozen=True)
class Expander:
    """Parts that are seen once their title is opened, or from the first where there is room."""

    title: str
    parts: Sequence["Part"]
    roomy: bool = False


@dataclass(frozen=True)
class Inline:
    """Parts side by side in one line."""

    parts: Sequence["Part"]


@dataclass(frozen=True)
class Choices:
    """One choice among few, all of which are seen; or among many, in a list that opens."""

    label: str
    options: Sequence[Option]
    kind: Literal["choices", "list"] = "choices"


@dataclass(frozen=True)
class Field:
    """A text or a day that a reader writes into a parameter of the page.

    Attributes:
        label: what is asked.
        name: the parameter of the address.
        value: what it holds now.
        type: `search` or `date`.
        placeholder: an example of a text.
        least, most: first and last day that is taken, as ISO 8601.
    """

    label: str
    name: str
    value: str = ""
    type: str = "search"
    placeholder: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True)
class PreparedMessage:
    """A prepared message that a reader can send or copy.

    Attributes:
        open: what opens it.
        invites: what it is for, in Markdown.
        says: what stands above the text.
        text: the text.
        write: words of the link that opens an e-mail program, and its address; blank without one.
    """

    open: str
    invites: str
    says: str
    text: str
    write: str = ""
    address: str = ""


@dataclass(frozen=True)
class StreamlitSlot:
    """A place for what only Streamlit can show: its name, and what it is about."""

    name: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ScopedCard:
    """A card that tells of another view than the page does: of all, or of another day."""

    card: Card
    view: View


Part = (
    Text
    | PageLink
    | FileTable
    | SlideTiles
    | Choices
    | Field
    | PreparedMessage
    | Expander
    | Inline
    | StreamlitSlot
    | ScopedCard
    | Card
)


def notice(text: str) -> Text:
    """Return a plain text as a notice: what to know first, or why there is nothing to show."""
    return Text(escape(text), Tone.NOTICE)


def bullets(texts: Iterable[str]) -> Text:
    """Return texts in Markdown as one list."""
    return Text("\n".join(f"- {text}" for text in texts))


def sources(view: View, codes: Iterable[str]) -> list[Part]:
    """Return sources, each once, as one list: title, publisher, date, official, press or academic.

    No part without codes. One without a title goes by its publisher: an address has no place to
    break a line. A statement has no page to lead to. A title in another language than the page says
    so, for voices that read it out.
    """
    lines = [_source(view, code) for code in dict.fromkeys(codes)]
    return [bullets(lines)] if lines else []


def _source(view: View, code: str) -> str:
    """A source in a line of small Markdown; a title in another language names that."""
    source = by_code(view.dataset, "sources")[code]
    untitled = missing(source["title"])
    name = source["publisher"] if untitled else source["title"]
    facts = [
        "" if untitled else source["publisher"],
        view.t.date(source["published_on"]),
        view.t(f"source_kind.{source['kind']}"),
    ]
    beside = ", ".join(fact for fact in facts if fact)
    language = "" if untitled or missing(source["language"]) else source["language"]
    foreign = f"{{lang={language}}}" if language and language != view.t.language else ""
    page = f"[{escape(name)}](<{source['url']}>){foreign}"
    named = escape(name) if missing(source["url"]) else page
    return f":small[{named} · {escape(beside)}]"


def notes(view: View, table: str, code: str, tone: Tone = Tone.CAVEAT) -> Iterator[Text]:
    """Conflicts and caveats about a row, each with what kind of note it is."""
    rows = view.dataset.notes
    mine = rows[(rows["about_table"] == table) & (rows["about_id"] == code)]
    for note_id, kind, text in zip(mine["note_id"], mine["kind"], mine["text"], strict=True):
        note = view.content("notes", note_id, "text", text)
        yield Text(f"{view.t(f'note.{kind}')}: {escape(note)}", tone)


def author(view: View, table: str, code: str) -> Iterator[Text]:
    """Say who wrote the texts of a row, if the dataset says it; or that they are untranslated."""
    if not view.t.is_translated(view.dataset, table, code, "title"):
        yield Text(view.t("dossier.untranslated"), Tone.CAPTION)
    elif "authors" in view.dataset.names:
        yield Text(view.t("dossier.summary"), Tone.CAPTION)
