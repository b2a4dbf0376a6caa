"""From one CSV file to one typed frame: encoding, columns, and each cell by itself."""

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from data.contract import Field, Table
from data.problems import Problem

LONGEST_CELL = 10_000
"""Characters; a longer cell is a paste gone wrong, whatever the column allows."""
SHOWN = 60
MOST_PER_COLUMN = 200
"""Cells named per column and kind of problem; the next message says how many more there are."""

BOM = b"\xef\xbb\xbf"
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
ADDRESS = r"https?://[^\s/?#<>\"']+[^\s<>\"']*"
TYPES = {"string": "str", "date": "datetime64[us]", "integer": "Int64", "boolean": "boolean"}
PATTERNS = {"date": r"\d{4}-\d{2}-\d{2}", "integer": r"-?\d{1,9}", "boolean": "true|false"}
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
    data = path.read_bytes()
    if not data.strip():
        return None, [Problem(name, 0, "", "empty_file")]
    if data.startswith(BOM):
        return None, [Problem(name, 1, "", "byte_order_mark")]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(name, line, "", "not_utf8", f"0x{data[error.start]:02x}")]
    header = pacsv.read_csv(pa.BufferReader(data.split(b"\n", 1)[0] + b"\n")).column_names
    problems = [Problem(name, 1, column, "missing_column") for column in table.columns if column not in header]
    problems += [Problem(name, 1, column, "stray_column") for column in header if column not in table.columns]
    twice = sorted({column for column in header if header.count(column) > 1})
    problems += [Problem(name, 1, column, "repeated_column") for column in twice]
    if problems:
        return None, problems
    ragged: list[Problem] = []

    def refuse(row: pacsv.InvalidRow) -> str:
        details = {"allowed": str(row.expected_columns), "found": str(row.actual_columns)}
        ragged.append(Problem(name, row.number or 0, "", "ragged_row", _short(row.text or ""), details))
        return "skip"

    try:
        arrow = pacsv.read_csv(
            pa.BufferReader(data),
            read_options=pacsv.ReadOptions(use_threads=False, block_size=max(len(data), 1 << 20)),
            parse_options=pacsv.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.large_string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid as error:
        return None, [Problem(name, 0, "", "unreadable", _short(str(error)))]
    if ragged:
        return None, ragged
    raw = arrow.to_pandas(strings_to_categorical=False).astype("str")
    raw.index = _line_numbers(raw)
    return raw, []


def _line_numbers(raw: pd.DataFrame) -> pd.Index:
    """Line of the file on which each row starts; a quoted cell may span several lines."""
    breaks = sum((raw[column].str.count("\n").fillna(0).astype(int) for column in raw), pd.Series(0, index=raw.index))
    return pd.Index(range(2, len(raw) + 2)) + breaks.cumsum().shift(1, fill_value=0).to_numpy()


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
            value = "" if code == "blank" else _short(cells.at[line])
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
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").astype(TYPES[kind])
    if kind == "integer":
        return pd.to_numeric(cells, errors="coerce").astype("Int64")
    if kind == "boolean":
        return cells.map({"true": True, "false": False}).astype("boolean")
    return cells


def _short(value: str) -> str:
    """A cell as a message shows it: one line, not too long."""
    text = re.sub(r"\s+", " ", value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}... ({len(value)})"
