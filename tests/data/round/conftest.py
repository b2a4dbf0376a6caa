"""What is known of one state of a folder on a day is asked several times by each step."""

from typing import Any

import pytest

from data.selection import Snapshot

KNOWN: dict[tuple[Any, ...], Snapshot] = {}
"""By the fingerprint of the dataset and the days."""


@pytest.fixture(autouse=True)
def _each_state_is_known_once(monkeypatch: pytest.MonkeyPatch) -> None:
    on = Snapshot.on

    def known(dataset, *days):
        key = (dataset.fingerprint, *days)
        if key not in KNOWN:
            KNOWN[key] = on(dataset, *days)
        return KNOWN[key]

    monkeypatch.setattr(Snapshot, "on", known)
