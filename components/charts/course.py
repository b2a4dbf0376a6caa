"""The course of the roadmap: meetings above, and below what was reached between them by month."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts import bar_rows, time_axis
from components.charts.bar_rows import Piece
from components.charts.lanes import Cycle, Meeting, Scale, lanes
from components.charts.lines import month_end
from components.charts.steps import Step
from components.charts.theme import Ink
from components.charts.time_axis import MonthCell, MonthRow, TimeAxis
from data import measures
from data.model import OUT
from data.text.words import Words

MOST_MARKS = 9
"""Most marks that fit in a month of a row; where one would have more, each month is a bar."""


@dataclass(frozen=True)
class Between:
    """The meetings of a course: lanes from top to bottom, the meetings on them, and the cycle."""

    lanes: Mapping[str, str]
    meetings: Sequence[Meeting]
    cycle: Cycle | None

    def within(self, years: tuple[int, int]) -> "Between":
        """Return those that touch some years, from the first to the last."""
        first, last = date(years[0], 1, 1), date(years[1], 12, 31)
        shown = [one for one in self.meetings if one.last >= first and one.first <= last]
        held = {one.lane for one in shown}
        lanes = {key: name for key, name in self.lanes.items() if key in held}
        return Between(lanes, shown, self.cycle)


def place(month: pd.Timestamp, first: date, size: int) -> int:
    """Where a month stands among those of a course; one that is missing stands after the last."""
    if pd.isna(month):
        return size
    return min(max((month.year - first.year) * 12 + month.month - first.month, -1), size)


def course(
    milestones: pd.DataFrame,
    years: tuple[int, int],
    known: Mapping[str, Step],
    titles: Mapping[str, str],
    numbers: Mapping[str, str],
    reached: Mapping[str, int],
    address: Callable[..., str],
    between: Between,
    as_of: date,
    t: Words,
) -> TimeAxis:
    """Build the course of a choice.

    Args:
        milestones: rows of `status.milestone_states`.
        years: the first and the last.
        known: milestone to its mark.
        titles: priority to title, in order.
        numbers: priority to its number in the roadmap.
        reached: priority to milestones reached.
        address: page and parameters to the address of a row or a month.
        between: the meetings of these years.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    first = date(years[0], 1, 1)
    size = (years[1] - years[0] + 1) * 12
    drawn = milestones[~milestones["state"].isin(OUT)]
    months = measures.months(milestones, as_of)
    places = [place(month, first, size) for month in months]
    keyed = drawn.assign(
        cell=[f"{code}/{at}" for code, at in zip(drawn["priority_id"], places, strict=True)]
    )
    found = sorted(set(keyed["cell"]))
    numbered = measures.counts(keyed, "cell", found)
    sizes = keyed["cell"].value_counts()
    by_month = [int(n) for cell, n in sizes.items() if _is_month(str(cell), size)]
    others = [int(n) for cell, n in sizes.items() if str(cell).endswith(f"/{size}")]
    bars = max(by_month, default=0) > MOST_MARKS
    of_cell = keyed.groupby("cell")["milestone_id"].agg(list).to_dict()
    order = list(Ink)

    def cell(code: str, at: int) -> MonthCell | None:
        name = f"{code}/{at}"
        if name not in of_cell:
            return None
        row, n = numbered[name], len(of_cell[name])
        most = max(by_month if at < size else others, default=1)
        found, period = bar_rows.numbers(row, t.plan), {}
        if 0 <= at < size:
            days = (day.isoformat() for day in _days(at, first))
            period = dict(zip(("from", "to"), days, strict=True))
        steps: list[Step] = []
        if at < 0:
            steps = [Step(ink, t.number(n)) for ink, n in found.items() if n]
        elif not bars:
            steps = sorted(
                (known[one] for one in of_cell[name]), key=lambda step: order.index(step.ink)
            )
        head = t("course.cell", month=_said(at, first, size, t), number=numbers[code])
        return MonthCell(
            "earlier" if at < 0 else "later" if at == size else "month",
            at + 1,
            bar_rows.said(head, row, t),
            address("actions", priority=code, **period),
            t.number(n),
            tuple(steps),
            ()
            if steps
            else tuple(Piece(ink, bar_rows.percent(n / most)) for ink, n in found.items() if n),
        )

    rows = tuple(
        MonthRow(
            code,
            numbers[code],
            title.removeprefix(f"{numbers[code]}. "),
            address("priorities", priority=code),
            t.number(reached[code]),
            tuple(one for at in range(-1, size + 1) if (one := cell(code, at))),
        )
        for code, title in titles.items()
    )
    scale = Scale(first, size)
    return TimeAxis(
        t("course.label"),
        time_axis.years(scale, t, with_months=True),
        lanes(between.meetings, between.lanes, scale, as_of, t),
        time_axis.cut_off(as_of, scale, t),
        band=time_axis.band(between.cycle, scale, t),
        key=bar_rows.key(t),
        bars=bars,
        months=size,
        words={
            "earlier": t("course.earlier", year=str(first.year)),
            "later": t("course.later"),
            "reached": t("course.reached_head"),
        },
        rows=rows,
    )


def _is_month(cell: str, size: int) -> bool:
    """Whether a cell is a month, and not what lies before or after."""
    return 0 <= int(cell.rsplit("/", 1)[1]) < size


def _said(at: int, first: date, size: int, t: Words) -> str:
    """Return a place among the months in words."""
    if at < 0:
        return t("course.earlier", year=str(first.year))
    if at == size:
        return t("course.later")
    return t.date(_days(at, first)[0], "month")


def _days(at: int, first: date) -> tuple[date, date]:
    """First and last day of the month at a place."""
    month = date(first.year + at // 12, at % 12 + 1, 1)
    return month, month_end(month)
