"""Widths of columns and heights of rows, from the kind and the length of their cells."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

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


class Cells(NamedTuple):
    """A column of a sheet.

    Attributes:
        heading: what stands over it.
        listed: its cells; `None` where one is blank.
        kind: what it holds: text, dates, whole numbers or shares.
    """

    heading: str
    listed: list[Any]
    kind: str

    @classmethod
    def of(cls, heading: object, cells: pd.Series) -> Self:
        """The column of a frame."""
        pairs = zip(cells.isna().tolist(), cells.tolist(), strict=True)
        values = [None if is_missing or cell == "" else cell for is_missing, cell in pairs]
        known, kind = [cell for cell in values if cell is not None], "text"
        if is_datetime64_any_dtype(cells):
            kind = "date"
        elif is_float_dtype(cells):
            kind = "share"
        elif known and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in known):
            kind = "number"
        return cls(str(heading), values, kind)

    def width(self, widest: float) -> float:
        """Its width, in characters: at least its longest word, at most what a page allows."""
        word = max((len(word) for word in self.heading.split()), default=0) + 3
        if self.kind != "text":
            return max(12 if self.kind == "date" else NARROWEST, word)
        longest = max((len(str(cell)) for cell in self.listed if cell is not None), default=0)
        if longest > MORE_THAN_TWO_LINES:
            widest = max(widest, WIDEST_OF_ALL if longest > LONG_TEXT else WIDER)
        return max(NARROWEST, word, min(longest + 2, widest))


def set_heights(
    sheet: Worksheet, top: int, columns: Sequence[Cells], widths: Sequence[float], wrapped: int
) -> None:
    """Set the heights of the row of headings, `top`, and of rows of many lines.

    Programs give these rows too little: a text breaks at other places in print than on screen. All
    headings are wrapped, of the cells below those of the first `wrapped` columns.
    """
    pairs = list(zip(columns, widths, strict=True))
    high = {0: max((lines_of(one.heading, width) for one, width in pairs), default=1)}
    for one, width in pairs[:wrapped]:
        for row, cell in enumerate(one.listed if one.kind == "text" else (), 1):
            if isinstance(cell, str) and len(cell) > SHORT * width:
                high[row] = max(high.get(row, 1), lines_of(cell, width))
    for row, lines in high.items():
        if lines > FEW_LINES or not row:
            sheet.set_row(top + row, min(HIGHEST, lines * LINE_HEIGHT))


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text needs in a column, one too many if in doubt."""
    return 1 + int(cell_autofit_width(text) / DIGIT / (width - 1))


def is_address(text: str) -> bool:
    """Whether a text is a web address that Excel takes as a link."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS
