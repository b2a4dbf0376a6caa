"""The meetings of all series on one time axis: presidencies, then a lane a series and level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts import lanes as drawn
from components.charts.lanes import (
    SIGN,
    AxisYear,
    Cycle,
    Known,
    Lane,
    Meeting,
    Scale,
    Term,
    TermBar,
)
from components.charts.lines import month_end
from data.records import records
from data.text.words import Words


@dataclass(frozen=True)
class Presidencies:
    """The presidencies: what their lane is called, and a bar each."""

    name: str
    terms: tuple[TermBar, ...]


@dataclass(frozen=True)
class StatusKey:
    """A line of the legend: a status of meetings, or the cycle, and its word."""

    status: str
    word: str


@dataclass(frozen=True)
class Meetings:
    """All meetings as exactly as their dates are known.

    Attributes:
        label: what it shows.
        years: the head of the axis.
        presidencies: above the lanes.
        lanes: from top to bottom.
        known: the cut-off.
        statuses: the legend, of what occurs.
    """

    label: str
    years: tuple[AxisYear, ...]
    presidencies: Presidencies
    lanes: tuple[Lane, ...]
    known: Known
    statuses: tuple[StatusKey, ...]


def axis(
    meetings: pd.DataFrame,
    lanes: Mapping[str, str],
    terms: pd.DataFrame,
    cycles: Sequence[Cycle],
    as_of: date,
    t: Words,
) -> Meetings:
    """Build the axis of a dataset's meetings.

    Args:
        meetings: what `lanes.meetings_of` takes.
        lanes: lane to its name, from top to bottom.
        terms: what `data.meetings.terms` returns, with the `name` of each state and `when`.
        cycles: the lanes of the cycle.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    held = [
        Term(
            str(row["name"]),
            str(row["when"]),
            *(row[name].date() for name in ("first", "last", "surely_from", "surely_to")),
        )
        for row in records(terms)
    ]
    marks = drawn.meetings_of(meetings)
    scale = _scale(marks, held, cycles, as_of)
    found = {meeting.status for meeting in marks}
    words = {str(one): t(f"meeting_status.{one}") for one in SIGN if one in found}
    if cycles:
        words["cycle"] = t("meetings.cycle_lane", length=cycles[0].length)
    return Meetings(
        t("meetings.axis_label"),
        drawn.years(scale, t, with_months=False),
        Presidencies(t("meetings.presidencies"), drawn.terms(held, scale)),
        drawn.lanes(marks, lanes, scale, as_of, t, cycles),
        drawn.known(as_of, scale, t),
        tuple(StatusKey(status, word) for status, word in words.items()),
    )


def _scale(
    meetings: Sequence[Meeting], terms: Sequence[Term], cycles: Sequence[Cycle], as_of: date
) -> Scale:
    """Whole years, from the first to the last in which anything is drawn."""
    days = [
        as_of,
        *(day for one in (*meetings, *terms) for day in (one.first, one.last)),
        *(month_end(cycle.month) for cycle in cycles),
    ]
    first, last = min(days).year, max(days).year
    return Scale(date(first, 1, 1), (last - first + 1) * 12)
