"""What must hold between cells: keys, references, precisions, and the rules of the contract."""

import itertools
from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from data import contract
from data.contract import LINE_BREAK, Table, joined, row_keys
from data.dates import PERIODS, is_period_start, period_end
from data.reading import rules
from data.reading.problems import Problem
from data.reading.rules import Check, Rule, Tables, say
from data.visibility import MARKING


def check_tables(known: Tables, found: Collection[Problem] = ()) -> list[Problem]:
    """Every problem between the rows and tables of a dataset, as far as they could be read.

    References are checked into tables of which every row could be read. Where a problem was `found`
    in a cell, no other one is named.
    """
    problems: list[Problem] = []
    for name, frame in known.frames.items():
        table = contract.tables()[name]
        problems += _keys(frame, table)
        problems += _references(frame, table, known)
        problems += _precisions(frame, table)
        problems += _markings(frame, table, known)
        for rule in table.rules:
            problems += RULES[rule["rule"]](frame, table, rule, known)
    places = {(one.file, line, one.column) for one in found for line in (one.line, *one.again)}
    return [left for one in problems if (left := one.but(places))]


def _markings(frame: pd.DataFrame, table: Table, known: Tables) -> Iterator[Problem]:
    """No row is marked for a narrower circle than that of the folder."""
    if known.audience and MARKING in frame:
        above = frame[MARKING].notna() & ~frame[MARKING].isin(known.audience.markings)
        yield from say(frame[above], table, MARKING, "marked_higher", allowed=known.audience)


def _keys(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """No key twice, and no value twice in a column that is unique."""
    unique = [(field.name,) for field in table.fields if field.constraints.get("unique")]
    for columns in {table.primary_key, *unique}:
        there = frame[list(columns)].notna().all(axis="columns")
        yield from _repeated(frame[there], table, columns)


def _repeated(frame: pd.DataFrame, table: Table, columns: Collection[str]) -> Iterator[Problem]:
    """Rows that hold the same in some columns as a row before them."""
    again = frame[frame.duplicated(list(columns))]
    cells = joined(again[list(columns)])
    yield from say(again, table, ", ".join(columns), "repeated_key", cells)


def _references(frame: pd.DataFrame, table: Table, known: Tables) -> Iterator[Problem]:
    """Every reference leads to a row that exists."""
    for column, target, key in table.foreign_keys:
        if target in known.whole:
            there = known.frames[target][key]
            # What is wrong with the code of the row that it means is said there.
            refused = known.refused.get((target, key), ())
            lost = frame[frame[column].notna() & ~frame[column].isin([*there, *refused])]
            path = contract.tables()[target].path
            yield from say(lost, table, column, "unknown_reference", allowed=path)


def _precisions(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """A date and its precision stand together, and the stored day is the first of its period."""
    for field in table.fields:
        if field.precision is None:
            continue
        days, precision = frame[field.name], frame[field.precision]
        lone = frame[days.notna() & precision.isna()]
        yield from say(lone, table, field.precision, "needed_with", other=field.name)
        if field.precision != "precision":
            lone = frame[days.isna() & precision.notna()]
            yield from say(lone, table, field.name, "needed_with", other=field.precision)
        bad_rows = frame[~is_period_start(days, precision)]
        for (name, _), rows in bad_rows.groupby([field.precision, field.name]):
            first = rows[field.name].dt.to_period(PERIODS[str(name)]).dt.start_time.iloc[0].date()
            about = {"other": str(name), "allowed": str(first)}
            yield from say(rows, table, field.name, "not_period_start", None, **about)


def _order(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """The later date is not before the earlier one; imprecise dates count by their periods."""
    later = frame[rule["later"]]
    if column := table.field(rule["later"]).precision:
        later = period_end(later, frame[column])
    bad_rows = frame[later < frame[rule["earlier"]]]
    yield from say(bad_rows, table, rule["later"], "before", other=rule["earlier"])


def _requires(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """Columns are filled where another has one of some values; for `excludes`, they are blank."""
    [(column, values)] = rule["when"].items()
    details = {"other": column, "allowed": ", ".join(values)}
    forbids = rule["rule"] == "excludes"
    for name in rule["fields"]:
        bad_rows = frame[frame[column].isin(values) & (frame[name].notna() == forbids)]
        if forbids:
            yield from say(bad_rows, table, name, "not_with", **details)
        else:
            yield from say(bad_rows, table, name, "needed_when", **details)


def _unique(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """No two rows have the same values in some columns; blank is a value where it is allowed."""
    columns = rule["fields"]
    needed = [name for name in columns if table.field(name).required]
    there = frame[frame[needed].notna().all(axis="columns")]
    texts = {name: there[name].astype("str").fillna("") for name in columns}
    yield from _repeated(there.assign(**texts), table, columns)


def _row_reference(
    frame: pd.DataFrame, table: Table, rule: Rule, known: Tables
) -> Iterator[Problem]:
    """A table's name, a row's key and a column's name, all of which must exist."""
    there, named, row = contract.tables(), rule["table"], rule["id"]
    given = frame[frame[named].notna()]
    bad_rows = given[~given[named].isin(there)]
    yield from say(bad_rows, table, named, "not_allowed", allowed=", ".join(there))
    for target, rows in given.groupby(named):
        name = str(target)
        if name in known.whole:
            keys = row_keys(known.frames[name].dropna(subset=list(there[name].primary_key)), name)
            refused = known.refused.get((name, there[name].primary_key[0]), ())
            lost = rows[rows[row].notna() & ~rows[row].isin([*keys, *refused])]
            yield from say(lost, table, row, "unknown_reference", allowed=there[name].path)
        if name in there and (column := rule.get("field")):
            yield from _fields(rows, table, column, there[name])


def _fields(rows: pd.DataFrame, table: Table, column: str, target: Table) -> Iterator[Problem]:
    """Texts for columns of a table: the column exists, and they keep its lines and length."""
    bad_rows = rows[rows[column].notna() & ~rows[column].isin(target.columns)]
    allowed = ", ".join(target.columns)
    yield from say(bad_rows, table, column, "not_allowed", allowed=allowed)
    short = [field.name for field in target.fields if field.one_line]
    broken = rows["text"].str.contains(LINE_BREAK, regex=True, na=False)
    yield from say(rows[rows[column].isin(short) & broken], table, "text", "line_break")
    limits = {field.name: field.constraints.get("maxLength") for field in target.fields}
    longest = rows[column].map(limits)
    bad_rows = rows[rows["text"].str.len() > longest]
    for most, long in bad_rows.groupby(longest[bad_rows.index]):
        yield from say(long, table, "text", "too_long", allowed=f"{most:.0f}")


def _corrects(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """A row that corrects another is not earlier, is about the same thing, and is no circle."""
    column, same, later = rule["corrects"], rule["same"], rule["later"]
    key = table.primary_key[0]
    by_id = frame[frame[key].notna()].drop_duplicates(key).set_index(key)
    found = frame[frame[column].isin(by_id.index)]
    corrected = by_id.loc[found[column]]
    bad_rows = found[corrected[same].to_numpy() != found[same].to_numpy()]
    yield from say(bad_rows, table, column, "not_same", other=same)
    bad_rows = found[found[later].to_numpy() < corrected[later].to_numpy()]
    yield from say(bad_rows, table, later, "not_after", other=column)
    yield from say(found[_in_circle(found[key], found[column])], table, column, "circle")


def _in_circle(codes: pd.Series, leads_to: pd.Series) -> pd.Series:
    """Whether each code leads back to itself."""
    following = dict(zip(codes, leads_to, strict=True))
    done, endless = set[str](), set[str]()
    for code in following:
        path: dict[str, None] = {}
        at = code
        while at in following and at not in done and at not in path:
            path[at] = None
            at = following[at]
        if at in path:
            endless.update(itertools.dropwhile(lambda one, at=at: one != at, path))
        done.update(path)
    return codes.isin(endless)


RULES: Mapping[str, Check] = {
    "order": _order,
    "requires": _requires,
    "excludes": _requires,
    "unique": _unique,
    "row_reference": _row_reference,
    "corrects": _corrects,
    **rules.RULES,
}
"""What the contract calls its rules."""
