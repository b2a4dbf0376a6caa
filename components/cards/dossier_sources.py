"""What sources say of an action: every report, the sources, and what was corrected."""

import pandas as pd

from components.cards import revisions
from components.layout import column, paragraphs, parts, quotes
from components.layout.card import Card, SortableTable
from components.layout.column import Column, Row
from components.layout.parts import Part, Text, Tone
from components.view.labels import escape
from components.view.view import View
from data import status
from data.records import by_code, missing, records


def history(view: View, code: str) -> Card | None:
    """Every report about an action that was known by the cut-off, the newest first.

    One that differs from the report that decides says so; none is overwritten.
    """
    t, reports = view.t, _reports(view, code)
    if reports.frame.empty:
        return None
    title = t("dossier.history", n=len(reports.frame))
    return Card(
        "history",
        title,
        t("dossier.history_subtitle"),
        "dates",
        reports,
        paragraphs=paragraphs.reports,
    )


def _reports(view: View, code: str) -> SortableTable:
    """The reports about an action's milestones, newest first, in the reader's words."""
    t, dataset = view.t, view.dataset
    mine = dataset.milestones.loc[
        dataset.milestones["action_id"] == code, ["milestone_id", "title", "step"]
    ]
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(view.as_of)]
    reports = reports.merge(mine, on="milestone_id")
    rows = records(reports.sort_values("reported_on", ascending=False, kind="stable"))

    def publisher(row: Row) -> str:
        return by_code(dataset, "sources").get(row["source_id"], {}).get("publisher", "")

    def said(row: Row) -> str:
        return t(f"said.{row['state']}" if missing(row["stage"]) else f"stage.{row['stage']}")

    differing = {
        row["report_id"]
        for one in mine["milestone_id"]
        for row in records(status.statements(dataset, view.as_of, one))
        if row["differs"]
    }
    columns = [
        Column("column.dated_on", lambda row: t.date(row["dated_on"], row["precision"])),
        Column("column.known_on", lambda row: t.date(row["reported_on"])),
        column.participant(view, "column.about"),
        column.milestone(view),
        Column("column.said", said),
        Column(
            "column.remark",
            lambda row: t("dossier.differs") if row["report_id"] in differing else "",
        ),
        column.confidence(view),
        column.content(view, "column.note", "reports", "note"),
        Column("column.sentence", lambda row: quotes.of_milestone(view, row).quote),
        Column("column.publisher", publisher),
        column.source(view),
    ]
    return column.table(view, rows, columns, "report_id")


def source_parts(view: View, code: str) -> list[Part]:
    """The sources of an action."""
    links = view.dataset.action_sources
    mine = links[links["action_id"] == code].sort_values("position")["source_id"]
    found = parts.sources(view, mine)
    return [Text(view.t("dossier.sources"), Tone.SUBHEADER), *found] if found else []


def action_correction_parts(view: View, code: str) -> list[Part]:
    """Who denied taking part, and what of this action's rows was corrected."""
    t, denials = view.t, view.dataset.denials
    shown: list[Part] = []
    for row in records(denials[denials["action_id"] == code]):
        text = view.content("denials", f"{code}/{row['participant_id']}", "text", row["text"])
        who = t.participant(view.dataset, row["participant_id"])
        shown.append(Text(escape(t("dossier.denied", who=who, text=text)), Tone.CAVEAT))
        shown += parts.sources(view, [row["source_id"]])
    return [*shown, *revisions.of_row(view, "actions", code)]
