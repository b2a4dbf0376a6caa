"""Milestones over time: cumulated, by month and by year, and the latest of them."""

from datetime import date

import pandas as pd
import pytest

from data import measures
from data.model import State
from tests.support.build import (
    AS_OF,
    Row,
    action,
    awaiting,
    confirmed,
    late,
    milestone,
    report,
    snapshot,
)

DUE = "2025-12-31"


def monthly(rows: list[tuple[str | None, Row | None]]) -> dict[str, list[int]]:
    """Month to what was confirmed, awaiting and announced by then.

    The milestones have a due date and a report.
    """
    milestones = [milestone(f"M{number}", "A1", due) for number, (due, _) in enumerate(rows)]
    reports = [{**row, "milestone_id": f"M{number}"} for number, (_, row) in enumerate(rows) if row]
    found = measures.over_time(
        snapshot([action("A1", "XAA")], milestones, reports, date(2026, 6, 1)).milestones
    )
    assert all(list(row) == ["confirmed", "awaiting", "announced"] for row in found.values())
    return {month.isoformat(): list(row.values()) for month, row in found.items()}


def test_reached_milestones_add_up_by_month_and_months_between_are_shown() -> None:
    rows = [
        (None, confirmed("", "2025-03-10")),
        (None, confirmed("", "2025-05-31")),
        (None, awaiting("", "2025-05-01")),
    ]
    assert monthly(rows) == {
        "2025-03-01": [1, 0, 0],
        "2025-04-01": [1, 0, 0],
        "2025-05-01": [2, 1, 0],
    }


@pytest.mark.parametrize(
    ("achieved", "month"),
    [
        ("2025-05-01", "2025-05-01"),
        ("2025-05", "2025-05-01"),
        ("2025-Q2", "2025-06-01"),
        ("2025", "2025-12-01"),
    ],
)
def test_imprecise_achievement_counts_in_the_last_month_of_its_period(
    achieved: str, month: str
) -> None:
    assert monthly([(None, confirmed("", "2026-01-15", achieved))]) == {month: [1, 0, 0]}


def test_announced_counts_every_date_that_came_by_the_month_unless_it_was_taken_out() -> None:
    rows = [
        ("2025-Q1", None),
        ("2025-04-01", confirmed("", "2025-04-20")),
        ("2025-04-30", late("", "2025-05-01")),
        ("2025-04-30", report("", "withdrawn", "2025-05-01")),
        (None, None),
    ]
    assert monthly(rows) == {"2025-03-01": [0, 0, 1], "2025-04-01": [1, 0, 3]}


# Latest events


def test_latest_events_are_what_was_reached_newest_first() -> None:
    rows = [milestone(f"M{number}", "A1", DUE) for number in range(6)]
    reports = [
        confirmed("M0", "2025-03-01"),
        awaiting("M1", "2026-01-20", "2025-Q4"),
        confirmed("M2", "2026-01-20", "2025-12-30"),
        late("M3", "2026-01-20"),
        confirmed("M5", "2025-03-01"),
    ]
    found = snapshot([action("A1", "XAA")], rows, reports).milestones
    events = found.iloc[measures.latest_events(found)]
    assert events["milestone_id"].tolist() == ["M1", "M2", "M0", "M5"]
    assert events["source_id"].tolist() == ["S1"] * 4


def test_reached_in_months_counts_each_milestone_once_from_the_start_to_the_cut_off() -> None:
    found = snapshot(
        [action("A1", "XAA")],
        [milestone(name, "A1") for name in ("M1", "M2", "M3", "M4")],
        [
            confirmed("M1", "2025-03-20"),
            awaiting("M2", "2025-05-02", achieved="2025-Q1"),
            confirmed("M3", "2025-05-03", achieved="2025"),
        ],
        as_of=date(2025, 5, 20),
    ).milestones
    months = measures.reached_in_months(found, date(2025, 2, 11), date(2025, 5, 20))
    assert months == {"confirmed": [0, 1, 0, 1], "awaiting": [0, 1, 0, 0]}


def test_reached_in_months_has_no_month_where_there_is_none() -> None:
    nothing = snapshot([action("A1", "XAA")], [milestone("M1", "A1")]).milestones
    assert not any(measures.reached_in_months(nothing, date(2027, 1, 1), AS_OF).values())
    months = measures.reached_in_months(nothing, date(2025, 12, 1), AS_OF)
    assert [set(numbers) for numbers in months.values()] == [{0}, {0}]


def test_in_place_by_year_has_the_years_between_and_nothing_of_the_period() -> None:
    found = snapshot(
        [action("A1", "XAA")],
        [milestone(name, "A1") for name in ("M1", "M2", "M3")],
        [
            confirmed("M1", "2016-04-01"),
            awaiting("M2", "2019-04-01", achieved="2018"),
            confirmed("M3", "2025-04-01"),
        ],
    ).milestones
    assert measures.in_place_by_year(found) == {2016: 1, 2017: 0, 2018: 1}
    assert measures.in_place_by_year(found.iloc[2:]) == {}


# Months


def test_a_milestone_stands_in_the_month_of_its_achievement_else_of_its_due_date() -> None:
    found = pd.DataFrame(
        {
            "state": [
                State.IN_PLACE,
                State.CONFIRMED,
                State.AWAITING,
                State.NO_REPORT_DUE,
                State.NOT_DUE,
                State.NOT_APPLICABLE,
            ],
            "reached_by": pd.to_datetime(
                ["2019-03-31", "2025-03-05", "2025-12-31", None, None, None]
            ),
            "due_on": pd.to_datetime([None, "2025-06-30", None, "2025-04-30", None, "2025-04-30"]),
        },
        index=[5, 3, 8, 1, 2, 9],
    )
    months = measures.months(found, date(2025, 5, 20))
    assert list(months.index) == [5, 3, 8, 1, 2]
    assert list(months[:4]) == [
        pd.Timestamp(day) for day in ("2019-03-01", "2025-03-01", "2025-05-01", "2025-04-01")
    ]
    assert months.isna().tolist() == [False, False, False, False, True]
