"""The course of the roadmap: meetings above, and below what was reached between them by month.

Its axis and the cells of its rows are those of `timeline` too.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd

from components.charts import bar_rows, time_axis
from components.charts.bar_rows import Piece
from components.charts.lanes import Cycle, Meeting, Scale, lanes
from components.charts.lines import month_end
from components.charts.steps import Step
from components.charts.theme import Ink
from components.charts.time_axis import MonthCell, MonthRow, TimeAxis
from data import measures
from data.model import OUT, Period
from data.text.words import Words

MOST_NUMBERED = 48
"""Most months with room for the numbers over their bars; of more, only the words say them."""
MOST_MARKS = 9
"""Most marks that fit in a month of a row; where one would have more, each month is a bar."""


@dataclass(frozen=True)
class Between:
    """The meetings of a course: lane to name from top to bottom, the meetings, and the cycle."""

    lanes: Mapping[str, str]
    meetings: Sequence[Meeting]
    cycle: Cycle | None

    def within(self, years: tuple[int, int]) -> "Between":
        """Return the meetings that touch years, the last included, and the lanes that have any."""
        first, last = date(years[0], 1, 1), date(years[1], 12, 31)
        shown = [one for one in self.meetings if one.last >= first and one.first <= last]
        held = {one.lane for one in shown}
        lanes = {key: name for key, name in self.lanes.items() if key in held}
        return Between(lanes, shown, self.cycle)


def years_of(period: Period) -> tuple[int, int]:
    """Return the first and the last year of a roadmap's period."""
    return period.starts.year, period.ends.year


def in_words(years: tuple[int, int]) -> str:
    """Return years from the first to the last, as text."""
    return "–".join(dict.fromkeys(str(year) for year in years))


def scale_of(years: tuple[int, int]) -> Scale:
    """Return the months of whole years."""
    return Scale(date(years[0], 1, 1), (years[1] - years[0] + 1) * 12)


def place(month: pd.Timestamp, scale: Scale) -> int:
    """Place of a month on a scale, from 0: -1 before it, `months` after it or without a month."""
    if pd.isna(month):
        return scale.months
    first = scale.first
    return min(max((month.year - first.year) * 12 + month.month - first.month, -1), scale.months)


@dataclass(frozen=True)
class Axis:
    """What all rows over the months of a choice share.

    `years` are the first and the last that are shown; `known` has milestone to its mark, and
    `address` gives page and parameters the address of a row or a month.
    """

    years: tuple[int, int]
    between: Between
    known: Mapping[str, Step]
    address: Callable[..., str]
    as_of: date
    t: Words


def course(
    axis: Axis,
    milestones: pd.DataFrame,
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    counts: measures.Counts,
) -> TimeAxis:
    """Build the course of a choice: meetings, and its milestones by month, a row a priority.

    `milestones` are rows of `status.milestone_states`. Of each priority come its short name, in the
    order of the rows, its number in the roadmap, and its row of `measures.counts`.
    """
    t, address = axis.t, axis.address
    heads = {
        code: (partial(t, "course.cell", number=number), partial(address, "actions", priority=code))
        for code, number in numbers.items()
    }
    cells, figure = cells_of(axis, milestones, "priority_id", heads)
    rows = tuple(
        MonthRow(
            code,
            numbers[code],
            name,
            address("priorities", priority=code),
            bar_rows.reached_of(counts[code], t),
            cells.get(code, ()),
        )
        for code, name in names.items()
    )
    return replace(figure, rows=rows)


def _without_rows(axis: Axis, inks: Collection[Ink], *, bars: bool) -> TimeAxis:
    """Return the whole years with their meetings, and the legend of the inks and these."""
    t, between, as_of, scale = axis.t, axis.between, axis.as_of, scale_of(axis.years)
    held = time_axis.meetings_key(between.meetings, t) if len(between.lanes) > 1 else ()
    heading = [bar_rows.Key("", f"{t('page.meetings')}:")] if held else []
    return TimeAxis(
        t("course.label"),
        time_axis.years(scale, t, with_months=True),
        lanes(between.meetings, between.lanes, scale, as_of, t),
        time_axis.cut_off(as_of, scale, t),
        band=time_axis.band(between.cycle, scale, t),
        key=(*bar_rows.key(t, inks, bars=bars), *heading, *held),
        bars=bars,
        months=scale.months,
        words={
            "earlier": t("course.earlier", year=str(axis.years[0])),
            "later": t("course.later"),
            "end": t("course.reached_head"),
        },
    )


Head = tuple[Callable[..., str], Callable[..., str]]
"""Of a row: a month to it and the row in words, and a period to the address of a month."""


def cells_of(
    axis: Axis, milestones: pd.DataFrame, column: str, heads: Mapping[str, Head]
) -> tuple[dict[str, tuple[MonthCell, ...]], TimeAxis]:
    """Return row to its cells in order of time, and the figure in which they stand, without rows.

    A row of `status.milestone_states` stands in the month of `measures.months`; what a decision
    took out is left out, and so is a row without a milestone. `column` says to which row each
    belongs; `heads` has row to what its cells begin with, and where they lead.
    """
    t, scale = axis.t, scale_of(axis.years)
    size = scale.months
    drawn = milestones[~milestones["state"].isin(OUT)]
    places = [place(month, scale) for month in measures.months(milestones, axis.as_of)]
    of_cell: dict[tuple[str, int], list[str]] = {}
    for code, at, milestone in zip(drawn[column], places, drawn["milestone_id"], strict=True):
        of_cell.setdefault((code, at), []).append(milestone)
    keys = [f"{code}/{at}" for code, at in zip(drawn[column], places, strict=True)]
    numbered = measures.counts(drawn.assign(cell=keys), "cell", sorted(set(keys)))
    by_month = [len(codes) for (_, at), codes in of_cell.items() if 0 <= at < size]
    others = [len(codes) for (_, at), codes in of_cell.items() if at == size]
    bars = max(by_month, default=0) > MOST_MARKS
    order = list(Ink)

    def cell(code: str, at: int) -> MonthCell:
        codes, row = of_cell[code, at], numbered[f"{code}/{at}"]
        found, period = bar_rows.numbers(row, t.plan), {}
        if 0 <= at < size:
            days = (day.isoformat() for day in _days(at, scale))
            period = dict(zip(("from", "to"), days, strict=True))
        steps: list[Step] = []
        if at < 0:
            steps = [Step(ink, t.number(n)) for ink, n in found.items() if n]
        elif not bars:
            steps = sorted(map(axis.known.__getitem__, codes), key=lambda one: order.index(one.ink))
        most = max(by_month if at < size else others, default=1)
        words, address = heads[code]
        return MonthCell(
            "earlier" if at < 0 else "later" if at == size else "month",
            at + 1,
            bar_rows.row_text(words(month=_place_text(at, scale, t)), row, t),
            address(**period),
            t.number(len(codes)) if at == size or size <= MOST_NUMBERED else "",
            tuple(steps),
            ()
            if steps
            else tuple(Piece(ink, bar_rows.percent(n / most)) for ink, n in found.items() if n),
        )

    cells: dict[str, tuple[MonthCell, ...]] = {}
    for code, at in sorted(of_cell):
        cells[code] = (*cells.get(code, ()), cell(code, at))
    numbers = [bar_rows.numbers(row, t.plan) for row in numbered.values()]
    inks = {ink for row in numbers for ink, n in row.items() if n}
    return cells, _without_rows(axis, inks, bars=bars)


def _place_text(at: int, scale: Scale, t: Words) -> str:
    """Return a place among the months in words."""
    if at < 0:
        return t("course.earlier", year=str(scale.first.year))
    if at == scale.months:
        return t("course.later")
    return t.date(_days(at, scale)[0], "month")


def _days(at: int, scale: Scale) -> tuple[date, date]:
    month = date(scale.first.year + at // 12, at % 12 + 1, 1)
    return month, month_end(month)
