"""A table as CSV, and its description: one flat table, for a program or for a spreadsheet."""

import csv
import io
import json

import pandas as pd
import pytest

from components.cards import csvw
from components.cards.csvw import CsvColumn
from components.view import view as views

FRAME = pd.DataFrame(
    {
        "name": ["Perú; Ñuble", '=HYPERLINK("x")', None],
        "share": [0.5, 1.25, None],
        "due": [True, False, None],
    },
    dtype=object,
)


def test_a_program_reads_plain_utf_8_with_commas():
    content = csvw.to_csv(FRAME)
    assert (
        content.decode()
        == 'name,share,due\r\nPerú; Ñuble,0.5,true\r\n"\'=HYPERLINK(""x"")",1.25,false\r\n,,\r\n'
    )


def test_a_spreadsheet_in_spanish_reads_semicolons_decimal_commas_and_accents():
    content = csvw.to_csv(FRAME, csvw.SPREADSHEET)
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[:3] == [
        ["name", "share", "due"],
        ["Perú; Ñuble", "0,5", "true"],
        ['\'=HYPERLINK("x")', "1,25", "false"],
    ]


@pytest.mark.parametrize(("dataset", "licence"), [("record", csvw.LICENCE), ("own", None)])
def test_the_file_beside_says_what_stands_in_each_column_and_where_it_comes_from(
    dataset, licence, tmp_path, monkeypatch
):
    if dataset == "own":
        from tests.support import small

        monkeypatch.setenv("ROADMAP_DATA", str(small.write(tmp_path / dataset)))
    view = views.open_view("data", "es", {})
    about = csvw.imprint(view, "/files/x.csv?lang=es")
    columns = [
        CsvColumn("action_id", "string", "The action", blank=False),
        CsvColumn("share", "number", "A share"),
    ]
    told = json.loads(csvw.describe(about, columns, csvw.SPREADSHEET))
    assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "es"}]
    assert told["url"] == "/files/x.csv?lang=es"
    assert told["notes"][0]["as_of"] == view.as_of.isoformat()
    assert told["dialect"]["delimiter"] == ";"
    assert told.get("dc:license") == (licence and {"@id": licence})
    first, second = told["tableSchema"]["columns"]
    assert (first["name"], first["titles"], first["datatype"], first["required"]) == (
        "action_id",
        "action_id",
        "string",
        True,
    )
    assert (second["datatype"], second["required"]) == (
        {"base": "number", "format": {"decimalChar": ","}},
        False,
    )
