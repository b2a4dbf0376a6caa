"""A column of a table: its name, the cell of a row and what it is sorted by, in one place.

Card, HTML, CSV and workbook read the same columns; each function makes one that several tables
have.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from components.layout import quotes, reached_dates, tables
from components.layout.card import SortableTable
from components.view.view import View
from data import contract, dates
from data.model import Dataset, State
from data.model.records import by_code, missing

Row = Mapping[str, Any]
"""Field to cell, as `data.model.records.records` makes them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        label: its name: a key of the catalogues.
        cell: the cell of a row, in the reader's words.
        key: what a row is sorted by, where that is not the words of its cell.
        day: of a date, the fields that hold it (`date`): the workbook adds first and last day.
        optional: whether it is left out where it says nothing of any row.
        marked: whether its cells begin with the sign of a state.
        publisher: of a column of addresses, whose that of a row is.
    """

    label: str
    cell: Callable[[Row], object]
    key: Callable[[Row], str | int] | None = None
    day: tuple[str, ...] = ()
    optional: bool = False
    marked: bool = False
    publisher: Callable[[Row], str] | None = None


def table(
    view: View, rows: Sequence[Row], columns: Sequence[Column], lead: str = ""
) -> SortableTable:
    """Return rows as a table in the reader's words, with the keys of the columns that have any.

    Rows and columns keep their order; an optional column is left out where every cell is blank.
    Where rows lead on, `lead` is the field with their codes, which become the index.
    """
    made = [(one, [one.cell(row) for row in rows]) for one in columns]
    shown = [(one, cells) for one, cells in made if not one.optional or any(cells)]
    index = pd.Index([row[lead] for row in rows], name=lead) if lead else None
    frame = pd.DataFrame({view.t(one.label): cells for one, cells in shown}, index=index)
    order = {view.t(one.label): [one.key(row) for row in rows] for one, _ in shown if one.key}
    marked = frozenset(view.t(one.label) for one, _ in shown if one.marked)
    whose = {view.t(one.label): list(map(one.publisher, rows)) for one, _ in shown if one.publisher}
    return SortableTable(frame, order, marked, whose)


def stored(label: str, field: str) -> Column:
    """Return a column of the values of a field as the data hold them."""
    return Column(label, lambda row: row[field])


def date(
    view: View,
    label: str,
    *day: str,
    words: Callable[[Row], str] | None = None,
    optional: bool = False,
) -> Column:
    """Return a column of dates, sorted by as much of each as is known.

    `day` are the fields with the day, its precision and its last day, as `Words.date` takes them;
    `words` writes the date of a row where that says more.
    """

    def written(row: Row) -> str:
        return view.t.short_date(*(row[field] for field in day))

    def key(row: Row) -> str:
        return dates.iso(*(row[field] for field in day[:2]))

    return Column(label, words or written, key, day, optional)


def reached_on(view: View, label: str = "column.reached_on") -> Column:
    """Return when milestones were reached: of a step that lasts from first to last day."""
    words = partial(reached_dates.reached_on, view)
    return date(view, label, *reached_dates.REACHED_ON, words=words)


def due_on(view: View) -> Column:
    """Return when milestones are due."""
    return date(view, "column.due_on", "planned_on", "planned_precision", optional=True)


def state(view: View) -> Column:
    """Return the states of milestones as sign and word, sorted as in every legend."""
    order = list(State)
    return Column(
        "column.state",
        lambda row: tables.state_words(view, row["state"]),
        lambda row: order.index(State(row["state"])),
        marked=True,
    )


def action(view: View, label: str = "column.action") -> Column:
    """Return the titles of actions; the code of one that the dataset does not have."""
    titles = tables.action_titles(view)

    def cell(row: Row) -> str:
        code = row["action_id"]
        return "" if missing(code) else titles.get(code, code)

    return Column(label, cell)


def priority(view: View, none: str = "") -> Column:
    """Return the priorities of rows, as number and title; `none` where a row has none."""
    titles = tables.priority_titles(view)
    return Column("column.priority", lambda row: titles.get(row["priority_id"], none))


def participants(
    view: View, label: str = "column.participants", dataset: Dataset | None = None
) -> Column:
    """Return the participants of actions; of rows with a participant of their own, that one alone.

    `dataset` has the names of those, if it is not that of the view.
    """
    people, names = tables.partners(view), dataset or view.dataset

    def cell(row: Row) -> str:
        if missing(row.get("participant_id")):
            return people.get(row["action_id"], "")
        return view.t.participant(names, row["participant_id"])

    return Column(label, cell)


def milestone(view: View) -> Column:
    """Return the names of milestones."""
    return Column("column.milestone", lambda row: tables.step(view, row))


def participant(view: View, label: str = "column.participant") -> Column:
    """Return the one participant of each row; blank where it has none."""
    return Column(
        label, lambda row: "" if missing(row["participant_id"]) else tables.owner(view, row)
    )


def owner(view: View, label: str = "column.participant") -> Column:
    """Return whose milestones or parts are: a participant, or that all partners share it."""
    return Column(label, lambda row: tables.owner(view, row))


def owners(view: View, rows: Sequence[Row]) -> list[Column]:
    """Return whose milestones are, as one column; no column where all are shared."""
    shared = all(missing(row["participant_id"]) for row in rows)
    return [] if shared else [owner(view)]


def voice(view: View) -> Column:
    """Return who says it: `voice`, a participant, or the source itself; blank without a report."""

    def cell(row: Row) -> str:
        if missing(row["report_id"]):
            return ""
        if missing(row["voice"]):
            return view.t("dossier.source_itself")
        return view.t.participant(view.dataset, row["voice"])

    return Column("column.by", cell)


def yes_or_no(view: View, label: str, field: str) -> Column:
    """Return whether something holds of a row, in words."""
    return Column(label, lambda row: view.t("data.yes" if row[field] else "data.no"))


def confidence(view: View) -> Column:
    """Return how sure it is what rows say, in words."""
    return Column("column.confidence", lambda row: view.t(f"confidence.{row['confidence']}"))


def content(view: View, label: str, table: str, field: str) -> Column:
    """Return the texts of a field of a table, whose key is one column, in the reader's language."""
    (key,) = contract.tables()[table].primary_key
    return Column(label, lambda row: view.content(table, row[key], field, row[field]))


def source(view: View, dataset: Dataset | None = None) -> Column:
    """Return the addresses of the sources of rows, as `dataset` has them, else the view's."""
    known = by_code(dataset or view.dataset, "sources")

    def cell(field: str, row: Row) -> str:
        value = known.get(row["source_id"], {}).get(field)
        return "" if missing(value) else value

    return Column("column.source", partial(cell, "url"), publisher=partial(cell, "publisher"))


def reply(view: View) -> Column:
    """Return what participants answered about milestones; no column where none did."""
    return Column(
        "column.reply", lambda row: quotes.reply(view, row["milestone_id"]), optional=True
    )


def evidence(view: View) -> list[Column]:
    """Return the printed sentences behind milestones, their publishers and their addresses."""
    quoted = partial(quotes.of_milestone, view)

    def publisher(row: Row) -> str:
        return quoted(row).publisher

    return [
        Column("column.sentence", lambda row: quoted(row).quote, optional=True),
        Column("column.publisher", publisher),
        Column("column.source", lambda row: quoted(row).address, publisher=publisher),
    ]
