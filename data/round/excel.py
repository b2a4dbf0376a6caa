"""The cells of an Excel file that came from outside, within bounds."""

import io
import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any, NamedTuple
from zipfile import ZIP_STORED

from data.archive import packed
from data.reading.problems import shorten
from data.round.package import Bounds, RefusedFileError

os.environ.setdefault("OPENPYXL_LXML", "False")
MOST_COLUMNS = 40
"""Columns that are read: ours have fewer, and so has each table."""
NOT_SHOWN = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")
"""Of the format of a date: its language, and words such as `de`, which are no parts of it."""


class Cell(NamedTuple):
    """What stands in a cell.

    Attributes:
        text: however a program keeps it: a whole number without point, a day as in ISO 8601.
        place: as Excel shows it, such as `Informe!G14`; blank where nothing is.
        row: counted from 1.
        is_formula: whether it is a formula or an error.
        digits: how many characters of its day are shown: 10, 7 to the month, 4 to the year.
    """

    text: str = ""
    place: str = ""
    row: int = 0
    is_formula: bool = False
    digits: int | None = None


NOTHING = Cell()
Row = list[Cell]


def read(parts: Mapping[str, bytes], most: Bounds) -> dict[str, list[Row]]:
    """The rows of each page that are not blank, by its title, from the parts of a package.

    Each is `MOST_COLUMNS` long; what stands beyond, or below `most.rows`, is not read.

    Raises:
        RefusedFileError: it cannot be read, or says more than the file holds.
    """
    from openpyxl import load_workbook  # its choice of a parser is made when it is loaded

    pages, left = dict[str, list[Row]](), most.bytes
    try:
        book: Any = load_workbook(
            io.BytesIO(packed(parts, ZIP_STORED)), read_only=True, keep_links=False
        )
        for page in book.worksheets:
            page.reset_dimensions()  # or rows beyond what a program says of its page were not read
            title = shorten(page.title)
            rows = pages.setdefault(title, [])
            for row in _rows(page, title, most.rows):
                # Ten thousand cells may name one text of a megabyte, which the file holds once.
                left -= sum(len(cell.text) for cell in row)
                if left < 0:
                    raise RefusedFileError("too_large")
                rows.append(row)
    except RefusedFileError:
        raise
    except Exception as error:
        raise RefusedFileError("damaged") from error
    return pages


def _rows(page: Any, title: str, most: int) -> Iterator[Row]:
    """The rows of a page that are not blank, each as long as the widest that is read."""
    before = None
    for row in page.iter_rows(max_row=most, max_col=MOST_COLUMNS):
        if row is not before and any(cell.value is not None for cell in row):
            cells = [_cell(title, cell) if cell.value is not None else NOTHING for cell in row]
            yield [*cells, *[NOTHING] * (MOST_COLUMNS - len(row))]
        before = row  # of rows that are not there, each is the same


def _cell(title: str, cell: Any) -> Cell:
    """What stands in a cell of openpyxl, as text; of a day also how exactly it is shown."""
    value, is_formula, digits = cell.value, cell.data_type in ("f", "e"), None
    if isinstance(value, bool):
        value = str(value).lower()
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    elif isinstance(value, datetime) and value.time() == time.min:
        shown = NOT_SHOWN.sub("", cell.number_format).casefold()
        digits = 10 if "d" in shown else 7 if "m" in shown else 4
        value = value.date()
    return Cell(str(value), f"{title}!{cell.coordinate}", cell.row, is_formula, digits)
