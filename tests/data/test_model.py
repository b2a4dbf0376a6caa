"""The closed sets of the method: who may see what."""

import pytest

from data.model import Audience


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"public"}),
        (Audience.PARTICIPANTS, {"public", "participants"}),
        (Audience.SECRETARIAT, {"public", "participants", "secretariat"}),
    ],
)
def test_each_audience_sees_its_own_marking_and_those_before_it(audience, seen):
    markings = Audience.SECRETARIAT.markings
    assert {marking for marking in markings if audience.may_see(marking)} == seen
    assert audience.is_public == (seen == {"public"})


def test_a_marking_that_does_not_exist_is_shown_to_nobody():
    assert not any(audience.may_see("unknown") for audience in Audience)
