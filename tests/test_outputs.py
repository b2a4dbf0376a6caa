"""What readers get stays: a change of the inside changes no document, answer, figure or page.

If this fails and the change is meant: run `python -m tests.outputs FOLDER` before and after,
compare the folders, then run `python -m tests.outputs --keep`.
"""

import json

import pytest

from tests import outputs


@pytest.mark.parametrize("group", outputs.groups())
def test_every_output_is_the_same_as_before(group):
    kept = json.loads(outputs.KEPT.read_text("utf-8"))[group]
    assert outputs.hashes(group) == kept
