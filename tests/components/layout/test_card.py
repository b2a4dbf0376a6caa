"""Which columns of a table hold addresses."""

import pandas as pd

from components.layout.card import Card


def test_addresses_are_links_even_where_the_first_is_missing():
    card = Card(
        "key",
        "title",
        "subtitle",
        "method",
        pd.DataFrame(
            {
                "Source": [None, "https://example.org"],
                "url": ["no https://", "x"],
                "Title": ["https://example.org", "x"],
            }
        ),
    )
    assert card.links == ["Source"], "a title that begins like an address is none"
