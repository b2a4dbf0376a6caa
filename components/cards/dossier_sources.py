"""What sources say of an action: every report, the sources, denials, and what was corrected."""

from typing import Any

import pandas as pd

from components.cards import revisions
from components.layout import column, parts, quotes, tables
from components.layout.card import Card
from components.layout.column import Column, Row
from components.layout.parts import Part, Text, Tone
from components.view.labels import escape, in_line
from components.view.view import View
from data import status
from data.model.records import missing, records


def history(view: View, code: str) -> Card | None:
    """Every report about an action that was known by the cut-off, the newest first.

    One that differs from the report that decides says so; none is overwritten.
    """
    t, rows = view.t, _reports(view, code)
    if not rows:
        return None
    columns = [
        Column("column.dated_on", lambda row: t.date(row["dated_on"], row["precision"])),
        Column("column.known_on", lambda row: t.date(row["reported_on"])),
        column.participant(view, "column.about"),
        column.milestone(view),
        column.stored("column.said", "said"),
        column.stored("column.remark", "remark"),
        column.confidence(view),
        column.content(view, "column.note", "reports", "note"),
        Column("column.sentence", lambda row: quotes.of_milestone(view, row).quote),
        column.stored("column.publisher", "publisher"),
        column.source(view),
    ]
    return Card(
        "history",
        t("dossier.history", n=len(rows)),
        t("dossier.history_subtitle"),
        "dates",
        column.table(view, rows, columns, "report_id"),
        paragraphs=lambda: [_paragraph(view, row) for row in rows],
    )


def _reports(view: View, code: str) -> list[dict[str, Any]]:
    """The reports about an action's milestones, the newest first, with what they say in words."""
    t, dataset = view.t, view.dataset
    is_own = dataset.milestones["action_id"] == code
    mine = dataset.milestones.loc[is_own, ["milestone_id", "title", "step"]]
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(view.as_of)]
    reports = reports.merge(mine, on="milestone_id")
    differing = {
        row["report_id"]
        for one in mine["milestone_id"]
        for row in records(status.statements(dataset, view.as_of, one))
        if row["differs"]
    }
    rows = records(reports.sort_values("reported_on", ascending=False, kind="stable"))
    for row in rows:
        source = quotes.of_source(view, row["source_id"])
        stage = t(f"said.{row['state']}" if missing(row["stage"]) else f"stage.{row['stage']}")
        if not missing(row["achieved_on"]) and row["achieved_on"] != row["dated_on"]:
            day = t.date(*(row[f"achieved_{name}"] for name in ("on", "precision", "until")))
            stage = f"{stage}, {day}"
        row |= {
            "said": stage,
            "remark": t("dossier.differs") if row["report_id"] in differing else "",
            "link": source.link,
            "publisher": source.publisher,
            "url": source.address,
        }
    return rows


def _paragraph(view: View, row: Row) -> str:
    """A report as it was made, and the sentences behind it: Markdown."""
    t, code = view.t, row["report_id"]
    about = "" if missing(row["participant_id"]) else tables.owner(view, row)
    sure = t("dossier.confidence", level=t(f"confidence.{row['confidence']}"))
    known = t("dossier.known", day=t.date(row["reported_on"]))
    facts = [row["remark"], about, quotes.basis(view, code) or sure, known]
    beside = in_line([*map(escape, facts), row["link"]])
    when, step = t.date(row["dated_on"], row["precision"]), tables.step(view, row)
    note = escape(view.content("reports", code, "note", row["note"]))
    quoted = "".join(f"\n\n{one}" for one in quotes.paragraphs(view, code))
    opening = f"**{escape(when)}** · {escape(step)}: {escape(row['said'])}"
    return f"{opening}  \n{note}\n\n:small[{beside}]{quoted}"


def source_parts(view: View, code: str) -> list[Part]:
    """The sources of an action, and what of it was corrected."""
    links = view.dataset.action_sources
    mine = links[links["action_id"] == code].sort_values("position")["source_id"]
    found = parts.sources(view, mine)
    named = [Text(view.t("dossier.sources"), Tone.SUBHEADER), *found] if found else []
    return [*named, *revisions.of_row(view, "actions", code)]


def denial_parts(view: View, code: str) -> list[Part]:
    """Who denied taking part by the cut-off, in what words, each with its source."""
    t, denials, shown = view.t, view.dataset.denials, list[Part]()
    denials = denials[~(denials["denied_on"] > pd.Timestamp(view.as_of))]
    for row in records(denials[denials["action_id"] == code]):
        text = view.content("denials", f"{code}/{row['participant_id']}", "text", row["text"])
        if day := t.date(row["denied_on"], row["denied_precision"]):
            text = f"{text} ({day})"
        who = t.participant(view.dataset, row["participant_id"])
        shown.append(Text(escape(t("dossier.denied", who=who, text=text)), Tone.CAVEAT))
        shown += parts.sources(view, [row["source_id"]])
    return shown
