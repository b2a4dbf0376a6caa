"""Milestones over time: cumulated, by month and by year, and the latest of them."""

from datetime import date

import pandas as pd
import pytest

from data import measures
from data.model import State
from tests.support.build import AS_OF, Row, awaiting, confirmed, late, milestone, of_one, report

DUE = "2025-12-31"


def monthly(rows: list[tuple[str | None, Row | None]]) -> dict[str, list[int]]:
    """Month to what was confirmed, awaiting and announced by then.

    The milestones have a due date and a report.
    """
    milestones = [milestone(f"M{number}", "A1", due) for number, (due, _) in enumerate(rows)]
    reports = [{**row, "milestone_id": f"M{number}"} for number, (_, row) in enumerate(rows) if row]
    found = measures.over_time(of_one(milestones, reports, date(2026, 6, 1)).milestones)
    assert all(list(row) == ["confirmed", "awaiting", "announced"] for row in found.values())
    return {month.isoformat(): list(row.values()) for month, row in found.items()}


def test_reached_milestones_add_up_by_month_and_months_between_are_shown() -> None:
    rows = [
        (None, confirmed("", "2025-03-10")),
        (None, confirmed("", "2025-05-31")),
        (None, awaiting("", "2025-05-01")),
    ]
    march = april = [1, 0, 0]
    assert monthly(rows) == {"2025-03-01": march, "2025-04-01": april, "2025-05-01": [2, 1, 0]}


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
    found = of_one(rows, reports).milestones
    events = found.iloc[measures.latest_events(found)]
    assert events["milestone_id"].tolist() == ["M1", "M2", "M0", "M5"]
    assert events["source_id"].tolist() == ["S1"] * 4


def test_reached_in_months_counts_each_milestone_once_from_the_start_to_the_cut_off() -> None:
    rows, day = [milestone(f"M{n}", "A1") for n in range(1, 5)], date(2025, 5, 20)
    reports = [
        confirmed("M1", "2025-03-20"),
        awaiting("M2", "2025-05-02", achieved="2025-Q1"),
        confirmed("M3", "2025-05-03", achieved="2025"),
    ]
    found = of_one(rows, reports, day).milestones
    months = measures.reached_in_months(found, date(2025, 2, 11), day)
    assert months == {"confirmed": [0, 1, 0, 1], "awaiting": [0, 1, 0, 0]}


def test_reached_in_months_has_no_month_where_there_is_none() -> None:
    nothing = of_one([milestone("M1", "A1")]).milestones
    assert not any(measures.reached_in_months(nothing, date(2027, 1, 1), AS_OF).values())
    months = measures.reached_in_months(nothing, date(2025, 12, 1), AS_OF)
    assert [set(numbers) for numbers in months.values()] == [{0}, {0}]


def test_in_place_by_year_has_the_years_between_and_nothing_of_the_period() -> None:
    reports = [confirmed("M1", "2016-04-01"), awaiting("M2", "2019-04-01", achieved="2018")]
    reports += [confirmed("M3", "2025-04-01")]
    found = of_one([milestone(f"M{n}", "A1") for n in range(1, 4)], reports).milestones
    assert measures.in_place_by_year(found) == {2016: 1, 2017: 0, 2018: 1}
    assert measures.in_place_by_year(found.iloc[2:]) == {}


# Months


def test_a_milestone_stands_in_the_month_of_its_achievement_else_of_its_due_date() -> None:
    rows = {
        5: (State.IN_PLACE, "2019-03-31", None),
        3: (State.CONFIRMED, "2025-03-05", "2025-06-30"),
        8: (State.AWAITING, "2025-12-31", None),
        1: (State.NO_REPORT_DUE, None, "2025-04-30"),
        2: (State.NOT_DUE, None, None),
        9: (State.NOT_APPLICABLE, None, "2025-04-30"),
    }
    columns = ["state", "reached_by", "due_on"]
    found = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    found[columns[1:]] = found[columns[1:]].apply(pd.to_datetime)
    months = measures.months(found, date(2025, 5, 20))
    assert list(months.index) == [5, 3, 8, 1, 2]
    named = [str(day.date()) for day in months[:4]]
    assert named == ["2019-03-01", "2025-03-01", "2025-05-01", "2025-04-01"]
    assert months.isna().tolist() == [False, False, False, False, True]
