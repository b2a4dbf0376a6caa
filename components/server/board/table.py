"""A table of a card as the browser draws it (`table.js`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from components.charts import theme
from components.layout.card import Card
from components.view.view import View
from data.model.records import missing
from data.text.words import Words

LONG = 55
"""Characters of a cell from which on its column is given room."""
SENTENCE = 80
"""Characters of most cells from which on a column is given the room of a text."""
MOST_ROWS = 1_000
"""Rows that a browser gets; the file of the table has all of them."""
IN_FILES = ("column.id", "column.publisher")
"""Columns that files alone have: codes, and whose the address is that stands beside them."""
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
    """A column: its words, and for each row what it sorts by and whose an address is.

    Without `keys` it sorts by the words of its cells; only a column of addresses has `publishers`,
    and only one of states `inks`, that of the mark of each. What is `rare` is blank in most rows.
    """

    name: str
    type: Literal["text", "number", "date", "address"]
    sort: str
    sorted: tuple[str, str]
    keys: Sequence[str | float | None] | None
    publishers: Sequence[str] | None
    inks: Sequence[str] | None
    looks: Sequence[Literal["wide", "long", "rare"]]


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
        more: what is left out.
        whole: asks for all rows where only the first are seen.
    """

    label: str
    language: str
    lead: int
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]
    more: str
    whole: str
    as_listed: str


def render(card: Card, view: View, most: int = MOST_ROWS) -> Table:
    """Return the table of a card: its first rows, without the columns that files alone have.

    Rows lead on from the view.
    """
    t, frame = view.t, card.table
    shown = frame.head(most).drop(columns=map(t, IN_FILES), errors="ignore")
    made = [_column(shown[name], card, t) for name in shown.columns]
    columns = [column for column, _ in made]
    addresses = _row_addresses(card, view, shown.index)
    left_out = len(frame) > len(shown)
    return Table(
        label=card.title,
        language=t.language,
        lead=_lead(columns, t("column.action")) if card.opens else -1,
        columns=columns,
        rows=list(map(TableRow, zip(*(cells for _, cells in made), strict=True), addresses)),
        more=t("html.rows", shown=len(shown), n=len(frame)) if left_out else "",
        whole=t("table.whole", n=len(shown)),
        as_listed=t("table.as_listed"),
    )


def _column(cells: pd.Series, card: Card, t: Words) -> tuple[TableColumn, list[str]]:
    """A column, and its cells as they are written."""
    name, values = str(cells.name), cells.tolist()
    order, kind = card.sortable.order.get(name), _kind(name, cells, card)
    keys = order and list(order)[: len(values)]
    if keys is None and kind == "number":
        keys = [None if missing(value) else value for value in values]
    written = [_words(value, t) for value in values]
    inks = None
    if name in card.sortable.marked:
        inks = [INKS.get(cell[:2], "") for cell in written]
        written = [cell[2:] if ink else cell for cell, ink in zip(written, inks, strict=True)]
    publishers = card.sortable.publishers.get(name)
    looks: list[Literal["wide", "long", "rare"]] = []
    if kind != "address" and max(map(len, written), default=0) > LONG:
        half = median(map(len, written))
        looks = ["wide", "long"] if half > SENTENCE else ["wide"] if half else ["wide", "rare"]
    return TableColumn(
        name,
        kind,
        sort=t("table.sort_by", column=name),
        sorted=(t("table.upwards", column=name), t("table.downwards", column=name)),
        keys=keys,
        publishers=publishers and list(publishers)[: len(written)],
        inks=inks,
        looks=looks,
    ), written


def _kind(name: str, cells: pd.Series, card: Card) -> Literal["text", "number", "date", "address"]:
    if name in card.sortable.publishers:
        return "address"
    if (keys := card.sortable.order.get(name)) and isinstance(keys[0], str):
        return "date"
    return "number" if is_numeric_dtype(cells) and not is_bool_dtype(cells) else "text"


def _words(cell: Any, t: Words) -> str:
    """A cell as it is written in the reader's language; blank where it is missing."""
    if missing(cell):
        return ""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return t.number(cell) if is_number else str(cell)


def _lead(columns: Sequence[TableColumn], name: str) -> int:
    """The column of actions, by its name; else the first of texts, or -1."""
    places = [at for at, one in enumerate(columns) if one.name == name]
    places += [at for at, one in enumerate(columns) if one.type == "text"]
    return next(iter(places), -1)


def _row_addresses(card: Card, view: View, codes: pd.Index) -> list[str]:
    """The address that each row leads to; blank where it leads nowhere."""
    if not card.opens:
        return [""] * len(codes)
    written = view.addresses(OPENS[card.opens], card.opens, [str(code) for code in codes])
    return ["" if missing(code) else address for code, address in zip(codes, written, strict=True)]
