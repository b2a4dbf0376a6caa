"""The meetings of all series on one time axis: presidencies, then a lane a series and level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.meetings import MeetingStatus
from data.records import records

SIGN = {
    MeetingStatus.HELD: "●",
    MeetingStatus.ANNOUNCED: "○",
    MeetingStatus.EXPECTED: "▨",
    MeetingStatus.AFTER_CUT_OFF: "◇",
}
"""Sign of each status in lists and in words below the title; the marks have the same shapes."""


@dataclass(frozen=True)
class Meeting:
    """A meeting.

    Attributes:
        lane: key of its series and level.
        title, when, where: in words; `short` is `when` as a mark has room for it.
        first, last: the days between which it was or will be.
        exact: whether these are known to the day.
        status: as known on the cut-off.
        address: of its page; blank where it leads nowhere.
    """

    lane: str
    title: str
    when: str
    where: str
    short: str
    first: date
    last: date
    exact: bool
    status: MeetingStatus
    address: str = ""


@dataclass(frozen=True)
class Term:
    """A presidency.

    Attributes:
        name: of the state.
        when: in words.
        first, last: its first day, and the day after its last.
        surely_from, surely_to: the days between which it certainly ran.
    """

    name: str
    when: str
    first: date
    last: date
    surely_from: date
    surely_to: date


@dataclass(frozen=True)
class Cycle:
    """The cycle of the meetings of one level.

    Attributes:
        after: the lane above it.
        start: first day of the last meeting held.
        month: first day of the month to which the cycle counts.
        length: of the cycle, in words.
    """

    after: str
    start: date
    month: date
    length: str


@dataclass(frozen=True)
class Meetings:
    """All meetings as exactly as their dates are known.

    Attributes:
        meetings: as marks on their lanes.
        lanes: key to name, from top to bottom.
        terms: the presidencies.
        cycles: lanes of the cycle.
        as_of: the cut-off.
    """

    meetings: tuple[Meeting, ...]
    lanes: Mapping[str, str]
    terms: tuple[Term, ...]
    cycles: tuple[Cycle, ...]
    as_of: date


def meetings_of(rows: pd.DataFrame) -> tuple[Meeting, ...]:
    """Meetings as marks.

    Args:
        rows: one row a meeting: `lane`, `label` and `where` (words), `when` and `short` (its date
            in words), `starts_on`, `last_day`, `precision`, `status` (a `MeetingStatus`) and
            `address`.
    """
    return tuple(
        Meeting(
            row["lane"],
            str(row["label"]),
            str(row["when"]),
            str(row["where"]),
            row["short"],
            row["starts_on"].date(),
            row["last_day"].date(),
            row["precision"] == "day",
            MeetingStatus(row["status"]),
            row["address"],
        )
        for row in records(rows)
    )


def axis(
    meetings: pd.DataFrame,
    lanes: Mapping[str, str],
    terms: pd.DataFrame,
    cycles: Sequence[Cycle],
    as_of: date,
) -> Meetings:
    """The axis of a dataset's meetings.

    Args:
        meetings: what `meetings_of` takes.
        lanes: lane to its name, from top to bottom.
        terms: what `data.meetings.terms` returns, with the `name` of each state and `when`.
        cycles: the lanes of the cycle.
        as_of: the cut-off.
    """
    bands = tuple(
        Term(
            str(row["name"]),
            str(row["when"]),
            *(row[name].date() for name in ("first", "last", "surely_from", "surely_to")),
        )
        for row in records(terms)
    )
    return Meetings(meetings_of(meetings), lanes, bands, tuple(cycles), as_of)
