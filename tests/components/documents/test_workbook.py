"""The workbook, read back by openpyxl: the numbers of the measures, dates as exactly as known."""

import io

import openpyxl
import pandas as pd
import pytest

from components.documents import imprint
from components.documents.workbook import xlsx
from components.view.view import open_view
from data import selection
from data.model import Plan
from data.text import words
from tests.support import shapes, small
from tests.test_counts import rows

LANGUAGES = words.languages()
HEADER = xlsx.ABOVE + 1
"""Row of the column names, counted from 1 as openpyxl does."""
TABLES = [
    "figures",
    "matrix",
    "actions",
    "parts",
    "milestones",
    "reports",
    "evidence",
    "meetings",
    "changes",
    "revisions",
    "sources",
    "columns",
]
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "two countries, one priority": {"country": ["ECU", "BRA"], "priority": ["P4"]},
    "a day": {"as_of": ["2025-03-05"]},
    "edition": {"edition": ["III-EU-CLASI"]},
    "exercise": {"dataset": ["exercise"]},
    "exercise, silent": {"dataset": ["exercise"], "status": ["no_report"]},
    "nothing": {"country": ["URY"], "kind": ["legislation"], "priority": ["P5"]},
}


def view_of(language="en", **query):
    return open_view("overview", language, query)


READ = {}
"""Workbooks read before. Tests that change a workbook may not use one of these."""


def read(view, *, formulas=False):
    """The workbook of a view, with the stored values instead of formulas; and its address."""
    address = f"https://roadmap.example{view.address('/overview')}"
    key = (view.key, address, formulas)
    if key not in READ:
        READ[key] = openpyxl.load_workbook(
            io.BytesIO(xlsx.make(view, address)), data_only=not formulas
        )
    return READ[key], address


def table(book, view, key):
    """A sheet as a frame of what its cells hold."""
    sheet = book[view.t(f"workbook_sheet.{key}")]
    names, *cells = sheet.iter_rows(min_row=HEADER, values_only=True)
    return pd.DataFrame(cells, columns=names, dtype=object)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_of_an_open_record_has_a_share_a_range_or_a_delay(language):
    """Law 12: no percentage as a number format, no column of a whole that nobody agreed."""
    view = view_of(language)
    t, (book, _) = view.t, read(view)
    formats = {
        cell.number_format for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    }
    assert not [one for one in formats if "%" in one]
    names = (
        "headline.range_low",
        "headline.coverage",
        "column.applicable",
        "column.delay",
        "workbook.longest_delay",
        "workbook.completed_share",
    )
    heads = {str(cell.value) for sheet in book.worksheets[1:-1] for cell in sheet[HEADER]}
    assert heads & {t(name) for name in names} == set()


def test_actions_of_the_context_are_listed_where_they_are_asked_for_and_counted_nowhere():
    without, with_it = (
        shapes.view_of(shapes.whole(Plan.OPEN), filters=selection.Filters(context=context))
        for context in (False, True)
    )
    assert list(table(read(without)[0], without, "actions")["Code"]) == ["A1", "A2", "A4"]
    listed = table(read(with_it)[0], with_it, "actions").set_index("Code")
    assert list(listed.index) == ["A1", "A2", "A3", "A4"]
    assert listed["Counted"].tolist() == ["yes", "yes", with_it.t("link.not_counted"), "yes"]
    assert listed["Link"].tolist() == [
        with_it.t(f"link.{link}") for link in ("eu", "eu_clasi", "national", "eu_clasi")
    ]
    for key in ("figures", "parts", "milestones", "reports"):
        one, other = (table(read(view)[0], view, key) for view in (without, with_it))
        assert one.equals(other), key


def test_a_correction_says_what_a_row_said_what_it_says_and_why(monkeypatch, tmp_path):
    monkeypatch.setenv("ROADMAP_DATA", str(small.write(tmp_path / "small")))
    view = view_of()
    book, _ = read(view)
    found = table(book, view, "revisions").set_index("Code")
    row = found.loc["V1"]
    assert [row[name] for name in ("Row", "What changed", "Previously", "Now", "Reason")] == [
        *(
            "A1",
            "participants",
            "Brazil took part",
            "Brazil does not take part",
            "Brazil denied it",
        ),
    ]
    assert row["Type"] == view.t("revision.corrected")
    assert found.loc["V2", "Former code"] == "A9"
    assert row["Source"] in set(table(book, view, "sources")["Code"])
    denied = table(book, view, "actions").set_index("Code")["Denied taking part"]
    assert denied["A1"] == "Brazil (Apr 2025, S3)"
    assert pd.isna(denied["A2"]) or denied["A2"] == ""


def test_reports_are_those_known_by_the_cut_off():
    view = view_of(as_of=["2025-03-05"])
    found = table(read(view)[0], view, "reports")
    counted = set(view.selection.milestones["milestone_id"])
    known = [
        row
        for row in rows("reports")
        if row["reported_on"] <= "2025-03-05" and row["milestone_id"] in counted
    ]
    assert sorted(found["Code"]) == sorted(row["report_id"] for row in known)
    assert len(known) > 10


def test_before_the_first_meeting_there_is_nothing_to_compare_with():
    view = view_of(as_of=["2020-01-01"])
    book, _ = read(view)
    assert view.t("changes.choose_day") in book["Changes"].cell(3, 1).value
    assert len(table(book, view, "changes")) == 0


def test_a_footer_never_grows_longer_than_excel_takes():
    everybody = view_of().allowed["country"]
    view = view_of("es", country=everybody)
    assert len(imprint.line(view, "")) > xlsx.LONGEST_FOOTER
    for sheet in read(view)[0].worksheets:
        whole = sum(
            len(part.text or "")
            for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right)
        )
        assert 50 < whole < xlsx.LONGEST_FOOTER - len("&L&C&R")
