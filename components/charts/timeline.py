"""When each action runs, as exactly as it is known, and its milestones by month."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import pandas as pd

from components.charts.bar_rows import Key, percent
from components.charts.course import Axis, cells_of, in_words, scale_of
from components.charts.lanes import Scale
from components.charts.time_axis import MonthGroup, MonthRow, SpanBar, TimeAxis
from data.dates import period_end
from data.model.records import missing

MOST_OPEN = 40
"""Rows up to which every priority is shown open; of more the first alone, if it has no more."""
MOST_ROWS = 400
"""Rows of a figure: of more, each priority has the first of its own."""
DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days from the first to the last on which a date lies, or between which something runs.

    `exact` says whether its ends are known to the day.
    """

    first: date
    last: date
    exact: bool

    def touches(self, years: tuple[int, int]) -> bool:
        """Whether a day of it lies in these years, from the first to the last."""
        return self.first.year <= years[1] and self.last.year >= years[0]


@dataclass(frozen=True)
class Run:
    """The dates of an action.

    Attributes:
        bar: its own: the days on which it surely runs, and ends of which only a period is known.
        dates: those of its milestones.
    """

    bar: tuple[Span, ...]
    dates: tuple[Span, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its dates, its own first."""
        return self.bar + self.dates

    def touches(self, years: tuple[int, int]) -> bool:
        """Whether any of its dates lies in these years."""
        return any(span.touches(years) for span in self.spans)


def runs_of(actions: pd.DataFrame, milestones: pd.DataFrame) -> dict[str, Run]:
    """Return action to its own dates, and to when its milestones were reached or else are planned.

    Dates that are not known are left out.

    Args:
        actions: `action_id`, `starts_on`, `starts_precision`, `ends_on`, `ends_precision`.
        milestones: `action_id`, `achieved_on`, `achieved_precision`, `reached_by` (the last day on
            which it can have been reached, where a source says more than the precision),
            `planned_on`, `planned_precision`.
    """
    reached = milestones["achieved_on"].notna()
    on = milestones["achieved_on"].where(reached, milestones["planned_on"])
    precision = milestones["achieved_precision"].where(reached, milestones["planned_precision"])
    spans = _spans(on, precision, milestones["reached_by"])
    dates: dict[str, list[Span]] = {}
    for code, span in zip(milestones["action_id"], spans, strict=True):
        dates.setdefault(code, []).extend([span] if span else [])
    starts = _spans(actions["starts_on"], actions["starts_precision"])
    ends = _spans(actions["ends_on"], actions["ends_precision"])
    own = zip(actions["action_id"], starts, ends, strict=True)
    return {code: Run(_bar(start, end), tuple(dates.get(code, ()))) for code, start, end in own}


def _spans(
    days: pd.Series, precision: pd.Series, until: pd.Series | None = None
) -> list[Span | None]:
    """The days on which each date lies; `None` where it is not known."""
    ends = period_end(days, precision)
    last = ends if until is None else until.where(until.notna() & days.notna(), ends)
    return [
        None if missing(day) else Span(day.date(), end.date(), day == end)
        for day, end in zip(days, last, strict=True)
    ]


def _bar(start: Span | None, end: Span | None) -> tuple[Span, ...]:
    """The days between two dates, and around them an end of which only a period is known.

    One span where both periods meet; without an end the start alone; without a start none.
    """
    if start is None:
        return ()
    if end is None:
        return (start,)
    if end.first <= start.last:
        return (Span(start.first, end.last, start.exact and end.exact),)
    first = start.first if start.exact else start.last + DAY
    last = end.last if end.exact else end.first - DAY
    parts = (
        *(() if start.exact else (start,)),
        Span(first, last, exact=True),
        *(() if end.exact else (end,)),
    )
    return tuple(span for span in parts if span.first <= span.last)


def running(
    axis: Axis,
    actions: pd.DataFrame,
    milestones: pd.DataFrame,
    runs: Mapping[str, Run],
    priorities: Mapping[str, str],
) -> TimeAxis:
    """Build the actions of a choice as rows, by priority and in order of their first date.

    Those without a date in the years shown are a group of their own, the last. Of more than
    `MOST_ROWS` actions each group has its first.

    Args:
        axis: what the rows share.
        actions: `action_id`, `priority_id`, `title`, and `when` it runs, in words.
        milestones: rows of `status.milestone_states`.
        runs: action to its dates.
        priorities: priority to title, in order.
    """
    t, years, scale = axis.t, axis.years, scale_of(axis.years)
    titles = dict(zip(actions["action_id"], actions["title"], strict=True))
    links = {code: axis.address("actions", action=code) for code in titles}
    heads = {
        code: (partial("{title}, {month}".format, title=title), links[code].format)
        for code, title in titles.items()
    }
    cells, figure = cells_of(axis, milestones, "action_id", heads)

    def row(code: str, when: str) -> MonthRow:
        spans = tuple(_drawn(span, scale) for span in runs[code].bar if span.touches(years))
        return MonthRow(code, "", titles[code], links[code], when, cells.get(code, ()), spans)

    of_priority: dict[str, list[MonthRow]] = {code: [] for code in priorities}
    others: list[MonthRow] = []
    listed = zip(actions["action_id"], actions["priority_id"], actions["when"], strict=True)
    for code, priority, when in sorted(listed, key=lambda one: _first(runs[one[0]], one[0])):
        group = of_priority[priority] if runs[code].touches(years) else others
        group.append(row(code, when))
    groups = [(code, priorities[code], rows) for code, rows in of_priority.items() if rows]
    number = sum(len(rows) for *_, rows in groups)
    firsts = groups[: None if number <= MOST_OPEN else 1]
    opened = {code for code, _, rows in firsts if len(rows) <= MOST_OPEN}
    if others:
        groups.append(("", t("timeline.others", years=in_words(years)), others))
    drawn = {span.exact for *_, rows in groups for one in rows for span in one.spans}
    words = {True: ("run", "timeline.exact"), False: ("run inexact", "timeline.inexact")}
    spans = [Key(look, t(word)) for exact, (look, word) in words.items() if exact in drawn]
    most = MOST_ROWS if len(titles) <= MOST_ROWS else MOST_ROWS // len(groups)
    return replace(
        figure,
        label=t("timeline.label"),
        words={**figure.words, "end": t("column.date")},
        key=(*figure.key, *spans),
        groups=tuple(_group(axis, *group, opened, most) for group in groups),
    )


def _first(run: Run, code: str) -> tuple[date, str]:
    """What rows are ordered by: the first date, those without one last; then the code."""
    return min((span.first for span in run.spans), default=date.max), code


def _drawn(span: Span, scale: Scale) -> SpanBar:
    left, right = scale.at(span.first), scale.until(span.last)
    return SpanBar(percent(left), percent(right - left), span.exact)


def _group(
    axis: Axis, code: str, title: str, rows: Sequence[MonthRow], opened: Collection[str], most: int
) -> MonthGroup:
    t, shown, left = axis.t, tuple(rows[:most]), max(0, len(rows) - most)
    number, more = t("actions.title", n=len(rows)), t("timeline.left_out", n=left) if left else ""
    href = axis.address("timeline", priority=code) if left and code and most < MOST_ROWS else ""
    return MonthGroup(code, title, number, code in opened, shown, more, href)
