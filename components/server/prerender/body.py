"""A page as text, tables and plain links, for reading without scripts."""

import numbers
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import pandas as pd

from components.cards import files
from components.cards.card import Card
from components.cards.content import Content
from components.server import addresses
from components.server.prerender import subject
from components.view.view import View
from data import contract, words
from data.selection import SIDES
from data.words import Words

MOST_ROWS = 60
"""Rows of one table; the rest are in the data."""
LARGEST = 60_000
"""Bytes of the whole; what does not fit is in the data."""
NUMBER = ' class="number"'
MAIN = '<div role="main">'
"""HTML allows no `<main>` inside of `<noscript>`."""
OPENED_BY = {
    "actions": ("actions", "action"),
    "meetings": ("meetings", "meeting"),
    "priorities": ("priorities", "priority"),
}
"""Table to the page that opens one of its rows, and the parameter that names the row there."""


def generic(language: str, page: str) -> str:
    """The page without its numbers, for when they fail or are late."""
    t = words.words(language)
    query = f"lang={language}"
    title, lead = escape(t(f"page.{page}")), escape(t(f"lead.{page}"))
    menu = _list(
        t("html.pages"), ((f"{name}?{query}", t(f"page.{name}")) for name in addresses.PAGES)
    )
    why = escape(f"{t('html.scripts')} {t('html.later')}")
    lines = [_product(t), menu, MAIN, f"<h1>{title}</h1>", f"<p>{lead}</p>", f"<p>{why}</p>"]
    return "\n".join([*lines, "</div>"])


def render(content: Content) -> str:
    """The page with its numbers, at most `LARGEST` bytes."""
    view, t = content.view, content.view.t
    opening = [*_top(content), MAIN, f"<h1>{escape(content.title)}</h1>"]
    leads = [t(f"lead.{view.page}")] if content.title == t(f"page.{view.page}") else []
    said = dict.fromkeys([*leads, content.description, t("html.scripts")])
    opening += [f"<p>{escape(text)}</p>" for text in said]
    closing = [*_foot(view), "</div>"]
    room = LARGEST - _size([*opening, *closing])
    parts: list[str] = []
    for title, paragraphs in content.texts:
        part = [f"<h2>{escape(title)}</h2>"] if title else []
        part += [f"<p>{escape(text)}</p>" for text in paragraphs]
        if _size(part) > room:
            break
        parts += part
        room -= _size(part)
    for card in content.cards:
        part = table_of(content, card, room)
        parts += part
        room -= _size(part)
    return "\n".join([*opening, *parts, *closing])


def _size(lines: Sequence[str]) -> int:
    """Bytes of lines with their line ends."""
    return sum(len(line.encode()) + 1 for line in lines)


def _product(t: Words) -> str:
    return f"<p>{escape(t('product.name'))}</p>"


def _list(name: str, links: Iterator[tuple[str, str]]) -> str:
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(label)}</a></li>' for address, label in links
    )
    return f'<nav aria-label="{escape(name)}"><ul>{items}</ul></nav>'


def _top(content: Content) -> Iterator[str]:
    """Name, marking, pages and languages."""
    view, t = content.view, content.view.t
    yield _product(t)
    if view.dataset.fictional:
        yield f'<p class="marking">{escape(t("marking.exercise"))}</p>'
    yield _list(
        t("html.pages"), ((view.address(name), t(f"page.{name}")) for name in addresses.PAGES)
    )
    query = {**view.query(), **content.own}
    links = "".join(
        f'<li><a lang="{code}" hreflang="{code}" href="{escape(address)}">'
        f"{escape(words.words(code)('language.name'))}</a></li>"
        for code in words.languages()
        for address in [f"{view.page}?{urlencode({**query, 'lang': code}, doseq=True)}"]
    )
    yield f'<nav aria-label="{escape(t("frame.language"))}"><ul>{links}</ul></nav>'


def _foot(view: View) -> Iterator[str]:
    """Where the numbers come from, as known when, by which method, and for whom."""
    t = view.t
    yield f"<p>{escape(subject.source(view))} {escape(view.sentence)}. {escape(view.marking)}</p>"
    yield f'<p><a href="{escape(view.address("method"))}">{escape(t("card.method"))}</a></p>'


def table_of(content: Content, card: Card, room: int = LARGEST) -> list[str]:
    """A card as heading and table, with as many rows as fit; nothing if none fits."""
    view, t, frame = content.view, content.view.t, card.table
    if "action" not in content.own:
        # The first load stays light: printed sentences are in the file and on the action's page.
        frame = frame.drop(columns=t("column.sentence"), errors="ignore")
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    opening = [
        f"<h2>{escape(card.title)}</h2>",
        f'<div class="wide"><table><caption>{escape(card.subtitle)}</caption>',
    ]
    opening.append(f"<thead><tr>{head}</tr></thead><tbody>")
    more = f'<p><a href="{escape(_file(content, card))}">'
    least = _size([*opening, more]) + 200
    rows: list[str] = []
    shown = frame.head(MOST_ROWS)
    opens, linked = _opens(view, shown.index), [name in card.links for name in frame.columns]
    for code, cells in zip(shown.index, shown.itertuples(index=False), strict=True):
        row = _row(view, cells, opens.get(code), linked)
        if least + _size([row]) > room:
            break
        rows.append(row)
        room -= _size([row])
    if least > room or (not rows and len(frame)):
        return []
    note = ""
    if len(rows) < len(frame):
        note = t("html.rows", shown=t.number(len(rows)), n=len(frame))
    link = [f"{more}{escape(note)}</a></p>"] if note else []
    return [*opening, *rows, "</tbody></table></div>", *link]


def _row(view: View, cells: Sequence[object], address: str | None, linked: Sequence[bool]) -> str:
    """One row. Its first cell names it, and links to its page if it has one."""
    first, *others = (
        _cell(view, cell, is_address=is_address)
        for cell, is_address in zip(cells, linked, strict=True)
    )
    if address and not first.startswith("<a "):
        first = f'<a href="{escape(address)}">{first}</a>'
    rest = "".join(
        f"<td{NUMBER if _is_number(cell) else ''}>{written}</td>"
        for cell, written in zip(cells[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


def _is_number(cell: object) -> bool:
    return isinstance(cell, numbers.Real) and not isinstance(cell, bool)


def _cell(view: View, cell: object, *, is_address: bool) -> str:
    """A cell as HTML: blank, a number in the reader's form, a link for an address, or a text."""
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return ""
    if isinstance(cell, numbers.Real) and _is_number(cell):
        number = int(cell) if isinstance(cell, numbers.Integral) else float(cell)
        return escape(view.t.number(number))
    text = escape(str(cell))
    is_link = is_address and text.startswith(("https://", "http://"))
    return f'<a href="{text}" rel="nofollow">{text}</a>' if is_link else text


def _opens(view: View, codes: pd.Index) -> Mapping[object, str]:
    """Code to the page that it opens, if the rows of a table have pages."""
    if not len(codes) or not isinstance(codes[0], str):
        return {}
    for table, (page, parameter) in OPENED_BY.items():
        if set(codes) <= _named(view, table):
            known = view.allowed.get(parameter, codes)
            return {
                code: subject.address_of(view, page, **{parameter: code})
                for code in set(codes)
                if code in known
            }
    if set(codes) <= _named(view, "participants"):
        chosen = {code for side in SIDES for code in view.allowed.get(side, ())}
        return {code: subject.address_about(view, code) for code in chosen & set(codes)}
    return {}


def _named(view: View, table: str) -> set[str]:
    """The codes that name the rows of a table."""
    return set(view.dataset.tables[table][contract.tables()[table].primary_key[0]])


def _file(content: Content, card: Card) -> str:
    """The file with all rows of a card."""
    return files.file_address(content.view, f"{content.view.page}/{card.key}.csv", **content.own)
