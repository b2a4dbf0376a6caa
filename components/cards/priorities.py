"""What the Priorities page says: all of them, or one in depth."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import parts, tables
from components.cards.card import Card
from components.cards.parts import Choices, Option, Own, Part, Text, Tone
from components.charts.bars import by_status
from components.charts.dated import milestones_on_dates
from components.view.labels import escape
from components.view.view import View
from data import measures
from data.model import Status
from data.records import by_code, missing, record, records


def choose(view: View, own: Own) -> Choices:
    """One priority, or all."""
    chosen = view.filters.priority
    options = [
        Option(title, view.query(view.filters.with_(priority=codes), **own), chosen == codes)
        for codes, title in [
            ((), view.t("priorities.all")),
            *(((code,), title) for code, title in tables.priority_titles(view).items()),
        ]
    ]
    return Choices(view.t("filters.priority"), options)


def all_priorities(view: View) -> Card:
    """One row a priority: what is known of each."""
    t = view.t
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    actions = view.selection.actions["priority_id"].value_counts()
    frame = pd.DataFrame(
        {
            t("column.priority"): list(names.values()),
            t("column.actions"): [int(actions.get(code, 0)) for code in names],
            **tables.headline_columns(view, counts),
        },
        index=pd.Index(names),
    )
    return Card(
        "priorities",
        title=t("priorities.all_title", n=len(view.selection.actions)),
        subtitle=t("priorities.all_subtitle"),
        method="headline",
        frame=frame,
        opens="priority",
    )


def parts_by_country(view: View) -> Card:
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
    sentences = "; ".join(
        f"{names[code]}: {_statuses_sentence(view, row)}"
        for code, row in zip(names, records(counts), strict=True)
        if any(row.values())
    )
    return Card(
        "by-country",
        title=title,
        subtitle=t("priorities.country_subtitle"),
        alt=f"{title}. {sentences}",
        method="status",
        frame=tables.parts_by_group(view, counts, names, t("column.country")),
        chart=by_status(counts, "participant_id", names, t),
    )


def _statuses_sentence(view: View, row: Mapping[str, int]) -> str:
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


def heading_parts(view: View, code: str) -> list[Part]:
    """What the roadmap says under this heading, and who leads."""
    t, row = view.t, record(view.dataset.priorities, "priority_id", code)
    leads = view.dataset.action_participants
    chosen = leads["action_id"].isin(view.selection.actions["action_id"])
    leads = leads[(leads["role"] == "lead") & chosen]
    names = sorted(
        {t.participant(view.dataset, lead) for lead in leads["participant_id"]}, key=t.sorting
    )
    described = view.content("priorities", code, "description", row["description"])
    who = t("priorities.leads", names=escape(t.listed(names))) if names else ""
    return [
        Text(escape(tables.priority_titles(view)[code]), Tone.HEADER),
        Text(escape(described)),
        Text(who or t("priorities.no_lead")),
        *parts.sources(view, [] if missing(row["source_id"]) else [row["source_id"]]),
    ]


def commitment_parts(view: View, code: str) -> list[Part]:
    """What meetings decided that bears on this priority, and related frameworks."""
    t, dataset = view.t, view.dataset
    of_priority = dataset.decisions["priority_id"]
    decisions = dataset.decisions[(of_priority == code) | of_priority.isna()]
    decided: list[Part] = []
    for meeting, rows in decisions.groupby("meeting_id", sort=False):
        decided += _decision_parts(view, str(meeting), rows)
    links = dataset.framework_priorities
    linked = links.loc[links["priority_id"] == code, "framework_id"]
    frameworks = records(dataset.frameworks[dataset.frameworks["framework_id"].isin(linked)])
    related = [part for row in frameworks for part in _framework(view, row)]
    return [
        parts.Fold(t("priorities.decisions", n=len(decisions)), decided),
        parts.Fold(t("priorities.frameworks", n=len(frameworks)), related),
    ]


def _decision_parts(view: View, meeting: str, rows: pd.DataFrame) -> list[Part]:
    held = by_code(view.dataset, "meetings")[meeting]
    title = view.content("meetings", meeting, "title", held["title"])
    day = view.t.date(held["starts_on"], held["precision"])
    texts = [
        escape(view.content("decisions", row["decision_id"], "text", row["text"]))
        for row in records(rows)
    ]
    return [
        Text(f"**{escape(title)}** ({escape(day)})"),
        parts.bullets(texts),
        *parts.sources(view, rows["source_id"].dropna()),
    ]


def _framework(view: View, row: Mapping[str, Any]) -> list[Part]:
    code = row["framework_id"]
    title = view.content("frameworks", code, "title", row["title"])
    text = view.content("frameworks", code, "description", row["description"])
    day = view.t.date(row["dated_on"], row["precision"])
    when = f"{view.t('framework_stage.' + row['stage'])}, {day}"
    return [
        Text(f"**{escape(title)}** ({escape(when)})  \n{escape(text)}"),
        *parts.sources(view, [row["source_id"]]),
    ]
