"""What participants say that they need to go on: a list for whoever can help."""

from typing import Any

from components.layout import column, tables
from components.layout.card import Card
from components.layout.column import Column
from components.view.view import View
from data.model.records import by_code, missing, records

TEXTS = ("what", "from_whom", "by_when")
"""What a participant writes; shown in its own words."""


def needs(view: View) -> Card | None:
    """Each need known by the cut-off of the countries, priorities and kinds of actions chosen.

    `None` where there is none.
    """
    t, rows = view.t, [row for one in records(view.dataset.needs) if (row := _chosen(view, one))]
    if not rows:
        return None
    columns = [
        column.participant(view),
        *(column.stored(f"field.{name}", name) for name in TEXTS),
        column.priority(view),
        column.action(view),
        Column("column.milestone", lambda row: tables.step(view, row) if row["action_id"] else ""),
        Column("field.received_on", lambda row: t.date(row["received_on"])),
    ]
    title, subtitle = t("needs.title", n=len(rows)), t("needs.subtitle")
    frame = column.table(view, rows, columns).drop_empty_columns()
    return Card("needs", title, subtitle, "confirm", frame)


def _chosen(view: View, need: dict[str, Any]) -> dict[str, Any] | None:
    """A need with the action that it is about; `None` if it was not known yet, or not chosen."""
    chosen, dataset = view.filters, view.dataset
    about = by_code(dataset, "milestones").get(need["milestone_id"], {"action_id": ""})
    action = by_code(dataset, "actions").get(str(about["action_id"]), {})
    priority = action.get("priority_id") or need["priority_id"]
    by_filter = (
        (chosen.country, need["participant_id"]),
        (chosen.priority, priority),
        (chosen.kind, action.get("kind")),
    )
    is_known = need["received_on"].date() <= view.as_of
    if not is_known or any(codes and code not in codes for codes, code in by_filter):
        return None
    texts = {name: "" if missing(need[name]) else need[name] for name in TEXTS}
    return {**about, **need, **texts, "priority_id": priority}
