"""The course of the roadmap. Each function is an example; its docstring the caption."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from components.charts import bar_rows, course
from components.charts.course import Between
from components.charts.lanes import Cycle
from components.charts.steps import Step
from components.charts.time_axis import TimeAxis
from data.model import State
from data.text.words import Words
from tests.gallery import invented
from tests.gallery.invented import AS_OF, DAY, PRIORITIES, YEAR
from tests.gallery.over_time import LANES, MARKED, NEVER, YEARS

NUMBERS = {code: title.split(".")[0] for code, title in PRIORITIES.items()}
REACHED = (State.CONFIRMED, State.AWAITING)
Rows = Sequence[tuple[str, State, object, object, int]]
"""Milestones: priority, state, day by which it was reached, day on which it is due, how many."""

FEW: Rows = [
    ("Q1", State.CONFIRMED, "2030-03-31", NEVER, 3),
    ("Q1", State.AWAITING, "2030-12-31", NEVER, 2),
    ("Q1", State.IN_PLACE, "2020-05-01", NEVER, 12),
    ("Q2", State.IN_PLACE, "2029-05-01", NEVER, 14),
    ("Q2", State.NO_REPORT_DUE, NEVER, "2029-02-28", 1),
    ("Q2", State.NO_REPORT_DUE, NEVER, "2031-02-28", 1),
    ("Q2", State.NOT_ACHIEVED_DUE, NEVER, "2031-02-28", 1),
    ("Q2", State.NOT_DUE, NEVER, "2032-06-30", 2),
    ("Q3", State.NOT_DUE, NEVER, NEVER, 7),
    ("Q3", State.IN_PLACE, "2030-01-31", NEVER, 2),
    ("Q4", State.WITHDRAWN, NEVER, "2031-01-31", 1),
]


def _course(rows: Rows, marked: Sequence[tuple[object, ...]], t: Words) -> TimeAxis:
    listed = [row for row in rows for _ in range(row[4])]
    codes = [f"M{at}" for at in range(len(listed))]
    milestones = pd.DataFrame(
        {
            "milestone_id": codes,
            "priority_id": [row[0] for row in listed],
            "state": [str(row[1]) for row in listed],
            "reached_by": pd.to_datetime(pd.Series([row[2] for row in listed], dtype=object)),
            "due_on": pd.to_datetime(pd.Series([row[3] for row in listed], dtype=object)),
            "is_due": [False] * len(listed),
            "on_time": pd.array([pd.NA] * len(listed), dtype="boolean"),
        }
    )
    known = {
        code: Step(
            bar_rows.ink_of(row[1], t.plan),
            f"Invented milestone {code}: an action on paper. {t(f'state.{row[1]}')}",
            code,
        )
        for code, row in zip(codes, listed, strict=True)
        if row[1] != State.WITHDRAWN
    }
    reached = {
        code: sum(one == code and state in REACHED for one, state, *_ in listed)
        for code in PRIORITIES
    }
    cycle = Cycle(date(2030, 3, 5), date(2031, 9, 1), "18-month")
    between = Between(LANES, invented.meetings(marked, t), cycle if marked else None).within(YEARS)

    def address(page: str, **query: str) -> str:
        return f"{page}?{urlencode(query)}"

    axis = course.Axis(YEARS, between, known, address, AS_OF, t)
    return course.course(axis, milestones, PRIORITIES, NUMBERS, reached)


def course_of_a_record(t: Words) -> TimeAxis:
    """Course of an open record: marks by month, before and after; meetings; the cycle as a band."""
    return _course(FEW, MARKED, t)


def course_of_a_plan(t: Words) -> TimeAxis:
    """Course of a plan with a month too full for marks: each month is a bar with its number."""
    many = [*FEW, ("Q1", State.CONFIRMED, "2030-03-31", NEVER, 200)]
    return _course(many, MARKED, t)


def course_without_meetings(t: Words) -> TimeAxis:
    """Course: no meeting is known, and so no cycle."""
    return _course(FEW, [], t)


def course_of_two_meetings_on_a_day(t: Words) -> TimeAxis:
    """Course: two meetings of a lane on one day stand side by side, and a year is a long bar."""
    lane = "eu_clasi/ministerial"
    rows = [
        (lane, "One", "Puerto Nada", "2031-03-05", DAY, "held"),
        (lane, "Other", "Puerto Nada", "2031-03-05", DAY, "held"),
        (lane, "Some day", "", "2032-01-01", YEAR, "expected"),
    ]
    return _course(FEW, rows, t)


RECORD = (
    course_of_a_record,
    course_without_meetings,
    course_of_two_meetings_on_a_day,
)
"""Examples in the words of an open record."""
