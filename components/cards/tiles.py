"""The four figures of the headline as tiles: each with its change, and leading to its list."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from components.cards import counted, overview
from components.cards.meetings import last_ministerial
from components.charts.bar_rows import BarRow, BarRows, Spark, spark
from components.charts.course import in_words
from components.layout.card import Card
from components.layout.headline import Metric, headline_table, metrics, progress_sentence, too_few
from components.layout.parts import PageParams
from components.view import totals
from components.view.labels import NO_BREAK, in_line
from components.view.memo import memoize
from components.view.view import View
from data import measures, meetings, selection
from data.model import State

BEHIND = {"delivered": "due", "range": "applicable", "coverage": "missing"}
"""Figure of a complete plan to the list behind it; that of any other has its own name."""
SHORT = ("reached", "in_place")
"""Figures of an open record that have a shorter name."""


def headline_tiles(view: View, params: PageParams) -> Card:
    """The figures of the headline as tiles, each with its change; that of the open list chosen."""
    t, numbers = view.t, totals.headline(view)
    changes = {"range": _beyond(view), **_changes(view)}
    rows = tuple(
        _row(view, metric, changes.get(metric.name, ""), params)
        for metric in metrics(view, numbers)
    )
    return Card(
        "headline",
        progress_sentence(view),
        t("deck.headline_subtitle"),
        "headline",
        lambda: headline_table(view, numbers),
        BarRows("tiles", t("tiles.label"), rows),
        counted=lambda: counted.of_choice(
            view, *counted.of_headline(view, totals.total(view)), *counted.aside(view)
        ),
    )


def _row(view: View, metric: Metric, change: str, params: PageParams) -> BarRow:
    """A figure as a tile, which opens its list (`behind`), or closes the one that is open."""
    figure = BEHIND.get(metric.name, metric.name)
    bars, span = _over_time(view).get(metric.name, ((), ""))
    name, note, below = metric.label, _note(view, metric), change or span
    if metric.name in SHORT:
        name = view.t(f"tiles.{metric.name}", day=_day(view, view.dataset.period.starts))
    return BarRow(
        metric.name,
        name,
        overview.toggled(view, figure, params),
        ". ".join(filter(None, [f"{name}: {metric.value}", note, below])),
        metric.value,
        spark=bars,
        span=span,
        note=note,
        below=below,
        help=view.t(f"headline.{metric.name}_help"),
        chosen=params.get(overview.BEHIND.name) == figure,
    )


def _note(view: View, metric: Metric) -> str:
    """What stands below a figure; of what was due also why no percentage, and what is overdue."""
    if metric.name != "delivered":
        return metric.small
    late = totals.total(view)[State.NOT_ACHIEVED_DUE]
    overdue = view.t(f"state_said.{State.NOT_ACHIEVED_DUE}", n=late) if late else ""
    return in_line([metric.small or too_few(view, is_short=True), overdue], ", ")


def _day(view: View, day: date | pd.Timestamp, precision: str = "day") -> str:
    """A day in short, which no line breaks."""
    return view.t.short_date(day, precision).replace(" ", NO_BREAK)


def _beyond(view: View) -> str:
    """What the upper end of the possible range counts beyond what is confirmed, and its due."""
    t, row = view.t, totals.total(view)
    due = measures.sums(view.dataset.plan, row)["due"]
    found = []
    for one in (state for state in (State.AWAITING, State.NO_REPORT_DUE) if row[state]):
        text = f"+{t(f'state_said.{one}', n=row[one])}"
        found.append(text if due[one] == row[one] else t("tiles.due", text=text, n=due[one]))
    return ", ".join(found)


@memoize
def _changes(view: View) -> Mapping[str, str]:
    """Figure to what changed since the last ministerial meeting; empty where none was held.

    A choice by status is one by what has happened: two days of it hold different milestones, and
    are not compared.
    """
    t, last = view.t, None if view.filters.status else last_ministerial(view)
    if last is None:
        return {}
    then = selection.choose(view.on(meetings.eve(last)), view.filters.with_(as_of=None))
    before, day = measures.total(then.columns), _day(view, last["starts_on"], last["precision"])
    now, then = (measures.compared(view.dataset.plan, row) for row in (totals.total(view), before))
    changes = {name: now[name] - then[name] for name in now}
    labels = {name: f"{'+' if n > 0 else '−'}{t.number(abs(n))}" for name, n in changes.items()}
    return {
        name: t(f"tiles.{'change' if n else 'unchanged'}", change=labels[name], day=day)
        for name, n in changes.items()
    }


@memoize
def _over_time(view: View) -> Mapping[str, tuple[Spark, str]]:
    """Figure to its bars over time, and what they show."""
    t, milestones = view.t, view.selection.columns
    starts = view.dataset.period.starts
    by_state = measures.reached_in_months(milestones, starts, view.as_of)
    years = measures.in_place_by_year(milestones)
    since = t("tiles.by_month", month=t.date(starts, "month"))
    found = {
        "reached": (spark(by_state), since),
        "completed": (spark({State.CONFIRMED: by_state[State.CONFIRMED]}), since),
    }
    if years:
        span = t("tiles.by_year", years=in_words((min(years), max(years))))
        found["in_place"] = spark({State.IN_PLACE: list(years.values())}), span
    return {name: pair for name, pair in found.items() if pair[0]}
