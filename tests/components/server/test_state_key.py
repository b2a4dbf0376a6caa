"""What pages, documents and answers are kept by: one key for each state of a view."""

from dataclasses import replace

import pytest

from components.view import stores
from components.view.view import open_view


@pytest.mark.parametrize("query", [{}, {"edition": ["III-EU-CLASI"]}])
def test_a_new_edition_changes_the_key_since_views_are_compared_with_it(monkeypatch, query):
    view = open_view("overview", "en", query)
    before, entries = view.state_key, view.entries
    monkeypatch.setattr(
        stores, "entries_in", lambda _: [*entries, replace(entries[0], checksum="0" * 64)]
    )
    assert open_view("overview", "en", query).state_key != before


def test_corrected_live_data_change_the_key_of_an_edition_since_it_is_compared_with_them(
    monkeypatch,
):
    view = open_view("overview", "en", {"edition": ["III-EU-CLASI"]})
    before = view.state_key
    corrected = replace(view.live, fingerprint="0" * 64)
    monkeypatch.setattr(stores, "today_in", lambda *_: corrected)
    assert view.state_key != before
