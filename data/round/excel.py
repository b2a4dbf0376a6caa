"""Opens an Excel file that came from outside: the cells of its pages, within bounds."""

import io
import os
from collections.abc import Iterator
from typing import Any

from data.reading.problems import shorten
from data.round import package
from data.round.package import Bounds, RefusedFileError

os.environ.setdefault("OPENPYXL_LXML", "False")
MOST_COLUMNS = 40
"""Columns that are read: ours have fewer, and so has each table."""
PROPERTY = "sheet"
"""Property of the file that holds the reference of a sheet, too."""
Row = list[Any]
Pages = dict[str, list[Row]]


class Nothing:
    """A cell that is not there."""

    value, data_type, number_format, coordinate = None, "n", "General", ""


def opened(content: bytes, most: Bounds = package.OF_SHEET) -> tuple[Pages, str]:
    """The rows of each page that are not blank, by its title; and the file's property.

    Raises:
        RefusedFileError: it cannot be read, or says more than the file holds.
    """
    from openpyxl import load_workbook  # its choice of a parser is made when it is loaded

    whole, pages, left = package.workbook(content, most), Pages(), most.bytes
    try:
        book: Any = load_workbook(io.BytesIO(whole), read_only=True, keep_links=False)
        own = [str(one.value) for one in book.custom_doc_props.props if one.name == PROPERTY]
        for page in book.worksheets:
            page.reset_dimensions()  # or rows beyond what a program says of its page were not read
            rows = pages.setdefault(shorten(page.title), [])
            for row in _rows(page, most.rows):
                # Ten thousand cells may name one text of a megabyte, which the file holds once.
                left -= sum(len(cell.value) for cell in row if isinstance(cell.value, str))
                if left < 0:
                    raise RefusedFileError("too_large")
                rows.append(row)
    except RefusedFileError:
        raise
    except Exception as error:
        raise RefusedFileError("damaged") from error
    return pages, next(iter(own), "")


def _rows(page: Any, most: int) -> Iterator[Row]:
    """The rows of a page that are not blank, each as long as the widest that is read."""
    before = None
    for row in page.iter_rows(max_row=most, max_col=MOST_COLUMNS):
        if row is not before and any(cell.value is not None for cell in row):
            yield [*row, *[Nothing] * (MOST_COLUMNS - len(row))]
        before = row  # of rows that are not there, each is the same
