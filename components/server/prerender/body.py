"""A page as text, tables and plain links, for reading without scripts."""

import numbers
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

import pandas as pd

from components.frontend import table
from components.layout.card import Card
from components.layout.page import Content, Pages
from components.tables import files
from components.view.view import View
from data.text import words
from data.text.words import Words

FIRST_CARDS, MOST_ROWS = 3, 20
"""Tables of a page and rows of a table: what the first screen shows. The rest is in the files."""
NUMBER = ' class="number"'
MAIN = '<div role="main">'
"""HTML allows no `<main>` inside of `<noscript>`."""


def generic(pages: Pages, language: str, page: str) -> str:
    """The page without its numbers, for when they fail or are late."""
    t = words.words(language)
    query = f"lang={language}"
    title, lead = escape(t(f"page.{page}")), escape(t(f"lead.{page}"))
    menu = _list(t("html.pages"), ((f"{name}?{query}", t(f"page.{name}")) for name in pages))
    why = escape(f"{t('html.scripts')} {t('html.later')}")
    lines = [_product(t), menu, MAIN, f"<h1>{title}</h1>", f"<p>{lead}</p>", f"<p>{why}</p>"]
    return "\n".join([*lines, "</div>"])


def render(pages: Pages, content: Content) -> str:
    """The page with its sentence, its texts and the tables of its first screen."""
    view, t = content.view, content.view.t
    lines = [*_top(pages, content), MAIN, f"<h1>{escape(content.title)}</h1>"]
    leads = [t(f"lead.{view.page}")] if content.title == t(f"page.{view.page}") else []
    said = dict.fromkeys([*leads, content.description, t("html.scripts")])
    lines += [f"<p>{escape(text)}</p>" for text in said]
    for title, paragraphs in content.texts:
        lines += [f"<h2>{escape(title)}</h2>"] if title else []
        lines += [f"<p>{escape(text)}</p>" for text in paragraphs]
    for card in content.cards[:FIRST_CARDS]:
        lines += table_of(content, card)
    return "\n".join([*lines, *_foot(view), "</div>"])


def _product(t: Words) -> str:
    return f"<p>{escape(t('product.name'))}</p>"


def _list(name: str, links: Iterator[tuple[str, str]]) -> str:
    items = "".join(
        f'<li><a href="{escape(address)}">{escape(label)}</a></li>' for address, label in links
    )
    return f'<nav aria-label="{escape(name)}"><ul>{items}</ul></nav>'


def _top(pages: Pages, content: Content) -> Iterator[str]:
    """Name, marking, pages and languages."""
    view, t = content.view, content.view.t
    yield _product(t)
    if view.warning:
        yield f'<p class="marking">{escape(view.warning)}</p>'
    yield _list(t("html.pages"), ((view.address(name), t(f"page.{name}")) for name in pages))
    query = {**view.query(), **content.params}
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
    yield f"<p>{escape(view.source)} {escape(view.sentence)}. {escape(view.marking)}</p>"
    yield f'<p><a href="{escape(view.address("method"))}">{escape(t("card.method"))}</a></p>'


def table_of(content: Content, card: Card) -> list[str]:
    """A card as heading and table, with its first rows and the way to all of them."""
    view, t, frame = content.view, content.view.t, card.table
    if "action" not in content.params:
        # The first load stays light: printed sentences are in the file and on the action's page.
        frame = frame.drop(columns=t("column.sentence"), errors="ignore")
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    shown, linked = frame.head(MOST_ROWS), [name in card.links for name in frame.columns]
    rows = zip(
        table.row_addresses(card, view, shown.index), shown.itertuples(index=False), strict=True
    )
    lines = [
        f"<h2>{escape(card.title)}</h2>",
        f'<div class="wide"><table><caption>{escape(card.subtitle)}</caption>',
        f"<thead><tr>{head}</tr></thead><tbody>",
        *(_row(view, cells, address, linked) for address, cells in rows),
        "</tbody></table></div>",
    ]
    if len(shown) < len(frame):
        note = t("html.rows", shown=t.number(len(shown)), n=len(frame))
        file = files.table_address(view, card, content.params)
        lines.append(f'<p><a href="{escape(file)}">{escape(note)}</a></p>')
    return lines


def _row(view: View, cells: Sequence[object], address: str, linked: Sequence[bool]) -> str:
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
