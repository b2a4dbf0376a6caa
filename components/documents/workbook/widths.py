"""Widths of columns and heights of rows, from the kind and the length of their cells."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

from data.records import missing

ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
NARROWEST, WIDEST, WIDER, WIDEST_OF_ALL, WIDEST_LINK = 9, 34, 54, 70, 110
"""Widths of columns, in characters: the least; the most for short texts, for texts of more than
two lines, and for the longest texts; the most for addresses, which do not wrap."""
MORE_THAN_TWO_LINES, LONG_TEXT = 64, 600
"""Characters of a text from which a column may be WIDER, and from which it may be WIDEST_OF_ALL."""
FEW_LINES, LINE_HEIGHT, HIGHEST = 5, 13.5, 409.5
"""Lines up to which programs set the height of a row themselves; points of a line, and at most of
a row."""
SHORT = 2
"""A text of up to twice as many letters as its column is wide needs FEW_LINES, or less."""
DIGIT = 7
"""Pixels of a digit, the unit in which the width of a column is given."""


def kind_of(cells: pd.Series) -> str:
    """What a column holds: text, dates, whole numbers or shares."""
    if is_datetime64_any_dtype(cells):
        return "date"
    if is_float_dtype(cells):
        return "share"
    known = [cell for cell in cells if not missing(cell)]
    return (
        "number"
        if known and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in known)
        else "text"
    )


def width_of(heading: str, values: Sequence[Any], kind: str, widest: float) -> float:
    """Width of a column, in characters: at least its longest word, at most what a page allows."""
    word = max((len(word) for word in heading.split()), default=0) + 3
    if kind != "text":
        return max(12 if kind == "date" else NARROWEST, word)
    longest = max((len(str(value)) for value in values if not missing(value)), default=0)
    if longest > MORE_THAN_TWO_LINES:
        widest = max(widest, WIDEST_OF_ALL if longest > LONG_TEXT else WIDER)
    return max(NARROWEST, word, min(longest + 2, widest))


def set_heights(
    sheet: Worksheet, top: int, frame: pd.DataFrame, widths: Sequence[float], wrapped: int
) -> None:
    """Set the heights of the row of headings, `top`, and of rows of many lines.

    Programs give these rows too little: a text breaks at other places in print than on screen. All
    headings are wrapped, of the cells below those of the first `wrapped` columns.
    """
    rows = [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
    for row, cells in enumerate(rows, top):
        wide = widths if row == top else widths[:wrapped]
        lines = max(
            (
                lines_of(cell, width)
                for cell, width in zip(cells, wide, strict=False)
                if isinstance(cell, str) and (row == top or len(cell) > SHORT * width)
            ),
            default=1,
        )
        if lines > FEW_LINES or row == top:
            sheet.set_row(row, min(HIGHEST, lines * LINE_HEIGHT))


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text needs in a column, one too many if in doubt."""
    return 1 + int(cell_autofit_width(text) / DIGIT / (width - 1))


def is_address(text: str) -> bool:
    """Whether a text is a web address that Excel takes as a link."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS
