"""How far countries and EU agencies have come with each other."""

import pytest

from data import measures
from data.selection import Snapshot
from tests.support.build import Row, action, awaiting, confirmed, late, milestone, report, snapshot
from tests.support.readings import shipped


def agreed(*more: Row, reports: tuple[Row, ...] = (), kind: str = "agreement") -> Snapshot:
    """An agreement of XAA with the agency XEU, its steps M1, M2 and M3, and what else is given."""
    steps = [
        {**milestone(f"M{number}", "A1"), "position": number, "step": step}
        for number, step in enumerate(("mandate", "signed", "in_force"), 1)
    ]
    found = snapshot(
        [action("A1", "XAA", "XEU", kind=kind), action("A2", "XAA", "XBB", kind="agreement")],
        [*steps, *more],
        reports,
    )
    people = found.dataset.participants
    people.loc[people["participant_id"] == "XEU", "kind"] = "eu_agency"
    return found


def furthest(found: Snapshot) -> list[tuple[str, str, object]]:
    rows = measures.agreements(found.dataset.actions, found.milestones, found.dataset, "XAA")
    return [
        (row.participant_id, row.action_id, None if row.step != row.step else row.step)
        for row in rows.itertuples()
    ]


@pytest.mark.parametrize(
    ("reports", "step"),
    [
        ((confirmed("M1", "2025-01-10"), awaiting("M2", "2025-02-10")), "signed"),
        ((confirmed("M1", "2025-01-10"), confirmed("M4", "2025-02-10")), "mandate"),
        ((late("M1", "2025-01-10"),), None),
    ],
)
def test_an_agreement_with_an_agency_stands_at_the_furthest_step_that_its_country_reached(
    reports: tuple[Row, ...], step: str | None
) -> None:
    of_another = {**milestone("M4", "A1", owner="XBB"), "position": 4}
    assert furthest(agreed(of_another, reports=reports)) == [("XEU", "A1", step)]
    assert furthest(agreed(of_another, reports=reports, kind="training")) == []


def test_agreements_with_agencies_are_counted_by_their_furthest_stage() -> None:
    reports = (confirmed("M1", "2025-01-10"), confirmed("M3", "2025-02-10"))
    found = agreed(milestone("N", "A2"), reports=reports)
    snapshot = found.milestones, found.dataset
    assert measures.open_agreements(*snapshot, ["XEU"])["milestone_id"].tolist() == ["M2"]
    grid = measures.agencies(*snapshot, ["XAA", "XBB"], ["XEU"])
    assert measures.signed_by_agency(grid).to_numpy().tolist() == [[1, 0]]


def stage(found: Snapshot, country: str = "XAA") -> tuple[str, object]:
    """Stage and step of a country with the agency XEU."""
    row = measures.agencies(found.milestones, found.dataset, ["XAA", "XBB"], ["XEU"]).loc[
        (country, "XEU")
    ]
    return row["stage"], row["milestone_id"] if isinstance(row["milestone_id"], str) else None


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ((), ("none", None)),
        ((report("M3", "announced", "2025-01-10"),), ("negotiating", "M3")),
        ((report("M3", "announced", "2025-01-10", source_id=None),), ("none", None)),
        ((report("M3", "not_started", "2025-01-10"),), ("none", None)),
        ((confirmed("M1", "2025-01-10"),), ("negotiating", "M1")),
        ((confirmed("M1", "2025-01-10"), awaiting("M2", "2025-02-10")), ("signed", "M2")),
        ((awaiting("M3", "2025-02-10"),), ("in_force", "M3")),
        ((confirmed("M2", "2025-02-10", "2019"),), ("signed", "M2")),
    ],
)
def test_a_country_and_an_agency_stand_at_the_furthest_stage_of_any_agreement(
    reports: tuple[Row, ...], expected: tuple[str, str]
) -> None:
    assert stage(agreed(reports=reports))[0] == expected[0]
    if reports:
        assert stage(agreed(reports=reports)) == expected


def test_another_agreement_in_talks_is_named_beside_one_that_is_further() -> None:
    signed, announced = confirmed("M2", "2025-01-10"), report("N", "announced", "2025-02-10")
    other = {**milestone("N", "A2"), "step": "signed"}

    def also(*reports: Row) -> bool:
        found = agreed(other, reports=reports)
        partners = found.dataset.action_participants
        partners.loc[partners["participant_id"] == "XBB", "participant_id"] = "XEU"
        grid = measures.agencies(found.milestones, found.dataset, ["XAA"], ["XEU"])
        return bool(grid.loc[("XAA", "XEU"), "also_in_talks"])

    assert also(signed, announced)
    # Talks alone are the stage itself; a later step of what is signed is no other agreement.
    assert not also(announced)
    assert not also(signed, report("M3", "announced", "2025-02-10"))


def test_an_office_that_exists_is_a_contact_and_one_that_is_only_announced_is_nothing() -> None:
    office = agreed(reports=(confirmed("M1", "2025-01-10"),), kind="infrastructure")
    assert stage(office) == ("contact", "M1")
    assert stage(agreed(kind="infrastructure")) == ("none", None)
    assert stage(office, "XBB") == ("none", None)


def test_a_programme_adopted_under_a_signed_agreement_does_not_date_it_anew() -> None:
    known = Snapshot.on(shipped("record"), shipped("record").horizon)
    grid = measures.agencies(known.milestones, shipped("record"), ["CHL"], ["EUDA"])
    [row] = grid.to_dict("records")
    assert (row["stage"], row["step"], row["state"]) == ("signed", "signed", "in_place")
    assert f"{row['reached_by']:%Y-%m-%d}" == "2024-11-05"
