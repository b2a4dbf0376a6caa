"""A sheet of the workbook, and the columns that several sheets share."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import pandas as pd

from components.charts import theme
from components.layout.column import Column
from components.view.view import View
from data.dates import period_end
from data.model import SET_ASIDE, Plan
from data.model.records import records

RECORD = ("reached", "confirmed", "awaiting", "to_come", "passed", *SET_ASIDE)
"""The numbers of an open record, in the order of its headline: names of `measures.numbers`, and
keys of `[headline]`."""
LOOKS = (*theme.STATE.values(), *theme.STATUS.values())
SIGNS = re.compile(f"[{''.join([*(one.sign for one in LOOKS), *theme.CHANGE_SIGN.values()])}]\\s")
"""The sign before the word of a state, of a status or of a change."""
PREFIX = "roadmap_"
"""First part of the names of tables and numbers, the same in every language, so that a formula
works with a workbook in another language."""
ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
KINDS = {pd.Timestamp: "date", int: "number", float: "share"}
"""What a column holds whose cells are of one type; any other holds text."""
NARROWEST, OF_A_DATE, WIDEST = 9, 12, 38
"""Widths of columns, in characters: the least, that of dates, and the most; longer texts wrap."""
MOST_LINES, LINE, AROUND = 3, 12.5, 3
"""Lines of a heading at most; points of a line, and of what is around the lines of a row."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook.

    Attributes:
        key: its name, a key of `[workbook_sheet]` and `[workbook_says]` in the catalogues.
        frame: its table: dates as dates, counts as whole numbers, shares as fractions from 0 to 1.
        note: what a reader must know beside the head of the sheet; may be blank.
        totals: how many rows at its end are totals of the others.
    """

    key: str
    frame: pd.DataFrame
    note: str = ""
    totals: int = 0


class Cells(NamedTuple):
    """A column of a sheet: its heading, its cells (`None` where one is blank), and what they are.

    Their `kind` is text, dates, whole numbers or shares.
    """

    heading: str
    listed: list[Any]
    kind: str

    @classmethod
    def of(cls, heading: object, cells: pd.Series) -> Self:
        """The column of a frame; its kind follows from the types of its cells."""
        pairs = zip(cells.isna().tolist(), cells.tolist(), strict=True)
        values = [None if is_missing or cell == "" else cell for is_missing, cell in pairs]
        types = {type(cell) for cell in values if cell is not None}
        kind = KINDS.get(types.pop(), "text") if len(types) == 1 else "text"
        return cls(str(heading), values, kind)

    @property
    def width(self) -> int:
        """Its width in characters: that of its longest text, but at most `WIDEST`."""
        word = max(0, len(self.heading) // MOST_LINES, *map(len, self.heading.split())) + 3
        texts = self.listed if self.kind == "text" else ()
        longest = max((len(str(cell)) for cell in texts if cell is not None), default=0) + 2
        least = OF_A_DATE if self.kind == "date" else NARROWEST
        return max(least, word, min(longest, WIDEST))


def height(*texts: tuple[str, int]) -> float:
    """Points of a row for texts, each in a column so many digits wide; letters are thinner."""
    lines = (len(textwrap.wrap(text, width * 6 // 5)) for text, width in texts)
    return max(1, *lines) * LINE + AROUND


def is_address(text: str) -> bool:
    """Whether a text is a web address that Excel takes as a link."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS


def unsigned(text: object) -> object:
    """A cell without the signs of its states: a formula counts by the words alone."""
    return SIGNS.sub("", text) if isinstance(text, str) else text


def is_open(view: View) -> bool:
    """Whether the data are an open record: counts and no shares, as its whole is not known."""
    return view.dataset.plan == Plan.OPEN


def table(view: View, rows: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows as a table in the reader's words, without signs of states.

    Dates stand in words, and their first and last days in columns behind all others.
    """
    t, listed = view.t, records(rows)
    cells: dict[str, Sequence[object]] = {}
    days: dict[str, Sequence[object]] = {}
    for one in columns:
        name = t(one.label)
        signed = one.marked or one.label == "column.status"
        cells[name] = [unsigned(one.cell(row)) if signed else one.cell(row) for row in listed]
        if one.day:
            first, precision, *until = (rows[field] for field in one.day)
            last = period_end(first, precision)
            days[t("workbook.first", name=name)] = list(first)
            days[t("workbook.last", name=name)] = list(until[0].fillna(last) if until else last)
    return pd.DataFrame(cells | days, dtype=object)
