"""What a reader's choice leaves of a dataset."""

from datetime import date
from typing import Any

import pytest

from data.reading.load import load
from data.selection import Selection, Snapshot, choose
from data.selection.filters import Filters
from tests.support import build
from tests.support.build import action, confirmed, late, milestone, report, snapshot

DUE = "2025-12-31"
AFTER = "2026-01-15"


@pytest.fixture(name="world", scope="module")
def _world() -> Snapshot:
    """Joint actions of XAA with XBB and of XCC, and one that XAA and XCC each do for itself."""
    actions = [
        action("A1", "XAA", "XBB", priority="P1", kind="agreement", starts="2025-03-10"),
        action(
            "A2",
            "XAA",
            "XCC",
            priority="P2",
            kind="training",
            mode="each",
            starts="2024-05-01",
            ends="2024-09-30",
        ),
        action("A3", "XCC", priority="P2", kind="plan", starts="2023-01-01"),
    ]
    milestones = [
        milestone("J1", "A1", DUE),
        milestone("J2", "A1", DUE),
        milestone("E-XAA", "A2", DUE, owner="XAA"),
        milestone("E-XCC", "A2", DUE, owner="XCC"),
        milestone("K1", "A3", "2026-12-31"),
    ]
    reports = [
        confirmed("J1", AFTER),
        confirmed("E-XAA", AFTER),
        late("E-XCC", AFTER),
        report("K1", "not_started", "2025-11-20", dated="2025-11-05"),
        report("K1", "not_started", "2026-03-01", dated="2025-08-08"),
    ]
    return snapshot(actions, milestones, reports)


def ids(selection: Selection) -> tuple[list[str], list[str], list[str]]:
    """Actions, milestones and parts that were kept."""
    actions, milestones = selection.actions["action_id"], selection.milestones["milestone_id"]
    return actions.tolist(), milestones.tolist(), selection.parts.index.tolist()


@pytest.mark.parametrize(
    ("chosen", "actions", "milestones"),
    [
        ({}, "A1 A2 A3", "J1 J2 E-XAA E-XCC K1"),
        ({"country": ("XAA",)}, "A1 A2", "J1 J2 E-XAA"),
        ({"country": ("XBB", "XCC")}, "A1 A2 A3", "J1 J2 E-XCC K1"),
        ({"priority": ("P1",)}, "A1", "J1 J2"),
        ({"status": ("delayed",)}, "A2", "E-XCC"),
        ({"status": ("no_report", "completed")}, "A1 A2", "J1 J2 E-XAA"),
        ({"country": ("XCC",), "priority": ("P2",), "kind": ("plan",)}, "A3", "K1"),
    ],
    ids=str,
)
def test_a_choice_keeps_actions_that_pass_each_filter_and_of_them_what_is_of_the_chosen(
    world: Snapshot, chosen: dict[str, Any], actions: str, milestones: str
) -> None:
    assert ids(choose(world, Filters(**chosen)))[:2] == (actions.split(), milestones.split())


def test_a_country_and_the_eu_side_keep_what_both_do_together() -> None:
    actions = [
        action("A1", "XAA", "EUP", mode="each"),
        action("A2", "XBB", "EUP"),
        action("A3", "XAA", "EUJ"),
    ]
    milestones = [milestone("M1", "A1"), milestone("M2", "A2"), milestone("M3", "A3")]
    milestones += [milestone(f"M1-{owner}", "A1", owner=owner) for owner in ("XAA", "EUP")]
    found, eu = snapshot(actions, milestones), Filters(eu=("EUP",))
    assert ids(choose(found, eu))[:2] == (["A1", "A2"], ["M1", "M2", "M1-EUP"])
    both = ids(choose(found, eu.with_(country=("XAA",))))
    assert both[:2] == (["A1"], ["M1", "M1-XAA", "M1-EUP"])


def test_a_choice_is_about_its_countries_or_else_about_the_eu_side(world: Snapshot) -> None:
    chosen = Filters(country=("XAA",), eu=("EUP", "EUJ"), priority=("P1",))
    assert chosen.participants == ("XAA", "EUP", "EUJ")
    assert chosen.subjects == ("XAA",)
    assert chosen.with_(country=()).subjects == ("EUP", "EUJ")
    assert chosen.about(world.dataset, "XBB") == chosen.with_(country=("XBB",))
    assert chosen.about(world.dataset, "EUJ") == chosen.with_(country=(), eu=("EUJ",))


@pytest.mark.parametrize(
    ("since", "until", "actions"),
    [
        (date(2025, 3, 10), date(2025, 3, 10), ["A1"]),
        (date(2025, 3, 11), date(2025, 3, 31), []),
        (None, date(2023, 12, 31), ["A3"]),
        (date(2024, 9, 30), date(2024, 12, 31), ["A2"]),
        (date(2025, 11, 5), date(2025, 11, 5), ["A3"]),
        (date(2026, 1, 15), date(2026, 6, 30), ["A1", "A2"]),
        (date(2026, 12, 31), None, ["A3"]),
    ],
)
def test_period_keeps_actions_of_which_something_happened_in_it(
    world: Snapshot, since: date | None, until: date | None, actions: list[str]
) -> None:
    assert ids(choose(world, Filters(since=since, until=until)))[0] == actions


@pytest.mark.parametrize(
    ("since", "until", "actions"),
    [
        (date(2025, 12, 1), date(2025, 12, 31), ["A1", "A2", "A3", "A4", "A6"]),
        (date(2025, 7, 1), date(2025, 9, 30), ["A2"]),
        (date(2025, 4, 2), date(2025, 4, 3), ["A2", "A5"]),
        (None, date(2024, 12, 31), []),
    ],
)
def test_a_date_that_is_not_known_to_the_day_lies_in_any_period_that_shares_a_day_with_it(
    since: date | None, until: date | None, actions: list[str]
) -> None:
    given = [action("A1", "XAA", starts="2025-Q4"), action("A2", "XAA", starts="2025")]
    given += [action(f"A{n}", "XAA", starts="2026-02-01") for n in (3, 4, 5, 6)]
    rows = [milestone("M3", "A3", "2025-Q4"), *(milestone(f"M{n}", f"A{n}") for n in (4, 5, 6))]
    reports = [
        confirmed("M4", "2026-01-10", "2025-12"),
        confirmed("M6", "2026-01-10", "2025-11-20") | {"achieved_until": "2025-12-02"},
        report("M5", "announced", "2026-01-10", dated="2025-04"),
    ]
    inexact = snapshot(given, rows, reports)
    assert ids(choose(inexact, Filters(since=since, until=until)))[0] == actions


def test_period_leaves_out_reports_not_yet_known(world: Snapshot) -> None:
    august = Filters(since=date(2025, 8, 1), until=date(2025, 8, 31))
    assert ids(choose(world, august))[0] == []
    assert ids(choose(Snapshot.on(world.dataset, date(2026, 3, 1)), august))[0] == ["A3"]


def test_action_without_milestones_is_kept_until_a_status_is_chosen() -> None:
    found = snapshot([action("A1", "XAA")])
    assert ids(choose(found, Filters(country=("XAA",)))) == (["A1"], [], [])
    assert ids(choose(found, Filters(status=("completed",)))) == ([], [], [])


def test_datasets_of_these_tests_are_typed_as_those_read_from_files(world: Snapshot) -> None:
    record = load(build.contract.PATH.parent / "record")
    assert list(record.tables) == list(world.dataset.tables)
    for name, frame in record.tables.items():
        assert frame.dtypes.to_dict() == world.dataset.tables[name].dtypes.to_dict(), name
        assert world.dataset.tables[name].index[:1].isin([2]).all()
