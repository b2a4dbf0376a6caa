"""A page as the board shows it, with plain ways to ask what is on it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import orjson
from lxml import etree

import dashboard
from components.layout.page import Content
from components.layout.parts import PageParams
from components.server.board import content
from components.server.board.content import RenderedPage
from components.view import view as views
from components.view.view import View
from data.text import words

ADDRESSES = ("href", "csv", "address")
"""Keys of the content that hold an address."""
QUIET = (*ADDRESSES, "kind", "tone", "draws", "key", "code", "page", "language")
"""Keys whose texts nobody reads."""
Query = Mapping[str, str | Sequence[str]]


def several(values: str | Sequence[str]) -> list[str]:
    """The values of a parameter, which may be given as one."""
    return [values] if isinstance(values, str) else list(values)


def view_of(page: str, language: str = "en", **query: str | Sequence[str]) -> View:
    """What a reader looks at on a page: `view_of("overview", "es", country="ECU")`."""
    chosen = {name: several(values) for name, values in query.items()}
    return views.open_view(page, language, chosen)


def led_to(href: str) -> tuple[View, PageParams]:
    """The view that an address opens, and what it asks of its page alone; all of it counts."""
    place = urlsplit(href)
    query = parse_qs(place.query, keep_blank_values=True, strict_parsing=True)
    view = views.open_view(place.path, query["lang"][-1], query)
    own, dropped = own_of(view, {name: values[-1] for name, values in query.items()})
    assert [*view.dropped, *dropped] == [], href
    return view, own


def parts_in(content: Mapping[str, Any], *kinds: str) -> list[dict[str, Any]]:
    """The parts of a content's rows from top to bottom, also those within others."""
    columns = (column for row in content["rows"] for column in row["columns"])
    return [part for column in columns for part in _each(column) if part["kind"] in kinds]


def open_board(page: str, query: Query) -> "Opened":
    """A page as the run of Streamlit makes it for an address, in English unless that says more."""
    chosen = {name: several(values) for name, values in query.items()}
    language = chosen.get("lang", [words.FALLBACK])[-1]
    view = views.open_view(page, language, chosen)
    last = {name: values[-1] for name, values in chosen.items() if values}
    return Opened(view, content.draw(dashboard.PAGES, view, last))


def content_of(view: View, own: PageParams) -> Content:
    """What the page of a view says."""
    return Content(dashboard.PAGES[view.page], view, own)


def own_of(view: View, query: Mapping[str, str]) -> tuple[PageParams, list[str]]:
    """What an address says for the page of a view alone, and what of it means nothing."""
    return dashboard.PAGES[view.page].parse(view, query)


@dataclass(frozen=True)
class Table:
    """A table as words; `hrefs` has where each row leads, blank where it leads nowhere."""

    columns: list[str]
    rows: list[list[str]]
    hrefs: list[str]

    def column(self, name: str) -> list[str]:
        """The cells of a column from top to bottom."""
        return [row[self.columns.index(name)] for row in self.rows]


@dataclass(frozen=True)
class Opened:
    """A page that is open.

    Attributes:
        view: what is looked at.
        drawn: what the board is sent.
    """

    view: View
    drawn: RenderedPage

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the browser draws, but for the words that every page brings."""
        found = orjson.loads(self.drawn.json)
        del found["spoken"]
        return found

    @property
    def window(self) -> str:
        """Title of the browser's window."""
        return self.content["window"]

    @property
    def title(self) -> str:
        """Its heading, as it is read."""
        return lxml.html.fromstring(f"<p>{self.content['title']}</p>").text_content()

    def notices(self, *tones: str) -> list[str]:
        """What stands above all else, in some tones or in all."""
        return [
            text_of(one["html"])
            for one in self.content["notices"]
            if not tones or one["tone"] in tones
        ]

    def texts(self, *tones: str) -> list[str]:
        """The texts of the page, in some tones or in all."""
        return [
            text_of(one["html"]) for one in self.parts("text") if not tones or one["tone"] in tones
        ]

    def parts(self, *kinds: str) -> list[dict[str, Any]]:
        """Its parts of some kinds from top to bottom, also those within others."""
        return parts_in(self.content, *kinds)

    @property
    def cards(self) -> dict[str, dict[str, Any]]:
        """Key to card: title, subtitle, marking, alt, draws, body, foot."""
        return {card["key"]: card for card in self.parts("card")}

    @property
    def titles(self) -> list[str]:
        """The titles of its cards."""
        return [card["title"] for card in self.cards.values()]

    @property
    def metrics(self) -> list[str]:
        """The figures of the headline as they are written."""
        for card in self.cards.values():
            if card["draws"] == "barrows" and card["body"]["layout"] == "tiles":
                return [row["number"] for row in card["body"]["rows"]]
        return []

    @property
    def tables(self) -> dict[str, Table]:
        """Key of a card to its table, where a table is what it shows."""
        return {
            key: table_of(card["body"])
            for key, card in self.cards.items()
            if card["draws"] == "table"
        }

    @property
    def files(self) -> list[str]:
        """The addresses of its files, but for the documents and those at the foot of cards."""
        return [part["href"] for part in self.parts("file")]

    @property
    def hrefs(self) -> list[str]:
        """Every address on the page, in order; what links in texts lead to is among them."""
        return list(_hrefs(self.content))

    @property
    def words(self) -> list[str]:
        """Every text that somebody reads or hears, each as it is written."""
        return list(_words(self.content))


LENGTH = re.compile(r"-?[\d.]+%")
"""How long a bar is, or where a mark stands: no word."""


def table_of(body: Mapping[str, Any]) -> Table:
    """A table as words."""
    return Table(
        [column["name"] for column in body["columns"]],
        [row["cells"] for row in body["rows"]],
        [row["address"] for row in body["rows"]],
    )


def share(length: str) -> float:
    """A length or a place in per cent, from 0 to 1."""
    return float(length.removesuffix("%")) / 100


def text_of(html: str) -> str:
    """A piece of HTML as it is read."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    etree.strip_elements(tree, "style", with_tail=False)
    return tree.text_content().strip()


def links_of(html: str) -> dict[str, str]:
    """Words to address of the links in a piece of HTML."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    return {link.text_content(): link.get("href") for link in tree.iter("a")}


def htmls(found: Any) -> Iterator[str]:
    """Every piece of HTML in a content."""
    if isinstance(found, dict):
        if found.get("draws") == "paragraphs":
            yield from found["body"]
        for name, value in found.items():
            if name == "html":
                yield value
            else:
                yield from htmls(value)
    elif isinstance(found, list):
        for one in found:
            yield from htmls(one)


def _each(parts: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _each(part.get("parts", ()))


def _hrefs(found: Any) -> Iterator[str]:
    for html in htmls(found):
        yield from links_of(html).values()
    yield from _addresses(found)


def _addresses(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name in ADDRESSES and value:
                yield value
            else:
                yield from _addresses(value)
    elif isinstance(found, list):
        for one in found:
            yield from _addresses(one)


def _words(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name == "html":
                yield text_of(value)
            elif name == "body" and found.get("draws") == "paragraphs":
                yield from map(text_of, value)
            elif name not in QUIET:
                yield from _words(value)
    elif isinstance(found, list):
        for one in found:
            yield from _words(one)
    elif isinstance(found, str) and not LENGTH.fullmatch(found):
        yield re.sub(r"%\{", "{", found)
