"""Meetings on lanes over months of one width: places in per cent, names where there is room."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts.bar_rows import percent
from data.meetings import MeetingStatus
from data.model.records import records
from data.text.words import Words

SIGN = {
    MeetingStatus.HELD: "●",
    MeetingStatus.ANNOUNCED: "○",
    MeetingStatus.EXPECTED: "◌",
    MeetingStatus.AFTER_CUT_OFF: "◇",
}
"""Sign of each status in lists and in words below the title; the marks have the same shapes."""
WIDTH = 680
"""A usual width of the months in pixels, by which it is judged whether a name has room."""
LETTER, MARK = 6.4, 15
"""Average width of a letter of these names, and the width that a mark takes, in pixels."""
CLEAR = 12
"""Pixels from one mark to the next, so that each can be hit."""
LEAST = 70
"""Pixels from which on a name that is cut still says something."""


@dataclass(frozen=True)
class Meeting:
    """A meeting, in words; its `name` is the title as a mark has room for it.

    Its lane is the key of its series and level. It was or will be between `first` and `last`, which
    are `exact` where known to the day. The address of its page is blank where it leads nowhere.
    """

    lane: str
    title: str
    name: str
    when: str
    where: str
    first: date
    last: date
    exact: bool
    status: MeetingStatus
    address: str = ""


@dataclass(frozen=True)
class Cycle:
    """The cycle of the ministerial meetings, from the first day of the last one held.

    It counts to a `month`, given as its first day; its `length` is in words.
    """

    start: date
    month: date
    length: str


@dataclass(frozen=True)
class LaneMark:
    """A meeting on its lane, with its name where there is room.

    Attributes:
        status: as known on the cut-off.
        left, width: its place in per cent; a point, in the middle of its days, has no width.
        text, side: its name, and on which side of the mark that stands; blank without room.
        at, room: where its name begins on that side, and what room it has, in per cent.
        label: the meeting in words.
        href: of its page; blank where it leads nowhere.
    """

    status: MeetingStatus
    left: str
    width: str
    text: str
    side: str
    at: str
    room: str
    label: str
    href: str


@dataclass(frozen=True)
class TermBar:
    """A presidency as a bar, in per cent of the axis.

    `surely` is where the time in which it certainly ran begins and ends, in per cent of the bar.
    """

    name: str
    label: str
    left: str
    width: str
    surely: tuple[str, str]


@dataclass(frozen=True)
class Lane:
    """A lane: its name, and its meetings in order of time, or the presidencies."""

    name: str
    marks: tuple[LaneMark, ...] = ()
    terms: tuple[TermBar, ...] = ()


@dataclass(frozen=True)
class Scale:
    """Months of one width each: the first day of the first, and how many."""

    first: date
    months: int

    def at(self, day: date) -> float:
        """Where a day begins, from 0 to 1; a day outside lies at the nearer end."""
        month = (day.year - self.first.year) * 12 + day.month - self.first.month
        part = (day.day - 1) / monthrange(day.year, day.month)[1]
        return min(1.0, max(0.0, (month + part) / self.months))

    def until(self, day: date) -> float:
        """Where a day ends, from 0 to 1."""
        return self.at(date.fromordinal(day.toordinal() + 1))


@dataclass(frozen=True)
class _Placed:
    meeting: Meeting
    left: float
    right: float
    is_point: bool = False


def lanes(
    meetings: Sequence[Meeting], names: Mapping[str, str], scale: Scale, as_of: date, t: Words
) -> tuple[Lane, ...]:
    """Return a lane for each of `names`, from top to bottom, also without a meeting.

    Marks do not overlap. A meeting known to no month that may still come begins at the cut-off.
    """
    return tuple(
        Lane(name, _marks([one for one in meetings if one.lane == key], scale, as_of, t))
        for key, name in names.items()
    )


def _marks(
    meetings: Sequence[Meeting], scale: Scale, as_of: date, t: Words
) -> tuple[LaneMark, ...]:
    """The meetings of one lane in order of time, each with the room for its name."""
    placed: list[_Placed] = []
    for one in sorted(meetings, key=lambda meeting: (meeting.first, meeting.last)):
        least = placed[-1].right + CLEAR / 2 / WIDTH if placed else 0.0
        placed.append(_placed(one, scale, as_of, least))
    ends = [*(one.left for one in placed), 1.0]
    sides, rooms, free = [], [], 0.0
    for one, after in zip(placed, ends[1:], strict=False):
        side, room = _room(one, free, after, scale.at(as_of))
        sides.append(side)
        rooms.append(room)
        free = one.right + (room if side == "right" else 0.0)
    # What is free between two marks is their names' own: letters of other scripts are wider.
    for at, begin in enumerate([0.0, *(one.right for one in placed)]):
        names = [n for n in (at - 1, at) if sides[n : n + 1] == ["right" if n < at else "left"]]
        free = ends[at] - begin - sum(rooms[n] for n in names)
        for n in names:
            rooms[n] += free / len(names)
    return tuple(_mark(*one, t) for one in zip(placed, sides, rooms, strict=True))


def _room(one: _Placed, before: float, after: float, cut_off: float) -> tuple[str, float]:
    """The side of a mark on which its name stands, and its room there, from 0 to 1.

    That is the right, so that it is clear whose name it is, unless it is whole on the left alone,
    or over the line of the cut-off on the right; a name that is whole nowhere has the wider side.
    """
    needed = (len(one.meeting.name) * LETTER + MARK / 2) / WIDTH
    rooms = {"right": min(after - one.right, needed), "left": min(one.left - before, needed)}
    whole = [side for side, room in rooms.items() if room >= needed]
    if len(whole) > 1 and one.right < cut_off < one.right + needed:
        whole = ["left"]
    side = whole[0] if whole else max(rooms, key=lambda side: rooms[side])
    return (side, rooms[side]) if rooms[side] >= min(needed, LEAST / WIDTH) else ("", 0.0)


def _placed(meeting: Meeting, scale: Scale, as_of: date, least: float) -> _Placed:
    """A point for what is known to the day or the month, else a bar over its days still to come."""
    half = CLEAR / 2 / WIDTH
    if meeting.exact or (meeting.last - meeting.first).days < 31:
        middle = (scale.at(meeting.first) + scale.until(meeting.last)) / 2
        middle = max(middle, least + half)
        return _Placed(meeting, middle - half, middle + half, is_point=True)
    first = meeting.first
    if meeting.last > as_of >= first and meeting.status != "held":
        first = as_of
    left = max(scale.at(first), least)
    return _Placed(meeting, left, max(scale.until(meeting.last), left + half))


def _mark(one: _Placed, side: str, room: float, t: Words) -> LaneMark:
    """A mark with its name on a side, or without one."""
    meeting = one.meeting
    middle = (one.left + one.right) / 2
    label = ", ".join(filter(None, [meeting.title, meeting.when, meeting.where]))
    return LaneMark(
        meeting.status,
        percent(middle if one.is_point else one.left),
        "" if one.is_point else percent(one.right - one.left),
        meeting.name if side else "",
        side,
        percent(one.right if side == "right" else 1 - one.left),
        percent(room),
        f"{label} ({t(f'meeting_status.{meeting.status}')})",
        meeting.address,
    )


def terms(held: pd.DataFrame, scale: Scale) -> tuple[TermBar, ...]:
    """Return as bars rows of `data.meetings.terms`, with the `name` of each state and `when`."""
    bars, days = list[TermBar](), ("first", "last", "surely_from", "surely_to")
    for row in records(held):
        first, last, *surely = (scale.at(row[day].date()) for day in days)
        whole = last - first
        begun, ended = (percent((at - first) / whole if whole else 0.0) for at in surely)
        label = f"{row['name']}, {row['when']}"
        bars.append(TermBar(row["name"], label, percent(first), percent(whole), (begun, ended)))
    return tuple(bars)
