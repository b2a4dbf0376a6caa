"""The axis of meetings: it spans the known dates, invents no day, and no names meet."""

import itertools
from datetime import date

import pytest

from components.cards import meetings as section
from components.charts.lanes import WIDTH, Meeting, Scale, lanes
from data.meetings import MeetingStatus
from data.text import words
from tests.support import shapes
from tests.support.opened import share
from tests.support.readings import shipped

DAYS = [date(2022, 1, 1), date(2024, 2, 1), date(2025, 3, 5), date(2025, 12, 1), date(2026, 6, 4)]


@pytest.fixture(scope="module")
def record():
    return shipped("record")


def drawn(dataset, as_of, language="en"):
    return section.axis(shapes.view_of(dataset, language, day=as_of)).chart


def marks(body):
    return [mark for lane in body.lanes for mark in lane.marks]


def test_nothing_after_the_cut_off_is_drawn_as_held(record):
    body = drawn(record, date(2024, 2, 1))
    known = share(body.cut_off.at)
    held = [mark for mark in marks(body) if mark.status == "held"]
    assert held
    assert all(share(mark.left) <= known for mark in held)
    assert body.band is None
    assert any(mark.status == "after_cut_off" for mark in marks(body))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_no_name_meets_another_or_leaves_the_axis(record, as_of):
    for lane in drawn(record, as_of, "es").lanes:
        places = []
        for mark in lane.marks:
            if not mark.text:
                continue
            room = share(mark.room)
            start = share(mark.at) if mark.side == "right" else 1 - share(mark.at) - room
            places.append((start, start + room))
        places.sort()
        assert all(one[1] <= other[0] + 1e-3 for one, other in itertools.pairwise(places))
        assert all(start >= -1e-3 and end <= 1 + 1e-3 for start, end in places)


def test_two_meetings_of_a_day_stand_side_by_side():
    day = date(2025, 3, 5)
    one = Meeting("lane", "One", "One", "", "", day, day, True, MeetingStatus.HELD)
    two = Meeting("lane", "Two", "Two", "", "", day, day, True, MeetingStatus.HELD)
    [lane] = lanes(
        [one, two], {"lane": "Lane"}, Scale(date(2025, 1, 1), 24), day, words.words("en")
    )
    first, second = (share(mark.left) for mark in lane.marks)
    assert second - first > 10 / WIDTH


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2025, 1, 1), 0),
        (date(2025, 2, 15), 1.5 / 24),
        (date(2026, 12, 31), (23 + 30 / 31) / 24),
        (date(2020, 1, 1), 0),
        (date(2030, 1, 1), 1),
    ],
)
def test_months_have_one_width_and_a_day_outside_lies_at_the_nearer_end(day, at):
    assert Scale(date(2025, 1, 1), 24).at(day) == pytest.approx(at)
