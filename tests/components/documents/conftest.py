"""What the tests of documents share: the record with other titles, written once."""

from functools import cache

import pytest

from tests.support import hostile


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory):
    """The folder of the record with titles of a kind, which no test changes."""

    @cache
    def folder(kind):
        return hostile.write(tmp_path_factory.mktemp("hostile") / kind, kind)

    return folder


@pytest.fixture
def hostile_titles(hostile_folder, monkeypatch):
    """Makes the record with titles of a kind the dataset that is shown first."""
    return lambda kind: monkeypatch.setenv("ROADMAP_DATA", str(hostile_folder(kind)))
