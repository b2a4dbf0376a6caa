"""Parts of the Overview: what has been reached, where, and what comes next."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import cards, matrix, tables, theme
from components.charts import progress, time
from components.frame import View
from components.text import escape
from data import measures
from data.frames import records
from data.model import State

LATEST = 5


def headline(view: View) -> None:
    """The four figures of the whole choice."""
    cards.headline(view, measures.headline(measures.total(view.selection.milestones)))


def reached_over_time(view: View) -> None:
    """Milestones reached by month against those announced."""
    t = view.t
    monthly = measures.over_time(view.selection.milestones)
    if monthly.empty:
        cards.empty(t("overview.nothing_dated"))
        return
    last = monthly.iloc[-1]
    number, announced = int(last["confirmed"] + last["awaiting"]), int(last["announced"])
    day = pd.Timestamp(view.as_of)
    title = t("overview.time_title", n=number)
    cards.figure(
        view,
        "over-time",
        time.reached_over_time(monthly, _ministerials(view), day, t),
        lambda: tables.over_time(view, monthly),
        title=title,
        subtitle=t("overview.time_subtitle", announced=announced, undated=_undated(view)),
        alt=t("overview.time_alt", title=title, confirmed=int(last["confirmed"]), awaiting=int(last["awaiting"]), announced=announced),
        method="over-time",
    )


def _undated(view: View) -> int:
    """Milestones of the choice that no date speaks about: they are in no line."""
    milestones = view.selection.milestones
    return int((milestones["achieved_on"].isna() & milestones["due_on"].isna()).sum())


def _ministerials(view: View) -> pd.DataFrame:
    """Held EU-CLASI ministerial meetings, labelled by their year."""
    meetings = view.dataset.meetings
    chosen = meetings[(meetings["series"] == "eu_clasi") & (meetings["level"] == "ministerial") & (meetings["status"] == "held")]
    labels = [view.t.date(day, "month") for day in chosen["starts_on"]]
    return pd.DataFrame({"label": labels, "starts_on": chosen["starts_on"].to_numpy()})


def priorities(view: View) -> None:
    """The priorities, stacked by the state of their milestones."""
    t = view.t
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    confirmed, of = int(counts[State.CONFIRMED].sum()), int(counts["applicable"].sum())
    title = t("overview.priorities_title", count=confirmed, of=of)
    said = "; ".join(f"{names[code]}: {_said(view, row)}" for code, row in zip(names, records(counts), strict=True))
    cards.figure(
        view,
        "priorities",
        progress.milestones_by_group(counts, names, t),
        lambda: tables.milestones_by_group(view, counts, names, t("column.priority")),
        title=title,
        subtitle=t("overview.priorities_subtitle"),
        alt=f"{title}. {said}",
        method="milestone-states",
    )


def _said(view: View, row: Mapping[str, int]) -> str:
    """A row of counts in words, for those who cannot see the bar."""
    return ", ".join(f"{view.t(f'state.{state}')} {view.t.number(int(row[state]))}" for state in State if row[state])


def country_matrix(view: View) -> None:
    """The country x priority matrix."""
    t = view.t
    names, priorities = tables.countries(view), tables.priority_titles(view, view.filters.priority or None)
    cells = measures.matrix(view.selection.milestones, view.dataset, list(names), list(priorities))
    listed = cells.groupby(level="participant_id")["actions"].sum()
    cards.drawn(
        view,
        "matrix",
        lambda: _matrix_with_legend(view, cells, names, priorities),
        lambda: tables.matrix(view, cells, names, priorities),
        title=t("matrix.title", count=int((listed > 0).sum()), of=len(names)),
        subtitle=t("matrix.subtitle"),
        method="matrix",
    )


def _matrix_with_legend(view: View, cells: pd.DataFrame, names: dict[str, str], priorities: dict[str, str]) -> None:
    matrix.show(view, "matrix", cells, names, priorities)
    signs = [f"{sign} {view.t(f'cell.{cell}')}" for cell, sign in theme.CELL_SIGN.items() if sign]
    st.caption(view.t("matrix.legend", signs=", ".join(signs)))


def latest(view: View) -> None:
    """The newest milestones reached, each opening its action."""
    t = view.t
    rows = measures.latest_events(view.selection.milestones, LATEST)
    if rows.empty:
        cards.empty(t("overview.no_events"))
        return
    newest = rows.iloc[0]
    opened = cards.listing(
        view,
        "latest",
        tables.events(view, rows),
        title=t("overview.latest_title", day=t.date(newest["achieved_on"], newest["achieved_precision"])),
        subtitle=t("overview.latest_subtitle", n=len(rows)),
        method="over-time",
        opens=t("actions.opens"),
    )
    if opened:
        st.switch_page("pages/progress/actions.py", query_params=view.query(action=opened))


def next_meeting(view: View) -> None:
    """The next meeting after the cut-off, and how sure it is."""
    t, meetings = view.t, view.dataset.meetings
    ends = meetings["ends_on"].fillna(meetings["starts_on"])
    coming = meetings[(ends > pd.Timestamp(view.as_of))].assign(ends=ends).sort_values("ends")
    st.subheader(t("overview.next_title"), anchor=False)
    if coming.empty:
        st.caption(t("overview.next_none"))
        return
    meeting = coming.iloc[0]
    title = view.content("meetings", meeting["meeting_id"], "title", meeting["title"])
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    when = t.date(meeting["starts_on"], meeting["precision"])
    st.markdown(f"**{escape(title)}**  \n{escape(t('overview.next_when', when=when, status=t('meeting_status.' + meeting['status'])))}")
    st.caption(escape(outcome))
    cards.sources(view, [meeting["source_id"]])


def limits(view: View) -> None:
    """What the dataset cannot say."""
    notes = view.dataset.notes
    with st.expander(view.t("limits.title")):
        for code, text in notes.loc[notes["kind"] == "limit", ["note_id", "text"]].itertuples(index=False):
            st.markdown(f"- {escape(view.content('notes', code, 'text', text))}")
