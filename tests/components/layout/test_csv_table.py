"""A table as CSV: one flat table, for a program or for a spreadsheet."""

import csv
import io

import pandas as pd

from components.layout import csv_table

FRAME = pd.DataFrame(
    {
        "name": ["Perú; Ñuble", '=HYPERLINK("x")', None],
        "share": [0.5, 1.25, None],
        "due": [True, False, None],
    },
    dtype=object,
)


def test_a_program_reads_plain_utf_8_with_commas():
    content = csv_table.to_csv(FRAME)
    assert (
        content.decode()
        == 'name,share,due\r\nPerú; Ñuble,0.5,true\r\n"\'=HYPERLINK(""x"")",1.25,false\r\n,,\r\n'
    )


def test_a_spreadsheet_in_spanish_reads_semicolons_decimal_commas_and_accents():
    content = csv_table.to_csv(FRAME, csv_table.SPREADSHEET)
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[:3] == [
        ["name", "share", "due"],
        ["Perú; Ñuble", "0,5", "true"],
        ['\'=HYPERLINK("x")', "1,25", "false"],
    ]
