"""Meetings on lanes over months of one width: places in per cent, names where there is room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.charts.meetings import Meeting, Term
from components.frontend.inks import percent
from data.words import Words

WIDTH = 680
"""A usual width of the months in pixels, by which it is judged whether a name has room."""
LETTER, MARK = 6.4, 15
"""Average width of a letter of these names, and the width that a mark takes, in pixels."""
CLEAR = 12
"""Pixels from one mark to the next, so that each can be hit."""


@dataclass(frozen=True)
class Scale:
    """Months of one width each.

    Attributes:
        first: first day of the first month.
        months: how many.
    """

    first: date
    months: int

    def at(self, day: date) -> float:
        """Where a day begins, from 0 to 1; a day outside lies at the nearer end."""
        month = (day.year - self.first.year) * 12 + day.month - self.first.month
        after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        part = (day.day - 1) / (after - day.replace(day=1)).days
        return min(1.0, max(0.0, (month + part) / self.months))

    def until(self, day: date) -> float:
        """Where a day ends, from 0 to 1."""
        return self.at(date.fromordinal(day.toordinal() + 1))


@dataclass(frozen=True)
class _Placed:
    meeting: Meeting
    left: float
    right: float


def years(scale: Scale, t: Words, *, with_months: bool) -> list[dict[str, Any]]:
    """The head: each year with its place, and its months by their letter where they are shown."""
    found = []
    for year in range(scale.first.year, scale.first.year + scale.months // 12):
        start = date(year, 1, 1)
        letters = [t.date(date(year, month, 1), "month")[:1].upper() for month in range(1, 13)]
        found.append(
            {
                "name": str(year),
                "left": percent(scale.at(start)),
                "width": percent(12 / scale.months),
                "months": letters if with_months else [],
            }
        )
    return found


def lanes(
    meetings: Sequence[Meeting], names: Mapping[str, str], scale: Scale, as_of: date, t: Words
) -> list[dict[str, Any]]:
    """A lane each with its marks, in order of time."""
    return [
        {
            "name": name,
            "marks": _marks([one for one in meetings if one.lane == key], scale, as_of, t),
        }
        for key, name in names.items()
    ]


def _marks(
    meetings: Sequence[Meeting], scale: Scale, as_of: date, t: Words
) -> list[dict[str, Any]]:
    placed: list[_Placed] = []
    for one in sorted(meetings, key=lambda meeting: (meeting.first, meeting.last)):
        least = placed[-1].right + CLEAR / 2 / WIDTH if placed else 0.0
        placed.append(_placed(one, scale, as_of, least))
    made, free = [], 0.0
    for at, one in enumerate(placed):
        after = placed[at + 1].left if at + 1 < len(placed) else 1.0
        side = _side(one, free, after)
        made.append(_mark(one, side, free, after, t))
        free = one.right + (_needed(one) if side == "right" else 0.0)
    return made


def _needed(one: _Placed) -> float:
    """The room that the name of a mark takes, from 0 to 1."""
    return (len(one.meeting.short) * LETTER + MARK / 2) / WIDTH


def _side(one: _Placed, before: float, after: float) -> str:
    """Where the name of a mark stands: to the right, else to the left, else nowhere."""
    needed = _needed(one)
    if after - one.right >= needed:
        return "right"
    return "left" if one.left - before >= needed else ""


def _placed(meeting: Meeting, scale: Scale, as_of: date, least: float) -> _Placed:
    """A point for what is known to the day or the month, else as wide as the time that is left."""
    half = CLEAR / 2 / WIDTH
    if is_point(meeting):
        middle = (scale.at(meeting.first) + scale.until(meeting.last)) / 2
        middle = max(middle, least + half)
        return _Placed(meeting, middle - half, middle + half)
    first = meeting.first
    if meeting.last > as_of >= first and meeting.status != "held":
        first = as_of
    left = max(scale.at(first), least)
    return _Placed(meeting, left, max(scale.until(meeting.last), left + half))


def is_point(meeting: Meeting) -> bool:
    """Whether a meeting is known to its month at least."""
    return meeting.exact or (meeting.last - meeting.first).days < 31


def _mark(one: _Placed, side: str, before: float, after: float, t: Words) -> dict[str, Any]:
    """A mark with its name on a side, or without one."""
    meeting = one.meeting
    word = t(f"meeting_status.{meeting.status}")
    point = is_point(meeting)
    middle = (one.left + one.right) / 2
    said = ", ".join(filter(None, [meeting.title, meeting.when, meeting.where]))
    return {
        "status": str(meeting.status),
        "point": point,
        "left": percent(middle if point else one.left),
        **({} if point else {"width": percent(one.right - one.left)}),
        "text": meeting.short if side else "",
        "side": side,
        "at": percent(one.right if side == "right" else 1 - one.left),
        "room": percent(after - one.right if side == "right" else one.left - before),
        "label": f"{said} ({word})",
        "href": meeting.address,
    }


def terms(held: Sequence[Term], scale: Scale) -> list[dict[str, Any]]:
    """Presidencies as bars: striped where no source says the day."""
    return [
        {
            "name": term.name,
            "label": f"{term.name}, {term.when}",
            "left": percent(scale.at(term.first)),
            "width": percent(scale.at(term.last) - scale.at(term.first)),
            "surely": [
                percent(_part(scale, term, term.surely_from)),
                percent(_part(scale, term, term.surely_to)),
            ],
        }
        for term in held
    ]


def _part(scale: Scale, term: Term, day: date) -> float:
    """Where a day lies within a term, from 0 to 1."""
    whole = scale.at(term.last) - scale.at(term.first)
    return (scale.at(day) - scale.at(term.first)) / whole if whole else 0.0
