"""The numbers: counts, headline, listing, matrix and time, as METHOD.md defines them."""

from datetime import date

import pandas as pd
import pytest

from data import measures
from data.measures import Headline, Ratio, RecordHeadline
from data.model import APPLICABLE, Cell, Period, Plan, State, Status
from data.selection import Snapshot
from tests.support.build import (
    Row,
    action,
    awaiting,
    confirmed,
    late,
    milestone,
    of_one,
    report,
    snapshot,
    ten,
)

DUE = "2025-12-31"
AFTER = "2026-01-15"
REPORTS = {"confirmed": confirmed, "awaiting": awaiting, "late": late}


def shared() -> Snapshot:
    """A joint action of two partners, and an action that each of three does for itself.

    XAA has a milestone of its own in the joint action.
    """
    actions = [
        action("A1", "XAA", "XBB"),
        action("A2", "XAA", "XBB", "XCC", mode="each", priority="P2", kind="training"),
    ]
    milestones = [
        milestone("J1", "A1", DUE),
        milestone("J2", "A1", DUE),
        milestone("O1", "A1", DUE, owner="XAA"),
        *(milestone(f"E-{owner}", "A2", DUE, owner=owner) for owner in ("XAA", "XBB", "XCC")),
    ]
    return snapshot(
        actions, milestones, [confirmed("J1", AFTER), late("O1", AFTER), awaiting("E-XBB", AFTER)]
    )


# Headline


def test_example_of_the_method_with_ten_milestones() -> None:
    row = measures.total(ten().milestones)
    assert [row[state] for state in State] == [4, 1, 2, 1, 2, 0, 0, 0, 0]
    headline = measures.headline(row)
    assert headline == Headline(
        completed=Ratio(4, 10, 1), delivered=Ratio(4, 8, 1), low=4, high=6, coverage=Ratio(7, 8, 1)
    )
    numbers = measures.numbers(row)
    assert [numbers[name] for name in ("count", "of", "low", "high")] == [4, 10, 4, 6]
    ratios = (headline.completed, headline.delivered, headline.coverage)
    assert [ratio.share for ratio in ratios] == [0.4, 0.5, 0.875]


def test_milestone_confirmed_before_its_date_is_completed_but_not_delivered_of_what_was_due() -> (
    None
):
    rows = [milestone("M1", "A1", "2026-12-31"), milestone("M2", "A1", DUE)]
    found = measures.headline(measures.total(of_one(rows, [confirmed("M1", AFTER)]).milestones))
    assert (found.completed.count, found.delivered) == (1, Ratio(0, 1, 1))


def test_nothing_to_count_has_no_share() -> None:
    headline = measures.headline(measures.total(of_one().milestones))
    assert headline == Headline(Ratio(0, 0), Ratio(0, 0), 0, 0, Ratio(0, 0))
    assert headline.completed.share is None


@pytest.mark.parametrize(
    ("ratio", "share"),
    [
        (Ratio(2, 4), None),
        (Ratio(2, 5), 0.4),
        (Ratio(2, 5, 1), 0.4),
        (Ratio(2, 5, 2), None),
        (Ratio(7, 14, 2), 0.5),
        (Ratio(7, 14, 3), None),
    ],
)
def test_percentage_needs_five_and_at_most_a_fifth_without_report(
    ratio: Ratio, share: float | None
) -> None:
    assert ratio.share == share


# Counts


def test_after_the_last_day_each_milestone_was_reached_by_then_or_later_or_goes_on_or_was_not() -> (
    None
):
    last = date(2025, 12, 31)
    due = dict.fromkeys(("by_then", "in_2025", "later", "moved", "not", "no"), DUE)
    due |= {"by_then": "2025-Q4", "in_2025": None, "no": None}
    milestones = [
        milestone(f"A1-{name}", "A1", day, in_force="2026-03-31" if name == "moved" else None)
        for name, day in due.items()
    ]
    reports = [
        awaiting("A1-by_then", "2025-12-31"),
        confirmed("A1-in_2025", AFTER, "2025"),
        confirmed("A1-later", AFTER),
    ]
    known = of_one(milestones, reports).milestones
    found = measures.outcomes(known, last)
    names = known.loc[found.index, "milestone_id"].str.removeprefix("A1-")
    expected = ["reached", "reached", "late", "carried_over", "not_reached", "not_reached"]
    assert dict(zip(names, found, strict=True)) == dict(zip(due, expected, strict=True))


def test_counts_keep_the_order_of_the_groups_and_those_with_nothing() -> None:
    counts = measures.counts(shared().milestones, "priority_id", ["P3", "P2", "P1"])
    assert list(counts) == ["P3", "P2", "P1"]
    others = ["applicable", "due", "delivered", "expected", "on_time"]
    assert all(list(row) == [*State, *others] for row in counts.values())
    assert [row["applicable"] for row in counts.values()] == [0, 3, 3]
    assert [counts["P2"][state] for state in (State.AWAITING, State.NO_REPORT_DUE)] == [1, 2]
    assert [row["delivered"] for row in counts.values()] == [0, 0, 1]
    assert [row["due"] for row in counts.values()] == [0, 3, 3]


def test_counts_refuse_milestones_of_a_group_that_would_be_lost() -> None:
    with pytest.raises(ValueError, match="milestones with unknown priority_id: P2"):
        measures.counts(shared().milestones, "priority_id", ["P1"])


# Listing


def test_listing_shows_joint_milestones_under_each_partner_and_own_ones_under_their_owner() -> None:
    found = shared()
    listed = measures.explode_by_participant(found.milestones, found.dataset)
    by = {code: sorted(rows) for code, rows in listed.groupby("participant_id")["milestone_id"]}
    assert by == {
        "XAA": ["E-XAA", "J1", "J2", "O1"],
        "XBB": ["E-XBB", "J1", "J2"],
        "XCC": ["E-XCC"],
    }
    times = measures.times_listed(found.milestones, found.dataset, ["XAA", "XBB"])
    assert times == {0: 1, 1: 3, 2: 2}


def test_partners_of_one_dataset_are_not_those_of_another() -> None:
    for partners in (["XAA"], ["XAA", "XBB", "XCC"]):
        found = snapshot([action("A1", *partners)], [milestone("J1", "A1")])
        listed = measures.explode_by_participant(found.milestones, found.dataset)
        assert listed["participant_id"].tolist() == partners


# Country x priority


def cell(*words: str | None, ahead: int = 0) -> str:
    """The word of a cell with these milestones due, and some that are not."""
    rows = [milestone(f"M{number}", "A1", DUE, owner="XAA") for number in range(len(words))]
    reports = [REPORTS[word](f"M{number}", AFTER) for number, word in enumerate(words) if word]
    rows += [milestone(f"F{number}", "A1", "2026-12-31") for number in range(ahead)]
    reports += [late(f"F{number}", AFTER) for number in range(ahead)]
    found = of_one(rows, reports)
    return str(measures.matrix(found.milestones, found.dataset, ["XAA"], ["P1"])["cell"].item())


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ([], Cell.NOTHING_DUE),
        (["confirmed", "awaiting"], Cell.UP_TO_DATE),
        (["late"], Cell.BEHIND),
        (["late", "confirmed"], Cell.PARTLY),
        (["late", "late", "confirmed", "awaiting"], Cell.PARTLY),
        ([None, "confirmed"], Cell.PARTLY),
        (["late", None, "confirmed", "confirmed"], Cell.PARTLY),
        ([None], Cell.NO_REPORT),
        (["late", None], Cell.NO_REPORT),
        ([None, None, "confirmed"], Cell.NO_REPORT),
    ],
)
def test_first_word_that_fits_stands_in_the_cell(words: list[str | None], word: Cell) -> None:
    assert cell(*words) == word


def test_what_was_reached_before_its_date_does_not_settle_what_is_due() -> None:
    rows = [
        milestone("M1", "A1", DUE, owner="XAA"),
        milestone("M2", "A1", "2026-12-31"),
        milestone("M3", "A1"),
    ]
    found = of_one(rows, [confirmed("M2", AFTER), awaiting("M3", AFTER)])
    row = measures.matrix(found.milestones, found.dataset, ["XAA"], ["P1"]).loc[("XAA", "P1")]
    assert (row["cell"], row["due"], row["reached"], row["open"]) == (Cell.NO_REPORT, 1, 2, 1)


def test_what_is_joint_and_silent_keeps_a_cell_from_behind_and_gives_no_other_word() -> None:
    """Its report could be that the milestone is reached: one of two is not more than half."""
    rows = [milestone("M", "A1", DUE), milestone("N", "A1", DUE, owner="XAA")]

    def words(*reports: Row) -> list[str]:
        found = snapshot([action("A1", "XAA", "XBB")], rows, reports)
        cells = measures.matrix(found.milestones, found.dataset, ["XAA", "XBB"], ["P1"])
        return cells["cell"].tolist()

    assert words(late("N", AFTER)) == [Cell.NO_REPORT, Cell.NOTHING_DUE]
    assert words(late("N", AFTER), confirmed("M", AFTER)) == [Cell.PARTLY, Cell.UP_TO_DATE]
    assert words(late("N", AFTER), late("M", AFTER)) == [Cell.BEHIND, Cell.BEHIND]
    assert words(confirmed("N", AFTER)) == [Cell.UP_TO_DATE, Cell.NOTHING_DUE]


def test_matrix_refuses_milestones_of_a_priority_that_would_be_lost() -> None:
    found = shared()
    with pytest.raises(ValueError, match="priority"):
        measures.matrix(found.milestones, found.dataset, ["XAA"], ["P1"])


# Statuses


def test_parts_are_counted_by_status_in_the_order_of_the_groups() -> None:
    rows = measures.statuses(shared().parts, "priority_id", ["P3", "P2", "P1"])
    assert list(rows) == ["P3", "P2", "P1"]
    assert all(list(row) == list(Status) for row in rows.values())
    shown = (Status.NO_REPORT, Status.UNCONFIRMED, Status.DELAYED)
    counts = [[row[status] for status in shown] for row in rows.values()]
    assert counts == [[0, 0, 0], [2, 1, 0], [1, 0, 1]]
    assert [sum(row.values()) for row in rows.values()] == [0, 3, 2]


# The open record


def open_record() -> Snapshot:
    """The example of METHOD.md: ten milestones of an open record.

    Four are reached since the first day, two to come, one passed, three in place before.
    """
    rows = [milestone(name, "A1") for name in ("C1", "C2", "C3", "W1", "B1", "B2", "B3")]
    dates = {"T1": DUE, "T2": "2026-12-31", "S1": "2025-09-30"}
    rows += [milestone(name, "A1", day) for name, day in dates.items()]
    reports = [confirmed(name, AFTER) for name in ("C1", "C2", "C3")]
    reports += [awaiting("W1", AFTER), late("T1", AFTER)]
    reports += [confirmed(name, AFTER, "2024") for name in ("B1", "B2", "B3")]
    reports += [report(name, "announced", "2025-06-01") for name in ("T2", "S1")]
    period = Period(starts=date(2025, 3, 5), ends=date(2026, 12, 31))
    return of_one(rows, reports, plan=Plan.OPEN, period=period)


def test_example_of_the_method_for_an_open_record() -> None:
    head = measures.headline_of(Plan.OPEN, measures.total(open_record().milestones))
    assert head == RecordHeadline(
        reached=4, confirmed=3, awaiting=1, to_come=2, passed=1, in_place=3, before_or_since=0
    )


@pytest.mark.parametrize(
    ("figure", "names"),
    [
        ("reached", ["C1", "C2", "C3", "W1"]),
        ("confirmed", ["C1", "C2", "C3"]),
        ("awaiting", ["W1"]),
        ("to_come", ["T1", "T2"]),
        ("passed", ["S1"]),
        ("in_place", ["B1", "B2", "B3"]),
    ],
)
def test_each_number_of_the_headline_leads_to_its_milestones(figure: str, names: list[str]) -> None:
    assert measures.behind(open_record().milestones, figure)["milestone_id"].tolist() == names


def test_what_is_open_is_overdue_then_silent_then_to_come_each_the_earliest_first() -> None:
    rows = [
        ("no_report_due", "2025-01-31"),
        ("not_due", None),
        ("confirmed", "2025-01-31"),
        ("not_due", "2026-12-31"),
        ("not_achieved_due", "2025-10-31"),
        ("in_place", None),
        ("not_due", "2026-06-30"),
        ("withdrawn", None),
        ("not_achieved_due", "2025-09-30"),
    ]
    frame = pd.DataFrame(rows, columns=["state", "due_on"])
    frame = frame.assign(due_on=pd.to_datetime(frame["due_on"]), is_due=True)

    def listed(plan: Plan) -> dict[str, list[int]]:
        return {name: list(at) for name, at in measures.open_in_order(plan, frame).items()}

    assert listed(Plan.COMPLETE) == {"overdue": [8, 4], "missing": [0], "not_due": [6, 3, 1]}
    assert listed(Plan.OPEN) == {"passed": [0], "to_come": [8, 4, 6, 3, 1]}


# Change since a meeting


def counted(**numbers: int) -> dict[str, int]:
    """A row of `counts` with these numbers, and none of anything else."""
    row = dict.fromkeys([*map(str, State), "due", "delivered", "expected", "on_time"], 0) | numbers
    return row | {"applicable": sum(row[state] for state in APPLICABLE)}


def test_two_days_of_an_open_record_are_compared_by_what_happened_between_them() -> None:
    row = counted(confirmed=2, awaiting=1, not_due=3, no_report_due=1, in_place=12)
    assert measures.compared(Plan.OPEN, row) == {"reached": 3, "to_come": 3, "passed": 1}


def test_two_days_of_a_plan_are_compared_by_what_was_confirmed_and_reported() -> None:
    row = counted(confirmed=4, awaiting=1, no_report_due=1, due=6, delivered=3)
    assert measures.compared(Plan.COMPLETE, row) == {"completed": 4, "delivered": 3, "coverage": 5}
