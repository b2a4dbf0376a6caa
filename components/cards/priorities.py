"""What the Priorities page says: all of them, or one in depth."""

from collections.abc import Mapping

import pandas as pd

from components.cards import actions as lists
from components.cards import tables
from components.cards.card import Card
from components.charts.bars import by_status
from components.charts.dated import milestones_on_dates
from components.view.view import View
from data import measures
from data.model import Status
from data.records import records


def all_of_them(view: View) -> Card:
    """One row a priority: what is known of each."""
    t = view.t
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    actions = view.selection.actions["priority_id"].value_counts()
    frame = pd.DataFrame(
        {
            t("column.priority"): list(names.values()),
            t("column.actions"): [int(actions.get(code, 0)) for code in names],
            **tables.figures(view, counts),
        },
        index=pd.Index(names),
    )
    return Card(
        "priorities",
        title=t("priorities.all_title", n=len(view.selection.actions)),
        subtitle=t("priorities.all_subtitle"),
        method="headline",
        frame=frame,
    )


def by_country(view: View) -> Card:
    """Parts by country and status; joint ones stand under each partner."""
    t, selection = view.t, view.selection
    names = tables.countries(view)
    partners = view.dataset.action_participants[["action_id", "participant_id"]]
    own = selection.parts[selection.parts["participant_id"].notna()]
    joint = (
        selection.parts[selection.parts["participant_id"].isna()]
        .drop(columns="participant_id")
        .merge(partners, on="action_id")
    )
    listed = pd.concat([own, joint], ignore_index=True)
    counts = measures.statuses(
        listed[listed["participant_id"].isin(names)], "participant_id", list(names)
    )
    taking_part = int((counts.sum(axis="columns") > 0).sum())
    title = t("priorities.country_title", count=taking_part, of=len(names))
    said = "; ".join(
        f"{names[code]}: {_said(view, row)}"
        for code, row in zip(names, records(counts), strict=True)
        if any(row.values())
    )
    return Card(
        "by-country",
        title=title,
        subtitle=t("priorities.country_subtitle"),
        alt=f"{title}. {said}",
        method="status",
        frame=tables.parts_by_group(view, counts, names, t("column.country")),
        chart=by_status(counts, "participant_id", names, t),
    )


def _said(view: View, row: Mapping[str, int]) -> str:
    return ", ".join(
        f"{view.t(f'status.{status}')} {view.t.number(int(row[status]))}"
        for status in Status
        if row[status]
    )


def timeline(view: View) -> Card | None:
    """The dated milestones, each action on a line; `None` where nothing has a date."""
    t = view.t
    dated = lists.dated_milestones(view)
    if dated.empty:
        return None
    without = view.selection.actions["action_id"].nunique() - dated["action_id"].nunique()
    title = t("priorities.timeline_title", n=len(dated))
    return Card(
        "timeline",
        title=title,
        subtitle=t("priorities.timeline_subtitle", n=without, undated=without),
        alt=f"{title}. {t('priorities.timeline_alt')}",
        method="dates",
        frame=lists.dated_table(view, dated),
        chart=milestones_on_dates(dated, view.as_of, t),
    )
