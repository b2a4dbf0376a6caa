"""From one CSV file to one typed frame: encoding, columns, and each cell by itself."""

import csv
import io
from pathlib import Path

import pandas as pd

from data.contract import Field, Table
from data.problems import CONTROL, Problem, shorten

LONGEST_CELL = 10_000
"""Characters; a longer cell is a paste gone wrong, whatever the column allows."""
MOST_BYTES = 2 * 2**30
"""Bytes of one file: over ten million reports."""
MOST_PER_COLUMN = 200
"""Cells named per column and kind of problem; the next message says how many more there are."""

BOM = b"\xef\xbb\xbf"
ADDRESS = r"https?://[^\s/?#<>\"']+[^\s<>\"']*"
PATTERNS = {"date": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "integer": "-?[0-9]{1,9}", "boolean": "true|false"}
ALLOWED = {"date": "YYYY-MM-DD", "integer": "0, 1, 2 ...", "boolean": "true, false"}


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Read one table and check every cell on its own.

    Returns:
        The typed frame, one row a line, indexed by line number of the file; `None` where the
        file cannot be read as this table at all. A cell that was refused is missing in the frame.
    """
    raw, problems = _read_text(folder / table.path, table)
    if raw is None:
        return None, problems
    frame = pd.DataFrame(index=raw.index)
    for field in table.fields:
        frame[field.name], found = _typed(raw[field.name], field, table.path)
        problems += found
    if len(frame) < table.min_rows and not problems:
        problems.append(Problem(table.path, 0, "", "no_rows"))
    return frame, problems


def _read_text(path: Path, table: Table) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The file as a frame of strings, blank as missing, indexed by line number."""
    name = path.name
    if not path.is_file():
        return None, [Problem(name, 0, "", "missing_file")]
    if path.stat().st_size > MOST_BYTES:
        return None, [Problem(name, 0, "", "too_large", "", {"allowed": str(MOST_BYTES)})]
    data = path.read_bytes()
    if not data.strip():
        return None, [Problem(name, 0, "", "empty_file")]
    if data.startswith(BOM):
        return None, [Problem(name, 1, "", "byte_order_mark")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(name, line, "", "not_utf8", f"0x{data[error.start]:02x}")]
    lines, rows, problem = _rows(text, name)
    if problem:
        return None, [problem]
    header, first = rows.pop(0), lines.pop(0)
    problems = [Problem(name, first, column, "missing_column") for column in table.columns if column not in header]
    problems += [Problem(name, first, shorten(column), "stray_column") for column in header if column not in table.columns]
    twice = sorted({column for column in header if header.count(column) > 1})
    problems += [Problem(name, first, shorten(column), "repeated_column") for column in twice]
    if problems:
        return None, problems
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(header):
            details = {"allowed": str(len(header)), "found": str(len(row))}
            problems.append(Problem(name, line, "", "ragged_row", shorten(",".join(row)), details))
    if problems:
        return None, problems
    raw = pd.DataFrame(rows, columns=header, index=pd.Index(lines, dtype="int64"), dtype="str")
    return raw.mask(raw == ""), []


def _rows(text: str, name: str) -> tuple[list[int], list[list[str]], Problem | None]:
    """The rows of a file that are not blank, and the line on which each starts; a quoted cell may span several.

    The reader is strict: a quote that is never closed would otherwise swallow the rest of the file.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    start = 1
    try:
        for row in reader:
            if row:
                lines.append(start)
                rows.append(row)
            start = reader.line_num + 1
    except csv.Error as error:
        return [], [], Problem(name, start, "", "unreadable", shorten(str(error)))
    return lines, rows, None


def _typed(cells: pd.Series, field: Field, file: str) -> tuple[pd.Series, list[Problem]]:
    """One column in its type, and what is wrong with its cells."""
    constraints, problems = field.constraints, []
    filled = cells.notna()
    good = filled.copy()

    def refuse(bad: pd.Series, code: str, **details: str) -> None:
        nonlocal good
        bad &= good if code != "blank" else True
        lines = cells.index[bad]
        for line in lines[:MOST_PER_COLUMN]:
            value = "" if code == "blank" else shorten(str(cells.at[line]))
            problems.append(Problem(file, int(line), field.name, code, value, details))
        if len(lines) > MOST_PER_COLUMN:
            more = {**details, "number": str(len(lines) - MOST_PER_COLUMN)}
            problems.append(Problem(file, int(lines[MOST_PER_COLUMN]), field.name, "and_more", "", more))
        good &= ~bad

    if field.required:
        refuse(~filled, "blank")
    refuse(cells.str.len() > LONGEST_CELL, "too_long", allowed=str(constraints.get("maxLength", LONGEST_CELL)))
    refuse(cells.str.contains(CONTROL, regex=True, na=False), "control_character")
    refuse(cells.str.strip() != cells, "outer_space")
    if pattern := PATTERNS.get(field.type):
        refuse(~cells.str.fullmatch(pattern, na=False), f"not_{field.type}", allowed=ALLOWED[field.type])
    if field.is_address:
        refuse(~cells.str.fullmatch(ADDRESS, na=False), "not_address")
    if "enum" in constraints:
        refuse(~cells.isin(constraints["enum"]), "not_allowed", allowed=", ".join(constraints["enum"]))
    if "pattern" in constraints:
        refuse(~cells.str.fullmatch(constraints["pattern"], na=False), "bad_form", allowed=constraints["pattern"])
    if "maxLength" in constraints:
        refuse(cells.str.len() > constraints["maxLength"], "too_long", allowed=str(constraints["maxLength"]))
    values = _convert(cells.where(good), field.type)
    if field.type == "date":
        refuse(values.isna(), "no_such_day")
        refuse(~values.dt.year.between(1990, 2100), "not_plausible", allowed="1990-2100")
    if "minimum" in constraints:
        refuse(values.lt(constraints["minimum"]).fillna(False).astype(bool), "too_small", allowed=str(constraints["minimum"]))
    return values.where(good), problems


def _convert(cells: pd.Series, kind: str) -> pd.Series:
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")
    if kind == "integer":
        return pd.to_numeric(cells, errors="coerce").astype("Int64")
    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells
