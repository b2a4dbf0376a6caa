"""Widths of columns, from the kind and the length of their cells."""

import re
from typing import Any, NamedTuple, Self

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype
from xlsxwriter.utility import cell_autofit_width

ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
NARROWEST, WIDEST, WIDER, WIDEST_LINK = 9, 34, 54, 110
"""Widths of columns, in characters: the least; the most for texts of one or two lines, and for
longer ones; the most for addresses, which do not wrap."""
LINE_HEIGHT = 13.5
"""Points of a line."""
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
        if longest > 2 * WIDEST:
            widest = max(widest, WIDER)
        return max(NARROWEST, word, min(longest + 2, widest))


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text needs in a column, one too many if in doubt."""
    return 1 + int(cell_autofit_width(text) / DIGIT / (width - 1))


def is_address(text: str) -> bool:
    """Whether a text is a web address that Excel takes as a link."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS
