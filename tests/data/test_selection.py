"""What a reader's choice leaves of a dataset."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data import measures
from data.filters import Filters
from data.load import load
from data.model import State
from data.selection import Known, Selection, choose
from tests.support import build
from tests.support.build import action, confirmed, known, late, milestone, report

DUE = "2025-12-31"
AFTER = "2026-01-15"


@pytest.fixture(name="world", scope="module")
def _world() -> Known:
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
    return known(actions, milestones, reports)


def ids(selection: Selection) -> tuple[list[str], list[str], list[str]]:
    """Actions, milestones and parts that were kept."""
    return (
        selection.actions["action_id"].tolist(),
        selection.milestones["milestone_id"].tolist(),
        selection.parts.index.tolist(),
    )


def test_no_choice_keeps_everything(world: Known) -> None:
    selection = choose(world, Filters())
    pd.testing.assert_frame_equal(selection.milestones, world.milestones, check_dtype=False)
    pd.testing.assert_frame_equal(selection.parts, world.parts)
    pd.testing.assert_frame_equal(selection.actions, world.dataset.actions)
    assert selection.known is world


def test_country_keeps_its_own_parts_and_its_joint_ones(world: Known) -> None:
    assert ids(choose(world, Filters(country=("XAA",)))) == (
        ["A1", "A2"],
        ["J1", "J2", "E-XAA"],
        ["A1/", "A2/XAA"],
    )
    assert ids(choose(world, Filters(country=("XCC",)))) == (
        ["A2", "A3"],
        ["E-XCC", "K1"],
        ["A2/XCC", "A3/"],
    )


def test_joint_action_is_kept_once_however_many_partners_are_chosen(world: Known) -> None:
    selection = choose(world, Filters(country=("XAA", "XBB")))
    assert ids(selection) == (["A1", "A2"], ["J1", "J2", "E-XAA"], ["A1/", "A2/XAA"])
    assert measures.total(selection.milestones)["applicable"] == 3


def test_several_countries_keep_what_any_of_them_takes_part_in(world: Known) -> None:
    assert ids(choose(world, Filters(country=("XBB", "XCC")))) == (
        ["A1", "A2", "A3"],
        ["J1", "J2", "E-XCC", "K1"],
        ["A1/", "A2/XCC", "A3/"],
    )


def test_country_that_takes_no_part_leaves_nothing(world: Known) -> None:
    assert ids(choose(world, Filters(country=("XZZ",)))) == ([], [], [])


@pytest.fixture(name="both_sides", scope="module")
def _both_sides() -> Known:
    """Actions of XAA with EUP, of XBB with EUP, of XAA with EUJ, and of XAA alone."""
    actions = [
        action("A1", "XAA", "EUP", mode="each"),
        action("A2", "XBB", "EUP"),
        action("A3", "XAA", "XBB", "EUJ", mode="each"),
        action("A4", "XAA"),
    ]
    milestones = [
        milestone("M1", "A1", DUE),
        milestone("M1-XAA", "A1", DUE, owner="XAA"),
        milestone("M1-EUP", "A1", DUE, owner="EUP"),
        milestone("M2", "A2", DUE),
        milestone("M3", "A3", DUE),
        milestone("M3-XBB", "A3", DUE, owner="XBB"),
        milestone("M4", "A4", DUE),
    ]
    return known(actions, milestones)


def test_a_country_and_the_eu_side_keep_what_both_do_together(both_sides: Known) -> None:
    selection = choose(both_sides, Filters(country=("XAA",), eu=("EUP",)))
    assert ids(selection)[:2] == (["A1"], ["M1", "M1-XAA", "M1-EUP"])
    assert ids(choose(both_sides, Filters(country=("XAA",), eu=("EUP", "EUJ"))))[:2] == (
        ["A1", "A3"],
        ["M1", "M1-XAA", "M1-EUP", "M3"],
    )
    assert ids(choose(both_sides, Filters(country=("XAA", "XBB"), eu=("EUP",))))[0] == ["A1", "A2"]


def test_the_eu_side_alone_keeps_its_own_milestones_and_the_joint_ones(both_sides: Known) -> None:
    assert ids(choose(both_sides, Filters(eu=("EUP",))))[:2] == (
        ["A1", "A2"],
        ["M1", "M1-EUP", "M2"],
    )


def test_a_choice_is_about_its_countries_or_else_about_the_eu_side(both_sides: Known) -> None:
    chosen = Filters(country=("XAA",), eu=("EUP", "EUJ"), priority=("P1",))
    assert chosen.participants == ("XAA", "EUP", "EUJ")
    assert chosen.subjects == ("XAA",)
    assert chosen.with_(country=()).subjects == ("EUP", "EUJ")
    assert chosen.about(both_sides.dataset, "XBB") == chosen.with_(country=("XBB",))
    assert chosen.about(both_sides.dataset, "EUJ") == chosen.with_(country=(), eu=("EUJ",))


def test_priority_keeps_its_actions(world: Known) -> None:
    assert ids(choose(world, Filters(priority=("P2",))))[0] == ["A2", "A3"]
    assert ids(choose(world, Filters(priority=("P1", "P2"))))[0] == ["A1", "A2", "A3"]
    assert ids(choose(world, Filters(priority=("P1",)))) == (["A1"], ["J1", "J2"], ["A1/"])


def test_kind_keeps_its_actions(world: Known) -> None:
    assert ids(choose(world, Filters(kind=("plan", "agreement"))))[0] == ["A1", "A3"]
    assert ids(choose(world, Filters(kind=("training",))))[1] == ["E-XAA", "E-XCC"]


def test_status_keeps_the_parts_that_have_it_and_their_actions(world: Known) -> None:
    assert ids(choose(world, Filters(status=("delayed",)))) == (["A2"], ["E-XCC"], ["A2/XCC"])
    assert ids(choose(world, Filters(status=("no_report", "completed")))) == (
        ["A1", "A2"],
        ["J1", "J2", "E-XAA"],
        ["A1/", "A2/XAA"],
    )


def test_choices_are_joined_by_and(world: Known) -> None:
    assert ids(choose(world, Filters(country=("XAA",), status=("delayed",)))) == ([], [], [])
    assert ids(choose(world, Filters(priority=("P1",), kind=("plan",)))) == ([], [], [])
    assert ids(choose(world, Filters(country=("XBB",), priority=("P2",)))) == ([], [], [])
    assert ids(choose(world, Filters(country=("XCC",), priority=("P2",), kind=("plan",)))) == (
        ["A3"],
        ["K1"],
        ["A3/"],
    )


@pytest.mark.parametrize(
    ("since", "until", "actions"),
    [
        (date(2025, 3, 10), date(2025, 3, 10), ["A1"]),
        (date(2025, 3, 11), date(2025, 3, 31), []),
        (date(2025, 3, 1), date(2025, 3, 9), []),
        (None, date(2023, 12, 31), ["A3"]),
        (None, date(2024, 12, 31), ["A2", "A3"]),
        (date(2024, 9, 30), date(2024, 12, 31), ["A2"]),
        (date(2025, 11, 5), date(2025, 11, 5), ["A3"]),
        (date(2025, 11, 20), date(2025, 11, 20), []),
        (date(2026, 1, 15), date(2026, 6, 30), ["A1", "A2"]),
        (date(2026, 12, 31), None, ["A3"]),
    ],
)
def test_period_keeps_actions_of_which_something_happened_in_it(
    world: Known, since: date | None, until: date | None, actions: list[str]
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
    inexact = known(
        [
            action("A1", "XAA", starts="2025-Q4"),
            action("A2", "XAA", starts="2025"),
            action("A3", "XAA", starts="2026-02-01"),
            action("A4", "XAA", starts="2026-02-01"),
            action("A5", "XAA", starts="2026-02-01"),
            action("A6", "XAA", starts="2026-02-01"),
        ],
        [
            milestone("M3", "A3", "2025-Q4"),
            *(milestone(f"M{n}", f"A{n}") for n in (4, 5, 6)),
        ],
        [
            confirmed("M4", "2026-01-10", "2025-12"),
            confirmed("M6", "2026-01-10", "2025-11-20") | {"achieved_until": "2025-12-02"},
            report("M5", "announced", "2026-01-10", dated="2025-04"),
        ],
    )
    assert ids(choose(inexact, Filters(since=since, until=until)))[0] == actions


def test_period_keeps_the_whole_action_and_not_only_what_happened_then(world: Known) -> None:
    assert ids(choose(world, Filters(since=date(2025, 3, 10), until=date(2025, 3, 10))))[1] == [
        "J1",
        "J2",
    ]


def test_period_leaves_out_reports_not_yet_known(world: Known) -> None:
    august = Filters(since=date(2025, 8, 1), until=date(2025, 8, 31))
    assert ids(choose(world, august))[0] == []
    assert ids(choose(Known.on(world.dataset, date(2026, 3, 1)), august))[0] == ["A3"]


def test_action_without_milestones_is_kept_until_a_status_is_chosen() -> None:
    found = known([action("A1", "XAA")])
    assert ids(choose(found, Filters(country=("XAA",)))) == (["A1"], [], [])
    assert ids(choose(found, Filters(status=("completed",)))) == ([], [], [])


def test_choosing_leaves_the_whole_as_it_was(world: Known) -> None:
    before = world.dataset.actions.copy(), world.milestones.copy(), world.parts.copy()
    choose(
        world,
        Filters(
            country=("XAA",),
            priority=("P2",),
            status=("completed",),
            kind=("training",),
            since=date(2024, 1, 1),
        ),
    )
    for old, new in zip(
        before, (world.dataset.actions, world.milestones, world.parts), strict=True
    ):
        pd.testing.assert_frame_equal(old, new)


def test_dataset_is_known_on_a_day(world: Known) -> None:
    earlier = Known.on(world.dataset, date(2026, 1, 14))
    assert earlier.as_of == date(2026, 1, 14)
    assert earlier.dataset is world.dataset
    assert not (earlier.milestones["state"] == State.CONFIRMED).any()
    assert (world.milestones["state"] == State.CONFIRMED).sum() == 2
    assert world.parts.loc["A2/XCC", "longest_delay"] == 32


def test_action_is_listed_from_the_day_on_which_any_of_its_milestones_was_part_of_the_plan() -> (
    None
):
    actions = [action("A1", "XAA"), action("A2", "XAA"), action("A3", "XAA")]
    rows = [
        milestone("M1", "A1", known_on="2026-01-10"),
        milestone("M2", "A1", known_on="2026-02-10"),
        milestone("M3", "A2"),
    ]
    data = known(actions, rows).dataset
    for day, listed in ((date(2026, 1, 9), ["A2", "A3"]), (date(2026, 1, 10), ["A1", "A2", "A3"])):
        assert choose(Known.on(data, day), Filters()).actions["action_id"].tolist() == listed


def test_part_is_flagged_on_the_day_it_is_looked_at() -> None:
    rows = [milestone("M1", "A1"), milestone("M2", "A1")]
    found = known([action("A1", "XAA")], rows, [confirmed("M1", "2025-06-01")])
    assert not found.parts.loc["A1/", "stalled"]
    assert Known.on(found.dataset, date(2026, 3, 2)).parts.loc["A1/", "stalled"]


def test_change_of_a_choice_keeps_the_rest() -> None:
    first = Filters(country=("XAA",), as_of=date(2026, 1, 1))
    assert first.with_(priority=("P1",)) == Filters(
        country=("XAA",), priority=("P1",), as_of=date(2026, 1, 1)
    )
    assert first.with_(country=()) == replace(first, country=())
    assert first == Filters(country=("XAA",), as_of=date(2026, 1, 1))


def test_datasets_of_these_tests_are_typed_as_those_read_from_files(world: Known) -> None:
    record = load(build.contract.PATH.parent / "record")
    assert list(record.tables) == list(world.dataset.tables)
    for name, frame in record.tables.items():
        assert frame.dtypes.to_dict() == world.dataset.tables[name].dtypes.to_dict(), name
        assert world.dataset.tables[name].index[:1].isin([2]).all()
