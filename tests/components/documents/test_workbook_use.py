"""Uses of a workbook: sort, filter, refer to its names, calculate, print; nothing in it runs."""

import re
import time
from dataclasses import replace
from itertools import cycle, islice

import pytest

from components.documents import DocumentError
from components.documents.workbook import widths, xlsx
from data import selection
from tests.components.documents.test_workbook import (
    CHOICES,
    HEADER,
    LANGUAGES,
    TABLES,
    read,
    table,
    view_of,
)
from tests.support import hostile

SUMS = re.compile(r"=(SUBTOTAL\(109,|SUM\()[A-Z]+\d+(:[A-Z]+\d+)?\)")


def links(sheet):
    """Where the cells of a sheet lead."""
    return [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def with_cells(view, name, **cells):
    """The view with other cells in some columns of a table, each list repeated to its length."""
    dataset = view.dataset
    frame = dataset.tables[name]
    frame = frame.assign(
        **{column: list(islice(cycle(values), len(frame))) for column, values in cells.items()}
    )
    changed = replace(
        dataset,
        tables={**dataset.tables, name: frame},
        fingerprint=f"{dataset.fingerprint}{name}{cells}",
    )
    known = selection.Known(
        changed, view.as_of, view.selection.known.milestones, view.selection.known.parts, view.as_of
    )
    return replace(view, dataset=changed, selection=selection.choose(known, view.filters))


def formulas(view):
    """Sheet and cell to the formula in it, of a whole workbook."""
    found = {}
    for sheet in read(view, formulas=True)[0].worksheets:
        found |= {
            (sheet.title, cell.coordinate): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
    return found


ATTEMPTS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://evil.example")',
    "{=1}",
    "<b>bold</b>",
    "http://evil.example/",
    "_x0041_",
]


def test_what_looks_like_a_formula_markup_or_a_link_is_text():
    view = with_cells(view_of(), "actions", title=ATTEMPTS)
    view = with_cells(view, "meetings", title=ATTEMPTS, city=ATTEMPTS)
    book, _ = read(view)
    assert all(SUMS.fullmatch(formula) for formula in formulas(view).values())
    assert set(table(book, view, "actions")["Title"]) == set(ATTEMPTS)
    assert set(table(book, view, "meetings")["Title"]) == set(ATTEMPTS)
    assert links(book["Actions"]) == links(book["Meetings"]) == []


def test_only_addresses_of_the_web_become_links():
    refused = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "internal:A1",
        "external:c:/x.xlsx",
        "https://x.example/" + "a" * 2100,
    ]
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
    assert all(SUMS.fullmatch(formula) for formula in formulas(view).values())
    assert (
        max(one.width for one in book[view.t("workbook_sheet.actions")].column_dimensions.values())
        <= widths.WIDEST_OF_ALL + 1
    )


def test_a_row_of_a_long_title_is_as_high_as_it_needs_and_a_short_one_is_left_alone(
    monkeypatch, hostile_titles
):
    hostile_titles("long")
    sheet = read(view_of("en", priority=["P5"]))[0]["Actions"]
    heights = [
        sheet.row_dimensions[row].height or 15 for row in range(HEADER + 1, sheet.max_row + 1)
    ]
    assert min(heights) >= 7 * 13
    assert max(heights) >= 12 * 13
    monkeypatch.undo()
    headings = read(view_of("es"))[0]["Hitos"]
    assert headings.row_dimensions[HEADER].height == 3 * widths.LINE_HEIGHT
    short = read(view_of())[0]["Parts"]
    assert {short.row_dimensions[row].height for row in range(HEADER + 1, short.max_row + 1)} == {
        None
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes_and_are_ready_to_use_and_to_print(language):
    view = view_of(language)
    book, _ = read(view)
    names = [sheet.title for sheet in book.worksheets]
    assert names == [
        view.t(f"workbook_sheet.{key}") for key in ("cover", "figures", "grid", *TABLES[1:])
    ]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")]
    for key in TABLES:
        sheet = book[view.t(f"workbook_sheet.{key}")]
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_where_nothing_fits_every_sheet_says_so_and_has_its_columns():
    view = view_of(**CHOICES["nothing"])
    assert view.selection.is_empty
    book, _ = read(view)
    for key in ("actions", "parts", "milestones", "reports"):
        sheet = book[view.t(f"workbook_sheet.{key}")]
        assert view.t("workbook.no_rows") in sheet.cell(3, 1).value
        assert len(table(book, view, key)) == 0
        assert sheet.cell(HEADER, 1).value == view.t("column.id")


def test_a_table_that_no_sheet_can_hold_is_refused_and_named(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 150)
    with pytest.raises(DocumentError) as refused:
        xlsx.make(view_of(), "/x")
    assert refused.value.code == "too_many_rows"
    assert (
        view_of("es")
        .t("document_problem.too_many_rows", **refused.value.details)
        .startswith("La hoja")
    )


def test_the_workbook_of_the_whole_record_takes_less_than_its_budget():
    view = view_of()
    xlsx.make(view, "/x")
    begun = time.process_time()
    xlsx.make(view, "/x")
    assert time.process_time() - begun < 3
