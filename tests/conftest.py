"""What several tests share: the pages as the board shows them, and the record made hostile."""

import os
from functools import cache

import pytest
from hypothesis import settings

from tests.support import hostile, opened, readings

settings.register_profile("same", derandomize=True)
settings.load_profile("same")
"""One commit, one answer: what is drawn depends on the code alone. `--hypothesis-profile=default`
draws anew."""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: those of the browser wait for pages half of the time."""
    return (os.cpu_count() or 1) + 1


def pytest_configure():
    """What a table says depends on its bytes; what is written need not outlive a power cut.

    Modules that ask for a dataset as they are collected read it for all.
    """
    patch = pytest.MonkeyPatch()
    readings.read_each_content_once(patch)
    patch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def open_page():
    """Open a page by name and address: `open_page("overview", lang="es", country=["ECU"])`."""

    def open_by_name(page, **query):
        return opened.open_board(page, query)

    return open_by_name


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
