"""What must hold between cells: keys, references, precisions, and the rules of the contract."""

import itertools
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from data import contract
from data.contract import LINE_BREAK, Table, joined
from data.dates import PERIODS, is_period_start, period_end
from data.model.records import missing
from data.reading import rules
from data.reading.problems import Problem
from data.reading.rules import Check, Rule, Tables, each, say
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
        yield from say(frame, above, table, MARKING, "marked_higher", allowed=known.audience)


def _keys(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """No key twice, and no value twice in a column that is unique."""
    unique = [(field.name,) for field in table.fields if field.constraints.get("unique")]
    for columns in {table.primary_key, *unique}:
        yield from _repeated(frame[list(columns)], table)


def _repeated(rows: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """Rows that hold the same as a row before them; beside others, blank is a value if allowed."""
    again = rows.duplicated()
    if again.any():
        needed = [name for name in map(str, rows) if table.field(name).required] or [*rows]
        again &= rows[needed].notna().all(axis="columns")
        cells = joined(rows.astype("str").fillna(""))
        yield from say(rows, again, table, ", ".join(map(str, rows)), "repeated_key", cells)


def _references(frame: pd.DataFrame, table: Table, known: Tables) -> Iterator[Problem]:
    """Every reference leads to a row that exists."""
    for column, target, _ in table.foreign_keys:
        if target in known.whole:
            # What is wrong with the code of the row that it means is said there.
            lost = frame[column].notna() & ~frame[column].isin(_keys_of(target, known))
            path = contract.tables()[target].path
            yield from say(frame, lost, table, column, "unknown_reference", allowed=path)


def _precisions(frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """A date and its precision stand together, and the stored day is the first of its period."""
    for field in table.fields:
        if field.precision is None:
            continue
        days, precision = frame[field.name], frame[field.precision]
        lone = days.notna() & precision.isna()
        yield from say(frame, lone, table, field.precision, "needed_with", other=field.name)
        if field.precision != "precision":
            lone = days.isna() & precision.notna()
            yield from say(frame, lone, table, field.name, "needed_with", other=field.precision)
        late = ~is_period_start(days, precision)
        for day, same_day in each(late, days):
            for name, bad in each(same_day, precision):
                first = pd.Period(day, PERIODS[name]).start_time.date()
                about = {"other": name, "allowed": str(first)}
                yield from say(frame, bad, table, field.name, "not_period_start", **about)


def _order(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """The later date is not before the earlier one; imprecise dates count by their periods."""
    later = frame[rule["later"]]
    if column := table.field(rule["later"]).precision:
        later = period_end(later, frame[column])
    bad = later < frame[rule["earlier"]]
    yield from say(frame, bad, table, rule["later"], "before", other=rule["earlier"])


def _requires(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """Columns are filled where another has one of some values; for `excludes`, they are blank."""
    [(column, values)] = rule["when"].items()
    details = {"other": column, "allowed": ", ".join(values)}
    asked = frame[column].isin(values)
    forbids = rule["rule"] == "excludes"
    for name in rule["fields"]:
        bad = asked & (frame[name].notna() == forbids)
        if forbids:
            yield from say(frame, bad, table, name, "not_with", **details)
        else:
            yield from say(frame, bad, table, name, "needed_when", **details)


def _row_reference(
    frame: pd.DataFrame, table: Table, rule: Rule, known: Tables
) -> Iterator[Problem]:
    """A table's name, a row's key and a column's name, all of which must exist."""
    there, named, row = contract.tables(), rule["table"], rule["id"]
    names = frame[named]
    bad = names.notna() & ~names.isin(there)
    yield from say(frame, bad, table, named, "not_allowed", allowed=", ".join(there))
    keys = {name: _keys_of(name, known) for name in known.whole.intersection(names.unique())}
    pairs = zip(names.tolist(), frame[row].tolist(), strict=True)
    led = np.array([name not in keys or key in keys[name] for name, key in pairs], dtype=bool)
    for name, bad in each(frame[row].notna() & ~led, names):
        yield from say(frame, bad, table, row, "unknown_reference", allowed=there[name].path)
    if column := rule.get("field"):
        yield from _fields(frame, table, named, column)


def _keys_of(name: str, known: Tables) -> set[str]:
    """The keys to which a row can lead, and those that were refused."""
    key = contract.tables()[name].primary_key
    columns = [known.frames[name][column].astype("str").tolist() for column in key]
    whole = (cells for cells in zip(*columns, strict=True) if not any(map(missing, cells)))
    return {*map("/".join, whole), *known.refused.get((name, key[0]), ())}


def _fields(frame: pd.DataFrame, table: Table, named: str, column: str) -> Iterator[Problem]:
    """Texts for columns of a table: the column exists, and they keep its lines and length."""
    there, names, texts = contract.tables(), frame[named], frame["text"]
    fields = {f"{name}.{one.name}": one for name in there for one in there[name].fields}
    about = names + "." + frame[column]
    for name, bad in each(names.isin(there) & about.notna() & ~about.isin(fields), names):
        allowed = ", ".join(there[name].columns)
        yield from say(frame, bad, table, column, "not_allowed", allowed=allowed)
    short = [key for key, one in fields.items() if one.one_line]
    broken = about.isin(short) & texts.str.contains(LINE_BREAK, regex=True, na=False)
    for _, bad in each(broken, names):
        yield from say(frame, bad, table, "text", "line_break")
    longest = about.map({key: one.constraints.get("maxLength") for key, one in fields.items()})
    for _, long in each(texts.str.len() > longest, names):
        for limit, bad in each(long, longest):
            yield from say(frame, bad, table, "text", "too_long", allowed=f"{limit:.0f}")


def _corrects(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """A row that corrects another is not earlier, is about the same thing, and is no circle."""
    column, same, later = rule["corrects"], rule["same"], rule["later"]
    key = table.primary_key[0]
    by_id = frame[frame[key].notna()].drop_duplicates(key).set_index(key)
    found = frame[frame[column].isin(by_id.index)]
    corrected = by_id.loc[found[column]].set_axis(found.index)
    bad = corrected[same] != found[same]
    yield from say(found, bad, table, column, "not_same", other=same)
    bad = found[later] < corrected[later]
    yield from say(found, bad, table, later, "not_after", other=column)
    yield from say(found, _in_circle(found[key], found[column]), table, column, "circle")


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
    "unique": lambda frame, table, rule, _: _repeated(frame[rule["fields"]], table),
    "row_reference": _row_reference,
    "corrects": _corrects,
    **rules.RULES,
}
"""What the contract calls its rules."""
