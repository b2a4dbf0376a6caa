"""One column of a table: from text to its type, and what is wrong with each cell by itself."""

import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.contract import Field, Table
from data.reading.problems import CONTROL, LINE_BREAK, Problem, named
from data.reading.settings import FIRST_YEAR, LAST_YEAR

LONGEST_CELL = 10_000
"""Characters; a longer cell is a paste gone wrong, whatever the column allows."""
ADDRESS = r"https?://[^\s/?#<>\"']+[^\s<>\"']*"
PATTERNS = {
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "integer": "-?[0-9]{1,9}",
    "boolean": "true|false",
}
ALLOWED = {"date": "YYYY-MM-DD", "integer": "0, 1, 2 ...", "boolean": "true, false"}
NEARLY = {
    "date": ("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+.*", "time_of_day"),
    "integer": ("-?[0-9]{1,9}[.,]0*", "decimal_places"),
}
"""What spreadsheets make of a value of a type, and what is said of it."""
FORMS = ("code", "language", "country")
"""Forms of values that the contract names."""


class _Column:
    """A column while its values are refused, by one kind of problem after the other.

    Each value is looked at once, however many rows hold it, and its rows share its text.
    """

    def __init__(self, cells: Sequence[str], lines: pd.Index, field: Field, file: str) -> None:
        self.lines, self.field, self.file = lines, field, file
        self.at, values = pd.factorize(np.array([cell or None for cell in cells], object))
        self.good: dict[int, str] = dict(enumerate(values))
        self.size = len(values)
        self.problems: list[Problem] = []

    def refuse(self, is_bad: Callable[[str], object], code: str, **details: str) -> None:
        """Name the cells whose value is bad and was not refused before."""
        bad = {place: value for place, value in self.good.items() if is_bad(value)}
        if bad:
            rows = np.isin(self.at, list(bad)).nonzero()[0]
            lines, values = self.lines[rows].tolist(), [bad[place] for place in self.at[rows]]
            self.problems += named(self.file, self.field.name, lines, code, values, **details)
            self.good = {at: value for at, value in self.good.items() if at not in bad}

    def blank(self) -> None:
        """Name the cells that are blank."""
        lines = self.lines[self.at == -1].tolist()
        self.problems += named(self.file, self.field.name, lines, "blank")

    def typed(self) -> pd.Series:
        """The values of the column in its type, missing where a cell was blank or refused."""
        values = pd.Series(self.good, range(self.size), "str")
        return _convert(values, self.field.type).reindex(self.at).set_axis(self.lines)


def typed(
    cells: Sequence[str], lines: pd.Index, field: Field, table: Table
) -> tuple[pd.Series, list[Problem]]:
    """One column of text in its type.

    Args:
        cells: what the file holds; blank is missing.
        lines: the line of each cell.
        field: what the contract says of the column.
        table: the table of the column.

    Returns:
        The values by line, missing where a cell was refused; and what is wrong with the cells.
    """
    column = _Column(cells, lines, field, table.path)
    if field.required:
        column.blank()
    _refuse_texts(column)
    _refuse_forms(column)
    if field.type == "date":
        column.refuse(_is_no_day, "no_such_day")
        years = f"{FIRST_YEAR}-{LAST_YEAR}"
        column.refuse(
            lambda cell: not FIRST_YEAR <= int(cell[:4]) <= LAST_YEAR,
            "not_plausible",
            allowed=years,
        )
    if "minimum" in field.constraints:
        least = field.constraints["minimum"]
        column.refuse(lambda cell: int(cell) < least, "too_small", allowed=str(least))
    return column.typed(), column.problems


def _is_no_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return True
    return False


def _refuse_texts(column: _Column) -> None:
    """What no cell may hold, whatever its type."""
    field = column.field
    longest = field.constraints.get("maxLength", LONGEST_CELL)
    column.refuse(lambda cell: len(cell) > LONGEST_CELL, "too_long", allowed=str(longest))
    column.refuse(re.compile(CONTROL).search, "control_character")
    column.refuse(lambda cell: cell.strip() != cell, "outer_space")
    if field.one_line:
        column.refuse(re.compile(LINE_BREAK).search, "line_break")


def _refuse_forms(column: _Column) -> None:
    """What is not of the type, the form or the length that the contract gives."""
    field, constraints = column.field, column.field.constraints

    def lacks(pattern: str) -> Callable[[str], bool]:
        has = re.compile(pattern).fullmatch
        return lambda cell: not has(cell)

    if field.type in NEARLY:
        pattern, code = NEARLY[field.type]
        column.refuse(re.compile(pattern).fullmatch, code, allowed=ALLOWED[field.type])
    if pattern := PATTERNS.get(field.type):
        column.refuse(lacks(pattern), f"not_{field.type}", allowed=ALLOWED[field.type])
    if field.is_address:
        column.refuse(lacks(ADDRESS), "not_address")
    if "enum" in constraints:
        known = constraints["enum"]
        column.refuse(lambda cell: cell not in known, "not_allowed", allowed=", ".join(known))
    if "pattern" in constraints:
        column.refuse(lacks(constraints["pattern"]), f"not_{field.form}")
    if "maxLength" in constraints:
        longest = constraints["maxLength"]
        column.refuse(lambda cell: len(cell) > longest, "too_long", allowed=str(longest))


def _convert(cells: pd.Series, kind: str) -> pd.Series:
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[us]")
    if kind == "integer":
        return pd.to_numeric(cells).astype("Int64")
    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells
