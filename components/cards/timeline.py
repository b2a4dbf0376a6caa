"""What runs when: a row an action, as exactly as its dates are known."""

import pandas as pd

from components.cards import actions as lists
from components.cards import counted, course, steps
from components.charts.course import Axis, in_words, years_of
from components.charts.timeline import Run, running, runs_of
from components.layout import reached_dates, tables
from components.layout.card import Card, Counted
from components.layout.page import or_notice
from components.layout.parts import Part
from components.view.memo import memoize
from components.view.view import View
from data.records import records


def card_or_notice(view: View) -> Part:
    """Return the timeline, or that nothing of the choice has a date."""
    is_dated = any(run.spans for run in dated(view).values())
    return or_notice(card(view) if is_dated else None, view.t("timeline.nothing_dated"))


@memoize
def dated(view: View) -> dict[str, Run]:
    """Return the dates of each action of the choice."""
    return runs_of(view.selection.actions, view.selection.milestones)


def within(view: View) -> list[str]:
    """Return the actions with a date in the roadmap's years."""
    years = years_of(view.dataset.period)
    return [code for code, run in dated(view).items() if run.touches(years)]


@memoize
def card(view: View) -> Card:
    """Return the actions of the choice below the ministerial meetings."""
    t, rows, years = view.t, view.selection.actions, years_of(view.dataset.period)
    words = in_words(years)
    between = course.ministerial(view).within(years)
    chart = running(
        Axis(years, between, steps.marks(view), view.address, view.as_of, t),
        _in_words(view, rows),
        view.selection.milestones,
        dated(view),
        tables.priority_titles(view),
    )
    title = t("timeline.title", n=len(within(view)), of=len(rows), years=words)
    return Card(
        "timeline",
        title=title,
        subtitle=t("timeline.subtitle"),
        method="dates",
        frame=lambda: lists.table_of_actions(view, rows),
        chart=chart,
        alt=title,
        opens="action",
        counted=lambda: _counted(view, words),
    )


def _in_words(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Actions with title and dates in the reader's words."""
    when = [reached_dates.span(view, row) for row in records(rows)]
    return rows.assign(title=rows["action_id"].map(tables.action_titles(view)), when=when)


def _counted(view: View, years: str) -> Counted:
    """Actions by whether they have a date in the roadmap's years, and milestones by any date."""
    t, found = view.t, dated(view)
    inside, undated = len(within(view)), sum(not run.spans for run in found.values())
    outside = len(found) - inside - undated
    milestones = view.selection.milestones
    dates = milestones["achieved_on"].notna() | milestones["planned_on"].notna()
    parts = [
        (inside, t("counted.within", n=inside, years=years)),
        (outside, t("counted.outside", n=outside)),
        (undated, t("counted.undated", n=undated)),
    ]
    return Counted(
        [
            counted.equation(len(found), t("actions.title", n=len(found)), parts),
            counted.dated(view, len(milestones), int(dates.sum())),
        ]
    )
