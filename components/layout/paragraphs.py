"""Tables that are read as paragraphs, in Markdown: reports and decisions."""

from collections.abc import Iterator

from components.layout import quotes
from components.layout.card import Card
from components.view.labels import escape, in_line
from components.view.view import View
from data.records import missing, records


def reports(view: View, card: Card) -> Iterator[str]:
    """Every report as it was made, a paragraph each."""
    t = view.t
    for code, report in zip(card.table.index, records(card.table), strict=True):
        level = quotes.basis(view, code) or t(
            "dossier.confidence", level=report[t("column.confidence")]
        )
        known = t("dossier.known", day=report[t("column.known_on")])
        source = report[t("column.source")]
        link = f"[{escape(report[t('column.publisher')])}](<{source}>)" if source else ""
        about = escape(str(report[t("column.about")] or ""))
        differs = escape(report[t("column.remark")])
        facts = [differs, about, escape(level), escape(known), link]
        when, step = escape(report[t("column.dated_on")]), escape(report[t("column.milestone")])
        statement, note = escape(report[t("column.said")]), escape(report[t("column.note")])
        beside = in_line(facts)
        said = "".join(f"\n\n{one}" for one in quotes.paragraphs(view, code))
        yield f"**{when}** · {step}: {statement}  \n{note}\n\n:small[{beside}]{said}"


def decisions(view: View, card: Card) -> Iterator[str]:
    """What a meeting decided, each with its priority, the way to its action and dates it moved."""
    t = view.t
    for action, row in zip(card.table.index, records(card.table), strict=True):
        facts = [row[t("column.priority")], row.get(t("column.moved_dates"), "")]
        said, way = escape(in_line(facts)), ""
        if not missing(action):
            label = escape(f"{t('column.action')} {action}")
            way = f" · [{label}](<{view.address('actions', action=action)}>)"
        yield f"{escape(row[t('column.decision')])}  \n:small[{said}{way}]"
