"""What leaves the server holds what its readers may see, and is marked for them."""

import pytest

from data.model import Audience
from tests.support.opened import view_of


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTICIPANTS])
def test_a_view_for_an_audience_has_no_row_that_is_marked_higher_and_says_for_whom_it_is(audience):
    whole = view_of("overview", dataset="exercise", country="BRA")
    seen = whole.seen_by(audience)
    shown = seen.selection.actions["marking"]
    assert set(shown) == set(audience.markings)
    assert len(shown) < len(whole.selection.actions)
    assert seen.dataset.audience == audience
    assert "secretariat" in whole.marking and "secretariat" not in seen.marking
    assert seen.seen_by(Audience.SECRETARIAT) is seen
