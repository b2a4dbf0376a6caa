"""What pages, documents and answers are kept by: one key for each state of a view."""

from dataclasses import replace

import pytest

from components.view import stores
from components.view.view import open_view

QUERIES = [
    {},
    {"country": ["ECU"]},
    {"as_of": ["2026-03-01"]},
    {"edition": ["III-EU-CLASI"]},
    {"dataset": ["exercise"]},
]


def test_the_same_address_has_the_same_key_and_another_one_another():
    views = [open_view("overview", t, query) for t in ("en", "es") for query in QUERIES]
    again = [open_view("overview", t, query) for t in ("en", "es") for query in QUERIES]
    assert [view.state_key for view in views] == [view.state_key for view in again]
    assert len({view.state_key for view in views}) == len(views)


@pytest.mark.parametrize("query", [{}, {"edition": ["III-EU-CLASI"]}])
def test_a_new_edition_changes_the_key_since_views_are_compared_with_it(monkeypatch, query):
    view = open_view("overview", "en", query)
    before, entries = view.state_key, view.entries
    monkeypatch.setattr(
        stores,
        "entries_in",
        lambda _: [*entries, replace(entries[0], checksum="0" * 64)],
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
