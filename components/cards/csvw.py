"""A table as CSV, and its description as CSV on the Web (W3C) in a file beside it."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson
import pandas as pd

from components.view.view import View
from data import load
from data.records import missing

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings of what a spreadsheet may run; the last four are full-width forms of the first."""
BESIDE = "-metadata.json"
"""What follows the name of a CSV file in the name of the file that describes it."""
KIND = "application/csvm+json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class CsvForm(NamedTuple):
    """How a table is written.

    Attributes:
        separator: between cells.
        decimal: within a number.
        marked: whether it has a byte order mark: spreadsheets need it, some programs fail on it.
    """

    separator: str = ","
    decimal: str = "."
    marked: bool = False


PROGRAM = CsvForm()
"""RFC 4180."""
SPREADSHEET = CsvForm(";", ",", marked=True)
"""What Excel opens by a double click in Spanish and Portuguese."""


class CsvColumn(NamedTuple):
    """A column of a table.

    Attributes:
        name: its heading.
        kind: `string`, `integer`, `number`, `boolean` or `date`.
        meaning: what stands in it, in the reader's language.
        blank: whether a cell may be blank.
    """

    name: str
    kind: str
    meaning: str
    blank: bool = True


def to_csv(frame: pd.DataFrame, form: CsvForm = PROGRAM) -> bytes:
    """A table as CSV; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", delimiter=form.separator)
    writer.writerow(map(inert, frame.columns))
    for row in frame.itertuples(index=False):
        writer.writerow(_cell_text(cell, form) for cell in row)
    return out.getvalue().encode("utf-8-sig" if form.marked else "utf-8")


def _cell_text(cell: Any, form: CsvForm) -> object:
    if missing(cell):
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell).replace(".", form.decimal) if isinstance(cell, float) else inert(cell)


def inert(cell: object) -> object:
    """A cell for a CSV file: an apostrophe stops a spreadsheet from running a text as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def imprint(view: View, address: str) -> dict[str, Any]:
    """What belongs to every number in a file: dataset, cut-off, choice and clearance.

    Args:
        view: what the reader is looking at.
        address: the address that gives it again.
    """
    return {
        "dataset": view.folder.name,
        "title": view.t.dataset(view.dataset),
        "as_of": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "live",
        "filters": view.sentence,
        "language": view.t.language,
        "marking": view.marking,
        "fictional": view.dataset.fictional,
        "plan": str(view.dataset.plan),
        "method": view.method,
        "fingerprint": view.dataset.fingerprint,
        "licence": LICENCE if load.is_ours(view.folder) else None,
        "address": address,
    }


def describe(
    about: Mapping[str, Any], columns: Sequence[CsvColumn], form: CsvForm = PROGRAM
) -> bytes:
    """The file beside a CSV file that describes it.

    Args:
        about: `imprint` with the address of the CSV file, and whatever else there is to say.
        columns: its columns, in order.
        form: how it is written.
    """
    description = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": about["language"]}],
        "url": about["address"],
        "dc:title": about["title"],
        "dc:description": about["filters"],
        "dc:language": about["language"],
        "dc:license": {"@id": about["licence"]} if about["licence"] else None,
        "dc:accessRights": about["marking"],
        "dialect": {"delimiter": form.separator, "encoding": "utf-8", "header": True},
        "notes": [about],
        "tableSchema": {"columns": [_column(one, form) for one in columns]},
    }
    return orjson.dumps(
        {name: value for name, value in description.items() if value is not None},
        option=orjson.OPT_INDENT_2,
    )


def _column(column: CsvColumn, form: CsvForm) -> dict[str, Any]:
    kind: Any = column.kind
    if kind == "number" and form.decimal != ".":
        kind = {"base": kind, "format": {"decimalChar": form.decimal}}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": kind,
        "required": not column.blank,
    }
