"""The sheets of the workbook in their order, in the reader's language.

Here are those of meetings, changes, corrections, sources and a round's questions; figures, actions
and what is below them are in `selection_sheets`, the first sheet in `cover`.
"""

from collections.abc import Iterator

import pandas as pd

from components.cards import change_starts, changes, meetings, readiness
from components.cards import revisions as listed
from components.documents.workbook import selection_sheets as chosen
from components.documents.workbook.sheet import Sheet, table, unsigned
from components.layout import column
from components.layout.column import Column, Row
from components.view.view import View
from data import contract
from data import meetings as calendar
from data.changes import COLUMNS
from data.meetings import MeetingStatus


def every(view: View) -> list[Sheet]:
    """The sheets in their order. The sources are those that the sheets before them name."""
    reported = chosen.reports(view)
    listed = [
        chosen.actions(view),
        chosen.participants(view),
        chosen.milestones(view),
        reported,
        chosen.evidence(view, reported),
        known_meetings(view),
        changes_since_meeting(view),
        revisions(view),
    ]
    others = [*questions(view), sources(view, listed)]
    return [chosen.figures(view), chosen.grid(view), *listed, *others]


def questions(view: View) -> Iterator[Sheet]:
    """The questions of the last round that asked before the next meeting, if there is one."""
    if found := readiness.before_next_meeting(view):
        row, question = found
        rows = pd.DataFrame(readiness.question_rows(view, question))
        note = readiness.title(view, row, readiness.numbers(question))
        yield Sheet("readiness", table(view, rows, readiness.question_columns(view)), note)


def known_meetings(view: View) -> Sheet:
    """The meetings known at the cut-off; no other filter changes them."""
    t, rows = view.t, calendar.known_on(view.dataset, view.as_of)
    rows = rows[rows["status"] != MeetingStatus.AFTER_CUT_OFF]
    rows = rows.sort_values(["starts_on", "meeting_id"])
    listed = {one.label: one for one in meetings.columns(view)}
    columns = [
        column.stored("column.id", "meeting_id"),
        listed["column.date"],
        Column("column.status", lambda row: t(f"meeting_status.{row['status']}")),
        *(listed[f"column.{name}"] for name in ("title", "level", "place")),
        column.content(view, "workbook.outcome", "meetings", "outcome"),
        listed["column.series"],
        column.confidence(view),
        column.stored("column.source", "source_id"),
    ]
    return Sheet("meetings", table(view, rows, columns), t("workbook.not_filtered"))


def changes_since_meeting(view: View) -> Sheet:
    """The changes since the last meeting held before the cut-off, the newest first."""
    t = view.t
    start = change_starts.last_meeting(view)
    rows = changes.change_rows(view, start).iloc[::-1] if start else pd.DataFrame(columns=COLUMNS)
    frame = changes.table_of_changes(view, rows).frame.reset_index(names=t("column.id"))
    signed = [t("column.change"), t("column.effect")]
    frame[signed] = frame[signed].map(unsigned)
    frame[t("column.known_on")] = rows["on"].to_numpy()
    names = change_starts.start_options(view)
    note = t("workbook.since", title=names[start.code]) if start else t("changes.choose_day")
    return Sheet("changes", frame, note)


def revisions(view: View) -> Sheet:
    """The corrections of the data: former value, new value and reason; no filter changes them."""
    t, known = view.t, contract.tables()
    rows = view.dataset.revisions.sort_values(["revised_on", "revision_id"])

    def about(row: Row) -> str:
        name = row["about_table"]
        return t.contract(name, "_title") if name in known else name

    columns = [
        column.stored("column.id", "revision_id"),
        column.stored("column.date", "revised_on"),
        *listed.texts(view),
        Column("column.kind", lambda row: t(f"revision.{row['kind']}")),
        Column("data.choose", about),
        column.stored("workbook.about_row", "about_id"),
        column.stored("workbook.former", "former_id"),
        column.stored("workbook.field", "field"),
        column.stored("column.source", "source_id"),
    ]
    return Sheet("revisions", table(view, rows, columns), t("workbook.not_filtered"))


def sources(view: View, listed: list[Sheet]) -> Sheet:
    """The sources that rows of the other sheets or denials of listed actions name."""
    t, rows = view.t, view.dataset.sources
    names = (t("column.source"), t("workbook.sources"))
    cells = (cell for sheet in listed for cell in sheet.frame.filter(names).to_numpy().ravel())
    named = {name for cell in cells if isinstance(cell, str) for name in cell.split(", ")}
    denials, shown = view.dataset.denials, view.selection.listed["action_id"]
    named |= set(denials.loc[denials["action_id"].isin(shown), "source_id"].dropna())
    rows = rows[rows["source_id"].isin(named) | rows["url"].isin(named)]
    columns = [
        column.stored("column.id", "source_id"),
        column.stored("column.title", "title"),
        column.stored("column.publisher", "publisher"),
        column.stored("workbook.published_on", "published_on"),
        column.stored("workbook.language", "language"),
        Column("column.kind", lambda row: t(f"source_kind.{row['kind']}")),
        column.stored("documents.address", "url"),
    ]
    return Sheet("sources", table(view, rows, columns))
