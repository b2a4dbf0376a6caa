"""What readers get stays: a change of the inside changes no document, answer, figure or page.

If this fails and the change is meant: run `python -m tests.outputs FOLDER` before and after,
compare the folders, then run `python -m tests.outputs --keep`.
"""

import json

import pytest

from tests import outputs


def choice_of(group):
    """So that groups of a choice follow each other: they share what is made of its data."""
    return group.partition("/")[2]


@pytest.mark.parametrize("group", sorted(outputs.groups(), key=choice_of))
def test_every_output_is_the_same_as_before(group):
    kept = json.loads(outputs.KEPT.read_text("utf-8"))[group]
    assert outputs.hashes(group) == kept
