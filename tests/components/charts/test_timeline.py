"""When actions run: how wide a date is, what is left out of the years, and in which order."""

import pytest

from components.charts import timeline
from components.charts.lanes import Scale
from data.model import Plan
from data.text import words
from tests.gallery import invented, over_time
from tests.gallery.invented import AS_OF, DAY, MONTH, QUARTER, YEAR
from tests.support.opened import share

NONE = (over_time.NEVER, None)


def bar_of(start, end=NONE):
    """The parts of an action's bar: first and last day, and whether these are known."""
    actions = invented.actions([("A1", "Q1", "One", *start, *end)], words.words("en"))
    bar = timeline.runs_of(actions, invented.milestones([]))["A1"].bar
    return [(f"{span.first}", f"{span.last}", span.exact) for span in bar]


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (NONE, NONE, []),
        (("2025-03-05", DAY), NONE, [("2025-03-05", "2025-03-05", True)]),
        (("2025-02-01", MONTH), NONE, [("2025-02-01", "2025-02-28", False)]),
        (("2025-04-01", QUARTER), NONE, [("2025-04-01", "2025-06-30", False)]),
        (("2025-01-01", YEAR), NONE, [("2025-01-01", "2025-12-31", False)]),
        (("2025-03-05", DAY), ("2025-03-07", DAY), [("2025-03-05", "2025-03-07", True)]),
        (("2025-02-01", MONTH), ("2025-02-20", DAY), [("2025-02-01", "2025-02-20", False)]),
        (
            ("2025-02-01", MONTH),
            ("2026-01-01", YEAR),
            [
                ("2025-02-01", "2025-02-28", False),
                ("2025-03-01", "2025-12-31", True),
                ("2026-01-01", "2026-12-31", False),
            ],
        ),
        (
            ("2025-02-10", DAY),
            ("2025-04-01", MONTH),
            [("2025-02-10", "2025-03-31", True), ("2025-04-01", "2025-04-30", False)],
        ),
        (
            ("2025-02-01", MONTH),
            ("2025-03-01", MONTH),
            [("2025-02-01", "2025-02-28", False), ("2025-03-01", "2025-03-31", False)],
        ),
    ],
)
def test_a_bar_is_as_wide_as_its_dates_are_known(start, end, parts):
    assert bar_of(start, end) == parts


def test_the_date_of_a_milestone_is_as_wide_as_it_is_known_or_as_its_source_says():
    rows = [
        ("A1", "Signed", "", "confirmed", "2025-07-01", QUARTER, False),
        ("A1", "Held", "", "before_or_since", "2025-01-01", DAY, False),
    ]
    milestones = invented.milestones(rows)
    milestones.loc[1, "reached_by"] = milestones.loc[1, "reached_by"].replace(month=3, day=19)
    actions = invented.actions([("A1", "Q1", "One", *NONE, *NONE)], words.words("en"))
    found = timeline.runs_of(actions, milestones)["A1"]
    assert [(f"{span.first}", f"{span.last}", span.exact) for span in found.dates] == [
        ("2025-07-01", "2025-09-30", False),
        ("2025-01-01", "2025-03-19", False),
    ]


def drawn(example):
    return example(invented.words(Plan.COMPLETE))


def test_actions_without_a_date_in_the_years_are_a_group_of_their_own_and_not_left_out():
    *groups, others = drawn(over_time.running_outside_and_undated).groups
    assert [row.id for group in groups for row in group.rows] == ["A1", "A2", "A3"]
    assert [row.id for row in others.rows] == ["A8", "A9", "A10"]
    assert [row.end for row in others.rows] == ["2019", "2035", ""]
    assert not others.open and others.title == "No date in 2030–2032"
    assert not any(row.spans for row in others.rows)


def test_rows_follow_their_first_date_which_may_be_that_of_a_milestone():
    groups = {group.id: group for group in drawn(over_time.running_inexact).groups}
    assert [row.id for row in groups["Q3"].rows] == ["A5", "A6", "A7"]
    assert [row.id for row in groups["Q1"].rows] == ["A1", "A2"]


def test_a_bar_stands_on_its_days_and_each_milestone_in_its_month_or_beside_the_years():
    chart = drawn(over_time.running_inexact)
    rows = {row.id: row for group in chart.groups for row in group.rows}
    scale = Scale(AS_OF.replace(year=over_time.YEARS[0], month=1, day=1), chart.months)
    [bar] = rows["A2"].spans
    day = AS_OF.replace(year=2030, month=9, day=10)
    assert share(bar.left) == pytest.approx(scale.at(day), abs=1e-4)
    assert share(bar.width) == pytest.approx(1 / 30 / chart.months, abs=1e-4)
    assert [(cell.where, cell.at) for cell in rows["A1"].cells] == [("month", 3), ("month", 15)]
    assert {row.href for row in rows.values()} == {f"actions?{code}" for code in rows}


def test_of_a_long_figure_each_priority_has_its_first_rows_and_leads_to_all(monkeypatch):
    whole = drawn(over_time.running_of_many_groups)
    assert not any(group.more or group.href for group in whole.groups)
    monkeypatch.setattr(timeline, "MOST_ROWS", 2 * len(whole.groups))
    for group, every in zip(
        drawn(over_time.running_of_many_groups).groups, whole.groups, strict=True
    ):
        assert group.rows == every.rows[:2] and group.number == every.number
        left = len(every.rows) - 2
        assert group.more.startswith(f"{left} more" if left > 0 else "")
        assert bool(group.href) == (left > 0)


def test_priorities_start_open_as_long_as_all_rows_can_be_seen():
    few = drawn(over_time.running_inexact)
    assert all(group.open for group in few.groups)
    many = drawn(over_time.running_of_many_groups)
    assert [group.open for group in many.groups] == [True] + [False] * 11
