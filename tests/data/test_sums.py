"""What each number is the sum of: the parts add up, and nothing is counted twice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import measures
from data.model import APPLICABLE, REACHED, Plan, State
from tests.support.build import action, confirmed, milestone, snapshot


def row(numbers):
    """One row of `counts`: what is late or silent is due, and half of what was reached."""
    states = dict(zip(map(str, State), numbers, strict=True))
    late = states[State.NOT_ACHIEVED_DUE] + states[State.NO_REPORT_DUE]
    delivered, waiting = states[State.CONFIRMED] // 2, states[State.AWAITING] // 2
    return states | {
        "applicable": sum(states[state] for state in APPLICABLE),
        "due": late + delivered + waiting,
        "delivered": delivered,
        "expected": 0,
        "on_time": 0,
    }


ROWS = st.lists(st.integers(0, 500), min_size=len(State), max_size=len(State)).map(row)


@pytest.mark.parametrize("plan", Plan)
@given(counted=ROWS)
def test_each_number_is_the_sum_of_its_parts(plan, counted):
    for name, (whole, parts) in measures.sums(plan, counted).items():
        assert whole == sum(parts.values()), name
        assert all(number >= 0 for number in parts.values()), name


@given(counted=ROWS)
def test_all_milestones_are_all_states(counted):
    for plan in Plan:
        assert measures.sums(plan, counted)["milestones"].whole == sum(
            counted[state] for state in State
        )


def test_a_joint_milestone_is_listed_under_each_partner_and_one_elsewhere_under_none():
    found = snapshot(
        [action("A1", "XAA", "XBB"), action("A2", "XCC")],
        [milestone("J", "A1", "2025-12-31"), milestone("C", "A2", "2025-12-31")],
        [confirmed("J", "2026-01-15")],
    )
    times = measures.times_listed(found.milestones, found.dataset, ["XAA", "XBB"])
    expected = pd.DataFrame({"milestones": [1, 1], "listed": [0, 2]}, index=[0, 2])
    assert times.to_dict() == expected.to_dict()
    assert set(found.milestones["state"]) & set(REACHED)
