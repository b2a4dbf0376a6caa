"""What a dossier says: how far an action is, its status in words, and what different voices say of its steps."""

import pandas as pd

from components import tables
from components.card import Card
from components.findings import lists
from components.view import View
from data import measures, status
from data.frames import missing, records


def how_far(view: View, code: str) -> str:
    """What of an action's milestones was reached, as a title: of all participants, whatever the reader chose."""
    known = view.selection.known.milestones
    row = measures.total(known[known["action_id"] == code])
    numbers = measures.numbers(row)
    said = tables.how_far(view, row)
    return view.t("dossier.ladder", said=view.t.capitalised(said), **numbers) if said else view.t("dossier.no_step")


def status_words(view: View, code: str) -> str:
    """The statuses of an action's parts in words; of an action that does not count, that it does not."""
    parts = view.selection.known.parts
    counts = parts.loc[parts["action_id"] == code, "status"].value_counts().to_dict()
    return tables.status_words(view, counts)


def statements(view: View, code: str) -> Card | None:
    """Statements about an action's steps that differ from the report that decides; `None` where there is none."""
    t, dataset = view.t, view.dataset
    milestones = dataset.milestones[dataset.milestones["action_id"] == code]
    found = []
    for milestone in records(milestones.sort_values("position", kind="stable")):
        rows = status.statements(dataset, view.as_of, milestone["milestone_id"])
        found += [{**row, "step": tables.step(view, milestone)} for row in records(rows[rows["differs"]])]
    if not found:
        return None
    sources = dataset.sources.set_index("source_id")["url"]
    frame = pd.DataFrame(
        {
            t("column.milestone"): [row["step"] for row in found],
            t("column.by"): [lists.voice(view, row["participant_id"]) for row in found],
            t("column.said"): [t(f"said.{row['state']}") for row in found],
            t("column.reached_on"): [t.short_date(row["achieved_on"], row["achieved_precision"]) for row in found],
            t("column.known_on"): [t.short_date(row["reported_on"]) for row in found],
            t("column.note"): [view.content("reports", row["report_id"], "note", row["note"]) for row in found],
            t("column.source"): ["" if missing(row["source_id"]) else sources.get(row["source_id"], "") for row in found],
        }
    )
    return Card("statements", t("dossier.statements", n=len(frame)), t("dossier.statements_subtitle"), "milestone-states", frame)
