"""Rows of tables as text, as their files have them, and a dataset in which some have changed."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pandas as pd

from data import contract
from data.dates import PERIODS
from data.evidence import confirmations
from data.model import Dataset, Plan
from data.reading.checks import check_tables
from data.reading.problems import CONTROL, BadDatasetError, Problem
from data.reading.read import read_table
from data.reading.rules import Tables
from data.records import missing
from data.round.lines import line_of
from data.round.values import Change, Row

SETTINGS = "dataset"
"""What `Change.table` says of dataset.toml; the one row that changes there is the horizon."""


def written(table: str, cells: Mapping[str, Any]) -> Row:
    """A row as its file has it, every column, from the cells that are known."""
    return {name: _cell(cells.get(name)) for name in contract.tables()[table].columns}


def _cell(value: Any) -> str:
    if value is None or missing(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)


def key_of(table: str, row: Row) -> str:
    """The key of a row, its parts joined by strokes."""
    return "/".join(row[name] for name in contract.tables()[table].primary_key)


def cleaned(text: str, table: str, column: str) -> str:
    """A text from outside as a cell can hold it: no characters that cannot be seen, one line."""
    text = re.sub(CONTROL, "", text.replace("\r\n", "\n").replace("\r", "\n"))
    if contract.tables()[table].field(column).one_line:
        text = " ".join(text.split())
    return text.strip()


def longest(table: str, column: str) -> int:
    """Characters that a cell of a column may have."""
    return contract.tables()[table].field(column).constraints["maxLength"]


def first_day(on: date, precision: str) -> date:
    """The first day of the day, month, quarter or year in which a date lies."""
    return pd.Period(on, PERIODS.get(precision, "D")).start_time.date()


def last_day(on: date, precision: str) -> date:
    """The last day of the day, month, quarter or year in which a date lies."""
    return pd.Period(on, PERIODS.get(precision, "D")).end_time.date()


def changed(
    dataset: Dataset,
    changes: Sequence[Change],
    places: Mapping[tuple[str, str], int] | None = None,
) -> Dataset:
    """A dataset in which rows have changed, held to the contract.

    Args:
        dataset: the dataset.
        changes: rows of tables before and after.
        places: table and key to the row of a page on which it stands; problems are named there.

    Raises:
        BadDatasetError: it would break the contract.
    """
    tables, horizon = dict(dataset.tables), dataset.horizon
    problems, keys = list[Problem](), dict[tuple[str, int], str]()
    for name in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == name]
        if name == SETTINGS:
            horizon = max(date.fromisoformat((one.after or {})["horizon"]) for one in own)
            continue
        left, added, found = _with_rows(tables[name], name, own)
        tables[name], problems = pd.concat([left, added]), [*problems, *found]
        given = [change.key for change in own if any((change.after or {}).values())]
        keys |= {(name, line): key for line, key in zip(added.index, given, strict=True)}
    seen = {(one.file, line, one.column) for one in problems for line in (one.line, *one.again)}
    known = Tables(
        tables, set(tables), plan=dataset.plan, horizon=horizon, series=dataset.all_series
    )
    problems += filter(None, (one.but(seen) for one in check_tables(known)))
    if problems:
        raise BadDatasetError([_placed(one, tables, keys, places or {}) for one in problems])
    if dataset.plan is Plan.OPEN:
        counted = confirmations(tables["reports"], tables["evidence"])
        tables["reports"] = tables["reports"].assign(confirmation=counted)
    digest = hashlib.sha256(f"{dataset.fingerprint}{changes}".encode()).hexdigest()
    return replace(dataset, tables=tables, horizon=horizon, fingerprint=digest)


def _with_rows(
    frame: pd.DataFrame, name: str, changes: Iterable[Change]
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """The rows that stay, those that come, with later numbers, and what is wrong with these."""
    table = contract.tables()[name]
    goes = {change.key for change in changes if change.before is not None}
    lines = [line_of(table.columns, change.after) for change in changes if change.after]
    reading = read_table(table.header + "\n".join([*lines, ""]).encode(), table)
    left = frame[~contract.row_keys(frame, name).isin(goes)] if goes else frame
    after = int(left.index.max()) if len(left) else 1
    added = cast(pd.DataFrame, reading.frame)
    problems = [
        replace(one, line=one.line + after, again=tuple(line + after for line in one.again))
        for one in reading.problems
    ]
    return left, added.set_axis(added.index + after, axis="index"), problems


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
    named = (
        (page, keys.get((page, at)) or there.get(at, "")) for at in (problem.line, *problem.again)
    )
    if not (found := [places[row] for row in named if row in places]):
        return problem
    return replace(problem, file=page, line=found[0], again=tuple(found[1:]))
