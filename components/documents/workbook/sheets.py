"""The tables of the workbook: the selection with real dates and numbers, in the reader's language.

Rows that are not public are counted where the screen counts them, and listed nowhere.
"""

import pandas as pd

from components.cards import change_starts, changes, meetings
from components.documents.workbook.selection_sheets import (
    actions,
    evidence,
    figures,
    matrix,
    milestones,
    parts,
    reports,
)
from components.documents.workbook.sheet import Sheet, print_first
from components.view.view import View
from data import contract
from data import meetings as calendar
from data.changes import COLUMNS
from data.dates import period_end
from data.meetings import MeetingStatus
from data.records import records


def every(view: View) -> list[Sheet]:
    """The sheets in their order. The sources are those that the sheets before them name."""
    told = reports(view)
    listed = [
        actions(view),
        parts(view),
        milestones(view),
        told,
        evidence(view, told),
        known_meetings(view),
        changes_since_meeting(view),
        revisions(view),
    ]
    return [figures(view), matrix(view), *listed, sources(view, listed), columns(view)]


def known_meetings(view: View) -> Sheet:
    """The meetings known at the cut-off; no other filter changes them."""
    t, rows = view.t, calendar.known_on(view.dataset, view.as_of)
    rows = rows[rows["status"] != MeetingStatus.AFTER_CUT_OFF].sort_values(
        ["starts_on", "meeting_id"]
    )
    listed = records(rows)
    frame = pd.DataFrame(
        {
            t("column.id"): rows["meeting_id"].to_numpy(),
            t("column.date"): [meetings.when(view, row) for row in listed],
            t("workbook.first", name=t("column.date")): rows["starts_on"].to_numpy(),
            t("workbook.last", name=t("column.date")): rows["ends_on"]
            .fillna(period_end(rows["starts_on"], rows["precision"]))
            .to_numpy(),
            t("column.status"): [t(f"meeting_status.{row['status']}") for row in listed],
            t("column.title"): [meetings.title(view, row) for row in listed],
            t("column.series"): [t(f"meeting_series.{row['series']}") for row in listed],
            t("column.level"): [t(f"meeting_level.{row['level']}") for row in listed],
            t("column.place"): [meetings.place(view, row) for row in listed],
            t("workbook.outcome"): [
                view.content("meetings", row["meeting_id"], "outcome", row["outcome"])
                for row in listed
            ],
            t("column.confidence"): [t(f"confidence.{row['confidence']}") for row in listed],
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    names = (
        "column.id",
        "column.date",
        "column.status",
        "column.title",
        "column.level",
        "column.place",
        "workbook.outcome",
    )
    return print_first("meetings", frame, [t(name) for name in names], t("workbook.not_filtered"))


def changes_since_meeting(view: View) -> Sheet:
    """The changes since the last meeting held before the cut-off, the newest first."""
    t = view.t
    start = change_starts.last_meeting(view)
    rows = changes.change_rows(view, start).iloc[::-1] if start else pd.DataFrame(columns=COLUMNS)
    frame = changes.table_of_changes(view, rows).frame.reset_index(names=t("column.id"))
    frame[t("column.known_on")] = rows["on"].to_numpy()
    note = t("workbook.since", title=start.title) if start else t("changes.choose_day")
    names = ("id", "known_on", "change", "action", "milestone", "effect", "reason", "whose")
    return print_first("changes", frame, [t(f"column.{name}") for name in names], note)


def revisions(view: View) -> Sheet:
    """The corrections of the data: former value, new value and reason; no filter changes them."""
    t, rows = view.t, view.dataset.revisions.sort_values(["revised_on", "revision_id"])
    listed, known = records(rows), contract.tables()

    def texts(column: str) -> list[str]:
        return [
            view.content("revisions", row["revision_id"], column, row[column]) for row in listed
        ]

    frame = pd.DataFrame(
        {
            t("column.id"): rows["revision_id"].to_numpy(),
            t("column.date"): rows["revised_on"].to_numpy(),
            t("column.kind"): [t(f"revision.{row['kind']}") for row in listed],
            t("data.choose"): [
                t.contract(name, "_title") if (name := row["about_table"]) in known else name
                for row in listed
            ],
            t("workbook.about_row"): rows["about_id"].to_numpy(),
            t("workbook.former"): rows["former_id"].to_numpy(),
            t("workbook.field"): rows["field"].to_numpy(),
            t("column.said_before"): texts("said"),
            t("column.says_now"): texts("says"),
            t("column.reason"): texts("reason"),
            t("column.source"): rows["source_id"].to_numpy(),
        }
    )
    return Sheet("revisions", frame, t("workbook.not_filtered"))


def sources(view: View, listed: list[Sheet]) -> Sheet:
    """The sources that rows of the other sheets name, by code or by address."""
    t, rows = view.t, view.dataset.sources
    names = (t("column.source"), t("workbook.sources"))
    cells = (
        cell
        for sheet in listed
        for name in names
        if name in sheet.frame
        for cell in sheet.frame[name]
        if isinstance(cell, str)
    )
    named = {name for cell in cells for name in cell.split(", ")}
    denials, shown = view.dataset.denials, view.selection.listed["action_id"]
    named |= set(denials.loc[denials["action_id"].isin(shown), "source_id"].dropna())
    rows = rows[rows["source_id"].isin(named) | rows["url"].isin(named)]
    frame = pd.DataFrame(
        {
            t("column.id"): rows["source_id"].to_numpy(),
            t("column.title"): rows["title"].to_numpy(),
            t("column.publisher"): rows["publisher"].to_numpy(),
            t("workbook.published_on"): rows["published_on"].to_numpy(),
            t("workbook.language"): rows["language"].to_numpy(),
            t("column.kind"): [t(f"source_kind.{kind}") for kind in rows["kind"]],
            t("documents.address"): rows["url"].to_numpy(),
        }
    )
    return Sheet("sources", frame)


def columns(view: View) -> Sheet:
    """Every column of the data behind the workbook, as the contract explains it."""
    t = view.t
    rows = [
        (
            t.contract(table.name, "_title"),
            field.name,
            t(f"type.{field.type}"),
            t("data.yes") if field.required else t("data.no"),
            ", ".join(field.constraints.get("enum", [])),
            t.contract(table.name, field.name),
        )
        for table in contract.tables().values()
        for field in table.fields
    ]
    names = [
        t("data.choose"),
        *(t(f"column.{name}") for name in ("column", "type", "required", "allowed", "meaning")),
    ]
    return Sheet("columns", pd.DataFrame(rows, columns=names))
