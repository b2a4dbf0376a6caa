"""A table as CSV of some form: no cell can be run as a formula by a spreadsheet."""

from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""Letters with which begins what a spreadsheet may run; four are full-width forms of the first."""


class CsvForm(NamedTuple):
    """How a table is written.

    Attributes:
        separator: between cells.
        decimal: within a number.
        marked: whether it has a byte order mark: spreadsheets need it, some programs fail on it.
        line_end: of each row.
    """

    separator: str = ","
    decimal: str = "."
    marked: bool = False
    line_end: str = "\r\n"


PROGRAM = CsvForm()
"""RFC 4180."""
CONTRACT = CsvForm(line_end="\n")
"""As the files of a dataset."""
SPREADSHEET = CsvForm(";", ",", marked=True)
"""What Excel opens by a double click in Spanish and Portuguese."""


def to_csv(frame: pd.DataFrame, form: CsvForm = PROGRAM) -> bytes:
    """Return a table as CSV with its heads, without its index; what is missing is a blank cell."""
    cells = frame.astype(object).map(partial(_written, form), na_action="ignore")
    named = cells.rename(columns=inert)
    text = named.to_csv(index=False, sep=form.separator, lineterminator=form.line_end)
    return text.encode("utf-8-sig" if form.marked else "utf-8")


def _written(form: CsvForm, cell: Any) -> str:
    if isinstance(cell, str):
        return inert(cell)
    if isinstance(cell, (bool, np.bool)):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    return str(cell).replace(".", form.decimal)  # Text, or pandas would make floats of numbers.


def inert(text: str) -> str:
    """Return a text as it is, but with an apostrophe before it where it begins a formula."""
    return f"'{text}" if text[:1] in FORMULA else text
