"""A column of dates sorts by when it was, not by how it is written, in every language."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

import dashboard
from components.layout import column, tables
from components.layout.card import Card, SortableTable
from components.layout.column import Column
from components.view.view import open_view
from data.text import words
from tests.support import shapes
from tests.support.opened import content_of

LANGUAGES = words.languages()


@cache
def ordered(language):
    """Every card of the exercise whose table has an order of its own: page and key to card."""
    found = {}
    for page in dashboard.PAGES:
        view = open_view(page, language, {"dataset": ["exercise"]})
        own = {"behind": "due"} if page == "overview" else {}
        cards = content_of(view, own).cards
        found |= {(page, card.key): card for card in cards if card.sortable.order}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_has_a_key_and_a_date_that_is_written_has_one_that_is_not_blank(language):
    for name, card in ordered(language).items():
        for heading, keys in card.sortable.order.items():
            cells = card.table[heading].tolist()
            assert len(keys) == len(cells), name
            assert len({type(key) for key in keys}) <= 1, name
            if keys and isinstance(keys[0], str):
                assert [key != "" for key in keys] == [cell != "" for cell in cells], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_sorts_the_same_in_each_language(language):
    english = ordered("en")
    for name, card in ordered(language).items():
        ours, theirs = (list(one.sortable.order.values()) for one in (card, english[name]))
        assert [sorted(keys) for keys in ours] == [sorted(keys) for keys in theirs], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_known_to_a_year_a_month_or_a_day_sort_by_when_they_were(language):
    known = [
        ("2024-12-31", "day"),
        ("2025-01-01", "year"),
        ("2025-01-01", "month"),
        ("2025-01-01", "day"),
        ("2025-01-31", "day"),
        ("2025-02-01", "month"),
        ("2025-04-01", "quarter"),
        ("2025-12-05", "day"),
        ("2026-01-01", "year"),
    ]
    rows = [{"on": pd.Timestamp(day), "precision": precision} for day, precision in known]
    view = open_view("overview", language, {})
    made = column.table(view, rows, [column.date(view, "column.date", "on", "precision")])
    (name,) = made.frame
    assert made.order[name] == sorted(set(made.order[name]))
    assert len(made.order[name]) == len(rows)
    assert list(made.frame[name]) != sorted(made.frame[name])


def test_states_sort_in_the_order_of_every_legend():
    view = open_view("overview", "en", {})
    names = ("withdrawn", "before_or_since", "in_place", "confirmed", "not_due")
    made = column.table(view, [{"state": name} for name in names], [column.state(view)])
    assert list(made.order.values()) == [[8, 6, 5, 0, 4]]


def test_a_table_has_the_code_of_each_row_and_no_optional_column_that_says_nothing():
    view = open_view("overview", "en", {})
    columns = [
        column.stored("column.title", "title"),
        column.date(view, "column.date", "on", optional=True),
        Column("column.note", lambda row: row["note"], optional=True),
    ]
    rows = [
        {"code": "A1", "title": "One", "on": None, "note": ""},
        {"code": "A2", "title": "Two", "on": None, "note": ""},
    ]
    made = column.table(view, rows, columns, "code")
    assert made.frame.to_dict("index") == {"A1": {"Title": "One"}, "A2": {"Title": "Two"}}
    assert made.frame.index.name == "code"
    assert made.order == {}
    rows[1]["on"] = pd.Timestamp("2026-05-04")
    made = column.table(view, rows, columns, "code")
    assert list(made.frame["Date"]) == ["", view.t.short_date(rows[1]["on"])]
    assert made.order == {"Date": ["", "2026-05-04"]}


def test_a_table_that_is_made_later_keeps_its_order():
    made = []

    def make():
        made.append(1)
        return SortableTable(pd.DataFrame({"a": ["May", "June"]}), {"a": ["2025-05", "2025-06"]})

    card = Card("key", "title", "subtitle", "method", make)
    assert made == []
    assert card.sortable.order == {"a": ["2025-05", "2025-06"]}
    assert list(card.table["a"]) == ["May", "June"]
    assert made == [1]


def test_a_translated_title_goes_before_a_short_name_that_is_not():
    view = open_view("priorities", "es", {})
    texts = view.dataset.tables["texts"]
    changed = shapes.with_tables(view.dataset, texts=texts[texts["field"] != "short"])
    names = tables.short_titles(replace(view, dataset=changed))
    assert names == tables.priority_titles(view) != tables.short_titles(view)
