"""One column of a table: from text to its type, and what is wrong with each cell by itself."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import islice

import numpy as np
import pandas as pd

from data.contract import CONTROL, LINE_BREAK, Field, Table
from data.dates import EARLIEST, LATEST
from data.reading.problems import MOST_DIFFERENT, Problem, named

LONGEST_CELL = 10_000
"""Characters; a longer cell is a paste gone wrong, whatever the column allows."""
ADDRESS = r"https?://[^\s/?#<>\"']+[^\s<>\"']*"
PATTERNS = {
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "integer": "-?[0-9]{1,9}",
    "boolean": "true|false",
}
ALLOWED = {"date": "YYYY-MM-DD", "integer": "0, 1, 2 ...", "boolean": "true, false"}
MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00)?(?:\.0+)?")
LOCAL = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
"""A day as spreadsheets of many countries write it."""
WITH_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+.*")
DAY_NUMBER = re.compile("[1-7][0-9]{4}")
FIRST_NUMBER = date(1899, 12, 30)
"""The day from which spreadsheets number days: 1 March 1900 is day 61."""
IMPRECISE = re.compile(r"(?:Q[1-4] ?[0-9]{4}|[0-9]{4}[ -]?Q[1-4]|[0-9]{4}-[0-9]{2}|[0-9]{4})")
WHOLE = re.compile(r"(-?[0-9]{1,9})[.,]0{1,2}")
YES = ("true", "verdadero", "verdadeiro", "wahr", "vrai")
NO = ("false", "falso", "falsch", "faux")
"""What spreadsheets make of true and false, in capitals, in the language of the program."""


class _Column:
    """A column while its values are refused, by one kind of problem after the other.

    Each value is looked at once, however many rows hold it, and its rows share its text.
    """

    def __init__(self, cells: Sequence[str], lines: pd.Index, field: Field, file: str) -> None:
        self.lines, self.field, self.file = lines, field, file
        self.at, values = pd.factorize(np.array([cell or None for cell in cells], object))
        usual = USUAL.get(field.type, str)
        self.good: dict[int, str] = {at: usual(value) for at, value in enumerate(values)}
        self.size = len(values)
        self.problems: list[Problem] = []

    def refuse(self, is_bad: Callable[[str], object], code: str, **details: str) -> None:
        """Refuse values that are bad, and add a problem for their cells."""
        bad = {place: value for place, value in self.good.items() if is_bad(value)}
        if bad:
            rows = np.isin(self.at, list(bad)).nonzero()[0]
            lines, values = self.lines[rows].tolist(), [bad[place] for place in self.at[rows]]
            self.problems += named(self.file, self.field.name, lines, code, values, **details)
            self.good = {at: value for at, value in self.good.items() if at not in bad}

    def typed(self) -> pd.Series:
        """The values of the column in its type, missing where a cell was blank or refused."""
        values = pd.Series(self.good, range(self.size), "str")
        return _convert(values, self.field.type).reindex(self.at).set_axis(self.lines)


def typed(
    cells: Sequence[str], lines: pd.Index, field: Field, table: Table
) -> tuple[pd.Series, list[Problem]]:
    """One column of text in its type; what spreadsheets write in their own way is read, if clear.

    `cells` are what the file holds on these `lines`; blank is missing.

    Returns:
        The values by line, missing where a cell was refused; and what is wrong with the cells.
    """
    column = _Column(cells, lines, field, table.path)
    if field.required:
        blank = lines[column.at == -1].tolist()
        column.problems += named(table.path, field.name, blank, "blank")
    _refuse_texts(column)
    _refuse_forms(column)
    if field.type == "date":
        column.refuse(_is_no_day, "no_such_day")
        first, last = EARLIEST.isoformat(), LATEST.isoformat()
        years = f"{EARLIEST.year}-{LATEST.year}"
        column.refuse(lambda cell: not first <= cell <= last, "not_plausible", allowed=years)
    if "minimum" in field.constraints:
        least = field.constraints["minimum"]
        column.refuse(lambda cell: int(cell) < least, "too_small", allowed=str(least))
    return column.typed(), column.problems


def _usual_day(cell: str) -> str:
    """A day that can be no other one, as the contract writes it; what else it is, as it stands."""
    if found := MIDNIGHT.fullmatch(cell):
        return found[1]
    if found := LOCAL.fullmatch(cell):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or found[2] == ".":
            return f"{found[4]}-{second:02}-{first:02}"
        if second > 12:
            return f"{found[4]}-{first:02}-{second:02}"
    return cell


def _usual_number(cell: str) -> str:
    found = WHOLE.fullmatch(cell)
    return found[1] if found else cell


def _usual_word(cell: str) -> str:
    word = cell.casefold()
    return "true" if word in YES else "false" if word in NO else cell


USUAL = {"date": _usual_day, "integer": _usual_number, "boolean": _usual_word}
"""For a type, how a value that spreadsheets write in their own way is read."""


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

    if field.type == "date":
        column.refuse(WITH_TIME.fullmatch, "time_of_day", allowed=ALLOWED["date"])
        column.refuse(LOCAL.fullmatch, "either_day", allowed=ALLOWED["date"])
        for cell in islice(filter(DAY_NUMBER.fullmatch, [*column.good.values()]), MOST_DIFFERENT):
            day = FIRST_NUMBER + timedelta(days=int(cell))
            column.refuse(cell.__eq__, "day_number", allowed=day.isoformat())
        other = field.precision or "precision"
        column.refuse(IMPRECISE.fullmatch, "imprecise", other=other, allowed=ALLOWED["date"])
    if pattern := PATTERNS.get(field.type):
        column.refuse(lacks(pattern), f"not_{field.type}", allowed=ALLOWED[field.type])
    if field.format == "uri":
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
    """Sound texts in the type that the contract gives their column."""
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[us]")
    if kind == "integer":
        return pd.to_numeric(cells).astype("Int64")
    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells
