"""When actions run: how wide a date is, what is left out of the years, and in which order."""

from datetime import date, timedelta

import pytest

from components.cards import course as cards
from components.charts import timeline
from components.charts.lanes import Scale
from data.model import Plan
from tests.support import build, shapes
from tests.support.build import action, confirmed, milestone
from tests.support.opened import share


def view_of(actions, milestones=(), reports=()):
    data = build.dataset(actions, milestones, reports, plan=Plan.OPEN, period=shapes.PERIOD)
    return shapes.view_of(data)


def texts(spans):
    """First and last day of each, and whether these are known."""
    return [(f"{span.first}", f"{span.last}", span.exact) for span in spans]


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (None, None, []),
        ("2025-03-05", None, [("2025-03-05", "2025-03-05", True)]),
        ("2025-02", None, [("2025-02-01", "2025-02-28", False)]),
        ("2025", None, [("2025-01-01", "2025-12-31", False)]),
        ("2025-02", "2025-02-20", [("2025-02-01", "2025-02-20", False)]),
        (
            "2025-02",
            "2026",
            [
                ("2025-02-01", "2025-02-28", False),
                ("2025-03-01", "2025-12-31", True),
                ("2026-01-01", "2026-12-31", False),
            ],
        ),
        (
            "2025-02",
            "2025-03",
            [("2025-02-01", "2025-02-28", False), ("2025-03-01", "2025-03-31", False)],
        ),
    ],
)
def test_a_bar_is_as_wide_as_its_dates_are_known(start, end, parts):
    view = view_of([action("A1", "ECU", starts=start, ends=end)])
    assert texts(cards.dated(view)["A1"].bar) == parts


def test_the_date_of_a_milestone_is_as_wide_as_it_is_known_or_as_its_source_says():
    reports = [
        confirmed("M1", "2025-12-01", "2025-Q3"),
        confirmed("M2", "2025-12-01", "2025-01-01") | {"achieved_until": "2025-03-19"},
    ]
    milestones = [milestone("M1", "A1"), milestone("M2", "A1")]
    view = view_of([action("A1", "ECU", starts=None)], milestones, reports)
    assert texts(cards.dated(view)["A1"].dates) == [
        ("2025-07-01", "2025-09-30", False),
        ("2025-01-01", "2025-03-19", False),
    ]


def test_actions_without_a_date_in_the_years_are_a_group_of_their_own_and_not_left_out():
    actions = [
        action("A1", "ECU", starts="2025-03-05"),
        action("A2", "ECU", starts="2019", ends="2022-06-30"),
        action("A3", "ECU", starts="2035"),
        action("A4", "ECU", starts=None),
    ]
    *groups, others = cards.runs(view_of(actions)).chart.groups
    assert [row.id for group in groups for row in group.rows] == ["A1"]
    ends = [(row.id, row.end) for row in others.rows]
    assert ends == [("A2", "2019 – 30 Jun 2022"), ("A3", "2035"), ("A4", "")]
    assert not others.open and others.title == "No date in 2025–2026"
    assert not any(row.spans for row in others.rows)


def test_rows_follow_their_first_date_which_may_be_that_of_a_milestone():
    actions = [
        action("A1", "ECU", starts="2025-11-12"),
        action("A2", "ECU", starts=None),
        action("A3", "ECU", starts="2025-Q2"),
    ]
    view = view_of(actions, [milestone("M1", "A2")], [confirmed("M1", "2025-03-19")])
    [group] = cards.runs(view).chart.groups
    assert [row.id for row in group.rows] == ["A2", "A3", "A1"]


def test_a_bar_stands_on_its_days_and_each_milestone_in_its_month_or_beside_the_years():
    milestones = [milestone("M1", "A1"), milestone("M2", "A1")]
    reports = [confirmed("M1", "2025-03-05"), confirmed("M2", "2026-03-05", "2026-Q1")]
    view = view_of([action("A1", "ECU", starts="2025-09-10")], milestones, reports)
    chart = cards.runs(view).chart
    [[row]] = [group.rows for group in chart.groups]
    [bar] = row.spans
    scale = Scale(date(2025, 1, 1), chart.months)
    assert share(bar.left) == pytest.approx(scale.at(date(2025, 9, 10)), abs=1e-4)
    assert share(bar.width) == pytest.approx(1 / 30 / chart.months, abs=1e-4)
    assert [(cell.where, cell.at) for cell in row.cells] == [("month", 3), ("month", 15)]
    assert "action=A1" in row.href


def many(priorities=12):
    """A timeline of more rows than are opened at once, in as many groups."""
    starts = [f"{date(2025, 3, 5) + timedelta(days=11 * at)}" for at in range(48)]
    actions = [
        action(f"A{at}", "ECU", priority=f"P{at % priorities}", starts=start)
        for at, start in enumerate(starts)
    ]
    return cards.runs(view_of(actions)).chart.groups


def test_of_a_long_figure_each_priority_has_its_first_rows_and_leads_to_all(monkeypatch):
    whole = many()
    assert not any(group.more or group.href for group in whole)
    monkeypatch.setattr(timeline, "MOST_ROWS", 2 * len(whole))
    for group, every in zip(many(), whole, strict=True):
        assert group.rows == every.rows[:2] and group.number == every.number
        assert group.more.startswith("2 more") and group.href


def test_priorities_start_open_as_long_as_all_rows_can_be_seen():
    few = cards.runs(view_of([action("A1", "ECU"), action("A2", "ECU", priority="P2")])).chart
    assert all(group.open for group in few.groups)
    assert [group.open for group in many()] == [True] + [False] * 11
    assert [group.open for group in many(1)] == [False]
