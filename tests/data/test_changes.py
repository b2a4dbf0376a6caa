"""Changes: every difference is there, of the right kind, and leads from one state to the other."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import changes
from data.changes import Change
from data.model import State
from data.selection import Snapshot
from tests.support import oracle
from tests.support.build import (
    Row,
    action,
    awaiting,
    confirmed,
    dataset,
    late,
    milestone,
    move,
    of_one,
    report,
)
from tests.support.drawn import World, law, worlds

DUE = "2025-06-30"
BEFORE, AFTER = date(2025, 3, 1), date(2026, 2, 1)
DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
TWO_DAYS = st.tuples(DAYS, DAYS).map(sorted)


def between(
    *milestones: Row, reports: list[Row] | None = None, moves: list[Row] | None = None, **more: date
) -> pd.DataFrame:
    """The changes of one action between two days."""
    whole = dataset([action("A1", "XAA", "XBB")], milestones, reports or [], moves=moves or [])
    return changes.between(
        Snapshot.on(whole, more.get("before", BEFORE)), Snapshot.on(whole, more.get("after", AFTER))
    )


def kinds(found: pd.DataFrame) -> list[tuple[str, str]]:
    return [(str(row["on"]), str(row["kind"])) for row in oracle.rows(found)]


def applied(start: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What `aspects` returns after the changes that `between` found, sorted by `milestone_id`."""
    last = (
        found.groupby("milestone_id", sort=False).last(skipna=False)
        if len(found)
        else found.set_index("milestone_id")
    )
    names = list(changes.ASPECTS)
    after = last[[f"{name}_after" for name in names]].set_axis(names, axis="columns")
    kept = start[~start.index.isin(after.index)]
    there = after[after["state"].notna()]
    whole = pd.concat([kept, there]) if len(there) else kept
    return whole.astype(start.dtypes.to_dict()).rename_axis("milestone_id").sort_index()


def leads_from_to(found: pd.DataFrame, before: Snapshot, after: Snapshot) -> None:
    pd.testing.assert_frame_equal(
        applied(changes.aspects(before), found), changes.aspects(after).sort_index()
    )


# Law 5


@law
@given(worlds(), TWO_DAYS)
def test_changes_list_all_that_became_known_once_and_lead_from_one_state_to_the_other(
    world: World, days: list[date]
) -> None:
    first, last = days
    before, after = (Snapshot.on(world.dataset, day) for day in days)
    frame = changes.between(before, after)
    leads_from_to(frame, before, after)
    found = oracle.rows(frame)
    assert not found or first < last
    joined = {row["milestone_id"]: row["known_on"] for row in oracle.rows(world.dataset.milestones)}
    for table, day, key in (
        ("reports", "reported_on", "report_id"),
        ("date_changes", "known_on", "change_id"),
    ):
        rows = oracle.rows(world.dataset.tables[table])
        inside = [
            row[key]
            for row in rows
            if first < row[day] <= last and not ((joined[row["milestone_id"]] or first) > row[day])
        ]
        assert sorted(row[key] for row in found if row[key]) == sorted(inside)
    states = {day: oracle.states(world.dataset, day) for day in {last, *(r["on"] for r in found)}}
    for row in found:
        assert row["state_after"] == states[row["on"]][row["milestone_id"]]
    ends = {row["milestone_id"]: row["state_after"] for row in found}
    assert {name: states[last][name] for name in ends} == ends


@law
@given(worlds(), worlds())
def test_changes_between_two_datasets_lead_from_the_one_to_the_other(
    one: World, other: World
) -> None:
    before, after = (
        Snapshot.on(world.dataset, day)
        for world, day in ((one, min(one.day, other.day)), (other, max(one.day, other.day)))
    )
    found = changes.between(before, after)
    leads_from_to(found, before, after)


# The eight kinds


@pytest.mark.parametrize(
    ("reports", "kind"),
    [
        ([confirmed("M", "2025-05-01")], Change.ACHIEVED),
        ([awaiting("M", "2025-05-01")], Change.ACHIEVED),
        (
            [awaiting("M", "2025-01-01"), confirmed("M", "2025-05-01", "2025-01-01")],
            Change.ACHIEVED,
        ),
        ([awaiting("M", "2025-01-01", "2019"), confirmed("M", "2025-05-01")], Change.ACHIEVED),
        ([confirmed("M", "2025-01-01"), awaiting("M", "2025-05-01")], Change.REPORTED),
        ([late("M", "2025-05-01")], Change.REPORTED),
        ([report("M", "not_started", "2025-05-01")], Change.REPORTED),
        ([confirmed("M", "2025-01-01"), late("M", "2025-05-01")], Change.REVERSAL),
        ([awaiting("M", "2025-01-01"), late("M", "2025-05-01")], Change.REVERSAL),
        ([report("M", "withdrawn", "2025-05-01")], Change.PLAN),
        ([report("M", "not_applicable", "2025-05-01")], Change.PLAN),
        ([report("M", "withdrawn", "2025-01-01"), late("M", "2025-05-01")], Change.PLAN),
        (
            [
                confirmed("M", "2025-01-01") | {"report_id": "R"},
                late("M", "2025-05-01") | {"corrects": "R"},
            ],
            Change.CORRECTION,
        ),
    ],
)
def test_a_report_is_a_change_of_the_kind_that_its_effect_gives(
    reports: list[Row], kind: Change
) -> None:
    assert kinds(between(milestone("M", "A1"), reports=reports)) == [("2025-05-01", kind)]


@pytest.mark.parametrize(
    "happens",
    [
        lambda day: between(milestone("M", "A1"), reports=[confirmed("M", day)]),
        lambda day: between(milestone("M", "A1"), moves=[move("M", "2027-12-31", day)]),
        lambda day: between(milestone("M", "A1", known_on=day) | {"decision_id": "D1"}),
        lambda day: between(milestone("M", "A1", day)),
    ],
    ids=["report", "move", "plan", "due"],
)
def test_what_happened_on_the_earlier_day_was_known_and_on_the_later_day_is_a_change(
    happens: Callable[[str], pd.DataFrame],
) -> None:
    assert happens(BEFORE.isoformat()).empty
    assert [row["on"] for row in oracle.rows(happens(AFTER.isoformat()))] == [AFTER]


def test_of_two_reports_of_one_day_the_one_by_which_it_is_reached_comes_first() -> None:
    reports = [awaiting("M", "2025-05-01") | {"report_id": "W"}, confirmed("M", "2025-05-01")]
    found = between(milestone("M", "A1"), reports=reports)
    assert found["kind"].tolist() == [Change.ACHIEVED, Change.REPORTED]
    assert found["report_id"].tolist()[1] == "W"


def test_a_date_that_passes_without_a_report_is_newly_due_on_that_day() -> None:
    assert kinds(between(milestone("M", "A1", DUE))) == [(DUE, Change.NEWLY_DUE)]
    assert kinds(between(milestone("M", "A1", "2025-Q2"))) == [(DUE, Change.NEWLY_DUE)]


def test_a_date_that_passes_when_everything_is_said_is_no_change() -> None:
    assert kinds(between(milestone("M", "A1", DUE), reports=[confirmed("M", "2025-05-01")])) == [
        ("2025-05-01", Change.ACHIEVED)
    ]
    assert kinds(between(milestone("M", "A1", DUE), reports=[late("M", DUE)])) == [
        (DUE, Change.REPORTED)
    ]
    assert kinds(between(milestone("M", "A1", "2025-02-28"))) == []


def test_a_moved_date_is_a_change_with_the_decision_and_the_reason_and_counts_from_its_day() -> (
    None
):
    moved = move("M", "2025-12-31", "2025-05-01", reason="Ratification")
    [row, due] = oracle.rows(between(milestone("M", "A1", DUE), moves=[moved]))
    cells = [row[name] for name in ("kind", "on", "decision_id", "reason")]
    assert cells == [Change.MOVED, date(2025, 5, 1), "D1", "Ratification"]
    assert (row["due_on_before"], row["due_on_after"]) == (date(2025, 6, 30), date(2025, 12, 31))
    assert (due["kind"], due["on"]) == (Change.NEWLY_DUE, date(2025, 12, 31))


def test_a_milestone_that_joins_the_plan_is_a_change_of_plan_with_its_decision() -> None:
    added = milestone("M", "A1", known_on="2025-05-01") | {"decision_id": "D1"}
    [row] = oracle.rows(between(milestone("OLD", "A1"), added))
    assert (row["kind"], row["decision_id"], row["reason"]) == (Change.PLAN, "D1", "Decided")
    assert (row["state_before"], row["state_after"]) == (None, State.NOT_DUE)


def test_what_was_corrected_later_shows_beside_what_was_shown_then() -> None:
    rows = [
        confirmed("M", "2025-01-01") | {"report_id": "R"},
        late("M", "2025-09-01") | {"corrects": "R"},
    ]
    whole = dataset([action("A1", "XAA")], [milestone("M", "A1")], rows)
    then = Snapshot.on(whole, BEFORE)
    today = Snapshot.on(whole, BEFORE, known_by=AFTER)
    [row] = oracle.rows(changes.seen_anew(then, today))
    cells = [row[name] for name in ("kind", "state_before", "state_after")]
    assert cells == [Change.CORRECTION, State.CONFIRMED, State.NOT_DUE]
    assert changes.seen_anew(then, Snapshot.on(whole, BEFORE)).empty
    cells = kinds(changes.between(today, Snapshot.on(whole, AFTER)))
    assert cells == [(BEFORE.isoformat(), Change.CORRECTION), ("2025-09-01", Change.CORRECTION)]


# Law 8


def test_a_changed_threshold_shows_as_a_change_of_method_and_not_as_a_correction() -> None:
    today = of_one([milestone("M", "A1", DUE)], [late("M", "2025-05-01")], AFTER)
    states = today.milestones.assign(state=str(State.NOT_ACHIEVED_DUE))
    old = Snapshot(today.dataset, AFTER, states, today.parts, AFTER, method="0.9")
    [row] = oracle.rows(changes.between(old, today))
    cells = [row[name] for name in ("kind", "state_before", "state_after")]
    assert cells == [Change.METHOD, State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE]


def test_an_edited_row_is_a_correction_even_under_another_method() -> None:
    rows = [milestone("M", "A1"), milestone("N", "A1")]
    old = of_one(rows, [confirmed("M", "2025-01-01")], AFTER)
    old = Snapshot(old.dataset, AFTER, old.milestones, old.parts, AFTER, method="0.9")
    [row] = oracle.rows(changes.between(old, of_one(rows, [late("M", "2025-01-01")], AFTER)))
    assert row["kind"] == Change.CORRECTION


def test_the_later_state_must_not_be_the_earlier_one() -> None:
    whole = dataset([action("A1", "XAA")], [milestone("M", "A1")])
    with pytest.raises(ValueError, match="is after"):
        changes.between(Snapshot.on(whole, AFTER), Snapshot.on(whole, BEFORE))
