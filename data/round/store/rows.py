"""Rows of tables as text, as their files have them, and a dataset in which some have changed."""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pandas as pd

from data import contract
from data.contract import CONTROL
from data.dates import PERIODS
from data.evidence import confirmations
from data.model import Dataset, Plan
from data.model.records import missing
from data.reading.checks import check_tables
from data.reading.problems import BadDatasetError, Problem
from data.reading.read import Reading, read_table
from data.reading.rules import Tables
from data.round.store.lines import line_of
from data.round.values import Change, Row

SETTINGS = "dataset"
"""What `Change.table` says of dataset.toml; the one row that changes there is the horizon."""


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
    dataset: Dataset,
    changes: Sequence[Change],
    places: Mapping[tuple[str, str], int] | None = None,
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
