"""The workbook of all tables: what comes back is compared with what was sent and what is now."""

import io
import re
from datetime import datetime
from email.message import EmailMessage
from string import ascii_uppercase
from time import process_time

import openpyxl
import pytest

from data.reading import load
from data.round import returned, tables, tables_workbook
from data.round import rounds as ledgers
from data.round.__main__ import main
from data.round.store import acts
from data.round.store.folder import RoundError
from data.text import words
from tests.support import rounds
from tests.support.edits import claimed
from tests.support.sheets import parts_of, zipped

T = words.words("en")
NEW = ["R99", "A4-adopted", None, "2026-05-04", "day", "2026-05-05", "publication", "achieved"]
NEW += ["2026-05-04", "day", None, None, "high", None, None, None, None, "S1"]


@pytest.fixture
def folder(tmp_path):
    return rounds.write(tmp_path / "roadmap")


@pytest.fixture
def sent(folder):
    return written(folder)


def written(folder):
    fictional = load.load(folder).fictional
    return tables_workbook.write(tables.rows(folder), T, fictional=fictional)


def compare(folder, given, is_chosen=False):
    """What it would do, and which rows came back otherwise."""
    judged = ledgers.Ledger.of(folder).judge(given, rounds.CAME, is_chosen=is_chosen)
    return judged, tables.differences(tables.rows(folder), given)


def edited(content, edit):
    """A workbook as somebody gives it back after an edit of its pages."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    edit(book)
    book.save(out)
    return tables_workbook.read("all.xlsx", out.getvalue())


def cell(book, table, key, column):
    """The cell of a row and a column."""
    page = book[table]
    names = [one.value for one in page[1]]
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == key)
    return row[names.index(column)]


def put(table, key, column, value):
    """An edit of one cell."""
    return lambda book: setattr(cell(book, table, key, column), "value", value)


def names(found):
    return [one.name for one in found]


def taken(folder, given, **more):
    act, _ = rounds.take(folder, given, **more)
    return act


def shuffled(book):
    """Rows in another order, columns too, and blank rows between them."""
    for page in book.worksheets[1:-1]:
        head, *body = [[one.value for one in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        page.append(head[::-1])
        for row in body[::-1]:
            page.append([])
            page.append(row[::-1])


@pytest.mark.parametrize("edit", [list, shuffled])
def test_given_back_as_it_was_in_whatever_order_changes_nothing(folder, sent, edit):
    judged, found = compare(folder, edited(sent, edit))
    assert (found, judged.changes, judged.problems) == ([], (), ())


def test_cells_and_rows_are_one_act_with_what_they_do_to_the_numbers_and_undone_whole(folder, sent):
    def edit(book):
        book["reports"].append(NEW)
        one = cell(book, "texts", "actions", "text")
        one.value = "=Acuerdo"
        one.data_type = "s"

    there, given = rounds.content(folder), edited(sent, edit)
    judged, found = compare(folder, given)
    assert rounds.content(folder, whole=True) == there
    assert names(found) == ["reports/R99", "texts/actions/A1/title/es"]
    assert ("awaiting", "all", 1) in [
        (one.figure, one.scope, one.after - one.before) for one in judged.effects
    ]
    act = taken(folder, given)
    assert (act.kind, act.file_name, act.file_hash) == ("change", "all.xlsx", given.sha256)
    dataset = load.load(folder)
    assert dataset.reports["report_id"].iloc[-1] == "R99"
    assert "=Acuerdo" in set(dataset.texts["text"])
    assert taken(folder, given) is None
    after = rounds.content(folder)
    acts.undo(folder, 1, rounds.CAME, "secretariat")
    assert rounds.content(folder) == there
    taken(folder, given)
    assert rounds.content(folder) == after
    assert acts.verify(folder) == []


def test_a_row_that_moved_meanwhile_shows_all_three_and_only_its_own_cells_are_written(
    folder, sent
):
    taken(folder, edited(sent, put("actions", "A1", "title", "Another agreement")))
    stale = edited(sent, put("actions", "A1", "short", "Police data"))
    judged, [one] = compare(folder, stale)
    assert (judged.changes, judged.conflicts) == ((), (one,))
    three = [(row["title"], row["short"]) for row in (one.sent, one.now, one.given)]
    first, moved = "Agreement with Europol", "Another agreement"
    assert three == [(first, ""), (moved, ""), (first, "Police data")]
    assert one.columns == ["title", "short"]
    taken(folder, stale, is_chosen=True)
    row = load.load(folder).actions.iloc[0]
    assert (row["title"], row["short"]) == (moved, "Police data")


def test_a_row_that_is_not_there_is_deleted_only_if_somebody_says_so(folder, sent):
    def edit(book):
        page = book["framework_priorities"]
        page.delete_rows(3)

    given = edited(sent, edit)
    judged, _ = compare(folder, given)
    assert (names(judged.conflicts), judged.changes) == (["framework_priorities/F1/P2"], ())
    assert taken(folder, given) is None
    taken(folder, given, is_chosen=True)
    assert list(load.load(folder).tables["framework_priorities"]["priority_id"]) == ["P1"]


def test_deleted_rows_come_back_to_their_places_when_their_act_is_undone(folder, sent):
    path = folder / "texts.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    there = rounds.content(folder)
    given = edited(sent, lambda book: book["texts"].delete_rows(2, 2))
    gone = [one.name for one in tables.differences(tables.rows(folder), given)]
    assert len(gone) == 2
    taken(folder, given, is_chosen=True)
    assert acts.verify(folder) == []
    acts.undo(folder, 1, rounds.CAME, "secretariat")
    assert rounds.content(folder) == there
    given = edited(sent, lambda book: book["texts"].delete_rows(book["texts"].max_row))
    taken(folder, given, is_chosen=True)
    acts.undo(folder, 3, rounds.CAME, "secretariat")
    assert rounds.content(folder) == there


def test_rows_deleted_by_two_acts_come_back_to_their_places_the_later_one_first(folder):
    there = rounds.content(folder)
    for _ in range(2):
        given = edited(written(folder), lambda book: book["texts"].delete_rows(2))
        taken(folder, given, is_chosen=True)
    with pytest.raises(RoundError, match="built_upon"):
        acts.undo(folder, 1, rounds.CAME, "secretariat")
    for number in (2, 1):
        acts.undo(folder, number, rounds.CAME, "secretariat")
    assert rounds.content(folder) == there


def test_what_rests_on_a_deleted_row_is_named_where_it_stands_in_the_workbook(folder, sent):
    def edit(book):
        book["frameworks"].delete_rows(2)

    judged, _ = compare(folder, edited(sent, edit), is_chosen=True)
    assert {one.sentence(T).partition(":")[0] for one in judged.problems} == {
        "framework_priorities, row 2, framework_id"
    }
    assert judged.problems[0].again == (3,)


def test_every_problem_is_named_at_once_with_page_row_column_and_value(folder, sent):
    def edit(book):
        cell(book, "reports", "R1", "achieved_on").value = "2025-02-30"
        cell(book, "reports", "R2", "milestone_id").value = "A9-none"
        cell(book, "sources", "S2", "publisher").value = "=HYPERLINK(1)"
        book["notes"].append([None, "limit", None, None, "No code"])
        book["notes"].append(["N1", "limit", None, None, "Again"])
        book["presidencies"]["A1"].value = "who"
        book.create_sheet("mine")
        del book["denials"]

    there, given = rounds.content(folder), edited(sent, edit)
    judged, differences = compare(folder, given)
    found = {(one.file, one.line, one.column, one.code) for one in judged.problems}
    assert found >= {
        ("reports", 2, "achieved_on", "no_such_day"),
        ("reports", 3, "milestone_id", "unknown_reference"),
        ("sources", 3, "publisher", "formula"),
        ("notes", 5, "note_id", "blank"),
        ("notes", 6, "note_id", "repeated_key"),
        ("presidencies", 1, "participant_id", "missing_column"),
        ("presidencies", 1, "who", "stray_column"),
        ("mine", 0, "", "stray_page"),
        ("denials", 0, "", "no_page"),
    }
    assert not [one for one in names(differences) if one.startswith(("denials", "presidencies"))]
    assert taken(folder, given) is None
    assert rounds.content(folder, whole=True) == there


def test_what_a_spreadsheet_makes_of_dates_numbers_and_words_is_what_it_was(folder, sent):
    def edit(book):
        day = cell(book, "meetings", "M1", "starts_on")
        day.value, day.number_format = datetime(2025, 3, 5), "mmm yyyy"
        cell(book, "priorities", "P1", "position").value = 1.0
        cell(book, "participants", "ARG", "reports").value = True
        cell(book, "sources", "S1", "title").value = " Declaration\r\n"

    assert compare(folder, edited(sent, edit))[1] == []


def test_the_last_day_of_the_data_moves_on_with_what_is_newer_and_back_when_undone(folder, sent):
    there = rounds.content(folder)

    def edit(book):
        book["dataset"]["A2"].value = "2026-06-20"
        cell(book, "meetings", "M2", "city").value = "La Paz"

    early = edited(sent, put("dataset", "2026-06-04", "horizon", "2025-01-01"))
    assert compare(folder, early)[0].problems
    assert edited(sent, put("dataset", "2026-06-04", "horizon", "June")).problems
    taken(folder, edited(sent, edit))
    assert load.load(folder).horizon.isoformat() == "2026-06-20"
    acts.undo(folder, 1, rounds.CAME, "secretariat")
    assert rounds.content(folder) == there


def halved(parts):
    """Half of the rows as they were sent."""
    texts = "xl/sharedStrings.xml"
    [packed] = re.findall(rb"<t>([A-Za-z0-9+/=]{400,})</t>", parts[texts])
    return {**parts, texts: parts[texts].replace(packed, packed[:200])}


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda parts: {**parts, "xl/styles.xml": b" " * 40_000_000}, "too_large"),
        (lambda parts: {**parts, "xl/styles.xml": b"<a/>" * 2_000_000}, "too_large"),
        (lambda parts: {**parts, "xl/sharedStrings.xml": b"<!DOCTYPE x>"}, "damaged"),
        (halved, "damaged"),
    ],
)
def test_a_file_that_is_too_much_or_was_changed_where_nobody_edits_is_refused(sent, damage, what):
    given = tables_workbook.read("all.xlsx", zipped(damage(parts_of(sent))))
    assert [(one.what, one.sentence(T)[:10]) for one in given.problems] == [(what, "all.xlsx: ")]
    assert given.changes == ()


def test_rows_far_below_are_passed_over_and_cells_of_one_long_text_refused_at_once(sent):
    page, texts = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"
    parts = parts_of(sent)
    number = parts[texts].count(b"<si>")
    cells = "".join(f'<c r="{column}90" t="s"><v>{number}</v></c>' for column in ascii_uppercase)
    long = b"<si><t>" + b"x" * 2_000_000 + b"</t></si></sst>"
    far = '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
    for row, problems in ((far, []), (f"<row>{cells}</row>", ["too_large"])):
        damaged = {
            page: parts[page].replace(b"</sheetData>", f"{row}</sheetData>".encode()),
            texts: parts[texts].replace(b"</sst>", long),
        }
        began = process_time()
        given = tables_workbook.read("all.xlsx", zipped({**parts, **damaged}))
        assert [one.what for one in given.problems] == problems
        assert process_time() - began < 5


def test_it_is_taken_from_a_file_and_from_no_mail(sent):
    """It is for whoever keeps the data; what a participant sends is a sheet."""
    mail = EmailMessage()
    mail.set_content("Adjunto")
    mail.add_attachment(sent, maintype="application", subtype="x", filename="R-M2-ARG.xlsx")
    (alone,) = returned.read("all.xlsx", sent, {})
    (inside,) = returned.read("m.eml", mail.as_bytes(), {})
    assert isinstance(alone, tables.Given)
    assert [problem.what for problem in inside.problems] == ["no_reference"]


def test_a_workbook_of_invented_data_says_so_and_changes_no_others(folder, sent):
    pages = openpyxl.load_workbook(io.BytesIO(sent))
    assert pages["dataset"]["A3"].value == T("marking.exercise")
    assert pages["reports"].oddHeader.center.text == T("marking.exercise")
    given = edited(sent, lambda book: book["reports"].append(NEW))
    assert names(compare(folder, given)[1]) == ["reports/R99"]
    claimed(folder)
    there = rounds.content(folder)
    assert taken(folder, given) is None
    assert [one.code for one in compare(folder, given)[0].problems] == ["other_dataset"]
    assert rounds.content(folder) == there
    real = written(folder)
    assert openpyxl.load_workbook(io.BytesIO(real))["dataset"]["A3"].value is None
    assert compare(folder, edited(real, list))[0].problems == ()


def test_the_commands_write_it_show_what_it_would_do_and_take_it_in(folder, tmp_path, capsys):
    file = tmp_path / "all.xlsx"
    assert main(["tables", str(folder), "--out", str(file)]) == 0
    book = openpyxl.load_workbook(file)
    cell(book, "actions", "A1", "title").value = "Another agreement"
    book["framework_priorities"].delete_rows(3)
    book.save(file)
    there = rounds.content(folder)
    capsys.readouterr()
    assert main(["take", str(folder), str(file)]) == 1
    out = capsys.readouterr().out
    assert "actions A1: changed  title=Another agreement" in out
    assert "framework_priorities/F1/P2: would be deleted" in out
    assert rounds.content(folder, whole=True) == there
    chosen = ["--only", "framework_priorities/F1/P2", "--yes"]
    assert main(["take", str(folder), str(file), *chosen]) == 0
    assert main(["undo", str(folder), "1"]) == 0
    assert rounds.content(folder) == there
