"""The course of the roadmap: each milestone once, in its month, between the meetings."""

import re
from functools import cache

import pytest

from components.cards import course
from data import meetings
from data.meetings import MeetingStatus
from tests.support import build, shapes
from tests.support.opened import view_of


@cache
def drawn(dataset="record", **query):
    """The card of a choice, and its view."""
    view = view_of("timeline", dataset=dataset, **query)
    return course.card(view), view


@pytest.mark.parametrize(
    ("reached", "title"),
    [
        ({"P1": 0, "P2": 0}, "No milestone reached under any priority"),
        ({"P1": 1, "P2": 0, "P3": 0}, "Milestones reached under priority 1 only"),
        ({"P1": 1, "P2": 1, "P3": 0, "P4": 0}, "Milestones reached under priorities 1 and 2"),
        ({f"P{n}": 1 for n in range(1, 7)}, "Milestones reached under every priority"),
    ],
)
def test_the_title_of_a_country_says_under_which_priorities(reached, title):
    assert course.moved(drawn()[1], reached) == title


def test_no_meeting_that_became_known_later_is_drawn_and_each_leads_to_its_page():
    card, view = drawn(as_of="2025-06-01")
    known = meetings.known_on(view.dataset, view.as_of).set_index("meeting_id")
    marks = [mark for lane in card.chart.lanes for mark in lane.marks]
    assert marks
    for one in marks:
        code = re.search(r"meeting=(\w+)", one.href)[1]
        assert known.at[code, "status"] != MeetingStatus.AFTER_CUT_OFF


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-01", "milestones were newly recorded as reached."),
        ("2022-03-02", "0 milestones were reached."),
    ],
)
def test_the_title_says_what_came_to_be_recorded_since_the_last_ministerial(as_of, expected):
    assert drawn(as_of=as_of)[0].title.endswith(expected)


def test_a_silent_milestone_before_the_years_is_not_drawn_as_in_place():
    milestones = [build.milestone("M1", "A1", "2024-02-28")]
    milestones += [build.milestone(f"M{at}", "A1") for at in (2, 3)]
    reports = [build.confirmed(f"M{at}", "2024-05-05") for at in (2, 3)]
    dataset = build.dataset([build.action("A1", "ECU")], milestones, reports, period=shapes.PERIOD)
    chart = course.card(shapes.view_of(dataset)).chart
    [before] = [cell for cell in chart.rows[0].cells if cell.where == "earlier"]
    assert [(mark.ink, mark.label) for mark in before.marks] == [("silent", "1"), ("before", "2")]


def test_a_choice_without_any_milestone_with_a_month_has_rows_and_meetings_all_the_same():
    card, _ = drawn(status="under_way", priority="P6")
    assert card is None or card.chart.lanes


def test_the_legend_names_the_looks_of_the_meetings_after_those_of_the_milestones():
    words = [one.word for one in drawn()[0].chart.key]
    assert words[-4:] == ["Meetings:", "held", "announced", "expected, exact date not known"]
