"""What the timeline draws: how wide a date is, what is left out and counted, and in which order."""

from datetime import date

import pandas as pd
import pytest

from components.charts import timeline
from data.model import Period
from data.text import words

AS_OF = date(2026, 6, 4)
PRIORITIES = {"P2": "2. Second in the list, first here", "P1": "1. Other"}
NONE = pd.NaT
ACTION = (
    "action_id",
    "priority_id",
    "title",
    "starts_on",
    "starts_precision",
    "ends_on",
    "ends_precision",
)
MILESTONE = ("action_id", "name", "whose", "state", "on", "precision", "planned", "until")
MEETING = ("label", "starts_on", "ends_on", "precision")


def table(columns, rows, *days):
    frame = pd.DataFrame(rows, columns=pd.Index(columns))
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days})


def content(actions, milestones=(), meetings=(), language="en"):
    return timeline.timeline(
        table(ACTION, actions, "starts_on", "ends_on"),
        table(MILESTONE, [(*row, NONE)[: len(MILESTONE)] for row in milestones], "on", "until"),
        table(MEETING, meetings, "starts_on", "ends_on"),
        PRIORITIES,
        Period(date(2025, 3, 5), date(2026, 12, 31)),
        AS_OF,
        words.words(language),
    )


def days(part):
    """First and last day of a span."""
    first, after = part.span
    return [
        (date(1970, 1, 1) + pd.Timedelta(days=number)).isoformat() for number in (first, after - 1)
    ]


def only_row(drawn):
    (group,) = drawn.groups
    (row,) = group.rows
    return row


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (("2025-03-05", "day"), (NONE, None), [("2025-03-05", "2025-03-05", True)]),
        (("2025-02-01", "month"), (NONE, None), [("2025-02-01", "2025-02-28", False)]),
        (("2025-04-01", "quarter"), (NONE, None), [("2025-04-01", "2025-06-30", False)]),
        (("2025-01-01", "year"), (NONE, None), [("2025-01-01", "2025-12-31", False)]),
        (("2025-03-05", "day"), ("2025-03-07", "day"), [("2025-03-05", "2025-03-07", True)]),
        (("2025-02-01", "month"), ("2025-02-20", "day"), [("2025-02-01", "2025-02-20", False)]),
        (
            ("2025-02-01", "month"),
            ("2026-01-01", "year"),
            [
                ("2025-02-01", "2025-02-28", False),
                ("2025-03-01", "2025-12-31", True),
                ("2026-01-01", "2026-12-31", False),
            ],
        ),
        (
            ("2025-02-10", "day"),
            ("2025-04-01", "month"),
            [("2025-02-10", "2025-03-31", True), ("2025-04-01", "2025-04-30", False)],
        ),
        (
            ("2025-02-01", "month"),
            ("2025-03-01", "month"),
            [("2025-02-01", "2025-02-28", False), ("2025-03-01", "2025-03-31", False)],
        ),
    ],
)
def test_a_bar_is_as_wide_as_its_dates_are_known(start, end, parts):
    row = only_row(content([("A1", "P1", "One", *start, *end)]))
    assert [(*days(part), part.exact) for part in row.bar] == parts


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        ("day", "2025-07-01"),
        ("month", "2025-07-31"),
        ("quarter", "2025-09-30"),
        ("year", "2025-12-31"),
    ],
)
def test_a_milestone_is_as_wide_as_its_date_is_known(precision, last):
    first = "2025-01-01" if precision == "year" else "2025-07-01"
    row = only_row(
        content(
            [("A1", "P1", "One", NONE, None, NONE, None)],
            [("A1", "Signed", "", "confirmed", first, precision, False)],
        )
    )
    assert [days(mark) for mark in row.marks] == [[first, last]]


def test_a_milestone_of_one_of_several_days_is_as_wide_as_these_and_says_both_ends():
    row = only_row(
        content(
            [("A1", "P1", "One", NONE, None, NONE, None)],
            [("A1", "Signed", "", "before_or_since", "2025-01-01", "day", False, "2025-03-19")],
        )
    )
    assert [days(mark) for mark in row.marks] == [["2025-01-01", "2025-03-19"]]
    assert row.lines[0].text == "Signed: 1 Jan 2025 – 19 Mar 2025. Day not known"


def test_what_is_not_known_of_a_date_is_said():
    row = only_row(
        content(
            [("A1", "P1", "One", "2025-02-01", "month", "2025-03-05", "day")],
            [("A1", "Held", "Peru", "not_due", "2026-01-01", "year", True)],
        )
    )
    assert [line.text for line in row.lines] == [
        "Feb 2025 (only the month is known) to 5 March 2025",
        "Held (Peru): due 2026 (only the year is known). Not due",
    ]


def test_actions_without_a_date_or_outside_the_roadmap_are_counted_not_hidden():
    drawn = content(
        [
            ("A1", "P1", "Inside", "2025-02-01", "month", NONE, None),
            ("A2", "P1", "Before", "2024-12-31", "day", NONE, None),
            ("A3", "P1", "Without", NONE, None, NONE, None),
            ("A4", "P1", "Before, but due inside", "2024-01-01", "year", NONE, None),
        ],
        [("A4", "Signed", "", "not_due", "2026-12-31", "day", True)],
    )
    assert (drawn.within, drawn.outside) == (2, 1)
    (group,) = drawn.groups
    assert [(row.id, row.touches) for row in group.rows] == [
        ("A4", ("whole", "roadmap")),
        ("A2", ("whole",)),
        ("A1", ("whole", "roadmap")),
    ]
    assert group.counts == {
        "whole": "actions: 3 of 4",
        "roadmap": "actions: 2 of 4",
        "around": "actions: 0 of 4",
    }


def test_groups_follow_the_priorities_and_rows_their_first_date():
    drawn = content(
        [
            ("A1", "P1", "One", "2025-02-01", "day", NONE, None),
            ("A2", "P2", "Two", "2025-06-01", "day", NONE, None),
            ("A3", "P2", "Three", "2025-05-01", "day", NONE, None),
            ("A4", "P2", "Four", "2025-07-01", "day", NONE, None),
        ],
        [("A4", "Mandate", "", "awaiting", "2025-01-01", "quarter", False)],
    )
    assert [(group.id, [row.id for row in group.rows]) for group in drawn.groups] == [
        ("P2", ["A4", "A3", "A2"]),
        ("P1", ["A1"]),
    ]


def test_milestones_of_one_date_and_state_are_one_mark_with_a_number():
    row = only_row(
        content(
            [("A1", "P1", "One", "2025-02-01", "day", NONE, None)],
            [
                ("A1", "Held", "Peru", "confirmed", "2025-02-01", "month", False),
                ("A1", "Held", "Chile", "confirmed", "2025-02-01", "month", False),
                ("A1", "Held", "Brazil", "not_due", "2025-02-01", "month", True),
            ],
        )
    )
    assert [(mark.state, mark.planned, mark.n) for mark in row.marks] == [
        ("confirmed", False, 2),
        ("not_due", True, 1),
    ]
    assert row.lines[1].text == "Held (2 milestones): Feb 2025 (only the month is known). Confirmed"


def test_groups_start_open_as_long_as_all_rows_can_be_seen():
    few = [
        (f"A{n:03}", f"P{n % 2 + 1}", "Title", "2025-02-01", "day", NONE, None)
        for n in range(timeline.MOST_OPEN)
    ]
    assert content(few).open == ("P2", "P1")
    assert content([*few, ("B", "P1", "One more", "2025-02-01", "day", NONE, None)]).open == ("P2",)


def test_without_a_date_in_the_roadmap_the_whole_period_is_shown_and_without_any_nothing():
    assert content([("A1", "P1", "Old", "2019-03-05", "day", NONE, None)]).opening == "whole"
    assert content([("A1", "P1", "Undated", NONE, None, NONE, None)]).groups == ()


def test_the_axis_spans_whole_years_around_all_that_is_drawn():
    drawn = content(
        [("A1", "P1", "One", "2027-01-01", "year", NONE, None)],
        meetings=[
            ("Ministerial", "2022-03-03", "2022-03-03", "day"),
            ("Senior officials", "2024-04-01", NONE, "quarter"),
        ],
    )
    assert days(drawn) == ["2022-01-01", "2027-12-31"]
    assert [(line.kind, *days(line)) for line in drawn.lines] == [
        ("meeting", "2022-03-03", "2022-03-03"),
        ("meeting inexact", "2024-04-01", "2024-06-30"),
        ("cut_off", "2026-06-04", "2026-06-04"),
    ]
