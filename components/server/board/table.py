"""A table of a card as the browser draws it (`table.js`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from components.charts import theme
from components.layout.card import Card
from components.view.view import View
from data.cache import cached_by_fingerprint
from data.model import Dataset
from data.records import missing
from data.text.words import Words

ON_A_PAGE = 25
"""Rows that are shown at once; the rest come by pages."""
LONG = 55
"""Characters of a cell from which on its column is given room."""
SENTENCE = 80
"""Characters of most cells from which on a column is given the room of a text."""
MOST_ROWS = 1_000
"""Rows that a browser gets; the file of the table has all of them."""
HOST = re.compile(r"https?://(?:www\.)?([^/]+)")
"""What is shown of an address that is no source: its host."""
INKS = {f"{look.sign} ": str(look.ink) for look in theme.STATE.values() if look.ink}
"""The sign of a state, as a cell begins with it, to the ink of its mark."""
OPENS = {
    "action": "actions",
    "country": "countries",
    "meeting": "meetings",
    "priority": "priorities",
}
"""What a row is, and so the parameter that names it, to the page that opens it."""


@dataclass(frozen=True)
class TableColumn:
    """A column: its words, and for each row what it sorts by and what is drawn.

    Without `keys` it sorts by the words of its cells. Only a column of addresses has `names`, what
    each is called, and only one of states `inks`, that of each mark.
    """

    name: str
    type: Literal["text", "number", "date", "address"]
    sort: str
    sorted: tuple[str, str]
    keys: Sequence[str | float | None] | None
    names: Sequence[str] | None
    inks: Sequence[str] | None
    wide: bool
    long: bool


@dataclass(frozen=True)
class TableRow:
    """Cells as words, and where the row leads; blank where it leads nowhere."""

    cells: Sequence[str]
    address: str


@dataclass(frozen=True)
class Table:
    """A table with every word of it.

    Attributes:
        label: the caption.
        lead: the column whose cells are links where rows lead on, or -1.
        page, pages: rows at once, and what each page shows, in words.
        more: what is left out.
    """

    label: str
    language: str
    lead: int
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]
    page: int
    pages: Sequence[str]
    more: str
    words: Mapping[str, str]


def render(card: Card, view: View, at_once: int = ON_A_PAGE) -> Table:
    """Return the table of a card.

    Args:
        card: the card.
        view: what the reader is looking at, where rows lead on from.
        at_once: rows that are shown at once.
    """
    t, order = view.t, card.order
    # An address goes by its publisher.
    frame = card.table.drop(columns=t("column.publisher") if card.links else [], errors="ignore")
    shown = frame.head(MOST_ROWS)
    types = [_type(frame[name], name in card.links, order.get(name)) for name in frame.columns]
    cells = [
        [words(cell, t) for cell in shown[name].tolist()]
        if kind != "address"
        else ["" if missing(cell) else str(cell) for cell in shown[name].tolist()]
        for name, kind in zip(frame.columns, types, strict=True)
    ]
    columns = [
        _column(
            str(name),
            kind,
            _keys(shown[name], kind, order.get(name)),
            written,
            view,
            marked=name in card.marked,
        )
        for name, kind, written in zip(frame.columns, types, cells, strict=True)
    ]
    addresses = row_addresses(card, view, shown.index)
    left_out = len(frame) > len(shown)
    return Table(
        label=card.title,
        language=t.language,
        lead=_lead(shown, types, t("column.action")) if card.opens else -1,
        columns=columns,
        rows=list(map(TableRow, zip(*cells, strict=True), addresses)),
        page=at_once,
        pages=_pages(len(shown), at_once, t),
        more=t("html.rows", shown=len(shown), n=len(frame)) if left_out else "",
        words={name: t(f"table.{name}") for name in ("next", "previous", "sort", "as_listed")},
    )


def _type(cells: pd.Series, is_address: bool, keys: Sequence[str | int] | None) -> str:
    """What a column holds: text, number, date or address."""
    if is_address:
        return "address"
    if keys and isinstance(keys[0], str):
        return "date"
    return "number" if is_numeric_dtype(cells) and not is_bool_dtype(cells) else "text"


def _column(
    name: str,
    kind: Any,
    keys: list[Any] | None,
    cells: list[str],
    view: View,
    *,
    marked: bool,
) -> TableColumn:
    t, wide = view.t, kind != "address" and max(map(len, cells), default=0) > LONG
    inks = [INKS.get(cell[:2], "") for cell in cells] if marked else None
    if inks:
        cells[:] = [cell[2:] if ink else cell for cell, ink in zip(cells, inks, strict=True)]
    return TableColumn(
        name,
        kind,
        sort=t("table.sort_by", column=name),
        sorted=(t("table.upwards", column=name), t("table.downwards", column=name)),
        keys=keys,
        names=[_name(view, address) for address in cells] if kind == "address" else None,
        inks=inks,
        wide=wide,
        long=wide and median(map(len, cells)) > SENTENCE,
    )


def _keys(cells: pd.Series, kind: str, order: Sequence[str | int] | None) -> list[Any] | None:
    """What a column is sorted by; `None` where it is by the words of its cells."""
    if order is not None:
        return list(order)[: len(cells)]
    if kind == "number":
        return [None if missing(cell) else cell for cell in cells.tolist()]
    return None


def words(cell: Any, t: Words) -> str:
    """A cell as it is written; blank where it is missing."""
    if missing(cell):
        return ""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return t.number(cell) if is_number else str(cell)


def _name(view: View, address: str) -> str:
    """The publisher of an address, at whatever sentence; of one that is no source its host."""
    found = HOST.match(address)
    host = found[1] if found else address
    return _publishers(view.dataset).get(address.partition("#:~:")[0], host)


@cached_by_fingerprint(16)
def _publishers(dataset: Dataset) -> Mapping[str, str]:
    """Address of a source to its publisher."""
    sources = dataset.sources
    return dict(zip(sources["url"], sources["publisher"], strict=True))


def _lead(frame: pd.DataFrame, types: Sequence[str], name: str) -> int:
    """The column of actions, by its name; else the first of texts that are not codes, or -1."""
    if name in frame.columns:
        return list(frame.columns).index(name)
    codes = [str(code) for code in frame.index]
    return next(
        (
            at
            for at, kind in enumerate(types)
            if kind == "text" and frame.iloc[:, at].tolist() != codes
        ),
        -1,
    )


def row_addresses(card: Card, view: View, codes: pd.Index) -> list[str]:
    """The address that each row leads to; blank where it leads nowhere."""
    if not card.opens:
        return [""] * len(codes)
    written = view.addresses(OPENS[card.opens], card.opens, [str(code) for code in codes])
    return ["" if missing(code) else address for code, address in zip(codes, written, strict=True)]


def _pages(rows: int, at_once: int, t: Words) -> list[str]:
    """What each page shows; nothing where all rows stand on one."""
    if rows <= at_once:
        return []
    return [
        t("table.range", first=first + 1, last=min(first + at_once, rows), n=rows)
        for first in range(0, rows, at_once)
    ]
