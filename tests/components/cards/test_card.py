"""Which columns of a table hold addresses."""

import pandas as pd

from components.cards.card import Card


def test_addresses_are_links_even_where_the_first_is_missing():
    card = Card(
        "key",
        "title",
        "subtitle",
        "method",
        pd.DataFrame({"a": [None, "https://example.org"], "b": ["no https://", "x"]}),
    )
    assert card.links == ["a"]
