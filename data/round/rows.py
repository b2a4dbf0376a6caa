"""Rows of tables as text, as their files have them, and a dataset in which some have changed."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from data import contract
from data.dates import PERIODS
from data.evidence import confirmations
from data.model import Dataset, Plan
from data.reading.checks import check_tables
from data.reading.problems import CONTROL, BadDatasetError
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


def changed(dataset: Dataset, changes: Sequence[Change]) -> Dataset:
    """A dataset in which rows have changed, held to the contract.

    Raises:
        BadDatasetError: it would break the contract.
    """
    tables, horizon = dict(dataset.tables), dataset.horizon
    for name in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == name]
        if name == SETTINGS:
            horizon = max(date.fromisoformat((one.after or {})["horizon"]) for one in own)
            continue
        tables[name] = _with_rows(tables[name], name, own)
    problems = check_tables(Tables(tables, set(tables), plan=dataset.plan, horizon=horizon))
    if problems:
        raise BadDatasetError(problems)
    if dataset.plan is Plan.OPEN:
        counted = confirmations(tables["reports"], tables["evidence"])
        tables["reports"] = tables["reports"].assign(confirmation=counted)
    digest = hashlib.sha256(f"{dataset.fingerprint}{changes}".encode()).hexdigest()
    return replace(dataset, tables=tables, horizon=horizon, fingerprint=digest)


def _with_rows(frame: pd.DataFrame, name: str, changes: Iterable[Change]) -> pd.DataFrame:
    table = contract.tables()[name]
    goes = {change.key for change in changes if change.before is not None}
    lines = [line_of(table.columns, change.after) for change in changes if change.after]
    reading = read_table(table.header + "\n".join([*lines, ""]).encode(), table)
    if reading.problems or reading.frame is None:
        raise BadDatasetError(reading.problems)
    left = frame[~contract.row_keys(frame, name).isin(goes)] if goes else frame
    after = int(left.index.max()) if len(left) else 1
    return pd.concat([left, reading.frame.set_axis(reading.frame.index + after, axis="index")])
