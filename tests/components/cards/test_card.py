"""What a table does with its columns before it is shown."""

import pandas as pd

from components.cards.card import Card

LONG, SHORT = "a long text that says why it was so " * 4, "short"


def table(**columns):
    return Card(
        "key",
        "title",
        "subtitle",
        "method",
        pd.DataFrame({name: [cell] for name, cell in columns.items()}),
    )


def test_in_a_wide_table_long_texts_leave_room_for_the_columns_after_them():
    card = table(
        a=LONG,
        b=SHORT,
        c=1,
        d="https://example.org/" + "x" * 200,
        e=LONG,
        f=SHORT,
        g=SHORT,
        h=SHORT,
    )
    assert set(card.column_widths) == {"a", "e"}
    assert sum(card.column_widths.values()) <= 320


def test_in_a_narrow_table_nothing_is_cut():
    assert table(a=LONG, b=LONG, c=SHORT).column_widths == {}


def test_a_name_further_down_than_the_browser_measures_is_not_cut():
    names = ["Perú"] * 14 + ["República Dominicana", "Uruguay"]
    card = Card(
        "key",
        "title",
        "subtitle",
        "method",
        pd.DataFrame({"País": names, **{column: [1] * 16 for column in "abcde"}}),
    )
    assert 7 * len("República Dominicana") < card.column_widths["País"] < 190
    first = Card("key", "title", "subtitle", "method", card.table[::-1])
    assert first.column_widths == {}


def test_addresses_are_links_even_where_the_first_is_missing():
    card = Card(
        "key",
        "title",
        "subtitle",
        "method",
        pd.DataFrame({"a": [None, "https://example.org"], "b": ["no https://", "x"]}),
    )
    assert card.links == ["a"]
