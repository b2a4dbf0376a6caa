"""The course of the roadmap: what was reached between the meetings, and which action runs when."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from components.cards import actions as lists
from components.cards import counted, steps
from components.cards import meetings as listed
from components.charts.course import Axis, Between, course, in_words, years_of
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
from data.model.records import records


@memoize
def card(view: View) -> Card:
    """Meetings above, milestones by month and priority below, in the years of the period.

    Its title says what was reached since the last ministerial meeting.
    """
    t, now, last = view.t, view.selection.milestones, listed.last_ministerial(view)
    if last is None:
        total = measures.total(now)
        title = t("course.reached", n=measures.numbers(total)["reached"])
        return _card(view, _between(view), title, lambda: counted.sums(view, total, ["reached"]))
    before = view.on(meetings.eve(last)).milestones
    day = t.short_date(last["starts_on"], last["precision"])
    title = t("course.reached_since", n=len(meetings.newly_reached(now, before)), day=day)
    return _card(view, _between(view), title, lambda: [counted.since(view, now, before, day)])


@memoize
def of_country(view: View) -> Card:
    """The course with the ministerial meetings alone, titled by where anything was reached."""
    counts = steps.counts_by_priority(view)
    reached = measures.reached_by_group(counts)

    def lines() -> list[Line]:
        of_headline = counted.of_headline(view, measures.added(counts))
        return [counted.reached(view, counts), *of_headline]

    return _card(view, ministerial(view), moved(view, reached), lines)


def _card(view: View, between: Between, title: str, lines: Callable[[], list[Line]]) -> Card:
    """The course with these meetings, title and arithmetic; its table lists what is drawn."""
    t, dataset, milestones = view.t, view.dataset, view.selection.milestones
    months = measures.months(milestones, view.as_of)
    newest_first = months.sort_values(ascending=False, kind="stable").index
    years = years_of(dataset.period)
    names = tables.priority_names(view)
    between = between.within(years)
    chart = course(
        Axis(years, between, steps.marks(view), view.address, view.as_of, t),
        milestones,
        {code: names[code] for code in tables.priorities(view)},
        tables.priority_numbers(view),
        steps.counts_by_priority(view),
    )
    sentences = [t("course.bars_subtitle" if chart.bars else "course.marks_subtitle")]
    if not all(one.exact for one in between.meetings):
        sentences.append(t("course.meetings_subtitle"))
    return Card(
        "course",
        title=title,
        subtitle=" ".join(sentences),
        method="over-time",
        frame=lambda: lists.milestones(view, milestones.loc[newest_first]),
        chart=chart,
        opens="action",
        counted=lambda: Counted([*lines(), _of_cells(view, months)]),
    )


def _of_cells(view: View, months: pd.Series) -> Line:
    """The milestones of the figure, as the sum of its priorities."""
    row = measures.total(view.selection.milestones)
    drawn = int(row["applicable"]) + sum(int(row[state]) for state in SET_ASIDE)
    of_priority = view.selection.milestones.loc[months.index, "priority_id"].value_counts()
    return counted.by_priority(view, drawn, view.t("counted.drawn", n=drawn), of_priority)


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
    """Say under how many priorities, and under which, any milestone was reached."""
    numbers = tables.priority_numbers(view)
    some = [numbers[code] for code, n in reached.items() if n]
    every = len(some) == len(numbers) > 1
    key = "course.everywhere" if every else "course.somewhere" if some else "course.nowhere"
    return view.t(key, n=len(some), numbers=view.t.listed(some))


def runs_or_notice(view: View) -> Part:
    """Return when actions run, or that nothing of the choice has a date."""
    is_dated = any(run.spans for run in dated(view).values())
    return or_notice(runs(view) if is_dated else None, view.t("timeline.nothing_dated"))


@memoize
def dated(view: View) -> dict[str, Run]:
    """Return what `runs_of` does for the choice: the dates of each action, also of one without."""
    return runs_of(view.selection.actions, view.selection.milestones)


@memoize
def runs(view: View) -> Card:
    """When the actions of the choice run, below the ministerial meetings."""
    t, rows, years = view.t, view.selection.actions, years_of(view.dataset.period)
    when = [reached_dates.span(view, row) for row in records(rows)]
    titles = rows["action_id"].map(tables.action_titles(view))
    inside = sum(run.touches(years) for run in dated(view).values())
    between = ministerial(view).within(years)
    chart = running(
        Axis(years, between, steps.marks(view), view.address, view.as_of, t),
        rows.assign(title=titles, when=when),
        view.selection.milestones,
        dated(view),
        tables.priority_titles(view),
    )
    return Card(
        "timeline",
        title=t("timeline.title", n=inside, of=len(rows), years=in_words(years)),
        subtitle=t("timeline.subtitle"),
        method="dates",
        frame=lambda: lists.table_of_actions(view, rows),
        chart=chart,
        opens="action",
        counted=lambda: _of_runs(view, inside, in_words(years)),
    )


def _of_runs(view: View, inside: int, years: str) -> Counted:
    """Actions by whether they have a date in the roadmap's years."""
    t, found = view.t, dated(view)
    undated = sum(not run.spans for run in found.values())
    outside = len(found) - inside - undated
    parts = [
        (inside, t("counted.within", n=inside, years=years)),
        (outside, t("counted.outside", n=outside)),
        (undated, t("counted.undated", n=undated)),
    ]
    return Counted([counted.equation(len(found), t("actions.title", n=len(found)), parts)])
