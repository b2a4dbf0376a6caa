"""Corrections of the dataset itself, in words."""

from components.layout import column
from components.layout.card import Card
from components.layout.column import Column, Row
from components.layout.parts import Expander, Part, bullets
from components.view.labels import escape
from components.view.view import View
from data.records import by_code, missing, records

NEWEST = 20
"""Corrections that a page shows; the file of their table has all."""


def of_row(view: View, table: str, code: str) -> list[Part]:
    """The corrections of a row, folded, the newest first; nothing where it was not corrected."""
    rows = view.dataset.revisions
    mine = rows[(rows["about_table"] == table) & (rows["about_id"] == code)]
    if mine.empty:
        return []
    newest = records(mine.sort_values("revised_on", ascending=False, kind="stable"))
    return [
        Expander(view.t("revisions.title", n=len(mine)), [bullets(_line(view, r) for r in newest)])
    ]


def _line(view: View, row: Row) -> str:
    """A correction as a line of Markdown: the day, what was said, what is said now, and why."""
    was, now, why = (escape(str(one.cell(row))) for one in texts(view))
    change = " → ".join(filter(None, [was, f"**{now}**" if now else ""]))
    publisher = by_code(view.dataset, "sources").get(row["source_id"], {})
    source = [f"[{escape(publisher['publisher'])}](<{publisher['url']}>)"] if publisher else []
    said = [escape(view.t.short_date(row["revised_on"])), change, why, *source]
    return f":small[{' · '.join(filter(None, said))}]"


def of_dataset(view: View) -> Card | None:
    """The newest corrections of the dataset with what each is about; `None` where there is none."""
    rows = view.dataset.revisions
    if rows.empty:
        return None
    newest = rows.sort_values("revised_on", ascending=False, kind="stable").head(NEWEST)
    columns = [
        column.date(view, "column.corrected_on", "revised_on"),
        Column(
            "column.about",
            lambda row: row["about_id"] if missing(row["former_id"]) else row["former_id"],
        ),
        Column("column.change", lambda row: view.t(f"revision.{row['kind']}")),
        *texts(view),
        column.source(view),
    ]
    return Card(
        "revisions",
        view.t("revisions.newest_of", n=len(rows), shown=len(newest)),
        view.t("revisions.subtitle"),
        "evidence",
        column.table(view, records(newest), columns),
    )


def former(view: View, code: str) -> tuple[str, str] | None:
    """What happened to a code of an earlier state of the data.

    Returns:
        The sentence, and the code that replaced it, if any.
    """
    rows = view.dataset.revisions
    successors = records(rows[rows["former_id"] == code])
    if not successors:
        return None
    row = successors[0]
    reason = view.content("revisions", row["revision_id"], "reason", row["reason"])
    into = "" if missing(row["about_id"]) else str(row["about_id"])
    return view.t(f"revision_was.{row['kind']}", code=code, into=into, reason=reason), into


def texts(view: View) -> list[Column]:
    """Return what was said before, what is said now, and why."""
    return [
        column.content(view, "column.said_before", "revisions", "said"),
        column.content(view, "column.says_now", "revisions", "says"),
        column.content(view, "column.reason", "revisions", "reason"),
    ]
