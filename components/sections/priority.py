"""Parts of the Priorities page: all six, or one in depth."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import cards, filters, tables
from components.cards import Card
from components.charts import progress, time
from components.frame import View
from components.sections import lists
from components.text import escape
from data import measures
from data.frames import by_code, record, records
from data.model import Status

ALL = "all"


def choose(view: View) -> str | None:
    """Buttons for the priorities; returns the one in view, or `None` where none or several are."""
    chosen = view.filters.priority[0] if len(view.filters.priority) == 1 else None
    titles = {ALL: view.t("priorities.all"), **tables.priority_titles(view)}
    st.session_state["priority_choice"] = chosen or ALL
    st.radio(
        view.t("filters.priority"),
        list(titles),
        format_func=lambda code: escape(titles[code]),
        key="priority_choice",
        horizontal=True,
        label_visibility="collapsed",
        on_change=_write,
    )
    return chosen


def _write() -> None:
    choice = st.session_state["priority_choice"]
    filters.write("priority", [] if choice == ALL else [choice])


def all_of_them(view: View) -> None:
    """One row a priority: what is known of each, and the way into it."""
    t = view.t
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    actions = view.selection.actions["priority_id"].value_counts()
    heads = {code: measures.headline(row) for code, row in counts.iterrows()}
    frame = pd.DataFrame(
        {
            t("column.priority"): list(names.values()),
            t("column.actions"): [int(actions.get(code, 0)) for code in names],
            t("headline.completed"): [cards.ratio(view, heads[code].completed) for code in names],
            t("headline.range"): [_range(view, heads[code]) for code in names],
            t("column.open"): [heads[code].completed.of - heads[code].high for code in names],
        },
        index=pd.Index(names),
    )
    opened = cards.listing(
        view,
        Card(
            "priorities",
            title=t("priorities.all_title", n=len(view.selection.actions)),
            subtitle=t("priorities.all_subtitle"),
            method="headline",
            frame=frame,
        ),
        t("priorities.opens"),
    )
    if opened:
        filters.write("priority", [opened])
        st.rerun()


def _range(view: View, numbers: measures.Headline) -> str:
    return view.t("headline.range_value", low=numbers.low, high=numbers.high, of=numbers.completed.of)


def says(view: View, code: str) -> None:
    """What the roadmap says under this heading, and who leads."""
    row = record(view.dataset.priorities, "priority_id", code)
    st.header(tables.priority_titles(view)[code], anchor=False)
    st.markdown(escape(view.content("priorities", code, "description", row["description"])))
    leads = view.dataset.action_participants
    leads = leads[(leads["role"] == "lead") & leads["action_id"].isin(view.selection.actions["action_id"])]
    names = sorted({view.t.participant(view.dataset, lead) for lead in leads["participant_id"]}, key=view.t.sorting)
    st.markdown(view.t("priorities.leads", names=escape(view.t.listed(names))) if names else view.t("priorities.no_lead"))
    cards.sources(view, [row["source_id"]])


def by_country(view: View) -> None:
    """Parts by country and status; joint ones stand under each partner."""
    t, selection = view.t, view.selection
    names = tables.countries(view)
    partners = view.dataset.action_participants[["action_id", "participant_id"]]
    own = selection.parts[selection.parts["participant_id"].notna()]
    joint = selection.parts[selection.parts["participant_id"].isna()].drop(columns="participant_id").merge(partners, on="action_id")
    listed = pd.concat([own, joint], ignore_index=True)
    counts = measures.statuses(listed[listed["participant_id"].isin(names)], "participant_id", list(names))
    taking_part = int((counts.sum(axis="columns") > 0).sum())
    title = t("priorities.country_title", count=taking_part, of=len(names))
    said = "; ".join(f"{names[code]}: {_said(view, row)}" for code, row in zip(names, records(counts), strict=True) if any(row.values()))
    cards.figure(
        view,
        Card(
            "by-country",
            title=title,
            subtitle=t("priorities.country_subtitle"),
            alt=f"{title}. {said}",
            method="status",
            frame=tables.parts_by_group(view, counts, names, t("column.country")),
            chart=progress.parts_by_group(counts, names, t),
        ),
    )


def _said(view: View, row: Mapping[str, int]) -> str:
    return ", ".join(f"{view.t(f'status.{status}')} {view.t.number(int(row[status]))}" for status in Status if row[status])


def timeline(view: View) -> None:
    """The dated milestones, each action on a line."""
    t = view.t
    dated = lists.dated_milestones(view)
    if dated.empty:
        cards.empty(t("overview.nothing_dated"))
        return
    without = view.selection.actions["action_id"].nunique() - dated["action_id"].nunique()
    title = t("priorities.timeline_title", n=len(dated))
    cards.figure(
        view,
        Card(
            "timeline",
            title=title,
            subtitle=t("priorities.timeline_subtitle", n=without, undated=without),
            alt=f"{title}. {t('priorities.timeline_alt')}",
            method="dates",
            frame=lists.dated_table(view, dated),
            chart=time.milestones_on_dates(dated, pd.Timestamp(view.as_of), t),
        ),
    )


def commitments(view: View, code: str) -> None:
    """What meetings decided that bears on this priority, and related frameworks."""
    t, dataset = view.t, view.dataset
    decisions = dataset.decisions[(dataset.decisions["priority_id"] == code) | dataset.decisions["priority_id"].isna()]
    with st.expander(t("priorities.decisions", n=len(decisions))):
        for meeting, rows in decisions.groupby("meeting_id", sort=False):
            held = by_code(dataset, "meetings")[str(meeting)]
            title = view.content("meetings", str(meeting), "title", held["title"])
            st.markdown(f"**{escape(title)}** ({escape(t.date(held['starts_on'], held['precision']))})")
            told = [view.content("decisions", row["decision_id"], "text", row["text"]) for row in records(rows)]
            st.markdown("\n".join(f"- {escape(text)}" for text in told))
            cards.sources(view, list(dict.fromkeys(rows["source_id"].dropna())))
    linked = dataset.framework_priorities.loc[dataset.framework_priorities["priority_id"] == code, "framework_id"]
    frameworks = dataset.frameworks[dataset.frameworks["framework_id"].isin(linked)]
    with st.expander(t("priorities.frameworks", n=len(frameworks))):
        for row in records(frameworks):
            title = view.content("frameworks", row["framework_id"], "title", row["title"])
            text = view.content("frameworks", row["framework_id"], "description", row["description"])
            when = f"{t('framework_stage.' + row['stage'])}, {t.date(row['dated_on'], row['precision'])}"
            st.markdown(f"**{escape(title)}** ({escape(when)})  \n{escape(text)}")
            cards.sources(view, [row["source_id"]])
