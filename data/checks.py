"""What must hold between cells: keys, references, precisions, and the rules of the contract."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from data import contract
from data.contract import Table
from data.dates import is_period_start, period_end
from data.problems import Problem, shorten


def check_tables(tables: dict[str, pd.DataFrame]) -> list[Problem]:
    """Every problem between the rows and tables of a dataset.

    Args:
        tables: the frames that could be read, as `read.read_table` gives them.
    """
    problems: list[Problem] = []
    for name, frame in tables.items():
        table = contract.tables()[name]
        problems += _keys(frame, table)
        problems += _references(frame, table, tables)
        problems += _precisions(frame, table)
        for rule in table.rules:
            problems += RULES[rule["rule"]](frame, table, rule, tables)
    return problems


def _name(lines: pd.Index, table: Table, column: str, code: str, values: Any = None, **details: str) -> Iterator[Problem]:
    for position, line in enumerate(lines):
        value = "" if values is None else shorten(str(values.iloc[position]))
        yield Problem(table.path, int(line), column, code, value, details)


def _keys(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """No key twice, and no value twice in a column that is unique."""
    unique = [(field.name,) for field in table.fields if field.constraints.get("unique")]
    for columns in {table.primary_key, *unique}:
        whole = frame[frame[list(columns)].notna().all(axis="columns")]
        again = whole[whole.duplicated(list(columns))]
        values = again[list(columns)].astype(str).agg("/".join, axis="columns") if len(again) else None
        yield from _name(again.index, table, ", ".join(columns), "repeated_key", values)


def _references(frame: pd.DataFrame, table: Table, tables: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """Every reference leads to a row that exists."""
    for column, target, key in table.foreign_keys:
        if target in tables:
            lost = frame[frame[column].notna() & ~frame[column].isin(tables[target][key])]
            path = contract.tables()[target].path
            yield from _name(lost.index, table, column, "unknown_reference", lost[column], allowed=path)


def _precisions(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """A date and its precision stand together, and the stored day is the first of its period."""
    for field in table.fields:
        if field.precision is None:
            continue
        days, precision = frame[field.name], frame[field.precision]
        lone = frame[days.notna() & precision.isna()]
        yield from _name(lone.index, table, field.precision, "needed_with", None, other=field.name)
        if field.precision != "precision":
            lone = frame[days.isna() & precision.notna()]
            yield from _name(lone.index, table, field.name, "needed_with", None, other=field.precision)
        odd = frame[~is_period_start(days, precision)]
        yield from _name(odd.index, table, field.name, "not_period_start", odd[field.name].dt.date, other=field.precision)


def _order(frame: pd.DataFrame, table: Table, rule: dict[str, Any], _: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """The later date is not before the earlier one; imprecise dates count by their periods."""
    precision = {field.name: field.precision for field in table.fields}
    later = frame[rule["later"]]
    if column := precision[rule["later"]]:
        later = period_end(later, frame[column])
    odd = frame[later < frame[rule["earlier"]]]
    yield from _name(odd.index, table, rule["later"], "before", odd[rule["later"]].dt.date, other=rule["earlier"])


def _matches(frame: pd.DataFrame, rule: dict[str, Any]) -> pd.Series:
    [(column, values)] = rule["when"].items()
    return frame[column].isin(values)


def _requires(frame: pd.DataFrame, table: Table, rule: dict[str, Any], _: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    [(column, values)] = rule["when"].items()
    for wanted in rule["fields"]:
        odd = frame[_matches(frame, rule) & frame[wanted].isna()]
        yield from _name(odd.index, table, wanted, "needed_when", None, other=column, allowed=", ".join(values))


def _excludes(frame: pd.DataFrame, table: Table, rule: dict[str, Any], _: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    [(column, values)] = rule["when"].items()
    for unwanted in rule["fields"]:
        odd = frame[_matches(frame, rule) & frame[unwanted].notna()]
        shown = odd[unwanted].astype(str).str.removesuffix(" 00:00:00")
        yield from _name(odd.index, table, unwanted, "not_with", shown, other=column, allowed=", ".join(values))


def _row_reference(frame: pd.DataFrame, table: Table, rule: dict[str, Any], tables: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """A table's name, a row's key and a column's name, all of which must exist."""
    known = contract.tables()
    named = frame[frame[rule["table"]].notna()]
    odd = named[~named[rule["table"]].isin(known)]
    yield from _name(odd.index, table, rule["table"], "not_allowed", odd[rule["table"]], allowed=", ".join(known))
    for target, rows in named.groupby(rule["table"]):
        if target not in tables:
            continue
        keys = tables[target][list(known[target].primary_key)].dropna().astype(str).agg("/".join, axis="columns")
        lost = rows[rows[rule["id"]].notna() & ~rows[rule["id"]].isin(keys)]
        yield from _name(lost.index, table, rule["id"], "unknown_reference", lost[rule["id"]], allowed=known[target].path)
        if column := rule.get("field"):
            columns = known[target].columns
            odd = rows[rows[column].notna() & ~rows[column].isin(columns)]
            yield from _name(odd.index, table, column, "not_allowed", odd[column], allowed=", ".join(columns))


def _corrects(frame: pd.DataFrame, table: Table, rule: dict[str, Any], _: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """A row that corrects another is later than it and speaks about the same thing."""
    column, same, later = rule["corrects"], rule["same"], rule["later"]
    by_id = frame.drop_duplicates(table.primary_key[0]).set_index(table.primary_key[0])
    found = frame[frame[column].isin(by_id.index)]
    corrected = by_id.loc[found[column]]
    odd = found[corrected[same].to_numpy() != found[same].to_numpy()]
    yield from _name(odd.index, table, column, "not_same", odd[column], other=same)
    odd = found[found[later].to_numpy() <= corrected[later].to_numpy()]
    yield from _name(odd.index, table, later, "not_after", odd[later].dt.date, other=column)


RULES = {"order": _order, "requires": _requires, "excludes": _excludes, "row_reference": _row_reference, "corrects": _corrects}
