"""Uses of a workbook: sort, filter, refer to its names, calculate, print; nothing in it runs."""

import re
import time
from dataclasses import replace
from itertools import cycle, islice

import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from components.documents import DocumentError
from components.documents.workbook import grid, widths, xlsx
from components.tables import tables
from components.view import totals
from data import measures, selection
from data.model import REACHED, SET_ASIDE, Plan
from tests.components.documents.test_workbook import (
    CHOICES,
    EACH,
    HEADER,
    LANGUAGES,
    PAIRS,
    TABLES,
    read,
    table,
    view_of,
)
from tests.support import hostile
from tests.support.turns import by_turns

PRINTED = ["figures", "actions", "milestones", "meetings", "changes"]
"""Tables of which rows are printed; the others are sheets of data."""
ONE_PAGE = {None, 1}
"""How a file says that a sheet is fitted to one page: one is what holds where nothing is said."""
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


def named_cells(book, name):
    """The cells that a defined name stands for."""
    ((title, cells),) = book.defined_names[name].destinations
    return book[title][cells]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_every_sheet_with_rows_is_a_table_with_a_name_filters_and_the_headings_that_are_seen(
    language, query
):
    view = view_of(language, **query)
    book, _ = read(view)
    for key in TABLES:
        sheet = book[view.t(f"workbook_sheet.{key}")]
        held = table(book, view, key)
        rows = len(held) - (key == "figures")
        assert list(sheet.tables) == ([f"roadmap_{key}"] if rows else [])
        assert len({str(name).casefold() for name in held}) == len(held.columns)
        for one in sheet.tables.values():
            last = sheet.cell(HEADER + rows, len(held.columns)).coordinate
            assert one.ref == one.autoFilter.ref == f"A{HEADER}:{last}"
            assert [column.name for column in one.tableColumns] == list(held)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_numbers_of_the_headline_have_names_that_are_the_same_in_each_language(
    language, dataset
):
    view = view_of(language, dataset=[dataset])
    book, _ = read(view)
    numbers = totals.headline(view)
    if view.dataset.plan == Plan.OPEN:
        wanted = {
            name: getattr(numbers, name)
            for name in ("reached", "confirmed", "awaiting", "to_come", "passed", *SET_ASIDE)
        }
    else:
        wanted = {
            "completed": numbers.completed.count,
            "delivered": numbers.delivered.count,
            "coverage": numbers.coverage.count,
        }
        wanted |= {
            "range_low": numbers.low,
            "range_high": numbers.high,
            "on_time": numbers.on_time.count,
        }
        states = view.selection.milestones["state"]
        wanted |= {state: int((states == state).sum()) for state in SET_ASIDE}
    assert {name: named_cells(book, f"roadmap_{name}").value for name in wanted} == wanted
    assert set(book.defined_names) == {*(f"roadmap_{name}" for name in wanted), "roadmap_grid"}
    said = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert set(book.defined_names) | {f"roadmap_{key}" for key in TABLES} <= said


@pytest.mark.parametrize(
    ("name", "language"), by_turns(["record", "Ecuador", "exercise", "nothing"], ())
)
def test_formulas_are_sums_of_rows_shown_and_their_values_lie_in_the_file(name, language):
    view = view_of(language, **CHOICES[name])
    book, _ = read(view)
    found = formulas(view)
    assert {title for title, _ in found} == {
        view.t("workbook_sheet.figures"),
        view.t("workbook_sheet.grid"),
    }
    for (title, cell), formula in found.items():
        assert SUMS.fullmatch(formula)
        first, *last = re.findall(r"[A-Z]+\d+", formula)
        cells = book[title][f"{first}:{last[0] if last else first}"]
        added = [one.value for row in cells for one in row if isinstance(one.value, int)]
        assert book[title][cell].value == sum(added)
    figures = book[view.t("workbook_sheet.figures")]
    summed = [cell for title, cell in found if title == figures.title]
    assert len(summed) >= 8 and {figures[cell].row for cell in summed} == {figures.max_row}


@pytest.mark.parametrize(
    ("name", "language"),
    [pair for pair in PAIRS if pair[0] in ("record", "two countries, one priority", "exercise")],
)
def test_the_matrix_on_one_page_is_the_measure_and_its_last_row_counts_each_milestone_once(
    language, name
):
    view = view_of(language, **CHOICES[name])
    t, (book, _) = view.t, read(view)
    sheet = book[t("workbook_sheet.grid")]
    countries, titles = (
        tables.countries(view),
        tables.priority_titles(view, view.filters.priority or None),
    )
    cells = measures.matrix(view.selection.milestones, view.dataset, list(countries), list(titles))
    whole = measures.counts(view.selection.milestones, "priority_id", list(titles))
    names, numbers = block_headings(view)
    rows = list(
        sheet.iter_rows(min_row=HEADER + 2, max_row=HEADER + 2 + len(countries), values_only=True)
    )
    assert [row[0] for row in rows] == [*countries.values(), t("workbook.all_once")]
    for at, (heading, number) in enumerate(zip(names, numbers, strict=True)):
        left = 1 + at * (len(titles) + 1)
        assert sheet.cell(HEADER, left + 1).value == heading
        for country, row in zip(countries, rows, strict=False):
            if set(row[left : left + len(titles)]) == {grid.NO_ACTION}:
                assert row[left + len(titles)] == grid.NO_ACTION, "no action is no sum of nought"
            here = [cells.loc[(country, priority)] for priority in titles]
            assert list(row[left : left + len(titles)]) == [
                number(cell) if cell["actions"] else grid.NO_ACTION for cell in here
            ]
        assert list(rows[-1][left : left + len(titles)]) == [
            number(line) for line in whole.values()
        ]
    first = named_cells(book, "roadmap_grid")
    assert [[cell.value for cell in row] for row in first] == [
        list(row[1 : 1 + len(titles)]) for row in rows[:-1]
    ]
    assert sheet.page_setup.orientation == "landscape"
    assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= ONE_PAGE


def block_headings(view):
    """Headings of the blocks of the matrix, and how each number comes from a row of counts."""
    if view.dataset.plan == Plan.OPEN:
        kinds = ("reached", "to_come", "passed", "in_place")
        return [view.t(f"headline.{name}") for name in kinds], [
            lambda row, name=name: measures.numbers(row)[name] for name in kinds
        ]
    return [view.t("column.milestones"), view.t("column.applicable")], [
        lambda row: sum(row[state] for state in REACHED),
        lambda row: row["applicable"],
    ]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_what_is_handed_out_is_printed_on_the_width_of_a_page_and_of_data_only_the_head(
    language, query
):
    view = view_of(language, **query)
    book, _ = read(view)
    for sheet in book.worksheets:
        assert sheet.page_setup.fitToWidth in ONE_PAGE
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.paperSize) == (
            True,
            9,
        )
        assert sheet.oddHeader.right.text.endswith("&P / &N")
    for key in TABLES:
        sheet = book[view.t(f"workbook_sheet.{key}")]
        _, _, right, below = range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))
        widths = sum(
            sheet.column_dimensions[get_column_letter(column)].width
            for column in range(1, right + 1)
        )
        if key in PRINTED:
            assert below == max(sheet.max_row, HEADER)
            assert widths < (320 if key == "figures" else 260)
        else:
            assert below == HEADER - 1
            assert view.t("workbook.not_printed") in sheet.cell(3, 1).value
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"


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
