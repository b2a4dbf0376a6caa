"""The course of the roadmap: meetings above, and below what was reached between them by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts import inks
from components.charts.inks import Key, Piece
from components.charts.lines import month_end
from components.charts.meetings import Cycle, Meeting
from components.charts.steps import Step
from data import measures
from data.model import OUT, Plan
from data.records import records
from data.words import Words

MOST_MARKS = 9
"""Most marks that fit in a month of a row; where one would have more, each month is a bar."""


@dataclass(frozen=True)
class CourseCell:
    """A month of a priority, or what lies before or after the months.

    Attributes:
        at: place of the month; -1 before the first, their number after the last or without one.
        label: what it holds, in words.
        marks: a mark each, in the order of the legend; none where the figure has bars.
        pieces: of its bar; a whole bar is that of the fullest month, or of the fullest of those
            after the last.
        number: milestones.
        address: where a bar leads.
    """

    at: int
    label: str
    marks: tuple[Step, ...]
    pieces: tuple[Piece, ...]
    number: int
    address: str


@dataclass(frozen=True)
class CourseRow:
    """A priority: its code, number and title, where that leads, and its cells by time."""

    code: str
    number: str
    title: str
    address: str
    cells: tuple[CourseCell, ...]


@dataclass(frozen=True)
class Course:
    """Whole years of months, meetings on lanes above, and a row a priority below.

    Attributes:
        first, last: first and last day of the months.
        months: how many.
        lanes: key to name, from top to bottom.
        meetings: those that touch the months.
        cycle: that of the ministerial meetings, if there is one; drawn as a band.
        as_of: the cut-off.
        rows: the priorities, in order.
        key: the legend.
        bars: whether a month is a bar; else it is marks.
    """

    first: date
    last: date
    months: int
    lanes: Mapping[str, str]
    meetings: tuple[Meeting, ...]
    cycle: Cycle | None
    as_of: date
    rows: tuple[CourseRow, ...]
    key: tuple[Key, ...]
    bars: bool


@dataclass(frozen=True)
class Between:
    """The meetings of a course: lanes from top to bottom, the meetings on them, and the cycle."""

    lanes: Mapping[str, str]
    meetings: Sequence[Meeting]
    cycle: Cycle | None


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
    ways: Ways,
    between: Between,
    plan: Plan,
    as_of: date,
    t: Words,
) -> Course:
    """The course of a choice.

    Args:
        milestones: rows of `status.milestone_states`.
        years: the first and the last.
        known: milestone to its mark.
        titles: priority to title, in order.
        numbers: priority to its number in the roadmap.
        ways: where rows and bars lead.
        between: the meetings.
        plan: what the dataset is the whole of.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
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
    order = list(inks.Ink)

    def cell(code: str, at: int) -> CourseCell | None:
        name = f"{code}/{at}"
        if name not in of_cell:
            return None
        row, n = numbered[name], len(of_cell[name])
        most = max(by_month if at < size else others, default=1)
        marked = not bars and at >= 0
        steps = [known[one] for one in of_cell[name]] if marked else []
        where = t("course.cell", month=_said(at, first, size, t), number=numbers[code])
        return CourseCell(
            at,
            inks.said(where, row, plan, t),
            tuple(sorted(steps, key=lambda step: order.index(step.ink))),
            () if marked else _pieces(row, plan, most),
            n,
            ways.cell.get((code, at), ways.priority[code]),
        )

    rows = tuple(
        CourseRow(
            code,
            numbers[code],
            title,
            ways.priority[code],
            tuple(one for at in range(-1, size + 1) if (one := cell(code, at))),
        )
        for code, title in titles.items()
    )
    shown = tuple(one for one in between.meetings if one.last >= first and one.first <= last)
    lanes = {key: name for key, name in between.lanes.items() if key in {m.lane for m in shown}}
    return Course(
        first, last, size, lanes, shown, between.cycle, as_of, rows, inks.key(plan, t), bars
    )


def _pieces(row: Mapping[str, int], plan: Plan, most: int) -> tuple[Piece, ...]:
    """The bar of a cell, with what was in place before too."""
    return tuple(Piece(ink, n, n / most) for ink, n in inks.numbers(row, plan).items() if n)


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
