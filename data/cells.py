"""One column of a table: from text to its type, and what is wrong with each cell by itself."""

import pandas as pd

from data import compatibility
from data.contract import Field, Table
from data.problems import CONTROL, LINE_BREAK, Problem, named
from data.settings import FIRST_YEAR, LAST_YEAR

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
    """A column while its cells are refused, by one kind of problem after the other."""

    def __init__(self, cells: pd.Series, field: Field, file: str) -> None:
        self.cells, self.field, self.file = cells, field, file
        self.good = cells.notna()
        self.refused = False
        self.problems: list[Problem] = []

    def refuse(self, bad: pd.Series, code: str, **details: str) -> None:
        """Name the cells that are bad and were not refused before."""
        if bad.any() and (newly := bad & self.good).any():
            found = self.cells[newly]
            lines, values = found.index.tolist(), found.tolist()
            self.problems += named(self.file, self.field.name, lines, code, values, **details)
            self.good &= ~newly
            self.refused = True

    def kept(self, values: pd.Series) -> pd.Series:
        """The values of the column, missing where a cell was refused."""
        return values.where(self.good) if self.refused else values

    def blank(self) -> None:
        """Name the cells that are blank."""
        lines = self.cells.index[self.cells.isna()].tolist()
        self.problems += named(self.file, self.field.name, lines, "blank")


def typed(cells: pd.Series, field: Field, table: Table) -> tuple[pd.Series, list[Problem]]:
    """One column of text, blank as missing and indexed by line, in its type.

    Returns:
        The values, missing where a cell was refused; and what is wrong with the cells.
    """
    column = _Column(cells, field, table.path)
    if field.required:
        column.blank()
    _refuse_texts(column)
    _refuse_forms(column, compatibility.renamed(table.name, field.name))
    values = _convert(column.kept(cells), field.type)
    if field.type == "date":
        column.refuse(values.isna(), "no_such_day")
        years = f"{FIRST_YEAR}-{LAST_YEAR}"
        within = values.dt.year.between(FIRST_YEAR, LAST_YEAR)
        column.refuse(~within, "not_plausible", allowed=years)
    if "minimum" in field.constraints:
        least = field.constraints["minimum"]
        small = values.lt(least).fillna(False).astype(bool)
        column.refuse(small, "too_small", allowed=str(least))
    return column.kept(values), column.problems


def _refuse_texts(column: _Column) -> None:
    """What no cell may hold, whatever its type."""
    cells, field = column.cells, column.field
    longest = field.constraints.get("maxLength", LONGEST_CELL)
    column.refuse(cells.str.len() > LONGEST_CELL, "too_long", allowed=str(longest))
    column.refuse(cells.str.contains(CONTROL, regex=True, na=False), "control_character")
    column.refuse(cells.str.strip() != cells, "outer_space")
    if field.one_line:
        column.refuse(cells.str.contains(LINE_BREAK, regex=True, na=False), "line_break")


def _refuse_forms(column: _Column, renamed: dict[str, str]) -> None:
    """What is not of the type, the form or the length that the contract gives."""
    cells, field, constraints = column.cells, column.field, column.field.constraints

    def lacks(pattern: str) -> pd.Series:
        return ~cells.str.fullmatch(pattern, na=False)

    if field.type in NEARLY:
        pattern, code = NEARLY[field.type]
        column.refuse(~lacks(pattern), code, allowed=ALLOWED[field.type])
    if pattern := PATTERNS.get(field.type):
        column.refuse(lacks(pattern), f"not_{field.type}", allowed=ALLOWED[field.type])
    if field.is_address:
        column.refuse(lacks(ADDRESS), "not_address")
    for old, new in renamed.items():
        column.refuse(cells == old, "renamed", allowed=new)
    if "enum" in constraints:
        allowed = ", ".join(constraints["enum"])
        column.refuse(~cells.isin(constraints["enum"]), "not_allowed", allowed=allowed)
    if "pattern" in constraints:
        column.refuse(lacks(constraints["pattern"]), f"not_{field.form}")
    if "maxLength" in constraints:
        longest = constraints["maxLength"]
        column.refuse(cells.str.len() > longest, "too_long", allowed=str(longest))


def _convert(cells: pd.Series, kind: str) -> pd.Series:
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")
    if kind == "integer":
        return pd.to_numeric(cells, errors="coerce").astype("Int64")
    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells
