"""Laws that hold for any dataset, any choice and any day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data import measures
from data.model import ACHIEVED, APPLICABLE, COUNTED, OUT, RULES, State, Status
from data.selection import Snapshot, choose
from data.selection.filters import Filters
from data.status import milestone_states
from tests.support import oracle
from tests.support.build import awaiting, confirmed, frame, without
from tests.support.drawn import COUNTRIES, KINDS, PRIORITIES, World, filters, law, place, worlds

HELD_UP = (Status.DELAYED, Status.SERIOUSLY_DELAYED)


def silenced(
    world: World, state: State, draw: st.DataObject
) -> tuple[Snapshot, Snapshot, list[str]]:
    """A world as it is, the same without the reports about some milestones, and which these are.

    The milestones are due and in a state.
    """
    snapshot = world.snapshot
    found = snapshot.milestones
    eligible = found.loc[found["is_due"] & (found["state"] == state), "milestone_id"].tolist()
    chosen = [name for name in eligible if draw.draw(st.booleans())]
    quiet = without(world.dataset, world.dataset.reports["milestone_id"].isin(chosen))
    return snapshot, Snapshot.on(quiet, world.day), chosen


def cells(snapshot: Snapshot) -> pd.Series:
    """The word of every country and priority."""
    return measures.matrix(snapshot.milestones, snapshot.dataset, COUNTRIES, PRIORITIES)["cell"]


def tally(states: Iterable[str]) -> list[int]:
    """How many there are of each state."""
    found = Counter(states)
    return [found[state] for state in State]


# Law 1: every milestone is counted, in one state


@law
@given(worlds(), filters)
def test_states_and_groups_add_up_to_the_total_for_any_choice(
    world: World, chosen: Filters
) -> None:
    selection = choose(world.snapshot, chosen)
    milestones = selection.milestones
    assert milestones["milestone_id"].is_unique
    row = measures.total(milestones)
    assert [row[state] for state in State] == tally(milestones["state"])
    assert row["applicable"] == sum(row[state] for state in APPLICABLE)
    others = (State.IN_PLACE, State.NOT_APPLICABLE, State.WITHDRAWN)
    assert len(milestones) == row["applicable"] + sum(row[state] for state in others)
    assert 0 <= row["delivered"] <= row["due"] <= row["applicable"]
    headline = measures.headline(row)
    assert headline.low <= headline.high <= row["applicable"]
    for by, groups in {
        "priority_id": PRIORITIES,
        "kind": KINDS,
        "part_id": list(selection.parts.index),
    }.items():
        assert measures.added(measures.counts(milestones, by, groups)) == row
    names = [*State, "applicable"]
    assert selection.parts[names].sum().to_dict() == {name: row[name] for name in names}
    statuses = measures.statuses(selection.parts, "kind", KINDS)
    assert sum(map(sum, (row.values() for row in statuses.values()))) == len(selection.parts)


# Law 2: a missing report makes nothing better, nobody worse, and the range wider


@law
@given(worlds(), place, st.data())
def test_missing_reports_of_what_was_not_achieved_only_widen_the_range(
    world: World, chosen: Filters, draw: st.DataObject
) -> None:
    reported, quiet, names = silenced(world, State.NOT_ACHIEVED_DUE, draw)
    before, after = choose(reported, chosen), choose(quiet, chosen)
    fallen = set(names) & set(before.milestones["milestone_id"])
    assert set(after.milestones.loc[after.milestones["milestone_id"].isin(names), "state"]) <= {
        State.NO_REPORT_DUE
    }
    old, new = (
        measures.headline(measures.total(selection.milestones)) for selection in (before, after)
    )
    assert (new.completed.count, new.completed.of) == (old.completed.count, old.completed.of)
    assert (new.delivered.count, new.delivered.of) == (old.delivered.count, old.delivered.of)
    assert new.low == old.low
    assert new.high - new.low == old.high - old.low + len(fallen)
    assert new.coverage.count == old.coverage.count - len(fallen)


@law
@given(worlds(), st.sampled_from([State.NOT_ACHIEVED_DUE, State.AWAITING]), st.data())
def test_missing_reports_put_nobody_behind_and_delay_no_part(
    world: World, state: State, draw: st.DataObject
) -> None:
    before, after, _ = silenced(world, state, draw)
    newly_behind = (cells(after) == "behind") & (cells(before) != "behind")
    assert not newly_behind.any()
    was, now = before.parts["status"].isin(HELD_UP), after.parts["status"].isin(HELD_UP)
    assert not (now & ~was).any()
    worse = (after.parts["status"] == Status.SERIOUSLY_DELAYED) & (
        before.parts["status"] != Status.SERIOUSLY_DELAYED
    )
    assert not worse.any()


# Law 3: a total counts once, a list counts under everyone


@law
@given(worlds(), filters)
def test_marks_of_a_cell_are_its_milestones_and_all_marks_are_those_of_the_choice(
    world: World, chosen: Filters
) -> None:
    snapshot = world.snapshot
    milestones = choose(snapshot, chosen).milestones
    marks = measures.milestones_in_cells(milestones, snapshot.dataset, COUNTRIES, PRIORITIES)
    table = measures.matrix(milestones, snapshot.dataset, COUNTRIES, PRIORITIES)
    states = dict(zip(milestones["milestone_id"], milestones["state"], strict=True))
    cells: dict[tuple[str, str], list[str]] = {}
    for country, priority, name in marks:
        cells.setdefault((country, priority), []).append(name)
    for key, cell in table.iterrows():
        found = cells.get(key, [])
        assert len(found) == len(set(found))
        expected = [0 if state in OUT else cell[state] for state in State]
        assert tally(states[name] for name in found) == expected
    listed = measures.explode_by_participant(
        milestones[~milestones["state"].isin(OUT)], snapshot.dataset
    )
    assert {name for *_, name in marks} == set(listed["milestone_id"])
    order = [COUNTRIES.index(country) for country, *_ in marks]
    assert order == sorted(order)


# Law 7: every state, status and cell follows from the published rules


@law
@given(worlds())
def test_states_and_statuses_follow_from_the_rules(world: World) -> None:
    snapshot = world.snapshot
    states = oracle.states(world.dataset, world.day)
    assert snapshot.milestones.set_index("milestone_id")["state"].to_dict() == states
    changes = oracle.rows(world.dataset.date_changes)
    rows = oracle.rows(world.dataset.milestones)
    dues = {row["milestone_id"]: oracle.due_on(row, changes, world.day) for row in rows}
    parts: dict[str, list[tuple[str, date | None]]] = {}
    for row in oracle.rows(snapshot.milestones):
        due = dues[row["milestone_id"]]
        parts.setdefault(row["part_id"], []).append((row["state"], due))
        assert (row["due_on"], row["is_due"]) == (due, due is not None and due <= world.day)
        outstanding = row["state"] in (State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE)
        assert row["delay_days"] == ((world.day - due).days if outstanding and due else None)
    deadlines = [row["deadline_on"] for row in oracle.rows(world.dataset.rounds)] or None
    assert snapshot.parts.index.tolist() == list(parts)
    for code, found in snapshot.parts.iterrows():
        milestones = parts[str(code)]
        assert (found["rule"], found["status"]) == oracle.part(milestones, world.day, deadlines)
        assert [found[state] for state in State] == tally(state for state, _ in milestones)
        late = (due for state, due in milestones if state == State.NOT_ACHIEVED_DUE and due)
        longest = max(((world.day - due).days for due in late), default=None)
        assert (None if pd.isna(found["longest_delay"]) else found["longest_delay"]) == longest
        assert RULES[found["status"]] == found["rule"]


@law
@given(worlds())
def test_cells_follow_from_the_rules(world: World) -> None:
    found = world.milestones
    partners = oracle.rows(world.dataset.action_participants)
    listed: dict[tuple[str, str], list[Any]] = {
        (country, code): [] for country in COUNTRIES for code in PRIORITIES
    }
    actions: dict[tuple[str, str], set[str]] = {key: set() for key in listed}
    for row in oracle.rows(found):
        mine = (pair for pair in partners if pair["action_id"] == row["action_id"])
        everyone = [pair["participant_id"] for pair in mine]
        for country in [row["participant_id"]] if row["participant_id"] else everyone:
            silent_together = not row["participant_id"] and row["state"] == State.NO_REPORT_DUE
            due = None if silent_together else row["due_on"]
            listed[country, row["priority_id"]].append((row["state"], due))
            actions[country, row["priority_id"]].add(row["action_id"])
    table = measures.matrix(found, world.dataset, COUNTRIES, PRIORITIES)
    for key, milestones in listed.items():
        states = [state for state, _ in milestones if state in APPLICABLE]
        reached = sum(state in (State.CONFIRMED, State.AWAITING) for state in states)
        cell = table.loc[key]
        joint_silent = sum(
            state == State.NO_REPORT_DUE and due_on is None for state, due_on in milestones
        )
        assert cell["cell"] == oracle.cell(milestones, joint_silent, world.day)
        assert (cell["reached"], cell["open"]) == (reached, len(states) - reached)
        assert cell["actions"] == len(actions[key])


# What a reader chooses, and the day


@law
@given(worlds())
def test_what_became_known_after_the_day_changes_nothing(world: World) -> None:
    earlier = without(world.dataset, world.dataset.reports["reported_on"] > pd.Timestamp(world.day))
    moves = earlier.date_changes
    known = moves[moves["known_on"] <= pd.Timestamp(world.day)]
    earlier = replace(earlier, tables={**earlier.tables, "date_changes": known})
    pd.testing.assert_frame_equal(milestone_states(earlier, world.day), world.milestones)


# Law 11: another source never lowers what was reached


@law
@given(worlds(), st.data())
def test_adding_a_source_never_lowers_what_was_reached(world: World, draw: st.DataObject) -> None:
    before = world.milestones
    reached = before[before["state"].isin(ACHIEVED)]
    if reached.empty:
        return
    name = draw.draw(st.sampled_from(reached["milestone_id"].tolist()))
    report = draw.draw(st.sampled_from([confirmed, awaiting]))
    more = frame("reports", [{"report_id": "MORE", **report(name, world.day.isoformat())}])
    reports = pd.concat([world.dataset.reports, more], ignore_index=True)
    changed = replace(world.dataset, tables={**world.dataset.tables, "reports": reports})
    after = milestone_states(changed, world.day)
    assert after["state"].isin(ACHIEVED).sum() == len(reached)
    assert (after["state"] == State.CONFIRMED).sum() >= (before["state"] == State.CONFIRMED).sum()


@law
@given(worlds(), filters)
def test_what_is_context_is_listed_on_demand_and_counted_nowhere(
    world: World, chosen: Filters
) -> None:
    snapshot = world.snapshot
    plain, wide = choose(snapshot, chosen), choose(snapshot, chosen.with_(context=True))
    assert measures.total(wide.milestones) == measures.total(plain.milestones)
    assert wide.actions["action_id"].tolist() == plain.actions["action_id"].tolist()
    assert set(plain.listed["link"]) <= set(COUNTED)
    assert plain.aside == (~wide.listed["link"].isin(COUNTED)).sum()
