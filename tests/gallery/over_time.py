"""Figures over time. Each function is an example; its docstring is the caption."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from components.charts import bar_rows, lines
from components.charts.course import Axis, Between
from components.charts.lanes import Cycle
from components.charts.lines import Event, Lines
from components.charts.steps import Step
from components.charts.time_axis import TimeAxis, all_meetings
from components.charts.timeline import running, runs_of
from data.meetings import MeetingStatus, terms
from data.model import OUT, State
from data.records import records
from data.text.words import Words
from tests.gallery import invented
from tests.gallery.invented import AS_OF, DAY, MONTH, PRIORITIES, QUARTER, YEAR

Rows = Sequence[tuple[object, ...]]
NEVER = pd.NaT
YEARS = (AS_OF.year - 1, AS_OF.year + 1)
LONG_TITLE = (
    "A plan whose title is so long that no axis has room for it, which a reader sees whole only "
    "where it is pointed at"
)


# ---- lines

EVENTS = [
    Event("Mar 2025", date(2025, 3, 5)),
    Event("Nov 2028", date(2028, 11, 20)),
    Event("Mar 2030", date(2030, 3, 5)),
]


def lines_of_two_years(t: Words) -> Lines:
    """Lines: the usual two years, with a meeting."""
    confirmed = [0, 1, 1, 2, 2, 3, 5, 5, 6, 6, 7, 9, 9, 10, 12, 12]
    awaiting = [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6]
    announced = [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 15, 17, 18, 20, 21, 23]
    months = invented.monthly("2030-03-01", confirmed, awaiting, announced)
    return lines.reached_over_time(months, EVENTS, AS_OF, t)


def lines_of_one_month(t: Words) -> Lines:
    """Lines: one month alone, in which one milestone was reached."""
    months = invented.monthly("2031-06-01", [1], [0], [0])
    return lines.reached_over_time(months, [], AS_OF, t)


def lines_of_a_long_history(t: Words) -> Lines:
    """Lines: twelve years, of which the last six are shown; meetings before and within them."""
    steps = range(12 * 12)
    months = invented.monthly(
        "2019-07-01",
        [step // 3 for step in steps],
        [step // 9 for step in steps],
        [step // 2 for step in steps],
    )
    return lines.reached_over_time(months, EVENTS, AS_OF, t)


# ---- actions in time

EXACT = [
    ("A1", "Q1", "Agreement of two islands", "2030-03-05", DAY, "2031-02-20", DAY),
    ("A2", "Q1", "A day in the harbour", "2030-09-10", DAY, NEVER, None),
    ("A3", "Q2", "Course of three weeks", "2031-07-01", DAY, "2031-07-21", DAY),
]
INEXACT = [
    (
        "A4",
        "Q2",
        "Begins in some month, ends in some year",
        "2030-04-01",
        MONTH,
        "2031-01-01",
        YEAR,
    ),
    ("A5", "Q3", "Some quarter", "2030-10-01", QUARTER, NEVER, None),
    ("A6", "Q3", "From a day to some month", "2030-11-12", DAY, "2031-05-01", MONTH),
    ("A7", "Q3", "Begins and ends in the same year", "2031-01-01", YEAR, "2031-04-01", QUARTER),
]
MARKS = [
    ("A1", "Signed", "", State.CONFIRMED, "2030-03-05", DAY, False),
    ("A1", "In force", "", State.NOT_ACHIEVED_DUE, "2031-01-01", QUARTER, True),
    ("A2", "Held", "Altamar", State.AWAITING, "2030-09-10", DAY, False),
    ("A3", "Held", "Altamar", State.NOT_DUE, "2031-07-21", DAY, True),
    ("A3", "Held", "Bosquia", State.NOT_DUE, "2031-07-21", DAY, True),
    ("A4", "Draft", "", State.NO_REPORT_DUE, "2030-12-01", MONTH, True),
    ("A5", "Laws", "", State.IN_PLACE, "2030-10-01", QUARTER, False),
    ("A5", "More laws", "", State.BEFORE_OR_SINCE, "2030-01-01", YEAR, False),
    ("A6", "Plan", "", State.NOT_APPLICABLE, "2030-12-15", DAY, True),
    ("A7", "Pilot", "", State.WITHDRAWN, "2031-03-01", MONTH, True),
]
OTHERS = [
    ("A8", "Q1", "Long before the roadmap", "2019-01-01", YEAR, "2022-06-30", DAY),
    ("A9", "Q2", "Long after the roadmap", "2035-01-01", YEAR, NEVER, None),
    ("A10", "Q2", "Without any date", NEVER, None, NEVER, None),
]


def _running(
    t: Words, rows: Rows, marks: Rows = (), priorities: Mapping[str, str] = PRIORITIES
) -> TimeAxis:
    actions, milestones = invented.actions(rows, t), invented.milestones(marks)
    known = {
        row["milestone_id"]: Step(
            bar_rows.ink_of(row["state"], t.plan), f"{row['name']}: {row['state']}"
        )
        for row in records(milestones)
        if row["state"] not in OUT
    }
    meetings = invented.meetings(MARKED, t)
    cycle = Cycle(date(2030, 3, 5), date(2031, 9, 1), "18-month")
    first = dict(list(LANES.items())[:1])
    between = Between(first, [one for one in meetings if one.lane in first], cycle)

    def address(page: str, **query: str) -> str:
        return f"{page}?{query.get('action', '')}"

    axis = Axis(YEARS, between.within(YEARS), known, address, AS_OF, t)
    return running(axis, actions, milestones, runs_of(actions, milestones), priorities)


def running_inexact(t: Words) -> TimeAxis:
    """Actions in time: dates known to the month, quarter or year; every state."""
    return _running(t, [*EXACT, *INEXACT], MARKS)


def running_outside_and_undated(t: Words) -> TimeAxis:
    """Actions in time: in the roadmap's years, long before, long after, and without any date."""
    return _running(t, [*EXACT, *OTHERS], MARKS[:2])


def running_of_many_groups(t: Words) -> TimeAxis:
    """Actions in time: more rows than are opened at once, in twelve groups; long titles."""
    priorities = {f"Q{n}": f"{n}. Priority number {n}" for n in range(1, 13)}
    start = date(2030, 3, 5)
    rows = [
        (
            f"A{at}",
            f"Q{at % 12 + 1}",
            f"Action number {at}" if at % 5 else LONG_TITLE,
            (start + timedelta(days=11 * at)).isoformat(),
            DAY,
            (start + timedelta(days=11 * at + 60)).isoformat(),
            DAY,
        )
        for at in range(48)
    ]
    return _running(t, rows, priorities=priorities)


def running_of_many_milestones(t: Words) -> TimeAxis:
    """Actions in time: a month too full for marks, so that each is a bar above the run."""
    many = [("A1", "Held", "", State.CONFIRMED, "2030-03-05", DAY, False)] * 12
    return _running(t, [*EXACT, *INEXACT], [*MARKS, *many])


# ---- meetings

LANES = {
    "eu_clasi/ministerial": "EU-CLASI, ministers",
    "eu_clasi/senior_officials": "EU-CLASI, senior officials",
    "clasi/technical": "CLASI, technical",
}
HELD_, ANNOUNCED, EXPECTED, AFTER = MeetingStatus
MARKED = [
    ("eu_clasi/ministerial", "First ministers", "Puerto Nada", "2028-03-03", DAY, HELD_),
    ("eu_clasi/ministerial", "Second ministers", "Puerto Nada", "2030-03-05", DAY, HELD_),
    ("eu_clasi/ministerial", "Third ministers", "", "2031-09-01", MONTH, ANNOUNCED),
    ("eu_clasi/ministerial", "Ministers of a day", "", "2031-11-20", DAY, ANNOUNCED),
    ("eu_clasi/senior_officials", "Officials", "", "2029-04-01", QUARTER, HELD_),
    ("eu_clasi/senior_officials", "Officials again", "", "2031-10-01", QUARTER, EXPECTED),
    ("eu_clasi/senior_officials", "Officials on a day", "", "2032-02-02", DAY, EXPECTED),
    ("clasi/technical", "Experts", "Costa Alta", "2031-07-10", DAY, AFTER),
    ("clasi/technical", "Experts later", "", "2032-01-01", YEAR, AFTER),
]


def _axis(t: Words, rows: Rows, presidencies: Rows = (), cycle: Cycle | None = None) -> TimeAxis:
    known = invented.meetings(rows, t)
    columns = "participant_id name starts_on starts_precision ends_on ends_precision"
    given = invented.frame(columns, presidencies, "starts_on", "ends_on")
    held = terms(given, AS_OF)
    names = [str(name) for name in given["name"].loc[held.index]]
    days = zip(held["first"], held["last"], strict=True)
    when = [f"{t.date(first)} – {t.date(last)}" for first, last in days]
    shown = {lane: name for lane, name in LANES.items() if any(one.lane == lane for one in known)}
    return all_meetings(known, shown, held.assign(name=names, when=when), cycle, AS_OF, t)


def meetings_of_every_status(t: Words) -> TimeAxis:
    """Meetings: held, announced, expected, after the cut-off; presidencies; the cycle."""
    presidencies = [
        ("ALT", "Altamar", "2028-01-01", YEAR, NEVER, None),
        ("BOS", "Bosquia", "2029-07-01", DAY, "2030-06-30", DAY),
        ("CER", "Cerralto", "2030-07-01", MONTH, NEVER, None),
    ]
    cycle = Cycle(date(2030, 3, 5), date(2031, 9, 1), "18 months")
    return _axis(t, MARKED, presidencies, cycle)


def meetings_of_presidencies_alone(t: Words) -> TimeAxis:
    """Meetings: none, only a presidency."""
    return _axis(t, [], [("BOS", "Bosquia", "2029-07-01", DAY, "2030-06-30", DAY)])
