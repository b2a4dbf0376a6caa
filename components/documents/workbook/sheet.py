"""A sheet of the workbook, and the columns that several sheets share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.tables import tables
from components.view.view import View
from data import measures
from data.dates import period_end
from data.model import OUT, SET_ASIDE, Plan
from data.records import missing

RECORD = ("reached", "confirmed", "awaiting", "to_come", "passed", *SET_ASIDE)
"""The numbers of an open record, in the order of its headline: names of `measures.numbers`, and
keys of `[headline]`."""
PREFIX = "roadmap_"
"""First part of the names of tables and numbers, the same in every language, so that a formula
works with a workbook in another language."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook.

    Attributes:
        key: its name, a key of `[workbook_sheet]` and `[workbook_says]` in the catalogues.
        frame: its table: dates as dates, counts as whole numbers, shares as fractions from 0 to 1.
        note: what a reader must know beside the head of the sheet; may be blank.
        totals: how many rows at its end are totals of the others.
        printed: how many columns, from the first, are printed; 0 for a sheet of data, of which
            only the head is printed.
    """

    key: str
    frame: pd.DataFrame
    note: str = ""
    totals: int = 0
    printed: int = 0


def print_all(sheet: Sheet) -> Sheet:
    """The sheet with every column printed."""
    return replace(sheet, printed=len(sheet.frame.columns))


def print_first(key: str, frame: pd.DataFrame, names: Sequence[str], note: str = "") -> Sheet:
    """A sheet whose columns of these names come first and are printed."""
    others = [name for name in frame if name not in names]
    return Sheet(key, frame[[*names, *others]], note, printed=len(names))


def is_open(view: View) -> bool:
    """Whether the data are an open record: counts and no shares, as its whole is not known."""
    return view.dataset.plan == Plan.OPEN


def record_numbers(view: View, row: Mapping[Any, int] | pd.Series) -> dict[str, int]:
    """The numbers of an open record, and what was taken out by decision."""
    t, numbers = view.t, measures.numbers(row)
    return {
        **{t(f"headline.{name}"): numbers[name] for name in RECORD},
        **{t(f"state.{state}"): int(row[state]) for state in OUT},
    }


def action_columns(view: View, rows: pd.DataFrame) -> dict[str, object]:
    """Code, title and priority of the action of each row."""
    t = view.t
    return {
        t("workbook.action_code"): rows["action_id"].to_numpy(),
        t("column.action"): rows["action_id"].map(tables.action_titles(view)).to_numpy(),
        t("column.priority"): rows["priority_id"].map(tables.priority_titles(view)).to_numpy(),
    }


def view_texts(view: View, table: str, rows: pd.DataFrame, key: str, column: str) -> list[str]:
    """A column of content in the reader's language."""
    cells = zip(rows[key], rows[column], strict=True)
    return [view.content(table, code, column, text) for code, text in cells]


def yes_or_no(view: View, cells: pd.Series) -> list[str]:
    """A column of yes and no, in words."""
    return [view.t("data.yes" if cell else "data.no") for cell in cells]


def date_columns(
    view: View,
    name: str,
    days: pd.Series,
    precision: pd.Series,
    until: pd.Series | None = None,
) -> Mapping[str, object]:
    """Three columns of a date: in words as precisely as it is known, its first day, its last day.

    `until` is the last day where that is not the end of the period.
    """
    t, last = view.t, period_end(days, precision)
    if until is not None:
        last = until.fillna(last)
    dated = zip(days, precision, last, strict=True)
    return {
        name: [
            t.short_date(day, None if missing(exact) else exact, end) for day, exact, end in dated
        ],
        t("workbook.first", name=name): days.to_numpy(),
        t("workbook.last", name=name): last.to_numpy(),
    }
