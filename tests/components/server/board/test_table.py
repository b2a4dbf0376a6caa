"""A table as its script gets it: words, keys and addresses made before, nothing left to count."""

import orjson
import pandas as pd
import pytest

from components.layout.card import Card, SortableTable
from components.server.board import table
from components.view.view import open_view
from data.text import words

PUBLISHERS = {"Source": ["A ministry", "", "Paper"]}


def card(frame, order=None, opens=""):
    return Card(
        "key",
        "A title",
        "",
        "method",
        SortableTable(frame, order or {}, publishers=PUBLISHERS),
        opens=opens,
    )


def view(language="en"):
    return open_view("overview", language, {"priority": ["P1"]})


ROWS = pd.DataFrame(
    {
        "Title": ["Agreement", "Plan", None],
        "When": ["5 March 2025", "2024", ""],
        "Number": [1_204, None, 3],
        "Source": ["https://www.example.org/page", "", "http://paper.example"],
    },
    index=pd.Index(["A001", "A002", "A003"]),
)
KEYS = {"When": ["2025-03-05", "2024", ""]}


def test_each_column_has_its_type_and_words_and_only_others_than_texts_have_keys():
    made = table.render(card(ROWS, KEYS), view())
    assert [one.type for one in made.columns] == ["text", "date", "number", "address"]
    assert [one.keys for one in made.columns] == [
        None,
        ["2025-03-05", "2024", ""],
        [1204, None, 3],
        None,
    ]
    assert made.columns[1].sort == "Sort by When"
    assert made.label == "A title"


@pytest.mark.parametrize(
    ("language", "number"), [("en", "1,204"), ("es", "1.204"), ("pt", "1.204")]
)
def test_cells_are_written_words_and_a_missing_one_is_blank(language, number):
    t = words.words(language)
    rows = table.render(card(ROWS), view(language)).rows
    assert rows[0].cells[2] == t.number(1204) == number
    assert rows[1].cells[2] == rows[2].cells[0] == ""


def test_an_address_is_shown_by_its_publisher_and_codes_are_in_files_alone():
    known = ROWS.assign(Code=ROWS.index, Publisher=["A ministry", "", "Paper"])
    columns = table.render(card(known), view()).columns
    assert [one.name for one in columns] == list(ROWS.columns)
    assert [one.publishers for one in columns] == [None] * 3 + [PUBLISHERS["Source"]]


def test_rows_lead_on_from_the_first_text_and_keep_the_choice():
    made = table.render(card(ROWS, opens="action"), view())
    assert made.lead == 0
    assert made.rows[0].address == "actions?priority=P1&lang=en&action=A001"
    without = table.render(card(ROWS), view())
    assert without.lead == -1
    assert not any(row.address for row in without.rows)


@pytest.mark.parametrize("kind", table.OPENS)
def test_a_row_leads_to_the_page_of_what_it_is(kind):
    made = table.render(card(ROWS, opens=kind), view())
    page = {"country": "countries", "priority": "priorities"}.get(kind, f"{kind}s")
    assert made.rows[0].address.startswith(f"{page}?")
    assert f"{kind}=A001" in made.rows[0].address


def test_a_row_without_a_code_leads_nowhere():
    frame = ROWS.set_axis(pd.Index(["A001", None, "A003"]))
    rows = table.render(card(frame, opens="action"), view()).rows
    assert [bool(row.address) for row in rows] == [True, False, True]


def test_what_is_too_long_for_a_browser_says_so():
    made = table.render(card(pd.DataFrame({"a": range(1_001)})), view())
    assert len(made.rows) == 1_000
    assert made.more == words.words("en")("html.rows", shown=1_000, n=1_001)
    assert not table.render(card(ROWS), view()).more


def test_a_table_without_rows_has_its_columns():
    made = table.render(card(ROWS.head(0), opens="action"), view())
    assert made.rows == []
    assert [one.name for one in made.columns] == list(ROWS.columns)


def test_what_is_made_is_plain_json():
    assert orjson.loads(orjson.dumps(table.render(card(ROWS, KEYS, "action"), view("es"))))
