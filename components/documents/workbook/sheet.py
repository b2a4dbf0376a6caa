"""A sheet of the workbook, and the columns that several sheets share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.charts import theme
from components.layout.column import Column
from components.view.view import View
from data.dates import period_end
from data.model import SET_ASIDE, Plan
from data.model.records import records

RECORD = ("reached", "confirmed", "awaiting", "to_come", "passed", *SET_ASIDE)
"""The numbers of an open record, in the order of its headline: names of `measures.numbers`, and
keys of `[headline]`."""
LOOKS = (*theme.STATE.values(), *theme.STATUS.values())
SIGNS = re.compile(f"[{''.join([*(one.sign for one in LOOKS), *theme.CHANGE_SIGN.values()])}]\\s")
"""The sign before the word of a state, of a status or of a change."""
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
    """

    key: str
    frame: pd.DataFrame
    note: str = ""
    totals: int = 0


def unsigned(text: object) -> object:
    """A cell without the signs of its states: a formula counts by the words alone."""
    return SIGNS.sub("", text) if isinstance(text, str) else text


def is_open(view: View) -> bool:
    """Whether the data are an open record: counts and no shares, as its whole is not known."""
    return view.dataset.plan == Plan.OPEN


def table(view: View, rows: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows as a table in the reader's words, without signs of states.

    Dates stand in words, and their first and last days in columns behind all others.
    """
    t, listed = view.t, records(rows)
    cells: dict[str, Sequence[object]] = {}
    days: dict[str, Sequence[object]] = {}
    for one in columns:
        name = t(one.label)
        signed = one.marked or one.label == "column.status"
        cells[name] = [unsigned(one.cell(row)) if signed else one.cell(row) for row in listed]
        if one.day:
            first, precision, *until = (rows[field] for field in one.day)
            last = period_end(first, precision)
            days[t("workbook.first", name=name)] = list(first)
            days[t("workbook.last", name=name)] = list(until[0].fillna(last) if until else last)
    return pd.DataFrame(cells | days, dtype=object)
