"""Whole years of months of one width: lanes of meetings, and rows of what falls in each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from components.charts.bar_rows import Key, Piece, percent
from components.charts.lanes import SIGN, Cycle, Lane, Meeting, Scale, lanes, terms
from components.charts.lines import month_end
from components.charts.steps import Step
from data.text.words import Words


@dataclass(frozen=True)
class AxisYear:
    """A year of the axis: its place in per cent, and its months by letter where they are shown."""

    name: str
    left: str
    width: str
    months: tuple[str, ...]


@dataclass(frozen=True)
class CutOff:
    """The cut-off as a line: where, and what it is called."""

    at: str
    name: str


@dataclass(frozen=True)
class Band:
    """The cycle from the last ministerial to the month to which it counts, in per cent.

    It is open where it goes on after the last month.
    """

    left: str
    width: str
    open: bool
    name: str


@dataclass(frozen=True)
class MonthCell:
    """A month of a row, or what lies before or after the months.

    Attributes:
        where: `earlier`, `month` or `later`; what has no month is later.
        at: column of the month, from 1; 0 is earlier, and the one after the last is later.
        href: where a bar leads, and a mark that stands for several.
        number: how many milestones; blank where it has no room.
        marks: a mark each, in the order of the legend, none where the figure has bars; of what
            lies before the months one for each ink, with its number.
        bar: a whole one is that of the fullest month, or of the fullest of those after the last.
    """

    where: Literal["earlier", "month", "later"]
    at: int
    label: str
    href: str
    number: str
    marks: tuple[Step, ...]
    bar: tuple[Piece, ...]


@dataclass(frozen=True)
class SpanBar:
    """Some days of a row, in per cent: hatched unless both ends are known to the day."""

    left: str
    width: str
    exact: bool


@dataclass(frozen=True)
class MonthRow:
    """A priority with its number in the roadmap, or an action with the days on which it runs.

    Attributes:
        end: what stands at its end: milestones reached, confirmed and awaiting; of an action, when
            it runs.
        cells: its months that hold anything, and what lies before and after these.
    """

    id: str
    number: str
    title: str
    href: str
    end: str
    cells: tuple[MonthCell, ...]
    spans: tuple[SpanBar, ...] = ()


@dataclass(frozen=True)
class MonthGroup:
    """Rows that can be folded away: what they have in common, how many, and whether they are open.

    Of a long figure each group has its first rows; `more` says how many it leaves out, and `href`
    leads from those of a priority to all.
    """

    id: str
    title: str
    number: str
    open: bool
    rows: tuple[MonthRow, ...]
    more: str = ""
    href: str = ""


@dataclass(frozen=True)
class TimeAxis:
    """Lanes of meetings from top to bottom, and rows below them: priorities, or actions in groups.

    Attributes:
        band: the cycle of the ministerial meetings, behind all rows.
        key: the legend of marks, bars and spans; without rows that of the meetings that occur.
        bars: whether a month is a bar; else it is marks.
        months: how many columns a row has.
        words: heads of the columns beside the months: `earlier`, `later`, `end`.
        groups: the actions by priority; where there are some, there are no `rows`.
    """

    label: str
    years: tuple[AxisYear, ...]
    lanes: tuple[Lane, ...]
    cut_off: CutOff
    band: Band | None = None
    key: tuple[Key, ...] = ()
    bars: bool = False
    months: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[MonthRow, ...] = ()
    groups: tuple[MonthGroup, ...] = ()


def years(scale: Scale, t: Words, *, with_months: bool) -> tuple[AxisYear, ...]:
    """Return the years of a scale of whole years, each month by its first letter if asked for."""
    found = []
    for year in range(scale.first.year, scale.first.year + scale.months // 12):
        letters = [t.date(date(year, month, 1), "month")[:1].upper() for month in range(1, 13)]
        left, width = percent(scale.at(date(year, 1, 1))), percent(12 / scale.months)
        found.append(AxisYear(str(year), left, width, tuple(letters) if with_months else ()))
    return tuple(found)


def cut_off(as_of: date, scale: Scale, t: Words) -> CutOff:
    """Return the cut-off as a line: its place in per cent, its day in words."""
    return CutOff(percent(scale.at(as_of)), t("course.known", day=t.short_date(as_of)))


def band(cycle: Cycle | None, scale: Scale, t: Words) -> Band | None:
    """Return the cycle as a band to the end of its month; `None` without a cycle."""
    if cycle is None:
        return None
    left, right = scale.at(cycle.start), scale.at(month_end(cycle.month) + timedelta(days=1))
    name = t("course.band", length=cycle.length, month=t.date(cycle.month, "month"))
    return Band(percent(left), percent(right - left), right >= 1, name)


def meetings_key(meetings: Sequence[Meeting], t: Words) -> tuple[Key, ...]:
    """Return the legend of the meetings that occur."""
    found = {meeting.status for meeting in meetings}
    return tuple(Key(f"meeting {one}", t(f"meeting_status.{one}")) for one in SIGN if one in found)


def all_meetings(
    meetings: Sequence[Meeting],
    names: Mapping[str, str],
    held: pd.DataFrame,
    cycle: Cycle | None,
    as_of: date,
    t: Words,
) -> TimeAxis:
    """Build the axis of a dataset's meetings: presidencies if any, then a lane a series and level.

    Its whole years hold all of them, the end of the cycle and the cut-off. `names` has lane to its
    name, from top to bottom; `held` is what `lanes.terms` takes.
    """
    days = [
        as_of,
        *(day for one in meetings for day in (one.first, one.last)),
        *(day.date() for name in ("first", "last") for day in held[name]),
        *([month_end(cycle.month)] if cycle else []),
    ]
    first, last = min(days).year, max(days).year
    scale = Scale(date(first, 1, 1), (last - first + 1) * 12)
    presidencies = [Lane(t("meetings.presidencies"), terms=terms(held, scale))]
    return TimeAxis(
        t("meetings.axis_label"),
        years(scale, t, with_months=False),
        (*(presidencies if len(held) else ()), *lanes(meetings, names, scale, as_of, t)),
        cut_off(as_of, scale, t),
        band(cycle, scale, t),
        meetings_key(meetings, t),
    )
