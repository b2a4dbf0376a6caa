"""The workbook, read back by openpyxl: the numbers of the measures, dates as exactly as known."""

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from components.cards import actions as lists
from components.cards import change_starts, changes, overview
from components.documents import imprint
from components.documents.workbook import xlsx
from components.view.view import open_view
from data import contract, selection
from data.evidence import address_of_quote
from data.model import APPLICABLE, Plan
from data.records import record, records
from data.text import words
from tests.support import shapes, small
from tests.support.turns import by_turns
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

PAIRS = by_turns(CHOICES, ("record", "exercise"))
EACH = [pytest.param(language, CHOICES[name], id=f"{name}-{language}") for name, language in PAIRS]
"""Each choice in one language, record and exercise in all."""


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


def test_of_each_step_with_reports_one_of_them_decides():
    view = view_of()
    found = table(read(view)[0], view, "reports")
    decides = set(found.loc[found["Decides"] == "yes", "Code"])
    assert decides == set(view.selection.milestones["report_id"].dropna())


def told(row):
    """What of a row is no word: the code at its head, numbers and days."""
    code = [row[0]] if "-" in str(row[0]) else []
    return str(
        [
            *code,
            *(
                cell
                for cell in row
                if isinstance(cell, int | float | datetime) and not pd.isna(cell)
            ),
        ]
    )


@pytest.mark.parametrize("name", ["record", "exercise"])
def test_every_sheet_has_the_same_numbers_and_days_in_each_language(name):
    held = []
    for language in LANGUAGES:
        view = view_of(language, **CHOICES[name])
        book, _ = read(view)
        held.append(
            {
                key: sorted(told(row) for row in table(book, view, key).itertuples(index=False))
                for key in TABLES
            }
        )
    assert held[0] == held[1] == held[2]
    assert len({row for rows in held[0].values() for row in rows}) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_the_matrix_of_the_screen(language):
    view = view_of(language, dataset=["exercise"])
    shown = overview.matrix(view).table
    assert table(read(view)[0], view, "matrix").to_numpy().tolist() == shown.to_numpy().tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_shown_as_a_month_beside_its_first_and_last_day(language):
    view = view_of(language)
    t, (book, _) = view.t, read(view)
    known = view.selection.milestones
    inexact = records(known[known["achieved_precision"] == "month"])
    listed, name = table(book, view, "milestones").set_index(t("column.id")), t("column.reached_on")
    for row in inexact:
        found, first = listed.loc[row["milestone_id"]], row["achieved_on"]
        assert found[name] == t.short_date(first, "month")
        assert found[t("workbook.first", name=name)] == first.to_pydatetime()
        assert (
            found[t("workbook.last", name=name)] == (first + pd.offsets.MonthEnd()).to_pydatetime()
        )
    assert len(inexact) > 5


@pytest.mark.parametrize(("language", "code"), [("en", "809"), ("es", "240A"), ("pt", "416")])
def test_days_are_days_written_in_the_language(language, code):
    view = view_of(language)
    sheet = read(view)[0][view.t("workbook_sheet.reports")]
    days = [
        cell
        for row in sheet.iter_rows(min_row=HEADER + 1)
        for cell in row
        if isinstance(cell.value, datetime)
    ]
    assert len(days) > 300
    assert {cell.number_format for cell in days} == {f"[$-{code}]d mmm yyyy"}


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


def test_changes_are_those_since_the_last_meeting_that_steers_the_roadmap():
    view = view_of()
    book, _ = read(view)
    found = table(book, view, "changes")
    listed = changes.change_rows(view, change_starts.last_meeting(view))
    assert [day.date() for day in found["Known on"]] == [day.date() for day in listed["on"][::-1]]
    assert (
        record(view.dataset.meetings, "meeting_id", "M14")["title"]
        in book["Changes"].cell(3, 1).value
    )


def test_before_the_first_meeting_there_is_nothing_to_compare_with():
    view = view_of(as_of=["2020-01-01"])
    book, _ = read(view)
    assert view.t("changes.choose_day") in book["Changes"].cell(3, 1).value
    assert len(table(book, view, "changes")) == 0


def test_the_actions_say_of_milestones_what_the_list_on_the_screen_says():
    view = view_of(dataset=["exercise"])
    found = table(read(view)[0], view, "actions")
    counted = {}
    for row in records(view.selection.milestones):
        reached, of = counted.get(row["action_id"], (0, 0))
        if row["state"] in APPLICABLE:
            counted[row["action_id"]] = (
                reached + (row["state"] in ("confirmed", "awaiting")),
                of + 1,
            )
    shown = lists.actions(view, view.selection.actions).table["Milestones reached"]
    for code, reached, of in zip(
        found["Code"], found["Milestones reached"], found["Applicable"], strict=True
    ):
        assert (reached, of) == counted.get(code, (0, 0))
        assert shown[code] == (
            view.t("headline.of", count=reached, of=of) if code in counted else ""
        )


def test_a_source_is_listed_where_a_row_names_it():
    view = view_of(country=["ECU"])
    book, _ = read(view)
    listed = set(table(book, view, "sources")["Code"])
    named = {
        code for codes in table(book, view, "actions")["Sources"] for code in codes.split(", ")
    }
    for key in ("reports", "evidence"):
        named |= set(table(book, view, key)["Source"].dropna())
    assert named <= listed
    assert len(listed) < len(view.dataset.sources)


@pytest.mark.parametrize("query", [{}, {"country": ["ECU"]}, {"as_of": ["2025-03-05"]}])
def test_the_evidence_is_that_of_the_reports_as_the_file_has_it(query):
    view = view_of(**query)
    book, _ = read(view)
    told, listed = (table(book, view, key) for key in ("evidence", "reports"))
    wanted = [row for row in rows("evidence") if row["report_id"] in set(listed["Code"])]
    columns = {
        "report_id": "Report code",
        "quote": "Sentence as printed",
        "quote_language": "Language",
        "origin": "Text written by",
        "source_id": "Source",
    }
    assert told[list(columns.values())].fillna("").to_numpy().tolist() == [
        [row[name] for name in columns] for row in wanted
    ]
    assert told["Type of page"].tolist() == [view.t(f"voice.{row['voice']}") for row in wanted]
    assert [day if pd.isna(day) else str(day.date()) for day in told["Last found on"]] == [
        row["last_found_on"] or None for row in wanted
    ]
    urls = {row["source_id"]: row["url"] for row in rows("sources")}
    assert told["Web address"].tolist() == [
        address_of_quote(urls[row["source_id"]], row["quote"])
        if row["quote"]
        else urls[row["source_id"]]
        for row in wanted
    ]
    assert len(wanted) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_milestone_has_the_sentence_of_the_report_that_decides(language):
    view = view_of(language)
    t, (book, _) = view.t, read(view)
    quotes = {}
    for row in rows("evidence"):
        if row["quote"]:
            quotes.setdefault(row["report_id"], []).append((row["quote"], row["quote_language"]))
    found = table(book, view, "milestones")
    said = 0
    for report, sentence in zip(
        found[t("workbook.report")], found[t("column.sentence")].fillna(""), strict=True
    ):
        known = [
            t("evidence.quote", quote=quote, language=t.locale.languages[code])
            for quote, code in quotes.get(report, [])
        ]
        assert sentence in known if known else not sentence
        said += bool(sentence)
    assert said > 0.9 * found[t("workbook.report")].notna().sum()


def test_the_columns_are_those_of_the_contract():
    view = view_of("pt")
    found = table(read(view)[0], view, "columns")
    described = [field.name for one in contract.tables().values() for field in one.fields]
    assert found[view.t("column.column")].tolist() == described
    assert found[view.t("column.meaning")].notna().all()


@pytest.mark.parametrize(("language", "query"), EACH)
def test_cover_sheets_and_properties_carry_what_every_export_carries(language, query):
    view = view_of(language, **query)
    book, address = read(view)
    cover = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True)}
    for name, value in imprint.facts(view, address).items():
        assert cover[name] == value
    for sheet in book.worksheets[1:]:
        assert sheet.cell(1, 1).value.startswith(f"{view.marking} · ")
        assert sheet.cell(2, 1).value == imprint.line(view, address)
    for sheet in book.worksheets:
        assert view.marking in sheet.oddHeader.center.text
        footer = sheet.oddFooter.left.text
        assert all(
            part in footer
            for part in (view.t.date(view.as_of), view.state, view.marking, view.method)
        )
    assert book.properties.description == imprint.line(view, address)
    assert book.properties.keywords == language
    assert {one.name: one.value for one in book.custom_doc_props.props} == imprint.facts(
        view, address
    )


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
