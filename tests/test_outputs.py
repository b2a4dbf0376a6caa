"""What a reader gets is what a reader got: a change of the inside changes no document, answer, figure or page.

Where this fails and the change is meant: `python -m tests.outputs FOLDER` before and after, compare the folders,
then `python -m tests.outputs --keep`.
"""

import json

import pytest

from tests import outputs


@pytest.mark.parametrize("group", outputs.groups())
def test_every_output_is_the_same_as_before(group):
    kept = json.loads(outputs.KEPT.read_text("utf-8"))[group]
    assert outputs.hashes(group) == kept
