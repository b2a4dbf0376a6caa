"""The closed sets of the method: who may see what."""

import pytest

from data.model import Clearance


@pytest.mark.parametrize(
    ("clearance", "seen"),
    [
        (Clearance.PUBLIC, {"public"}),
        (Clearance.PARTICIPANTS, {"public", "participants"}),
        (Clearance.SECRETARIAT, {"public", "participants", "secretariat"}),
    ],
)
def test_each_clearance_sees_its_own_marking_and_those_before_it(clearance, seen):
    markings = Clearance.SECRETARIAT.markings
    assert {marking for marking in markings if clearance.may_see(marking)} == seen
    assert clearance.is_public == (seen == {"public"})


def test_a_marking_that_does_not_exist_is_shown_to_nobody():
    assert not any(clearance.may_see("unknown") for clearance in Clearance)
