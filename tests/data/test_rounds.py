"""Reporting rounds: who was expected to speak, who did in time, and when silence begins."""

from datetime import date

from data import measures
from data.model import State, Status
from data.selection import Snapshot
from data.visibility import rows_on
from tests.support.build import Row, action, confirmed, dataset, late, milestone, report
from tests.support.readings import shipped

DUE, DEADLINE = "2025-06-30", "2025-09-30"


def snapshot(
    reports: list[Row],
    as_of: date,
    due: str = DUE,
    deadlines: tuple[str, ...] = (DEADLINE,),
    **more: str,
) -> Snapshot:
    """One action with one milestone, in a dataset with rounds."""
    rows = [milestone("M", "A1", due, **more)]
    return Snapshot.on(dataset([action("A1", "XAA")], rows, reports, deadlines=deadlines), as_of)


def on_time(found: Snapshot) -> tuple[int, int] | None:
    ratio = measures.headline(measures.total(found.milestones)).on_time
    return ratio and (ratio.count, ratio.of)


def test_silence_begins_at_the_deadline_of_the_round_and_not_at_the_due_date() -> None:
    before, after = snapshot([], date(2025, 9, 29)), snapshot([], date(2025, 9, 30))
    assert [one.milestones["state"].item() for one in (before, after)] == [
        State.NO_REPORT_DUE,
        State.NO_REPORT_DUE,
    ]
    assert [one.parts["status"].item() for one in (before, after)] == [
        Status.NOT_STARTED,
        Status.NO_REPORT,
    ]


def test_what_fell_due_after_the_last_deadline_is_not_silent_until_the_next() -> None:
    found = snapshot([], date(2025, 12, 1), due="2025-10-31", deadlines=(DEADLINE, "2025-12-15"))
    assert found.parts["status"].item() == Status.NOT_STARTED


def test_without_rounds_silence_begins_when_the_date_has_passed() -> None:
    assert snapshot([], date(2025, 6, 30), deadlines=()).parts["status"].item() == Status.NO_REPORT


def test_a_report_by_the_deadline_is_on_time_and_a_later_one_is_not() -> None:
    day = date(2025, 12, 1)
    assert on_time(snapshot([confirmed("M", "2025-09-30")], day)) == (1, 1)
    assert on_time(snapshot([late("M", "2025-09-30")], day)) == (1, 1)
    assert on_time(snapshot([confirmed("M", "2025-10-01")], day)) == (0, 1)
    assert on_time(snapshot([], day)) == (0, 1)
    early = late("M", "2025-06-01") | {"report_id": "R"}
    corrected = late("M", "2025-10-15") | {"corrects": "R"}
    assert on_time(snapshot([early, corrected], day)) == (0, 1), "it was not there at the deadline"


def test_nothing_is_expected_of_what_was_not_due_or_was_taken_out_or_joined_the_plan_later() -> (
    None
):
    day = date(2025, 12, 1)
    assert on_time(snapshot([], day, due="2025-10-31")) is None
    assert on_time(snapshot([report("M", "withdrawn", "2025-08-01")], day)) is None
    assert on_time(snapshot([], day, known_on="2025-10-01")) is None


def test_before_the_first_deadline_and_without_rounds_nothing_is_on_time_or_late() -> None:
    assert on_time(snapshot([], date(2025, 9, 29))) is None
    assert on_time(snapshot([], date(2025, 12, 1), deadlines=())) is None


def test_a_round_counts_in_an_edition_although_its_meeting_is_still_to_come() -> None:
    exercise = shipped("exercise")
    day = date(2026, 9, 1)
    frozen = Snapshot.on(rows_on(exercise, day), day)
    live = Snapshot.on(exercise, day)
    assert on_time(frozen) == on_time(live)
    assert on_time(live) is not None
    assert frozen.parts["status"].tolist() == live.parts["status"].tolist()
