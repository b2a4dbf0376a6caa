"""The course of the roadmap: what was reached between the meetings, and which action runs when."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from components.cards import actions as lists
from components.cards import counted, steps
from components.cards import meetings as listed
from components.charts.course import Axis, Between, course, in_words, place, scale_of, years_of
from components.charts.time_axis import TimeAxis
from components.charts.timeline import Run, running, runs_of
from components.layout import reached_dates, tables
from components.layout.card import Card, Counted, Line
from components.layout.page import or_notice
from components.layout.parts import Part
from components.view.memo import memoize
from components.view.view import View
from data import measures, meetings
from data.meetings import MeetingStatus
from data.model import SET_ASIDE
from data.records import records


@memoize
def card(view: View) -> Card:
    """Meetings above, milestones by month and priority below, in the years of the period."""
    return _card(view, _between(view), _finding(view), _since(view))


@memoize
def of_country(view: View) -> Card:
    """Return the same with the ministerial meetings alone, titled by where anything was reached."""
    counts = steps.counts_by_priority(view)
    reached = measures.reached_by_group(counts)
    lines = [
        counted.reached(view, counts, sum(reached.values())),
        *counted.of_headline(view, measures.added(counts)),
    ]
    return _card(view, ministerial(view), moved(view, reached), lines)


def _card(view: View, between: Between, title: str, lines: list[Line]) -> Card:
    t, dataset, milestones = view.t, view.dataset, view.selection.milestones
    months = measures.months(milestones, view.as_of)
    years = years_of(dataset.period)
    chosen = view.filters.priority
    names = tables.priority_names(view)
    between = between.within(years)
    chart = course(
        Axis(years, between, steps.marks(view), view.address, view.as_of, t),
        milestones,
        {code: name for code, name in names.items() if not chosen or code in chosen},
        tables.priority_numbers(view),
        measures.reached_by_group(steps.counts_by_priority(view)),
    )
    return Card(
        "course",
        title=title,
        subtitle=t("course.bars_subtitle" if chart.bars else "course.marks_subtitle"),
        method="over-time",
        frame=lambda: lists.milestones(view, _in_order(milestones, months)),
        chart=chart,
        alt=_alt(view, between, chart, title),
        opens="action",
        counted=lambda: Counted([*lines, *_of_cells(view, months, years)]),
    )


def _of_cells(view: View, months: pd.Series, years: tuple[int, int]) -> list[Line]:
    """The milestones of the figure, as the sum of its priorities and of its times."""
    t, row = view.t, measures.total(view.selection.milestones)
    drawn = int(row["applicable"]) + sum(int(row[state]) for state in SET_ASIDE)
    whole = t("counted.drawn", n=drawn)
    of_priority = view.selection.milestones.loc[months.index, "priority_id"].value_counts()
    scale = scale_of(years)
    places = [place(month, scale) for month in months]
    before, later = sum(at < 0 for at in places), places.count(scale.months)
    of_years = in_words(years)
    by_time = {
        t("course.earlier", year=str(years[0])): before,
        of_years: len(places) - before - later,
        t("course.later"): later,
    }
    return [
        counted.by_priority(view, drawn, whole, of_priority),
        counted.equation(drawn, whole, counted.named(view, by_time)),
    ]


def _since(view: View) -> list[Line]:
    """What was reached, by whether that was since the last ministerial."""
    last = listed.last_ministerial(view)
    if last is None:
        return counted.sums(view, measures.total(view.selection.milestones), ["reached"])
    before = view.on(meetings.eve(last)).milestones
    day = view.t.date(last["starts_on"], last["precision"])
    return [counted.since(view, view.selection.milestones, before, day)]


def _in_order(milestones: pd.DataFrame, months: pd.Series) -> pd.DataFrame:
    """What is drawn, the newest month first, then what has none."""
    order = months.sort_values(ascending=False, kind="stable", na_position="last").index
    return milestones.loc[order]


@memoize
def _between(view: View) -> Between:
    """Meetings of the main series by level, those of each other series on one lane."""
    main, others = view.dataset.main_series, view.dataset.all_series
    known = meetings.known_on(view.dataset, view.as_of)
    known = known[known["status"] != MeetingStatus.AFTER_CUT_OFF]
    marks = []
    for one in listed.marked(view, known):
        series = one.lane.partition("/")[0]
        marks.append(one if series == main else replace(one, lane=series))
    lanes = {f"{main}/{level}": listed.lane(view, main, level) for level in listed.LEVELS if main}
    lanes |= {series: listed.series(view, series) for series in others if series != main}
    return Between(lanes, marks, listed.cycle(view))


def ministerial(view: View) -> Between:
    """Return the ministerial meetings of the main series and their cycle alone."""
    between, lane = _between(view), f"{view.dataset.main_series}/ministerial"
    lanes = {code: name for code, name in between.lanes.items() if code == lane}
    meetings = [one for one in between.meetings if one.lane == lane]
    return replace(between, lanes=lanes, meetings=meetings)


def moved(view: View, reached: Mapping[str, int]) -> str:
    """Say under which priorities any milestone was reached: all, none, or which and which not.

    Args:
        view: what the reader is looking at.
        reached: priority to milestones reached.
    """
    t, numbers = view.t, tables.priority_numbers(view)
    some, none = (
        [numbers[code] for code, n in reached.items() if bool(n) == is_some]
        for is_some in (True, False)
    )
    if not some:
        return t("course.nowhere")
    if not none:
        return t("course.everywhere", n=len(some))
    few, key = (none, "course.but") if len(none) < len(some) else (some, "course.somewhere")
    return t(key, n=len(few), numbers=t.listed(few))


def _finding(view: View) -> str:
    """What was reached since the last ministerial meeting, and what is known of the next."""
    t, now, last = view.t, view.selection.milestones, listed.last_ministerial(view)
    if last is None:
        reached = t("course.reached", n=measures.numbers(measures.total(now))["reached"])
    else:
        new = meetings.newly_reached(now, view.on(meetings.eve(last)).milestones)
        day = t.short_date(last["starts_on"], last["precision"])
        reached = t("course.reached_since", n=len(new), day=day)
    return " ".join(filter(None, [reached, _next(view)]))


def _next(view: View) -> str:
    """What is known of the next ministerial meeting: a day, a time, the cycle, or nothing."""
    t, known = view.t, meetings.of_main_series(view.dataset, view.as_of)
    coming = meetings.coming(known[known["level"] == "ministerial"], view.as_of)
    if coming and coming["precision"] == "day":
        return t("course.next_day", day=t.date(coming["starts_on"]))
    if coming:
        return t("course.next_time", time=t.date(coming["starts_on"], coming["precision"]))
    if cycle := listed.cycle(view):
        return t("course.next_cycle", month=t.date(cycle.month, "month"))
    return "" if known.empty else t("course.next_none")


def _alt(view: View, between: Between, chart: TimeAxis, title: str) -> str:
    """The figure in words: its meetings, and the milestones of each priority by month."""
    said = "; ".join(
        f"{one.title}, {one.when} ({view.t(f'meeting_status.{one.status}')})"
        for one in between.meetings
    )
    sums = "; ".join(f"{row.title}: {row.end}" for row in chart.rows)
    cells = "; ".join(cell.label for row in chart.rows for cell in row.cells)
    return ". ".join(filter(None, [title.removesuffix("."), said, sums, cells]))


def runs_or_notice(view: View) -> Part:
    """Return when actions run, or that nothing of the choice has a date."""
    is_dated = any(run.spans for run in dated(view).values())
    return or_notice(runs(view) if is_dated else None, view.t("timeline.nothing_dated"))


@memoize
def dated(view: View) -> dict[str, Run]:
    """Return the dates of each action of the choice."""
    return runs_of(view.selection.actions, view.selection.milestones)


def _within(view: View) -> list[str]:
    """Return the actions with a date in the roadmap's years."""
    years = years_of(view.dataset.period)
    return [code for code, run in dated(view).items() if run.touches(years)]


@memoize
def runs(view: View) -> Card:
    """Return the actions of the choice below the ministerial meetings."""
    t, rows, years = view.t, view.selection.actions, years_of(view.dataset.period)
    words = in_words(years)
    between = ministerial(view).within(years)
    chart = running(
        Axis(years, between, steps.marks(view), view.address, view.as_of, t),
        _in_words(view, rows),
        view.selection.milestones,
        dated(view),
        tables.priority_titles(view),
    )
    title = t("timeline.title", n=len(_within(view)), of=len(rows), years=words)
    return Card(
        "timeline",
        title=title,
        subtitle=t("timeline.subtitle"),
        method="dates",
        frame=lambda: lists.table_of_actions(view, rows),
        chart=chart,
        alt=title,
        opens="action",
        counted=lambda: _of_runs(view, words),
    )


def _in_words(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Actions with title and dates in the reader's words."""
    when = [reached_dates.span(view, row) for row in records(rows)]
    return rows.assign(title=rows["action_id"].map(tables.action_titles(view)), when=when)


def _of_runs(view: View, years: str) -> Counted:
    """Actions by whether they have a date in the roadmap's years, and milestones by any date."""
    t, found = view.t, dated(view)
    inside, undated = len(_within(view)), sum(not run.spans for run in found.values())
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
