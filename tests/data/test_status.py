"""Where a milestone and a part stand: milestone states, and the rules of METHOD.md."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import pytest

from data.model import RULES, Period, State, Status
from data.selection import Snapshot
from data.status import statements
from tests.support.build import (
    AS_OF,
    Row,
    action,
    awaiting,
    confirmed,
    dataset,
    late,
    milestone,
    of_one,
    report,
    snapshot,
)

DUE = "2025-12-31"
AFTER = "2026-01-15"


def one(
    *reports: Row, due: str | None = DUE, in_force: str | None = None, as_of: date = AS_OF
) -> pd.Series:
    """The milestone M of a dataset with no other, as known on a day."""
    row = milestone("M", "A1", due, in_force=in_force)
    return of_one([row], reports, as_of).milestones.iloc[0]


def part(*milestones: tuple[str | None, list[Row]], as_of: date = AS_OF) -> pd.Series:
    """The part that milestones M0, M1 ... make, each with a due date and its reports."""
    rows = [milestone(f"M{number}", "A1", due) for number, (due, _) in enumerate(milestones)]
    reports = [
        {**row, "milestone_id": f"M{number}"}
        for number, (_, given) in enumerate(milestones)
        for row in given
    ]
    [found] = [row for _, row in of_one(rows, reports, as_of).parts.iterrows()]
    return found


DONE, WAITING, LATE = ((DUE, [made("", AFTER)]) for made in (confirmed, awaiting, late))
SILENT, AHEAD = (DUE, []), ("2026-12-31", [])
BEFORE = (DUE, [confirmed("", AFTER, "2019-06")])
UNKNOWN = (DUE, [{**confirmed("", AFTER, "2019-12-15"), "achieved_until": "2020-01-15"}])
DROPPED, OUT = (DUE, [report("", "withdrawn", AFTER)]), (DUE, [report("", "not_applicable", AFTER)])


# The state of a milestone


@pytest.mark.parametrize(
    ("reports", "due", "state"),
    [
        ([confirmed("M", AFTER)], DUE, State.CONFIRMED),
        ([awaiting("M", AFTER)], DUE, State.AWAITING),
        ([late("M", AFTER)], DUE, State.NOT_ACHIEVED_DUE),
        ([], DUE, State.NO_REPORT_DUE),
        ([], "2026-12-31", State.NOT_DUE),
        ([late("M", AFTER)], "2026-12-31", State.NOT_DUE),
        ([confirmed("M", AFTER)], "2026-12-31", State.CONFIRMED),
        ([report("M", "not_applicable", AFTER)], DUE, State.NOT_APPLICABLE),
        ([report("M", "withdrawn", AFTER)], DUE, State.WITHDRAWN),
        ([late("M", "2025-12-30")], DUE, State.NO_REPORT_DUE),
        ([late("M", DUE)], DUE, State.NOT_ACHIEVED_DUE),
        ([report("M", "withdrawn", "2026-01-05"), confirmed("M", AFTER)], DUE, State.CONFIRMED),
        ([confirmed("M", "2026-01-05"), report("M", "withdrawn", AFTER)], DUE, State.WITHDRAWN),
        ([report("M", "announced", "2025-06-01")], DUE, State.NO_REPORT_DUE),
    ],
)
def test_milestone_is_in_one_state(reports: list[Row], due: str | None, state: State) -> None:
    assert one(*reports, due=due)["state"] == state


def test_of_two_reports_of_one_day_the_later_line_decides() -> None:
    assert one(awaiting("M", AFTER), late("M", AFTER))["state"] == State.NOT_ACHIEVED_DUE
    assert one(late("M", AFTER), awaiting("M", AFTER))["state"] == State.AWAITING


@pytest.mark.parametrize("chain", [["R1"], ["R1", "R3"], ["R1", "R3", "R4"]], ids=len)
def test_correction_and_its_corrections_stand_in_the_place_of_the_first_report(
    chain: list[str],
) -> None:
    """So that what was said after that report, here R2, still decides."""
    corrections = [awaiting("M", f"2026-01-2{n}") | {"corrects": of} for n, of in enumerate(chain)]
    found = one(awaiting("M", "2026-01-05"), late("M", "2026-01-10"), *corrections)
    assert (found["state"], found["report_id"]) == (State.NOT_ACHIEVED_DUE, "R2")


def test_confirmed_stays_confirmed_when_a_weaker_source_repeats_it() -> None:
    found = one(confirmed("M", "2026-01-05"), awaiting("M", "2026-01-20"))
    assert (found["state"], found["report_id"]) == (State.CONFIRMED, "R1")


def test_awaiting_becomes_confirmed_with_the_date_of_the_report_that_confirms() -> None:
    found = one(awaiting("M", "2026-01-05", "2025-12"), confirmed("M", "2026-01-20", "2026-01-19"))
    assert (found["state"], found["report_id"]) == (State.CONFIRMED, "R2")
    assert (str(found["achieved_on"].date()), found["achieved_precision"]) == ("2026-01-19", "day")
    assert found["moved_on"] == pd.Timestamp("2026-01-05")


def test_awaiting_repeated_keeps_its_first_report() -> None:
    found = one(awaiting("M", "2026-01-05"), awaiting("M", "2026-01-20"))
    assert (found["report_id"], found["achieved_on"]) == ("R1", pd.Timestamp("2026-01-05"))


def test_later_report_of_not_reached_reverses_a_confirmed_milestone() -> None:
    reports = confirmed("M", "2026-01-05"), late("M", "2026-01-20")
    assert one(*reports)["state"] == State.NOT_ACHIEVED_DUE
    assert pd.isna(one(*reports)["achieved_on"])
    assert pd.isna(one(*reports)["moved_on"])


def test_what_became_known_later_is_left_out() -> None:
    reports = late("M", "2026-01-05"), confirmed("M", "2026-01-20", "2025-12-30")
    assert one(*reports, as_of=date(2026, 1, 19))["state"] == State.NOT_ACHIEVED_DUE
    assert one(*reports, as_of=date(2026, 1, 20))["state"] == State.CONFIRMED


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2025-06-15", date(2025, 6, 15)),
        ("2025-06", date(2025, 6, 30)),
        ("2025-Q2", date(2025, 6, 30)),
        ("2025", date(2025, 12, 31)),
    ],
)
def test_milestone_is_due_on_the_last_day_of_its_period_and_not_before(
    due: str, last: date
) -> None:
    before, on = one(due=due, as_of=last - timedelta(days=1)), one(due=due, as_of=last)
    assert (before["state"], before["is_due"]) == (State.NOT_DUE, False)
    assert (on["state"], on["is_due"]) == (State.NO_REPORT_DUE, True)
    assert on["due_on"] == pd.Timestamp(last)


def test_source_of_the_deciding_report_stands_by_the_milestone() -> None:
    unnamed, named = awaiting("M", "2026-01-05") | {"source_id": None}, confirmed("M", "2026-01-20")
    assert one(unnamed, named | {"source_id": "S1"})["source_id"] == "S1"


# The status of a part


@pytest.mark.parametrize(
    ("milestones", "status"),
    [
        ([DROPPED], Status.WITHDRAWN),
        ([DONE], Status.COMPLETED),
        ([DONE, DROPPED, OUT], Status.COMPLETED),
        ([("2026-12-31", [confirmed("", AFTER)])], Status.COMPLETED),
        ([SILENT], Status.NO_REPORT),
        ([SILENT, SILENT, WAITING, AHEAD], Status.NO_REPORT),
        ([SILENT, LATE], Status.DELAYED),
        ([LATE], Status.DELAYED),
        ([LATE, LATE], Status.SERIOUSLY_DELAYED),
        ([AHEAD], Status.NOT_STARTED),
        ([(None, [late("", AFTER)])], Status.NOT_STARTED),
        ([WAITING], Status.UNCONFIRMED),
        ([BEFORE], Status.IN_PLACE),
        ([UNKNOWN], Status.BEFORE_OR_SINCE),
        ([BEFORE, UNKNOWN, DROPPED], Status.BEFORE_OR_SINCE),
        ([UNKNOWN, DONE], Status.COMPLETED),
        ([UNKNOWN, AHEAD], Status.UNDER_WAY),
        ([BEFORE, DONE], Status.COMPLETED),
        ([BEFORE, AHEAD], Status.UNDER_WAY),
        ([DONE, AHEAD], Status.UNDER_WAY),
        ([AHEAD, (None, [awaiting("", AFTER)])], Status.UNDER_WAY),
    ],
)
def test_first_rule_that_fits_gives_the_status(milestones: list[Any], status: Status) -> None:
    found = part(*milestones)
    assert (found["status"], found["rule"]) == (status, RULES[status])


def test_delay_is_serious_after_ninety_days() -> None:
    after = date(2025, 12, 31) + timedelta(days=90)
    assert after == date(2026, 3, 31)
    on, later = part(LATE, as_of=after), part(LATE, as_of=after + timedelta(days=1))
    assert (on["status"], on["longest_delay"]) == (Status.DELAYED, 90)
    assert (later["status"], later["longest_delay"]) == (Status.SERIOUSLY_DELAYED, 91)


def test_each_participant_has_its_own_part() -> None:
    rows = [milestone("M1", "A1", DUE, owner="XAA"), milestone("M2", "A1", DUE, owner="XBB")]
    each = action("A1", "XAA", "XBB", mode="each", kind="training", priority="P2")
    parts = snapshot([each], rows, [confirmed("M1", AFTER)]).parts
    assert parts["status"].to_dict() == {"A1/XAA": Status.COMPLETED, "A1/XBB": Status.NO_REPORT}
    assert parts["participant_id"].tolist() == ["XAA", "XBB"]
    shared = parts[["action_id", "kind", "priority_id"]].drop_duplicates()
    assert shared.to_numpy().tolist() == [["A1", "training", "P2"]]


# The flag of a part that does not move


def test_open_part_is_flagged_after_nine_months_without_movement() -> None:
    moved = "2025-05-15", [awaiting("", "2025-05-15")]
    assert not part(moved, AHEAD, as_of=date(2026, 2, 15))["stalled"]
    assert part(moved, AHEAD, as_of=date(2026, 2, 16))["stalled"]
    assert part(moved, LATE, as_of=date(2026, 2, 16))["stalled"]
    assert not part((None, [confirmed("", "2020-01-01")]))["stalled"]
    assert not part(AHEAD)["stalled"]


def test_last_movement_counts_for_the_flag() -> None:
    found = part((None, [confirmed("", "2024-01-01")]), (None, [awaiting("", "2026-01-20")]), AHEAD)
    assert found["moved_on"] == pd.Timestamp("2026-01-20")
    assert not found["stalled"]


# In place before the period


@pytest.mark.parametrize(
    ("achieved", "until", "state"),
    [
        ("2025-03-04", None, State.IN_PLACE),
        ("2025-02", None, State.IN_PLACE),
        ("2024", None, State.IN_PLACE),
        ("2025-03-05", None, State.CONFIRMED),
        ("2025-Q2", None, State.CONFIRMED),
        ("2025-03", None, State.BEFORE_OR_SINCE),
        ("2025", None, State.BEFORE_OR_SINCE),
        ("2025-03-05", "2025-12-31", State.CONFIRMED),
        ("2025-03-04", "2025-03-05", State.BEFORE_OR_SINCE),
        ("2025-01-01", "2025-03-04", State.IN_PLACE),
    ],
)
def test_since_the_first_day_means_every_day_on_which_it_can_have_been_reached(
    achieved: str, until: str | None, state: State
) -> None:
    reports = [confirmed("M", "2026-01-10", achieved) | {"achieved_until": until}]
    period = Period(starts=date(2025, 3, 5), ends=date(2026, 12, 31))
    row = of_one([milestone("M", "A1")], reports, period=period).milestones.iloc[0]
    assert row["state"] == state
    assert until is None or str(row["reached_by"].date()) == until


# Joint actions with several voices


WORD = {"yes": confirmed, "no": late}
"""Words of a report; another is its state."""


def voices(*reports: tuple[str, str, str], lead: str | None = "XAA") -> tuple[Any, pd.DataFrame]:
    """A joint milestone of XAA and XBB with reports on it: its state, and the statements."""
    rows = [
        {**WORD.get(word, partial(report, state=word))("M", on=on), "participant_id": who or None}
        for who, word, on in reports
    ]
    joint = action("A1", "XAA", "XBB", lead=lead)
    found = dataset([joint], [milestone("M", "A1", "2025-06-30")], rows)
    return Snapshot.on(found, AS_OF).milestones["state"].item(), statements(found, AS_OF, "M")


def test_once_the_lead_has_spoken_another_partner_does_not_decide() -> None:
    given = ("XBB", "yes", "2025-06-30"), ("XAA", "yes", "2025-07-10"), ("XBB", "no", "2025-09-10")
    state, table = voices(*given)
    assert state == State.CONFIRMED
    shown = table[["participant_id", "decides", "differs"]].to_numpy().tolist()
    assert shown == [["XBB", False, True], ["XAA", True, False]]


def test_before_the_lead_speaks_and_where_there_is_none_the_newest_report_decides() -> None:
    assert voices(("XBB", "yes", "2025-07-10"))[0] == State.CONFIRMED
    given = ("XAA", "yes", "2025-07-10"), ("XBB", "no", "2025-09-10")
    assert voices(*given, lead=None)[0] == State.NOT_ACHIEVED_DUE


def test_a_source_that_speaks_for_itself_is_heard_beside_the_lead() -> None:
    assert voices(("XAA", "no", "2025-07-10"), ("", "yes", "2025-09-10"))[0] == State.CONFIRMED


def test_an_announcement_by_the_lead_silences_nobody_and_undoes_nothing() -> None:
    given = ("XAA", "announced", "2025-06-01"), ("XBB", "yes", "2025-07-10")
    assert voices(*given, ("", "announced", "2025-09-01"))[0] == State.CONFIRMED


def test_a_decision_takes_a_joint_milestone_out_whoever_reports_it() -> None:
    given = ("XAA", "no", "2025-07-10"), ("XBB", "withdrawn", "2025-09-10")
    assert voices(*given)[0] == State.WITHDRAWN
