"""The course of the roadmap: meetings above, and below what was reached between them by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from components.charts import inks, lanes
from components.charts.inks import Key, Piece
from components.charts.lanes import AxisYear, Cycle, Known, Lane, Meeting, Scale
from components.charts.lines import month_end
from components.charts.steps import Step
from components.charts.theme import Ink
from data import measures
from data.model import OUT, Plan
from data.records import records
from data.text.words import Words

MOST_MARKS = 9
"""Most marks that fit in a month of a row; where one would have more, each month is a bar."""


@dataclass(frozen=True)
class CourseCell:
    """A month of a priority, or what lies before or after the months.

    Attributes:
        where: `earlier`, `month` or `later`; what has no month is later.
        at: column of the month, from 1.
        label: what it holds, in words.
        href: where a bar leads.
        number: milestones.
        marks: a mark each, in the order of the legend, none where the figure has bars; of what lies
            before the months one for each ink, with its number.
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
class CourseRow:
    """A priority.

    Attributes:
        id, number: its code, and its number in the roadmap.
        title: without that number.
        href: where it leads.
        reached: milestones reached: confirmed and awaiting.
        cells: its months that hold anything, and what lies before and after these.
    """

    id: str
    number: str
    title: str
    href: str
    reached: str
    cells: tuple[CourseCell, ...]


@dataclass(frozen=True)
class Band:
    """The cycle from the last ministerial to the month to which it counts.

    Attributes:
        left, width: its place in per cent.
        open: whether it goes on after the last month.
        name: in words.
    """

    left: str
    width: str
    open: bool
    name: str


@dataclass(frozen=True)
class Course:
    """Whole years of months, meetings on lanes above, and a row a priority below.

    Attributes:
        label: what it shows.
        years: the head of the axis.
        lanes: of the meetings, from top to bottom.
        band: the cycle of the ministerial meetings, if there is one.
        known: the cut-off.
        key: the legend.
        bars: whether a month is a bar; else it is marks.
        months: how many.
        words: heads of the columns beside the months.
        rows: the priorities, in order.
    """

    label: str
    years: tuple[AxisYear, ...]
    lanes: tuple[Lane, ...]
    band: Band | None
    known: Known
    key: tuple[Key, ...]
    bars: bool
    months: int
    words: Mapping[str, str]
    rows: tuple[CourseRow, ...]


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


@dataclass(frozen=True)
class Ways:
    """Where rows and bars lead: a priority, and a priority with a place among the months."""

    priority: Mapping[str, str]
    cell: Mapping[tuple[str, int], str]


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
    ways: Ways,
    between: Between,
    plan: Plan,
    as_of: date,
    t: Words,
) -> Course:
    """Build the course of a choice.

    Args:
        milestones: rows of `status.milestone_states`.
        years: the first and the last.
        known: milestone to its mark.
        titles: priority to title, in order.
        numbers: priority to its number in the roadmap.
        reached: priority to milestones reached.
        ways: where rows and bars lead.
        between: the meetings of these years.
        plan: what the dataset is the whole of.
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
    counts = measures.counts(keyed, "cell", found)
    numbered = dict(zip(found, records(counts), strict=True))
    sizes = keyed["cell"].value_counts()
    by_month = [int(n) for cell, n in sizes.items() if _is_month(str(cell), size)]
    others = [int(n) for cell, n in sizes.items() if str(cell).endswith(f"/{size}")]
    bars = max(by_month, default=0) > MOST_MARKS
    of_cell = keyed.groupby("cell")["milestone_id"].agg(list).to_dict()
    order = list(Ink)

    def cell(code: str, at: int) -> CourseCell | None:
        name = f"{code}/{at}"
        if name not in of_cell:
            return None
        row, n = numbered[name], len(of_cell[name])
        most = max(by_month if at < size else others, default=1)
        found, href = inks.numbers(row, plan), ways.cell.get((code, at), ways.priority[code])
        steps: list[Step] = []
        if at < 0:
            steps = [Step(ink, t.number(n), href) for ink, n in found.items() if n]
        elif not bars:
            steps = sorted(
                (known[one] for one in of_cell[name]), key=lambda step: order.index(step.ink)
            )
        head = t("course.cell", month=_said(at, first, size, t), number=numbers[code])
        return CourseCell(
            "earlier" if at < 0 else "later" if at == size else "month",
            at + 1,
            inks.said(head, row, plan, t),
            href,
            t.number(n),
            tuple(steps),
            ()
            if steps
            else tuple(Piece(ink, inks.percent(n / most)) for ink, n in found.items() if n),
        )

    rows = tuple(
        CourseRow(
            code,
            numbers[code],
            title.removeprefix(f"{numbers[code]}. "),
            ways.priority[code],
            t.number(reached[code]),
            tuple(one for at in range(-1, size + 1) if (one := cell(code, at))),
        )
        for code, title in titles.items()
    )
    scale = Scale(first, size)
    return Course(
        t("course.label"),
        lanes.years(scale, t, with_months=True),
        lanes.lanes(between.meetings, between.lanes, scale, as_of, t),
        _band(between.cycle, scale, t),
        lanes.known(as_of, scale, t),
        inks.key(plan, t),
        bars,
        size,
        {
            "earlier": t("course.earlier", year=str(first.year)),
            "later": t("course.later"),
            "reached": t("course.reached_head"),
        },
        rows,
    )


def _band(cycle: Cycle | None, scale: Scale, t: Words) -> Band | None:
    if cycle is None:
        return None
    left, right = scale.at(cycle.start), scale.at(month_end(cycle.month) + timedelta(days=1))
    name = t("course.band", length=cycle.length, month=t.date(cycle.month, "month"))
    return Band(inks.percent(left), inks.percent(right - left), right >= 1, name)


def _is_month(cell: str, size: int) -> bool:
    """Whether a cell is a month, and not what lies before or after."""
    return 0 <= int(cell.rsplit("/", 1)[1]) < size


def _said(at: int, first: date, size: int, t: Words) -> str:
    """A place among the months in words."""
    if at < 0:
        return t("course.earlier", year=str(first.year))
    if at == size:
        return t("course.later")
    return t.date(month_of(at, first), "month")


def month_of(at: int, first: date) -> date:
    """First day of the month at a place."""
    return date(first.year + at // 12, at % 12 + 1, 1)


def days_of(at: int, first: date) -> tuple[date, date]:
    """First and last day of the month at a place."""
    month = month_of(at, first)
    return month, month_end(month)
