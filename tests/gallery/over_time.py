"""Figures of dates, and the map. Each function is an example; its docstring is the caption."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from components.charts import timeline
from components.charts.lanes import Cycle
from components.charts.spans import Spans
from components.charts.time_axis import TimeAxis, all_meetings
from components.charts.timeline import WHOLE, Timeline
from components.documents.deck import fit
from data.meetings import MeetingStatus, terms
from data.model import State
from data.text.words import Words
from tests.gallery import invented
from tests.gallery.invented import AS_OF, DAY, MONTH, PERIOD, PRIORITIES, QUARTER, YEAR

Rows = Sequence[tuple[object, ...]]
NEVER = pd.NaT
ACTION = "action_id priority_id title starts_on starts_precision ends_on ends_precision"
MILESTONE = "action_id name whose state on precision planned"
LONG_TITLE = (
    "A plan whose title is so long that no axis has room for it, which a reader sees whole only "
    "where it is pointed at"
)


# ---- timeline

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
HELD = [
    ("Ministers, 5 Mar 2030", "2030-03-05", "2030-03-06", DAY),
    ("Senior officials, spring 2031", "2031-04-01", NEVER, QUARTER),
]


def _timeline(
    t: Words,
    actions: Rows,
    marks: Rows = (),
    held: Rows = (),
    priorities: Mapping[str, str] = PRIORITIES,
) -> Timeline:
    return timeline.timeline(
        invented.frame(ACTION, actions, "starts_on", "ends_on"),
        invented.frame(MILESTONE, marks, "on"),
        invented.frame("label starts_on ends_on precision", held, "starts_on", "ends_on"),
        priorities,
        PERIOD,
        AS_OF,
        t,
    )


def timeline_inexact(t: Words) -> Timeline:
    """Timeline: dates known to the month, quarter or year; every state."""
    return _timeline(t, [*EXACT, *INEXACT], MARKS, HELD)


def timeline_outside_and_undated(t: Words) -> Timeline:
    """Timeline: actions in the roadmap's years, long before, long after, and without any date."""
    others = [
        ("A8", "Q1", "Long before the roadmap", "2019-01-01", YEAR, "2022-06-30", DAY),
        ("A9", "Q2", "Long after the roadmap", "2035-01-01", YEAR, NEVER, None),
        ("A10", "Q2", "Without any date", NEVER, None, NEVER, None),
    ]
    return _timeline(t, [*EXACT, *others], MARKS[:2], HELD)


def timeline_of_many_groups(t: Words) -> Timeline:
    """Timeline: more rows than are opened at once, in twelve groups; long titles."""
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
    return _timeline(t, rows, priorities=priorities)


def timeline_without_a_date(t: Words) -> Timeline:
    """Timeline: no action has a date."""
    nothing = [("A10", "Q2", "Without any date", NEVER, None, NEVER, None)]
    return _timeline(t, nothing)


# ---- bars over time, which slides alone have


def _spans(chart: Timeline, t: Words) -> Spans:
    numbers = {code: title.split(".")[0] for code, title in PRIORITIES.items()}
    return fit.spans(fit.pieces(chart, WHOLE), chart.days(WHOLE), numbers, AS_OF, t)


def spans_exact_and_striped(t: Words) -> Spans:
    """Bars over time: exact, striped where a date is not known to the day, and one day alone."""
    return _spans(timeline_inexact(t), t)


def spans_of_many_years(t: Words) -> Spans:
    """Bars over time: so many years that the axis names years alone; short bars."""
    return _spans(timeline_outside_and_undated(t), t)


def spans_before_the_axis(t: Words) -> Spans:
    """Bars over time: the cut-off lies before the axis and is moved to its edge."""
    whole = _spans(_timeline(t, EXACT, MARKS[:5], HELD[:1]), t)
    return replace(whole, cut_off=(whole.first, whole.cut_off[1]))


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


def _axis(t: Words, rows: Rows, presidencies: Rows = (), cycles: Sequence[Cycle] = ()) -> TimeAxis:
    known = invented.meetings(rows, t)
    columns = "participant_id name starts_on starts_precision ends_on ends_precision"
    given = invented.frame(columns, presidencies, "starts_on", "ends_on")
    held = terms(given, AS_OF)
    names = [str(name) for name in given["name"].loc[held.index]]
    days = zip(held["first"], held["last"], strict=True)
    when = [f"{t.date(first)} – {t.date(last)}" for first, last in days]
    shown = {lane: name for lane, name in LANES.items() if any(one.lane == lane for one in known)}
    return all_meetings(known, shown, held.assign(name=names, when=when), cycles, AS_OF, t)


def meetings_of_every_status(t: Words) -> TimeAxis:
    """Meetings: held, announced, expected, after the cut-off; presidencies; the cycle."""
    presidencies = [
        ("ALT", "Altamar", "2028-01-01", YEAR, NEVER, None),
        ("BOS", "Bosquia", "2029-07-01", DAY, "2030-06-30", DAY),
        ("CER", "Cerralto", "2030-07-01", MONTH, NEVER, None),
    ]
    cycle = Cycle("eu_clasi/ministerial", date(2030, 3, 5), date(2031, 9, 1), "18 months")
    return _axis(t, MARKED, presidencies, [cycle])


def meetings_of_presidencies_alone(t: Words) -> TimeAxis:
    """Meetings: none, only a presidency."""
    return _axis(t, [], [("BOS", "Bosquia", "2029-07-01", DAY, "2030-06-30", DAY)])
