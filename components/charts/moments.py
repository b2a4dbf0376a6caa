"""When it happened: priorities down, time across, and a mark for each milestone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.charts import inks
from components.charts.inks import Key, percent
from components.charts.steps import Step
from components.charts.theme import Ink
from data.model import Plan
from data.records import missing, records
from data.text.words import Words

YEARS_BEFORE = 3
"""Years of the axis before the one in which the period begins; what lies further back is beside."""
ROOM = 0.03
"""Room of a mark on the axis, as a part of it: marks that are nearer stand above each other."""

MIDDLE = 0.5
"""Place on the axis beyond which the words of its line stand to the left of it."""


@dataclass(frozen=True)
class Moment(Step):
    """The mark of a milestone on the axis.

    Attributes:
        at: place on the axis, in per cent.
        lane: marks that would touch stand in different lanes; 0 is the uppermost.
    """

    at: str
    lane: int


@dataclass(frozen=True)
class MomentsRow:
    """A priority.

    Attributes:
        id, title: of the priority; the title begins with its number.
        href: where its title leads.
        lanes: how many lanes the moments need.
        earlier: reached before the axis begins.
        moments: on the axis, the earliest first.
        coming: not reached: still to come, or its date passed.
        reached: milestones reached: confirmed and awaiting.
    """

    id: str
    title: str
    href: str
    lanes: int
    earlier: tuple[Step, ...]
    moments: tuple[Moment, ...]
    coming: tuple[Step, ...]
    reached: str


@dataclass(frozen=True)
class Year:
    """A year of the axis: its number, and where it begins, in per cent."""

    label: str
    at: str


@dataclass(frozen=True)
class Moments:
    """Rows of marks on one axis of time.

    Attributes:
        label: what it shows.
        words: heads of the columns.
        key: the legend, of the inks that occur.
        years: that begin on the axis.
        start: where the period begins on the axis, in per cent; blank before it has begun.
        before: whether the words of that line stand to the left of it.
        earlier: whether anything was reached before the axis begins.
        rows: the priorities, in order.
    """

    label: str
    words: Mapping[str, str]
    key: tuple[Key, ...]
    years: tuple[Year, ...]
    start: str
    before: bool
    earlier: bool
    rows: tuple[MomentsRow, ...]


@dataclass(frozen=True)
class Axis:
    """A scale of days, of which the last is the day after the cut-off."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The place of a day, from 0 to 1; less than 0 before the axis begins."""
        return (day - self.first).days / max(1, (self.last - self.first).days)

    @property
    def years(self) -> tuple[Year, ...]:
        """The years that begin on it."""
        numbers = range(self.first.year, self.last.year + 1)
        return tuple(Year(str(year), percent(self.at(date(year, 1, 1)))) for year in numbers)


def axis_of(days: Iterable[date], starts: date, as_of: date) -> Axis:
    """From the first of January of the earliest year shown to the cut-off.

    Args:
        days: on which milestones stand.
        starts: first day of the period.
        as_of: the cut-off.
    """
    begins = min(starts, as_of).year
    earliest = min((day.year for day in days), default=begins)
    first = date(max(earliest, begins - YEARS_BEFORE), 1, 1)
    return Axis(min(first, date(begins, 1, 1)), as_of)


def moments_of(
    marks: pd.DataFrame,
    known: Mapping[str, Step],
    titles: Mapping[str, str],
    addresses: Mapping[str, str],
    reached: Mapping[str, int],
    starts: date,
    as_of: date,
    plan: Plan,
    t: Words,
) -> Moments:
    """Build the figure of a choice.

    Args:
        marks: what `measures.moments` returns.
        known: milestone to its mark.
        titles: priority to title, in order.
        addresses: priority to where its title leads.
        reached: priority to milestones reached.
        starts: first day of the period.
        as_of: the cut-off.
        plan: what the numbers are the whole of.
        t: words of the reader's language.
    """
    rows = [{**row, "day": _day(row["day"])} for row in records(marks)]
    axis = axis_of([row["day"] for row in rows if row["day"]], starts, as_of)
    of_priority: dict[str, list[Mapping[str, Any]]] = {code: [] for code in titles}
    for row in rows:
        of_priority[row["priority_id"]].append(row)
    found = {known[row["milestone_id"]].ink for row in rows}
    shown = [
        _row(of_priority[code], known, axis, code, title, addresses[code], t.number(reached[code]))
        for code, title in titles.items()
    ]
    start = None if starts > as_of else axis.at(starts)
    return Moments(
        t("moments.label"),
        {name: t(f"moments.{name}") for name in ("earlier", "start", "coming", "since")},
        inks.key(plan, t, found),
        axis.years,
        "" if start is None else percent(start),
        start is not None and start > MIDDLE,
        any(row.earlier for row in shown),
        tuple(shown),
    )


def _day(day: Any) -> date | None:
    return None if missing(day) else pd.Timestamp(day).date()


def _row(
    rows: Sequence[Mapping[str, Any]],
    known: Mapping[str, Step],
    axis: Axis,
    code: str,
    title: str,
    address: str,
    reached: str,
) -> MomentsRow:
    order = list(Ink)
    placed = sorted(
        ((axis.at(row["day"]), row["milestone_id"]) for row in rows if row["day"]),
        key=lambda pair: pair[0],
    )
    coming = [known[row["milestone_id"]] for row in rows if not row["day"]]
    on_axis = in_lanes([(at, known[one]) for at, one in placed if at >= 0])
    return MomentsRow(
        code,
        title,
        address,
        1 + max((one.lane for one in on_axis), default=0),
        tuple(known[one] for at, one in placed if at < 0),
        on_axis,
        tuple(sorted(coming, key=lambda step: order.index(step.ink))),
        reached,
    )


def in_lanes(placed: Iterable[tuple[float, Step]]) -> tuple[Moment, ...]:
    """Marks in as few lanes as keep them apart.

    Args:
        placed: place on the axis and mark, the first place first.
    """
    taken: list[float] = []
    found = []
    for at, step in placed:
        lane = next((n for n, last in enumerate(taken) if at - last >= ROOM), len(taken))
        taken[lane : lane + 1] = [at]
        found.append(Moment(step.ink, step.label, step.href, percent(at), lane))
    return tuple(found)
