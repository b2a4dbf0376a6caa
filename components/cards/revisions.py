"""Corrections of the dataset itself, in words."""

from collections.abc import Sequence

import pandas as pd

from components.layout import column
from components.layout.card import Card
from components.layout.column import Column
from components.layout.parts import Expander, Part
from components.view.view import View
from data.model.records import missing, records

NEWEST = 20
"""Corrections that a page shows; the file of their table has all."""


def of_row(view: View, table: str, code: str) -> list[Part]:
    """The newest corrections of a row, folded; nothing where it was not corrected."""
    rows = view.dataset.revisions
    mine = rows[(rows["about_table"] == table) & (rows["about_id"] == code)]
    if mine.empty:
        return []
    title = view.t("revisions.title", n=len(mine))
    return [Expander(title, [_card(view, mine, title)])]


def of_dataset(view: View) -> Card | None:
    """The newest corrections of the dataset; `None` where there is none."""
    rows = view.dataset.revisions
    if rows.empty:
        return None
    about = [
        Column(
            "column.about",
            lambda row: row["about_id"] if missing(row["former_id"]) else row["former_id"],
        ),
        Column("column.change", lambda row: view.t(f"revision.{row['kind']}")),
    ]
    title = view.t("revisions.newest_of", n=len(rows), shown=min(len(rows), NEWEST))
    return _card(view, rows, title, about)


def _card(view: View, rows: pd.DataFrame, title: str, about: Sequence[Column] = ()) -> Card:
    """The newest corrections; where their place does not say it, with what each is about."""
    newest = rows.sort_values("revised_on", ascending=False, kind="stable").head(NEWEST)
    columns = [
        column.date(view, "column.corrected_on", "revised_on"),
        *about,
        *texts(view),
        column.source(view),
    ]
    subtitle, table = view.t("revisions.subtitle"), column.table(view, records(newest), columns)
    return Card("revisions", title, subtitle, "evidence", table)


def former(view: View, code: str) -> tuple[str, str] | None:
    """Say what became of a code that the data do not have any more, and what replaced it, or blank.

    `None` of a code of which no correction tells.
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
    """Return the columns of what was said before, what is said now, and why."""
    return [
        column.content(view, "column.said_before", "revisions", "said"),
        column.content(view, "column.says_now", "revisions", "says"),
        column.content(view, "column.reason", "revisions", "reason"),
    ]
