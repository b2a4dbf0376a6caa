"""How often a milestone is listed; that numbers are sums of their parts is asserted of each card.

`tests/support/sums.py` does so in tests/test_one_number.py and tests/test_worlds.py.
"""

import pandas as pd

from data import measures
from data.model import REACHED
from tests.support.build import action, confirmed, milestone, snapshot


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
