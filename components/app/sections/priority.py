"""Parts of the Priorities page: all of them, or one in depth."""

import streamlit as st

from components.app import drawing, filters
from components.cards import priorities, tables
from components.view.labels import escape
from components.view.view import View
from data.records import by_code, missing, record, records

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
    filters.chosen(priority=[] if choice == ALL else [choice])


def all_of_them(view: View) -> None:
    """One row a priority: what is known of each, and the way into it."""
    if opened := drawing.listing(view, priorities.all_of_them(view), view.t("priorities.opens")):
        filters.write(priority=[opened])
        st.rerun()


def says(view: View, code: str) -> None:
    """What the roadmap says under this heading, and who leads."""
    row = record(view.dataset.priorities, "priority_id", code)
    st.header(tables.priority_titles(view)[code], anchor=False)
    st.markdown(escape(view.content("priorities", code, "description", row["description"])))
    leads = view.dataset.action_participants
    leads = leads[
        (leads["role"] == "lead") & leads["action_id"].isin(view.selection.actions["action_id"])
    ]
    names = sorted(
        {view.t.participant(view.dataset, lead) for lead in leads["participant_id"]},
        key=view.t.sorting,
    )
    st.markdown(
        view.t("priorities.leads", names=escape(view.t.listed(names)))
        if names
        else view.t("priorities.no_lead")
    )
    drawing.sources(view, [] if missing(row["source_id"]) else [row["source_id"]])


def by_country(view: View) -> None:
    """Parts by country and status; that no country is a partner, where none is."""
    if tables.countries(view):
        drawing.figure(view, priorities.by_country(view))
    else:
        drawing.empty(view.t("matrix.no_country"))


def timeline(view: View) -> None:
    """The dated milestones, each action on a line."""
    if card := priorities.timeline(view):
        drawing.figure(view, card)
    else:
        drawing.empty(view.t("overview.nothing_dated"))


def commitments(view: View, code: str) -> None:
    """What meetings decided that bears on this priority, and related frameworks."""
    t, dataset = view.t, view.dataset
    decisions = dataset.decisions[
        (dataset.decisions["priority_id"] == code) | dataset.decisions["priority_id"].isna()
    ]
    with st.expander(t("priorities.decisions", n=len(decisions))):
        for meeting, rows in decisions.groupby("meeting_id", sort=False):
            held = by_code(dataset, "meetings")[str(meeting)]
            title = view.content("meetings", str(meeting), "title", held["title"])
            st.markdown(
                f"**{escape(title)}** ({escape(t.date(held['starts_on'], held['precision']))})"
            )
            told = [
                view.content("decisions", row["decision_id"], "text", row["text"])
                for row in records(rows)
            ]
            st.markdown("\n".join(f"- {escape(text)}" for text in told))
            drawing.sources(view, list(dict.fromkeys(rows["source_id"].dropna())))
    linked = dataset.framework_priorities.loc[
        dataset.framework_priorities["priority_id"] == code, "framework_id"
    ]
    frameworks = dataset.frameworks[dataset.frameworks["framework_id"].isin(linked)]
    with st.expander(t("priorities.frameworks", n=len(frameworks))):
        for row in records(frameworks):
            title = view.content("frameworks", row["framework_id"], "title", row["title"])
            text = view.content(
                "frameworks", row["framework_id"], "description", row["description"]
            )
            when = f"{t('framework_stage.' + row['stage'])}, {t.date(row['dated_on'], row['precision'])}"
            st.markdown(f"**{escape(title)}** ({escape(when)})  \n{escape(text)}")
            drawing.sources(view, [row["source_id"]])
