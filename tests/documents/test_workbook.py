"""The workbook, read back by openpyxl: the numbers of the measures in every language, dates as exactly as they are known, no formula."""

import io
import time
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle, islice

import openpyxl
import pandas as pd
import pytest

from components.card import headline_table
from components.documents import DocumentError, imprint, sheets, workbook
from components.findings import changes, lists, overview
from components.view import opened
from data import contract, measures, select, words
from data.frames import record, records
from data.model import State
from tests.documents import hostile
from tests.test_counts import rows, states

LANGUAGES = words.languages()
HEADER = workbook.ABOVE + 1
"""Row of the column names, counted from 1 as openpyxl does."""
TABLES = ["figures", "matrix", "actions", "parts", "milestones", "reports", "meetings", "changes", "sources", "columns"]
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


def seen(language="en", **query):
    return opened("overview", language, query)


READ = {}
"""Workbooks that were made and read before: only tests that change nothing in them may look at one."""


def read(view):
    """The workbook of a view, formulas as formulas, and the address in it."""
    address = f"https://roadmap.example{view.address('/overview')}"
    key = (view.key, address)
    if key not in READ:
        READ[key] = openpyxl.load_workbook(io.BytesIO(workbook.make(view, address)))
    return READ[key], address


def table(book, view, key):
    """A sheet as a frame of what its cells hold."""
    sheet = book[view.t(f"workbook_sheet.{key}")]
    names, *cells = sheet.iter_rows(min_row=HEADER, values_only=True)
    return pd.DataFrame(cells, columns=names, dtype=object)


def links(sheet):
    """Where the cells of a sheet lead."""
    return [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def with_cells(view, name, **cells):
    """The view of the same data with the cells of each given column of a table taken from a list, over and over."""
    dataset = view.dataset
    frame = dataset.tables[name]
    frame = frame.assign(**{column: list(islice(cycle(values), len(frame))) for column, values in cells.items()})
    changed = replace(dataset, tables={**dataset.tables, name: frame}, fingerprint=f"{dataset.fingerprint}{name}{cells}")
    known = select.Known(changed, view.as_of, view.selection.known.milestones, view.selection.known.parts, view.as_of)
    return replace(view, dataset=changed, selection=select.choose(known, view.filters))


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_those_of_the_measures_and_of_the_screen(language, query):
    view = seen(language, **query)
    t, (book, _) = view.t, read(view)
    found = table(book, view, "figures")
    priorities = list(view.filters.priority) or list(view.dataset.priorities["priority_id"])
    counts = measures.counts(view.selection.milestones, "priority_id", priorities)
    expected = [*(row for _, row in counts.iterrows()), measures.total(view.selection.milestones)]
    for (_, row), counted in zip(found.iterrows(), expected, strict=True):
        numbers = measures.headline(counted)
        assert [row[t(f"state.{state}")] for state in State] == [counted[state] for state in State]
        assert (row[t("column.applicable")], row[t("column.due")]) == (numbers.completed.of, numbers.delivered.of)
        assert (row[t("headline.range_low")], row[t("headline.range_high")]) == (numbers.low, numbers.high)
        assert (row[t("column.delivered")], row[t("headline.coverage")]) == (numbers.delivered.count, numbers.coverage.count)
        if numbers.on_time:
            assert (row[t("headline.on_time_long")], row[t("workbook.expected")]) == (numbers.on_time.count, numbers.on_time.of)
        assert row[t("workbook.completed_share")] == pytest.approx(numbers.completed.share)
        assert row[t("workbook.delivered_share")] == pytest.approx(numbers.delivered.share)
    cover = {row[0]: row[2:4] for row in book.worksheets[0].iter_rows(values_only=True) if row[2] is not None}
    shown = headline_table(view, overview.headline(view))
    assert {name: cover[name] for name in shown.iloc[:, 0]} == {row[0]: row[1:] for row in shown.itertuples(index=False, name=None)}


def test_the_milestones_are_the_plain_count_of_the_files():
    view = seen()
    found = table(read(view)[0], view, "milestones")
    told = dict(zip(found["Code"], found["State"].str.split(" ", n=1).str[1], strict=True))
    assert told == {code: view.t(f"state.{state}") for code, state in states().items()}


def told(row):
    """What of a row is no word: the code at its head, numbers and days."""
    code = [row[0]] if "-" in str(row[0]) else []
    return str([*code, *(cell for cell in row if isinstance(cell, int | float | datetime) and not pd.isna(cell))])


@pytest.mark.parametrize("name", ["record", "exercise", "exercise, silent"])
def test_every_sheet_has_the_same_numbers_and_days_in_each_language(name):
    held = []
    for language in LANGUAGES:
        view = seen(language, **CHOICES[name])
        book, _ = read(view)
        held.append({key: sorted(told(row) for row in table(book, view, key).itertuples(index=False)) for key in TABLES})
    assert held[0] == held[1] == held[2]
    assert len({row for rows in held[0].values() for row in rows}) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_is_the_matrix_of_the_screen(language):
    view = seen(language, dataset=["exercise"])
    shown = overview.matrix(view).table
    assert table(read(view)[0], view, "matrix").to_numpy().tolist() == shown.to_numpy().tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_shown_as_a_month_beside_its_first_and_last_day(language):
    view = seen(language)
    t, (book, _) = view.t, read(view)
    found = table(book, view, "milestones").set_index(t("column.id")).loc["A034-held"]
    name = t("column.due_on")
    assert found[name] == t.date(date(2025, 9, 1), "month")
    assert found[t("workbook.first", name=name)] == datetime(2025, 9, 1)
    assert found[t("workbook.last", name=name)] == datetime(2025, 9, 30)


@pytest.mark.parametrize(("language", "code"), [("en", "809"), ("es", "240A"), ("pt", "416")])
def test_days_are_days_written_in_the_language(language, code):
    view = seen(language)
    sheet = read(view)[0][view.t("workbook_sheet.reports")]
    days = [cell for row in sheet.iter_rows(min_row=HEADER + 1) for cell in row if isinstance(cell.value, datetime)]
    assert len(days) > 300
    assert {cell.number_format for cell in days} == {f"[$-{code}]d mmm yyyy"}


def test_reports_are_those_known_by_the_cut_off():
    view = seen(as_of=["2025-03-05"])
    found = table(read(view)[0], view, "reports")
    assert sorted(found["Code"]) == sorted(row["report_id"] for row in rows("reports") if row["reported_on"] <= "2025-03-05")


def test_changes_are_those_since_the_last_meeting_that_steers_the_roadmap():
    view = seen()
    book, _ = read(view)
    found = table(book, view, "changes")
    listed = changes.found(view, changes.last_meeting(view))
    assert [day.date() for day in found["Date"]] == [day.date() for day in listed["on"][::-1]]
    assert record(view.dataset.meetings, "meeting_id", "M14")["title"] in book["Changes"].cell(3, 1).value


def test_before_the_first_meeting_there_is_nothing_to_compare_with():
    view = seen(as_of=["2020-01-01"])
    book, _ = read(view)
    assert view.t("changes.choose_day") in book["Changes"].cell(3, 1).value
    assert len(table(book, view, "changes")) == 0


def test_the_actions_say_of_milestones_what_the_list_on_the_screen_says():
    view = seen(dataset=["exercise"])
    found = table(read(view)[0], view, "actions")
    counted = {}
    for row in records(view.selection.milestones):
        reached, of = counted.get(row["action_id"], (0, 0))
        if row["state"] not in ("not_applicable", "withdrawn"):
            counted[row["action_id"]] = (reached + (row["state"] in ("confirmed", "awaiting")), of + 1)
    shown = lists.actions(view, view.selection.actions).table["Milestones reached"]
    for code, reached, of in zip(found["Code"], found["Milestones reached"], found["That apply"], strict=True):
        assert (reached, of) == counted.get(code, (0, 0))
        assert shown[code] == (view.t("headline.of", count=reached, of=of) if code in counted else "")


def test_a_source_is_listed_where_a_row_names_it():
    view = seen(country=["ECU"])
    book, _ = read(view)
    listed = set(table(book, view, "sources")["Code"])
    named = {code for codes in table(book, view, "actions")["Sources"] for code in codes.split(", ")}
    named |= set(table(book, view, "reports")["Source"].dropna())
    assert named <= listed
    assert len(listed) < len(view.dataset.sources)


def test_the_columns_are_those_of_the_contract():
    view = seen("pt")
    found = table(read(view)[0], view, "columns")
    described = [field.name for one in contract.tables().values() for field in one.fields]
    assert found[view.t("column.column")].tolist() == described
    assert found[view.t("column.meaning")].notna().all()


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_cover_sheets_and_properties_carry_what_every_export_carries(language, query):
    view = seen(language, **query)
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
        assert all(part in footer for part in (view.t.date(view.as_of), view.state, view.marking, view.method))
    assert book.properties.description == imprint.line(view, address)
    assert book.properties.keywords == language
    assert {one.name: one.value for one in book.custom_doc_props.props} == imprint.facts(view, address)


def test_a_footer_never_grows_longer_than_excel_takes():
    everybody = seen().allowed["country"]
    view = seen("es", country=everybody)
    assert len(view.sentence) > workbook.LONGEST_FOOTER
    for sheet in read(view)[0].worksheets:
        whole = sum(len(part.text or "") for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right))
        assert 50 < whole < workbook.LONGEST_FOOTER - len("&L&C&R")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exercise_is_marked_in_the_first_row_and_the_header_of_every_sheet(language):
    view = seen(language, dataset=["exercise"])
    for sheet in read(view)[0].worksheets:
        assert sheet.cell(1, 1).value.startswith(view.t("marking.exercise"))
        assert view.t("marking.exercise") in sheet.oddHeader.center.text


def test_what_is_not_public_is_counted_and_listed_nowhere():
    view = seen(dataset=["exercise"])
    book, _ = read(view)
    actions = view.dataset.actions
    hidden = actions[actions["marking"] != "public"]
    assert len(hidden) == sheets.withheld(view) == 13
    cells = {str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    for code, title in zip(hidden["action_id"], hidden["title"], strict=True):
        assert not [cell for cell in cells if code in cell or cell == title]
    assert view.t("workbook.withheld", n=13) in cells
    assert table(book, view, "figures")["Confirmed"].iloc[-1] == (view.selection.milestones["state"] == "confirmed").sum()


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
    view = with_cells(seen(), "actions", title=ATTEMPTS)
    view = with_cells(view, "meetings", title=ATTEMPTS, city=ATTEMPTS)
    book, _ = read(view)
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert set(table(book, view, "actions")["Title"]) == set(ATTEMPTS)
    assert set(table(book, view, "meetings")["Title"]) == set(ATTEMPTS)
    assert links(book["Actions"]) == links(book["Meetings"]) == []


def test_only_addresses_of_the_web_become_links():
    refused = ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "external:c:/x.xlsx", "https://x.example/" + "a" * 2100]
    view = with_cells(seen(), "sources", url=[*refused, "https://x.example/"])
    sheet = read(view)[0]["Sources"]
    assert len(list(sheet.iter_rows(min_row=HEADER + 1))) > 100
    assert set(links(sheet)) == {"https://x.example/"}
    assert len(links(read(seen())[0]["Sources"])) > 100


@pytest.mark.parametrize("kind", hostile.TITLES)
def test_titles_of_one_and_of_400_characters_and_with_markup_stand_there_whole(monkeypatch, tmp_path, kind):
    monkeypatch.setenv("ROADMAP_DATA", str(hostile.write(tmp_path / "own", kind)))
    view = seen("es")
    book, _ = read(view)
    assert set(table(book, view, "actions")[view.t("column.title")]) == set(hostile.TITLES[kind])
    assert "f" not in {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert max(one.width for one in book[view.t("workbook_sheet.actions")].column_dimensions.values()) <= workbook.WIDEST_OF_ALL + 1


def test_a_row_of_a_long_title_is_as_high_as_it_needs_and_a_short_one_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("ROADMAP_DATA", str(hostile.write(tmp_path / "own", "long")))
    sheet = read(seen("en", priority=["P5"]))[0]["Actions"]
    heights = [sheet.row_dimensions[row].height or 15 for row in range(HEADER + 1, sheet.max_row + 1)]
    assert min(heights) > 10 * 12
    assert max(heights) > 20 * 12
    monkeypatch.undo()
    short = read(seen())[0]["Parts"]
    assert {short.row_dimensions[row].height for row in range(HEADER + 1, short.max_row + 1)} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes_and_are_ready_to_use_and_to_print(language):
    view = seen(language)
    book, _ = read(view)
    names = [sheet.title for sheet in book.worksheets]
    assert names == [view.t(f"workbook_sheet.{key}") for key in ("cover", *TABLES)]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == f"B{HEADER + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{HEADER}:")
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_total_is_left_out_of_the_filter():
    view = seen()
    sheet = read(view)[0]["Figures"]
    assert sheet.auto_filter.ref.endswith(f"{HEADER + 6}")
    assert sheet.cell(HEADER + 7, 1).value == view.t("workbook.total")


def test_where_nothing_fits_every_sheet_says_so_and_has_its_columns():
    view = seen(**CHOICES["nothing"])
    assert view.selection.is_empty
    book, _ = read(view)
    for key in ("actions", "parts", "milestones", "reports"):
        sheet = book[view.t(f"workbook_sheet.{key}")]
        assert view.t("workbook.no_rows") in sheet.cell(3, 1).value
        assert len(table(book, view, key)) == 0
        assert sheet.cell(HEADER, 1).value == view.t("column.id")


def test_the_same_view_makes_the_same_bytes():
    view = seen("pt", country=["ECU"])
    assert workbook.make(view, "/x") == workbook.make(view, "/x")
    assert workbook.make(view, "/x") != workbook.make(view, "/y")


def test_a_table_that_no_sheet_can_hold_is_refused_and_named(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 150)
    with pytest.raises(DocumentError) as refused:
        workbook.make(seen(), "/x")
    assert refused.value.code == "too_many_rows"
    assert seen("es").t("document_problem.too_many_rows", **refused.value.details).startswith("La hoja")


def test_the_workbook_of_the_whole_record_takes_less_than_its_budget():
    view = seen()
    workbook.make(view, "/x")
    begun = time.process_time()
    workbook.make(view, "/x")
    assert time.process_time() - begun < 3
