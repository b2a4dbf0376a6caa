"""Folders of rounds are read again at each step, though few of their files change."""

import pytest


@pytest.fixture(autouse=True)
def _each_content_is_read_once(each_content_is_read_once: None) -> None:
    """What a table says depends on its bytes alone."""
