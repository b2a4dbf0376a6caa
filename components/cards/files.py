"""The table of a card as a file, its description, and the addresses of both. Knows no Streamlit."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from components.cards import csvw
from components.cards.card import Card
from components.cards.csvw import CsvColumn, CsvForm
from components.cards.export import file_stem
from components.cards.parts import Own
from components.view.choice import addressed
from components.view.view import View
from data import locales

ROOT = "files"
"""Where files are, below the address of the dashboard."""
SEPARATOR = "separator"
"""Parameter that says what stands between cells."""
FORMS = {",": CsvForm(marked=True), ";": csvw.SPREADSHEET}
"""Both begin with a byte order mark: without it a spreadsheet assumes another encoding."""


def separator(language: str) -> str:
    """What stands between cells unless something else is asked for."""
    return locales.language(language).cell_separator


def file_address(view: View, name: str, **more: str) -> str:
    """The address of a file, relative to that of the dashboard; it stays the same.

    Args:
        view: what the reader is looking at.
        name: of the file, below `ROOT`.
        more: what the file says besides the view, such as the parameters of one page.
    """
    return addressed(f"{ROOT}/{name}", {**view.query(), **more})


def edition_address(view: View, name: str) -> str:
    """The address of the file of an edition: it holds the whole dataset, whatever the choice."""
    where = {key: value for key, value in view.where.items() if key != "edition"}
    return f"{ROOT}/editions/{name}.zip?{urlencode({**where, 'lang': view.t.language})}"


def document_address(view: View, key: str, ending: str, code: str | None = None) -> str:
    """The address of a document, or of that on one participant, in the language of the view."""
    return file_address(view, f"{key}.{ending}" if code is None else f"{key}/{code}.{ending}")


def is_marked(view: View) -> bool:
    """Whether each row has the marking: data that are invented, or that are not public."""
    return view.dataset.fictional or not view.clearance.is_public


def to_csv(view: View, card: Card, form: CsvForm) -> bytes:
    """The table of a card, with a column for the marking if it is marked (`is_marked`)."""
    return csvw.to_csv(_table_with_marking(view, card), form)


def _table_with_marking(view: View, card: Card) -> pd.DataFrame:
    if not is_marked(view):
        return card.table
    return card.table.assign(**{view.t("export.marking"): f"{view.marking} · {view.seen}"})


def describe(view: View, card: Card, form: CsvForm, here: str, page: str) -> bytes:
    """What describes the file of a card, as CSV on the Web.

    Args:
        view: the view that the card tells of.
        card: the card.
        form: how the file is written.
        here: its address.
        page: the address that shows the same on a page.
    """
    about = {
        **csvw.imprint(view, here),
        "card": card.title,
        "measure": card.subtitle,
        "clearance": view.seen,
        "page": page,
    }
    return csvw.describe(about, list(_columns(_table_with_marking(view, card))), form)


def _columns(frame: pd.DataFrame) -> Iterator[CsvColumn]:
    for name, cells in frame.items():
        yield CsvColumn(str(name), _kind(cells), str(name))


def _kind(cells: pd.Series) -> str:
    if is_bool_dtype(cells):
        return "boolean"
    if is_integer_dtype(cells):
        return "integer"
    return "number" if is_numeric_dtype(cells) else "string"


def name(view: View, card: Card, own: Own) -> str:
    """What the file of a card is called, without its ending."""
    return file_stem(view, card.key, own.values())


def headers(view: View) -> dict[str, Any]:
    """What is sent beside a file about what is in it, in codes."""
    facts = {
        "dataset": view.folder.name,
        "as-of": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "live",
        "marking": "exercise" if view.dataset.fictional else str(view.clearance),
        "clearance": str(view.clearance),
        "choice": urlencode(view.query(), doseq=True),
        "method": view.method,
        "fingerprint": view.dataset.fingerprint,
    }
    return {f"roadmap-{name}": value for name, value in facts.items()}
