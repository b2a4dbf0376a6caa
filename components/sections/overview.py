"""Parts of the Overview: what has been reached, where, and what comes next."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import cards, matrix, tables, theme
from components.cards import Card
from components.charts import progress, time
from components.frame import View
from components.memory import remembered, remembered_for_all
from components.sections import lists
from components.text import escape
from data import measures, meetings
from data.frames import records
from data.model import State

LATEST = 5


def prepare(view: View) -> None:
    """Make the cards of a view before a reader asks for them."""
    for make in (_headline, _over_time, _priorities, _matrix, _latest, _next_meeting, _limits):
        make(view)


def headline(view: View) -> None:
    """The four figures of the whole choice."""
    cards.headline(view, _headline(view))


@remembered
def _headline(view: View) -> measures.Headline:
    return measures.headline(measures.total(view.selection.milestones))


def reached_over_time(view: View) -> None:
    """Milestones reached by month against those announced."""
    if card := _over_time(view):
        cards.figure(view, card)
    else:
        cards.empty(view.t("overview.nothing_dated"))


@remembered
def _over_time(view: View) -> Card | None:
    t = view.t
    monthly = measures.over_time(view.selection.milestones)
    if monthly.empty:
        return None
    last = records(monthly.tail(1))[0]
    title = t("overview.time_title", n=last["confirmed"] + last["awaiting"])
    return Card(
        "over-time",
        title=title,
        subtitle=t("overview.time_subtitle", announced=last["announced"], undated=_undated(view)),
        method="over-time",
        frame=lambda: tables.over_time(view, monthly),
        chart=time.reached_over_time(monthly, _ministerials(view), pd.Timestamp(view.as_of), t),
        alt=t("overview.time_alt", title=title, **last),
    )


def _undated(view: View) -> int:
    """Milestones of the choice that no date speaks about: they are in no line."""
    milestones = view.selection.milestones
    return int((milestones["achieved_on"].isna() & milestones["due_on"].isna()).sum())


@remembered_for_all
def _ministerials(view: View) -> pd.DataFrame:
    """Held EU-CLASI ministerial meetings, labelled by their year."""
    meetings = view.dataset.meetings
    chosen = meetings[(meetings["series"] == "eu_clasi") & (meetings["level"] == "ministerial") & (meetings["status"] == "held")]
    labels = [view.t.date(day, "month") for day in chosen["starts_on"]]
    return pd.DataFrame({"label": labels, "starts_on": chosen["starts_on"].to_numpy()})


def priorities(view: View) -> None:
    """The priorities, stacked by the state of their milestones."""
    cards.figure(view, _priorities(view))


@remembered
def _priorities(view: View) -> Card:
    t = view.t
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    confirmed, of = int(counts[State.CONFIRMED].sum()), int(counts["applicable"].sum())
    title = t("overview.priorities_title", count=confirmed, of=of)
    said = "; ".join(f"{names[code]}: {_said(view, row)}" for code, row in zip(names, records(counts), strict=True))
    return Card(
        "priorities",
        title=title,
        subtitle=t("overview.priorities_subtitle"),
        method="milestone-states",
        frame=lambda: tables.milestones_by_group(view, counts, names, t("column.priority")),
        chart=progress.milestones_by_group(counts, names, t),
        alt=f"{title}. {said}",
    )


def _said(view: View, row: Mapping[str, int]) -> str:
    """A row of counts in words, for those who cannot see the bar."""
    return ", ".join(f"{view.t(f'state.{state}')} {view.t.number(int(row[state]))}" for state in State if row[state])


def country_matrix(view: View) -> None:
    """The country x priority matrix, and what its signs mean."""
    card = _matrix(view)

    def draw() -> None:
        matrix.show(view, card.key, card.chart)
        st.caption(escape(card.alt))

    cards.drawn(view, card, draw)


@remembered
def _matrix(view: View) -> Card:
    t = view.t
    names, priorities = tables.countries(view), tables.priority_titles(view, view.filters.priority or None)
    cells = measures.matrix(view.selection.milestones, view.dataset, list(names), list(priorities))
    taking_part = int((cells["actions"].to_numpy().reshape(len(names), -1).sum(axis=1) > 0).sum())
    signs = [f"{sign} {t(f'cell.{cell}')}" for cell, sign in theme.CELL_SIGN.items() if sign]
    return Card(
        "matrix",
        title=t("matrix.title", count=taking_part, of=len(names)),
        subtitle=t("matrix.subtitle"),
        method="matrix",
        frame=lambda: tables.matrix(view, cells, names, priorities),
        chart=matrix.content(view, cells, names, priorities),
        alt=t("matrix.legend", signs=", ".join(signs)),
    )


def latest(view: View) -> None:
    """The newest milestones reached, each opening its action."""
    if card := _latest(view):
        lists.opening_action(view, card)
    else:
        cards.empty(view.t("overview.no_events"))


@remembered
def _latest(view: View) -> Card | None:
    t = view.t
    rows = measures.latest_events(view.selection.milestones, LATEST)
    if rows.empty:
        return None
    newest = records(rows)[0]
    return Card(
        "latest",
        title=t("overview.latest_title", day=t.date(newest["achieved_on"], newest["achieved_precision"])),
        subtitle=t("overview.latest_subtitle", n=len(rows)),
        method="over-time",
        frame=tables.events(view, rows),
    )


def next_meeting(view: View) -> None:
    """The next meeting after the cut-off, and how sure it is."""
    st.subheader(view.t("overview.next_title"), anchor=False)
    said, source = _next_meeting(view)
    st.markdown(said)
    cards.sources(view, [source] if source else [])


@remembered_for_all
def _next_meeting(view: View) -> tuple[str, str | None]:
    """What is said of it, as Markdown, and its source."""
    t, known = view.t, meetings.known_on(view.dataset, view.as_of)
    coming = records(known[known["last_day"] > pd.Timestamp(view.as_of)].sort_values("last_day").head(1))
    if not coming:
        return t("overview.next_none"), None
    meeting = coming[0]
    title = view.content("meetings", meeting["meeting_id"], "title", meeting["title"])
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    when = t("overview.next_when", when=t.date(meeting["starts_on"], meeting["precision"]), status=t(f"meeting_status.{meeting['status']}"))
    return f"**{escape(title)}**  \n{escape(when)}\n\n:small[{escape(outcome)}]", meeting["source_id"]


def limits(view: View) -> None:
    """What the dataset cannot say."""
    with st.expander(view.t("limits.title")):
        st.markdown(_limits(view))


@remembered_for_all
def _limits(view: View) -> str:
    notes = view.dataset.notes
    chosen = records(notes[notes["kind"] == "limit"])
    return "\n".join(f"- {escape(view.content('notes', note['note_id'], 'text', note['text']))}" for note in chosen)
