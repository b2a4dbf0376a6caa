"""Rows of tables as text: in a dataset, or in their files, where every other byte stays."""

import csv
import hashlib
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pandas as pd

from data import contract
from data.contract import CONTROL, Table
from data.dates import PERIODS
from data.evidence import confirmations
from data.model import Dataset, Plan
from data.model.records import missing
from data.reading.checks import check_tables
from data.reading.problems import BadDatasetError, Problem
from data.reading.read import SEPARATORS, Reading, read_table
from data.reading.rules import Tables
from data.round.values import Change, Row

SETTINGS = "dataset"
"""What `Change.table` says of dataset.toml; the one row that changes there is the horizon."""
HORIZON = re.compile(r"^(horizon\s*=\s*)(\d{4}-\d{2}-\d{2})", re.MULTILINE)
BOM = "\ufeff"
Edit = tuple[str, str | None, str | None] | tuple[str, str | None, str | None, int]
"""A row of a file before and after: name of the file, and each as a line without its end; of one
that goes, the number of its line, so that it comes back to its place."""


def written(table: str, cells: Mapping[str, Any]) -> Row:
    """A row as its file has it, every column, from the cells that are known.

    Texts lose characters that cannot be seen, and line breaks where a cell is one line.
    """
    fields = contract.tables()[table].fields
    return {field.name: _cell(cells.get(field.name), field.one_line) for field in fields}


def _cell(value: Any, one_line: bool) -> str:
    if value is None or missing(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    text = re.sub(CONTROL, "", re.sub(r"\r\n?", "\n", str(value)))
    return " ".join(text.split()) if one_line else text.strip()


def key_of(table: str, row: Row) -> str:
    """The key of a row, its parts joined by `/`."""
    return "/".join(row[name] for name in contract.tables()[table].primary_key)


def is_too_long(table: str, row: Row) -> bool:
    """Whether a text of a row is longer than its column holds."""
    fields = contract.tables()[table].fields
    return any(len(row[one.name]) > one.constraints.get("maxLength", math.inf) for one in fields)


def first_day(on: date, precision: str) -> date:
    """The first day of the day, month, quarter or year in which a date lies."""
    return pd.Period(on, PERIODS.get(precision, "D")).start_time.date()


def last_day(on: date, precision: str) -> date:
    """The last day of the day, month, quarter or year in which a date lies."""
    return pd.Period(on, PERIODS.get(precision, "D")).end_time.date()


def by_table(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by the table in which they are; dataset.toml is `SETTINGS`."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.table, []).append(change)
    return found


def changed(
    dataset: Dataset, changes: Sequence[Change], places: Mapping[tuple[str, str], int] | None = None
) -> Dataset:
    """A dataset in which rows have changed, held to the contract; the same one where none has.

    `places` give, by table and key, the row of a page on which a row stands: problems are named
    there.

    Raises:
        BadDatasetError: it would break the contract.
    """
    if not changes:
        return dataset
    tables, horizon = dict(dataset.tables), dataset.horizon
    problems, keys = list[Problem](), dict[tuple[str, int], str]()
    for name, own in by_table(changes).items():
        if name == SETTINGS:
            horizon = date.fromisoformat((own[-1].after or {})["horizon"])
            continue
        gone = {change.key for change in own if change.before is not None}
        left = tables[name]
        left = left[~contract.row_keys(left, name).isin(gone)] if gone else left
        reading = _read(name, own, int(left.index.max()) if len(left) else 1)
        added, problems = cast(pd.DataFrame, reading.frame), [*problems, *reading.problems]
        tables[name] = pd.concat([left, added])
        given = [change.key for change in own if any((change.after or {}).values())]
        keys |= {(name, line): key for line, key in zip(added.index, given, strict=True)}
    known = Tables(
        tables, set(tables), plan=dataset.plan, horizon=horizon, series=dataset.all_series
    )
    problems += check_tables(known, problems)
    if problems:
        raise BadDatasetError([_placed(one, tables, keys, places or {}) for one in problems])
    if dataset.plan is Plan.OPEN:
        counted = confirmations(tables["reports"], tables["evidence"])
        tables["reports"] = tables["reports"].assign(confirmation=counted)
    digest = hashlib.sha256(f"{dataset.fingerprint}{changes}".encode()).hexdigest()
    return replace(dataset, tables=tables, horizon=horizon, fingerprint=digest)


def _read(name: str, changes: Iterable[Change], after: int) -> Reading:
    """The rows that come into a table, numbered from the line behind `after`."""
    table = contract.tables()[name]
    lines = [line_of(table.columns, change.after) for change in changes if change.after]
    reading = read_table(table.header + "\n".join([*lines, ""]).encode(), table)
    problems = [
        replace(one, line=one.line + after, again=tuple(line + after for line in one.again))
        for one in reading.problems
    ]
    frame = cast(pd.DataFrame, reading.frame)
    return Reading(frame.set_axis(frame.index + after, axis="index"), problems)


def _placed(
    problem: Problem,
    tables: Mapping[str, pd.DataFrame],
    keys: Mapping[tuple[str, int], str],
    places: Mapping[tuple[str, str], int],
) -> Problem:
    """A problem of a row where it stands in what came back; of other rows, where it stands."""
    page = problem.file.removesuffix(".csv")
    if not places or page not in tables:
        return problem
    whole = tables[page].dropna(subset=list(contract.tables()[page].primary_key))
    there = contract.row_keys(whole, page).to_dict()
    lines = (problem.line, *problem.again)
    named = ((page, keys.get((page, at)) or there.get(at, "")) for at in lines)
    found = [places[row] for row in named if row in places]
    return replace(problem, file=page, line=found[0], again=tuple(found[1:])) if found else problem


def edited(text: str, table: Table, changes: Sequence[Change]) -> tuple[str, list[Edit]]:
    """The text of a table's file with changed rows, and what was edited."""
    path, comma, lines = table.path, _comma(text), [_bare(line) for line in _lines(text)]
    head, *rows = csv.reader([lines[0].removeprefix(BOM), *lines[1:]], delimiter=comma)
    header, edits, there = [name.strip() for name in head], list[Edit](), dict[str, int]()
    for at, row in enumerate(rows, start=1):
        cells = dict(zip(header, row, strict=False))
        there["/".join(cells.get(name, "") for name in table.primary_key)] = at
    for change in changes:
        if change.after is not None:
            before = lines[there[change.key]] if change.before else None
            edits.append((path, before, line_of(header, change.after, comma)))
    gone = (there[change.key] for change in changes if change.after is None)
    edits += [(path, lines[at], None, at) for at in sorted(gone, reverse=True)]
    return applied(text, edits), edits


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text of a file after edits; what is new comes last, what had a place goes there.

    Raises:
        LookupError: a row that an edit changes is not there as it was.
    """
    lines = _lines(text)
    end = lines[0].removeprefix(_bare(lines[0])) or "\n"
    if is_open := lines[-1] == _bare(lines[-1]):
        lines[-1] += end
    for _, before, after, *place in edits:
        if before is None:
            lines.insert(place[0] if place else len(lines), f"{after}{end}")
            continue
        at = next((n for n, line in enumerate(lines) if _bare(line) == before), None)
        if at is None:
            raise LookupError(before)
        lines[at : at + 1] = [] if after is None else [lines[at].replace(before, after, 1)]
    if is_open:
        lines[-1] = _bare(lines[-1])
    return "".join(lines)


def turned(edit: Edit) -> Edit:
    """The edit that takes another back."""
    name, before, after, *place = edit
    return cast(Edit, (name, after, before, *place))


def rows_after(text: str, edits: Sequence[Edit]) -> list[Row]:
    """The rows that edits left, by the columns of the file of which this is the text."""
    head = text.partition("\n")[0].strip(f"\r{BOM}")
    lines = [head, *(edit[2] for edit in edits if edit[2])]
    header, *rows = csv.reader(lines, delimiter=_comma(text))
    return [dict(zip(header, row, strict=False)) for row in rows]


def horizon(text: str) -> str:
    """The last day of which the data speak, as this text of dataset.toml has it; blank for none."""
    found = HORIZON.search(text)
    return found[2] if found else ""


def with_horizon(text: str, day: str) -> str:
    """The text of dataset.toml with another last day; every other byte stays."""
    return HORIZON.sub(rf"\g<1>{day}", text, count=1)


def line_of(columns: Sequence[str], row: Row, comma: str = ",") -> str:
    """A row as a line of CSV without its end; the writer quotes only breaks that its end has."""
    out, end = io.StringIO(newline=""), "\r\n"
    csv.writer(out, delimiter=comma, lineterminator=end).writerow([row[name] for name in columns])
    return out.getvalue().removesuffix(end)


def _lines(text: str) -> list[str]:
    """The rows of a file with their ends; a quoted cell may span several lines."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True, delimiter=_comma(text))
    rows, start = [], 0
    for _ in reader:
        rows.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    return rows


def _comma(text: str) -> str:
    """What separates the cells of a file: not every program writes a comma."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
