"""Lists of milestones on the Overview: what is due or went without news, and what came last."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.cards import actions as lists
from components.cards import counted
from components.cards.sentence import lowered, said_of_reached
from components.charts.bar_rows import MARKED
from components.charts.events import Event, Events, Further
from components.layout import reached_dates, tables
from components.layout.card import Card, Counted, Line
from components.view import totals
from components.view.view import View
from data import measures, meetings
from data.measures import RecordHeadline
from data.model import OPEN, Plan, State
from data.records import missing

MOST = 6
"""Events that are shown of a list: each title has two lines, and the Overview its first screen."""
LEAST_PASSED = 3
"""Of these, how many places those whose date has passed keep, where there are as many."""
SAID = {"to_come": "standing.to_come", "passed": "events.passed"}
"""Figure to its words where a list says how many of it there are; others are said as a title."""


def due_and_silent(view: View, listed_on: str = "") -> Card:
    """What is to come, those with a date first, and what passed its date without news.

    Args:
        view: what the reader is looking at.
        listed_on: the page that lists what is behind its numbers; that of the view unless given.
    """
    t = view.t
    rows = meetings.open_in_order(view.selection.columns)
    figures = ("to_come", "passed") if view.dataset.plan == Plan.OPEN else ("applicable", "missing")
    none = t("events.none")
    title = _due_title(view)
    chart = Events(
        t("events.due_subtitle"),
        tuple(_event(view, row, "planned") for row in _shown(view, rows)),
        _further(view, figures, listed_on or view.page) if len(rows) else (),
        none,
    )
    return Card(
        "due",
        title or none,
        t("events.due_subtitle"),
        "headline",
        lambda: lists.milestones(view, view.selection.rows(rows)),
        chart=chart,
        alt=_alt(title or none, chart),
        opens="action",
        none="" if len(rows) else none,
        counted=lambda: Counted(
            [
                counted.by_state(view, t("counted.open", n=len(rows)), view.selection.rows(rows)),
                *_shown_of(view, chart, len(rows)),
            ]
        ),
    )


def latest_events(view: View, listed_on: str = "") -> Card:
    """The milestones reached last, the newest first; the arguments are those of the list above."""
    t, rows = view.t, totals.newest_first(view)
    shown = totals.newest(view)
    figure = "reached" if view.dataset.plan == Plan.OPEN else "completed"
    none = t("overview.no_events")
    chart = Events(
        t("events.latest_label"),
        tuple(_event(view, row, "achieved") for row in shown),
        _further(view, (figure,), listed_on or view.page) if len(rows) else (),
        none,
    )
    title, counts = none, totals.total(view)
    if shown:
        day = t.date(*(shown[0][name] for name in reached_dates.REACHED_ON))
        title = t("overview.latest_title", day=day)
    said = said_of_reached(view, int(counts[State.CONFIRMED]), int(counts[State.AWAITING]))
    return Card(
        "latest",
        title,
        t("events.latest_subtitle", said=said),
        "over-time",
        lambda: lists.reached(view, view.selection.rows(rows)),
        chart=chart,
        alt=_alt(title, chart),
        opens="action",
        none="" if len(rows) else none,
        counted=lambda: _of_latest(view, chart, len(rows)),
    )


def _of_latest(view: View, chart: Events, dated: int) -> Counted:
    """What was reached, and how much of it has a date and stands in the list."""
    t, whole = view.t, measures.numbers(totals.total(view))["reached"]
    lines = counted.sums(view, totals.total(view), ["reached"])
    if rest := whole - dated:
        parts = [(dated, t("counted.dated", n=dated)), (rest, t("counted.undated", n=rest))]
        lines.append(counted.equation(whole, counted.said(view, "reached", whole), parts))
    return Counted([*lines, *_shown_of(view, chart, dated)])


def _shown_of(view: View, chart: Events, number: int) -> list[Line]:
    """How many of a list the figure shows, where that is not all."""
    shown = len(chart.events)
    return [Line(view.t("counted.shown", n=shown, of=number))] if shown < number else []


def _shown(view: View, rows: np.ndarray) -> list[dict[str, Any]]:
    """The first of those to come and the first of those whose date has passed, `MOST` together."""
    milestones = view.selection.columns
    passed = milestones["state"][rows] != State.NOT_DUE
    coming, late = np.flatnonzero(~passed), np.flatnonzero(passed)
    kept = min(len(late), max(LEAST_PASSED, MOST - len(coming)))
    return milestones.records(rows[np.append(coming[: MOST - kept], late[:kept])])


def _due_title(view: View) -> str:
    """How many are to come and how many passed; blank where there are none."""
    t, numbers = view.t, totals.headline(view)
    if isinstance(numbers, RecordHeadline):
        said = [
            t("standing.to_come", n=numbers.to_come) if numbers.to_come else "",
            t("events.passed", n=numbers.passed) if numbers.passed else "",
        ]
        return t.capitalised(", ".join(filter(None, said)))
    counts = totals.total(view)
    said = [
        f"{lowered(t(f'state.{state}'))}: {t.number(int(counts[state]))}"
        for state in OPEN
        if counts[state]
    ]
    return t.capitalised("; ".join(said))


def _event(view: View, row: Mapping[str, Any], date: str) -> Event:
    """A milestone as an event on its `planned` or `achieved` day."""
    return Event(
        ink=MARKED[row["state"]],
        word=view.t(f"state.{row['state']}"),
        when=_when(view, row, date),
        title=tables.action_titles(view)[row["action_id"]],
        step=_step(view, row),
        href=view.address("actions", action=row["action_id"]),
    )


def _step(view: View, row: Mapping[str, Any]) -> str:
    """The name of a milestone, with whose it is where it is not shared."""
    names = [tables.step(view, row)]
    if not missing(row["participant_id"]):
        names.append(tables.owner(view, row))
    return ", ".join(names)


def _when(view: View, row: Mapping[str, Any], date: str) -> str:
    """A day as narrow as a list wants it, no more precisely than it is known."""
    t, day, precision = view.t, row[f"{date}_on"], row[f"{date}_precision"]
    if missing(day):
        return t("events.no_day")
    if precision == "quarter":
        return t.narrow_date(day, precision)
    return (
        reached_dates.reached_on(view, row) if date == "achieved" else t.short_date(day, precision)
    )


def _further(view: View, figures: tuple[str, ...], page: str) -> tuple[Further, ...]:
    """Links to the lists behind these numbers of the headline on a page, where they are not 0."""
    t = view.t
    milestones = view.selection.columns
    numbers = {name: int(measures.is_behind(milestones, name).sum()) for name in figures}
    return tuple(
        Further(
            t("events.all", said=t(SAID[name], n=number))
            if name in SAID
            else t("behind.title", n=number, figure=t(f"behind.{name}")),
            view.address(page, behind=name),
        )
        for name, number in numbers.items()
        if number
    )


def _alt(title: str, chart: Events) -> str:
    """The list in words."""
    said = "; ".join(f"{one.when}: {one.title}, {one.step} ({one.word})" for one in chart.events)
    return f"{title}. {said}" if said else title
