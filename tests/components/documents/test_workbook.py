"""The workbook, read back by openpyxl: what it may say, and that nothing in it runs."""

import io
import zipfile
from dataclasses import replace
from itertools import cycle, islice

import openpyxl
import pandas as pd
import pytest
from lxml import etree

from components.charts import theme
from components.documents import DocumentError, provenance
from components.documents.workbook import xlsx
from components.layout import tables
from components.view.view import open_view
from data import measures, selection
from data.model import REACHED, Plan
from data.text import words
from tests.support import hostile, shapes, small

LANGUAGES = words.languages()
HEADER = xlsx.ABOVE + 1
"""Row of the column names, counted from 1 as openpyxl does."""
TABLES = [
    *("figures", "grid", "actions", "participants", "milestones", "reports", "evidence"),
    *("meetings", "changes", "revisions", "sources"),
]


def view_of(language="en", **query):
    return open_view("overview", language, query)


READ = {}
"""Workbooks read before. Tests that change a workbook may not use one of these."""


def read(view):
    """The workbook of a view, and its address."""
    address = f"https://roadmap.example{view.address('/overview')}"
    key = (view.key, address)
    if key not in READ:
        READ[key] = openpyxl.load_workbook(io.BytesIO(xlsx.make(view, address)))
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
    names = ["headline.range_low", "headline.coverage", "workbook.completed_share"]
    names += ["column.applicable", "column.delay"]
    heads = {str(cell.value) for sheet in book.worksheets[1:] for cell in sheet[HEADER]}
    assert heads & {t(name) for name in names} == set()


def test_actions_of_the_context_are_listed_where_they_are_asked_for_and_counted_nowhere():
    choices = (selection.Filters(context=context) for context in (False, True))
    without, with_it = (shapes.view_of(shapes.whole(Plan.OPEN), filters=one) for one in choices)
    assert list(table(read(without)[0], without, "actions")["Code"]) == ["A1", "A2", "A4"]
    listed = table(read(with_it)[0], with_it, "actions").set_index("Code")
    assert list(listed.index) == ["A1", "A2", "A3", "A4"]
    assert listed["Counted"].tolist() == ["yes", "yes", with_it.t("link.not_counted"), "yes"]
    links_of = ("eu", "both", "national", "both")
    assert listed["Link"].tolist() == [with_it.t(f"link.{link}") for link in links_of]
    for key in ("figures", "milestones", "reports"):
        one, other = (table(read(view)[0], view, key) for view in (without, with_it))
        assert one.equals(other), key


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_states_are_words_alone_so_that_a_formula_counts_them(dataset):
    view = view_of(**({} if dataset == "record" else {"dataset": [dataset]}))
    book, _ = read(view)
    signs = {*(look.sign for look in (*theme.STATE.values(), *theme.STATUS.values()))}
    rows = [row for sheet in book for row in sheet.iter_rows(min_row=HEADER + 1)]
    cells = [cell.value for row in rows for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell[:1] in signs and cell[1:2].isspace()]
    rows = table(book, view, "milestones")
    counted = rows[view.t("workbook.state_code")].value_counts().to_dict()
    assert counted == view.selection.milestones["state"].value_counts().to_dict()
    words_of = rows[view.t("column.state")].value_counts().to_dict()
    assert words_of == {view.t(f"state.{state}"): n for state, n in counted.items()}


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_rows_of_actions_and_participants_add_up_to_what_each_country_reached(dataset):
    view = view_of(**({} if dataset == "record" else {"dataset": [dataset]}))
    rows = table(read(view)[0], view, "participants")
    code, country = view.t("workbook.action_code"), view.t("workbook.participant_code")
    assert not rows.duplicated([code, country, view.t("column.role")]).any()
    own = measures.explode_by_participant(view.selection.milestones, view.dataset)
    expected = own[own["state"].isin(REACHED)].groupby("participant_id").size()
    name = "headline.reached" if dataset == "record" else "column.milestones"
    added = rows.drop_duplicates([code, country]).groupby(country)[view.t(name)].sum()
    assert added[added > 0].to_dict() == expected.to_dict()


def test_the_matrix_says_what_each_country_reached_and_is_blank_where_it_takes_part_in_nothing():
    view = view_of()
    countries, priorities = tables.countries(view), list(tables.priority_titles(view))
    cells = measures.cells(view.selection.columns, view.dataset, list(countries), priorities)
    pairs = zip(cells["reached"].tolist(), cells["actions"].tolist(), strict=True)
    numbers, across = [number if actions else None for number, actions in pairs], len(priorities)
    assert None in numbers
    *rows, once = table(read(view)[0], view, "grid").itertuples(index=False, name=None)
    for at, (name, row) in enumerate(zip(countries.values(), rows, strict=True)):
        expected = numbers[at * across :][:across]
        assert row == (name, *expected, sum(filter(None, expected)))
    assert once[-1] == measures.numbers(measures.total(view.selection.milestones))["reached"]


def test_every_sheet_prints_its_rows_on_pages_that_are_not_empty():
    book, _ = read(view_of())
    for sheet in book.worksheets[1:]:
        assert sheet.print_area.endswith(f"${sheet.max_row}"), sheet.title


def test_a_correction_says_what_a_row_said_what_it_says_and_why(monkeypatch, tmp_path):
    monkeypatch.setenv("ROADMAP_DATA", str(small.write(tmp_path / "small")))
    view = view_of()
    book, _ = read(view)
    found = table(book, view, "revisions").set_index("Code")
    row = found.loc["V1"]
    assert [row[name] for name in ("Row", "What changed", "Previously", "Now", "Reason")] == [
        *("A1", "participants", "Brazil took part", "Brazil does not take part", "Brazil denied it")
    ]
    assert row["Type"] == view.t("revision.corrected")
    assert found.loc["V2", "Former code"] == "A9"
    assert row["Source"] in set(table(book, view, "sources")["Code"])
    denied = table(book, view, "actions").set_index("Code")["Denied taking part"]
    assert denied["A1"] == "Brazil (Apr 2025, S3)"
    assert pd.isna(denied["A2"]) or denied["A2"] == ""


def test_before_the_first_meeting_there_is_nothing_to_compare_with():
    view = view_of(as_of=["2020-01-01"])
    book, _ = read(view)
    assert view.t("changes.choose_day") in book["Changes"].cell(3, 1).value
    assert len(table(book, view, "changes")) == 0


def test_a_footer_never_grows_longer_than_excel_takes():
    allowed = view_of().allowed
    view = view_of("es", country=allowed["country"], eu=allowed["eu"])
    assert len(provenance.line(view, "")) > xlsx.LONGEST_FOOTER
    for sheet in read(view)[0].worksheets:
        parts = (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right)
        whole = sum(len(part.text or "") for part in parts)
        assert 50 < whole < xlsx.LONGEST_FOOTER - len("&L&C&R")


def links(sheet):
    """Where the cells of a sheet lead."""
    return [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def with_cells(view, name, **cells):
    """The view with other cells in some columns of a table, each list repeated to its length."""
    dataset = view.dataset
    frame = dataset.tables[name]
    own = {column: list(islice(cycle(values), len(frame))) for column, values in cells.items()}
    tables = {**dataset.tables, name: frame.assign(**own)}
    fingerprint = f"{dataset.fingerprint}{name}{cells}"
    changed = replace(dataset, tables=tables, fingerprint=fingerprint)
    snapshot = replace(view.selection.snapshot, dataset=changed)
    return replace(view, dataset=changed, selection=selection.choose(snapshot, view.filters))


def formulas(view):
    """Every formula of a whole workbook, as its file has it."""
    with zipfile.ZipFile(io.BytesIO(xlsx.make(view, ""))) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    return [one.text for page in pages for one in etree.fromstring(page).iter("{*}f")]


ATTEMPTS = [
    *("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example")', "{=1}"),
    *("<b>bold</b>", "http://evil.example/", "_x0041_"),
]


def test_what_looks_like_a_formula_markup_or_a_link_is_text():
    view = with_cells(view_of(), "actions", title=ATTEMPTS)
    view = with_cells(view, "meetings", title=ATTEMPTS, city=ATTEMPTS)
    book, _ = read(view)
    assert formulas(view) == []
    assert set(table(book, view, "actions")["Title"]) == set(ATTEMPTS)
    assert set(table(book, view, "meetings")["Title"]) == set(ATTEMPTS)
    assert links(book["Actions"]) == links(book["Meetings"]) == []


def test_only_addresses_of_the_web_become_links():
    refused = ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "external:c:/x.xlsx"]
    refused.append("https://x.example/" + "a" * 2100)
    view = with_cells(view_of(), "sources", url=[*refused, "https://x.example/"])
    sheet = read(view)[0]["Sources"]
    assert len(list(sheet.iter_rows(min_row=HEADER + 1))) > 100
    assert set(links(sheet)) == {"https://x.example/"}
    assert len(links(read(view_of())[0]["Sources"])) > 100


@pytest.mark.parametrize("kind", ["long", "markup"])
def test_titles_of_400_characters_and_with_markup_stand_there_whole(hostile_titles, kind):
    hostile_titles(kind)
    view = view_of("es")
    book, _ = read(view)
    assert set(table(book, view, "actions")[view.t("column.title")]) == set(hostile.TITLES[kind])
    assert formulas(view) == []
    columns = book[view.t("workbook_sheet.actions")].column_dimensions.values()
    assert max(one.width for one in columns) <= xlsx.WIDEST + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes_and_are_ready_to_use_and_to_print(language):
    view = view_of(language)
    book, _ = read(view)
    names = [sheet.title for sheet in book.worksheets]
    assert names == [view.t(f"workbook_sheet.{key}") for key in ("cover", *TABLES)]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")]
    for key in TABLES:
        sheet = book[view.t(f"workbook_sheet.{key}")]
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_where_nothing_fits_every_sheet_says_so_and_has_its_columns():
    view = view_of(country=["URY"], kind=["legislation"], priority=["P5"])
    assert view.selection.is_empty
    book, _ = read(view)
    for key in ("actions", "milestones", "reports"):
        sheet = book[view.t(f"workbook_sheet.{key}")]
        assert view.t("workbook.no_rows") in sheet.cell(3, 1).value
        assert len(table(book, view, key)) == 0
        assert sheet.cell(HEADER, 1).value == view.t("column.id")


def test_a_table_that_no_sheet_can_hold_is_refused_and_named(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 150)
    with pytest.raises(DocumentError) as refused:
        xlsx.make(view_of(), "/x")
    assert refused.value.code == "too_many_rows"
    text = view_of("es").t("document_problem.too_many_rows", **refused.value.details)
    assert text.startswith("La hoja")
