"""What the Overview says: what has been reached, where, and what comes next."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import tables, theme
from components.card import Card
from components.charts import matrix as grid
from components.charts import progress, time
from components.memory import remembered, remembered_for_all
from components.view import View
from data import measures, meetings
from data.frames import records
from data.model import State

LATEST = 5


def prepare(view: View) -> None:
    """Make the cards of a view before a reader asks for them."""
    for make in (headline, over_time, priorities, matrix, latest, next_meeting, limits):
        make(view)


@remembered
def headline(view: View) -> measures.Headline:
    """The four figures of the whole choice."""
    return measures.headline(measures.total(view.selection.milestones))


@remembered
def over_time(view: View) -> Card | None:
    """Milestones reached by month against those announced; `None` where nothing has a date."""
    t = view.t
    monthly = measures.over_time(view.selection.milestones)
    if monthly.empty:
        return None
    last = records(monthly.tail(1))[0]
    title = t("overview.time_title", n=last["confirmed"] + last["awaiting"])
    return Card(
        "over-time",
        title=title,
        subtitle=t("overview.time_subtitle", announced=last["announced"], undated=undated(view)),
        method="over-time",
        frame=lambda: tables.over_time(view, monthly),
        chart=time.reached_over_time(monthly, _ministerials(view), pd.Timestamp(view.as_of), t),
        alt=t("overview.time_alt", title=title, **last),
    )


def undated(view: View) -> int:
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


@remembered
def priorities(view: View) -> Card:
    """The priorities, stacked by the state of their milestones."""
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


@remembered
def matrix(view: View) -> Card:
    """The country x priority matrix, and what its signs mean."""
    t = view.t
    names, titles = tables.countries(view), tables.priority_titles(view, view.filters.priority or None)
    cells = measures.matrix(view.selection.milestones, view.dataset, list(names), list(titles))
    taking_part = int((cells["actions"].to_numpy().reshape(len(names), -1).sum(axis=1) > 0).sum())
    signs = [f"{sign} {t(f'cell.{cell}')}" for cell, sign in theme.CELL_SIGN.items() if sign]
    return Card(
        "matrix",
        title=t("matrix.title", count=taking_part, of=len(names)),
        subtitle=t("matrix.subtitle"),
        method="matrix",
        frame=lambda: tables.matrix(view, cells, names, titles),
        chart=grid.content(cells, names, titles, t),
        alt=t("matrix.legend", signs=", ".join(signs)),
    )


@remembered
def latest(view: View) -> Card | None:
    """The newest milestones reached; `None` where none was."""
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


@remembered_for_all
def next_meeting(view: View) -> Mapping[str, Any] | None:
    """The next meeting after the cut-off as `data.meetings.known_on` gives it, the soonest first; `None` where none is on record."""
    known = meetings.known_on(view.dataset, view.as_of)
    coming = records(known[known["last_day"] > pd.Timestamp(view.as_of)].sort_values("last_day").head(1))
    return coming[0] if coming else None


@remembered_for_all
def limits(view: View) -> list[str]:
    """What the dataset cannot say, a sentence each."""
    notes = view.dataset.notes
    chosen = records(notes[notes["kind"] == "limit"])
    return [view.content("notes", note["note_id"], "text", note["text"]) for note in chosen]
