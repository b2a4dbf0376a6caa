"""The loader takes a dataset that keeps the contract; else it names each problem and its place."""

import ast
import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import check, contract
from data.reading.cells import PATTERNS
from data.reading.load import FOLDER, load
from data.reading.problems import MOST_DIFFERENT, BadDatasetError, Problem
from data.reading.settings import CODES, OUR_OWN
from data.text.words import catalogue, languages, placeholders, words
from tests.data.bad import BAD
from tests.support import small
from tests.support.edits import cell, content, remove, swap
from tests.support.readings import shipped

with Path(__file__).with_name("problems.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = {row["bad"]: row for row in csv.DictReader(file)}
"""What is bad to the code of its problem, and the sentence that names it or how that begins."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(tmp_path / "small")


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(BadDatasetError) as refused:
        load(folder)
    return refused.value.problems


def places(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(problem.file, problem.line, problem.column, problem.code) for problem in problems]


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_dataset_is_refused_with_the_one_problem_it_has(folder: Path, bad: str):
    BAD[bad](folder)
    [problem] = problems_of(folder)
    assert problem.code == EXPECTED[bad]["code"]
    assert problem.sentence(words("en")).startswith(EXPECTED[bad]["sentence"])
    assert all(problem.message(words(language)) for language in languages())


def test_the_shipped_record_keeps_the_contract_and_names_its_types():
    dataset = shipped("record")
    assert set(dataset.tables) == set(contract.tables())
    assert not dataset.fictional
    assert str(dataset.milestones["agreed_on"].dtype) == "datetime64[us]"
    assert str(dataset.priorities["position"].dtype) == "Int64"
    assert str(dataset.participants["reports"].dtype) == "boolean"
    assert str(dataset.actions["title"].dtype) == "str"


def test_a_place_reads_as_file_line_and_column(folder: Path):
    cell("reports.csv", 4, "state", "acheived")(folder)
    remove("notes.csv")(folder)
    swap("framework_priorities.csv", "F1,P2", "F1")(folder)
    assert [problem.place("line") for problem in problems_of(folder)] == [
        "framework_priorities.csv, line 3",
        "notes.csv",
        "reports.csv, line 4, state",
    ]


def test_all_problems_are_named_at_once_in_order_of_file_and_line(folder: Path):
    cell("reports.csv", 4, "state", "acheived")(folder)
    cell("reports.csv", 2, "source_id", "S9")(folder)
    cell("actions.csv", 4, "confidence", "")(folder)
    swap("dataset.toml", "2026-06-04", "2026")(folder)
    swap("action_sources.csv", "A1,2,S2", "A1,2")(folder)
    cell("sources.csv", 3, "url", "javascript:x")(folder)
    assert places(problems_of(folder)) == [
        ("action_sources.csv", 3, "", "ragged_row"),
        ("actions.csv", 4, "confidence", "blank"),
        ("dataset.toml", 1, "horizon", "bad_setting"),
        ("reports.csv", 4, "state", "not_allowed"),
        ("sources.csv", 3, "url", "not_address"),
        ("reports.csv", 2, "source_id", "unknown_reference"),
    ]


def test_a_table_that_cannot_be_read_hides_no_problem_of_the_others_and_invents_none(folder: Path):
    (folder / "actions.csv").write_bytes(b"")
    cell("decisions.csv", 2, "meeting_id", "M9")(folder)
    assert places(problems_of(folder)) == [
        ("actions.csv", 0, "", "empty_file"),
        ("decisions.csv", 2, "meeting_id", "unknown_reference"),
    ]


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("later", "where"),
    [
        ("N4,limits,,,x", (9, "kind", "not_allowed")),
        ("N4,limit,,", (9, "", "ragged_row")),
        ('N4,limit,,,"x', (9, "", "unreadable")),
        ("N1,limit,,,x", (9, "note_id", "repeated_key")),
    ],
)
def test_lines_are_those_of_the_file_after_a_cell_over_several_lines_and_a_blank_line(
    folder: Path, break_: str, later: str, where: tuple[int, str, str]
):
    rows = [
        "note_id,kind,about_table,about_id,text",
        'N1,limit,,,"one',
        "two",
        "",
        'four"',
        "N2,limit,,,x",
        "",
        "N3,limit,,,x",
        later,
    ]
    content("notes.csv", lambda _: break_.join(rows).encode())(folder)
    content("texts.csv", lambda data: data.splitlines()[0])(folder)
    assert places(problems_of(folder)) == [("notes.csv", *where)]


def test_a_refused_code_breaks_no_check_of_the_rows_that_speak_of_it(folder: Path):
    cell("actions.csv", 2, "action_id", "<script>")(folder)
    found = places(problems_of(folder))
    assert ("actions.csv", 2, "action_id", "not_code") in found
    assert ("texts.csv", 2, "row_id", "unknown_reference") in found
    assert ("notes.csv", 3, "about_id", "unknown_reference") in found


def test_more_bad_cells_of_a_column_than_anyone_reads_are_counted(folder: Path):
    rows = "".join(f"N{n},limits{n},,,x\n" for n in range(10, 10 + MOST_DIFFERENT + 5))
    content("notes.csv", lambda data: data + rows.encode())(folder)
    problems = problems_of(folder)
    assert len(problems) == MOST_DIFFERENT + 1
    assert places(problems[-1:]) == [("notes.csv", MOST_DIFFERENT + 5, "kind", "and_more")]
    assert problems[-1].message(words("en")) == "the same problem occurs in 5 more lines"


FREE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1)) **bold** $x^2$ :red[x]",
    "=HYPERLINK(0)",
    "+1-1",
    "-2+3",
    "@SUM(A1:A9)",
    'a "quoted" word, a comma',
    "one\ntwo\r\nthree",
    "a\ttab",
    "{braces} {0} %s",
    "NA",
    "null",
    "007",
    "1e5",
    "ñ ção 警察 🇦🇷 e\u0301",
]


def test_free_text_is_kept_to_the_character(folder: Path):
    with (folder / "notes.csv").open("a", encoding="utf-8", newline="") as file:
        rows = ([f"F{number}", "limit", "", "", text] for number, text in enumerate(FREE))
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert load(folder).notes["text"].tolist()[-len(FREE) :] == FREE


def test_a_blank_cell_is_missing_whether_quoted_or_not(folder: Path):
    swap("actions.csv", "A1,P1,Agreement with Europol,,", 'A1,P1,Agreement with Europol,"",')(
        folder
    )
    assert load(folder).actions["description"].isna().tolist() == [True, False, True]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="windows line ends"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no line end at the end"),
        pytest.param(lambda data: data + b"\n\n", id="blank lines at the end"),
        pytest.param(lambda data: b"\n" + data, id="blank line at the start"),
        pytest.param(
            lambda data: b"\n".join(b",".join(row.split(b",")[::-1]) for row in data.splitlines()),
            id="columns in another order",
        ),
        pytest.param(
            lambda data: b"\n".join(
                b",".join(b'"%s"' % x for x in row.split(b",")) for row in data.splitlines()
            ),
            id="all quoted",
        ),
    ],
)
def test_how_a_program_writes_csv_changes_no_value(folder: Path, change: Callable[[bytes], bytes]):
    before = load(folder).tables["decisions"]
    content("decisions.csv", change)(folder)
    pd.testing.assert_frame_equal(
        load(folder).tables["decisions"].reset_index(drop=True), before.reset_index(drop=True)
    )


def as_a_spreadsheet_saves(data: bytes) -> bytes:
    """The same rows below a title, with what spreadsheets of other countries make of cells."""
    head, *rows = csv.reader(data.decode().splitlines())

    def local(cell: str) -> str:
        if found := re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", cell):
            year, month, day = map(int, found.groups())
            return f"{day}/{month}/{year}" if day > 12 else f"{day:02}.{month:02}.{year}"
        return cell.upper() if cell in ("true", "false") else cell

    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["The plan, as agreed"])
    writer.writerow([f" {name} " for name in head] + ["", ""])
    writer.writerows([*map(local, row), "", ""] for row in rows)
    writer.writerow([""] * 3)
    return b"\xef\xbb\xbfsep=;\r\n" + out.getvalue().encode()


def test_what_a_spreadsheet_saves_is_read_as_what_it_opened(folder: Path):
    before = load(folder).tables
    for name in (path.name for path in folder.glob("*.csv")):
        content(name, as_a_spreadsheet_saves)(folder)
    for name, frame in load(folder).tables.items():
        pd.testing.assert_frame_equal(
            frame.reset_index(drop=True), before[name].reset_index(drop=True)
        )


def test_what_is_wrong_in_many_lines_alike_is_said_once_and_a_cause_before_what_it_causes(folder):
    content("reports.csv", lambda data: data.replace(b",high,", b",sure,"))(folder)
    cell("priorities.csv", 3, "priority_id", "P\u03b2")(folder)
    for name in ("actions.csv", "framework_priorities.csv"):
        content(name, lambda data: data.replace(b",P2", ",P\u03b2".encode()))(folder)
    cell("action_sources.csv", 2, "action_id", "A9")(folder)
    sentences = [problem.sentence(words("en")) for problem in problems_of(folder)]
    assert [one.partition(";")[0] for one in sentences] == [
        "priorities.csv, line 3, priority_id: 'P[U+03B2]' is not a valid code",
        "reports.csv, line 2, confidence: 'sure' is not allowed",
        "action_sources.csv, line 2, action_id: 'A9' was not found in actions.csv",
    ]
    assert sentences[1].endswith("(also in line 5)")


def test_optional_tables_may_have_a_header_only(folder: Path):
    optional = [table for table in contract.tables().values() if table.min_rows == 0]
    for table in optional:
        (folder / table.path).write_text(",".join(table.columns), "utf-8")
    for file, column in (("priorities.csv", 6), ("participants.csv", 8)):
        content(
            file,
            lambda data, column=column: re.sub(
                rb"(?m)^((?:[^,\n]*,){%d})S\d$" % (column - 1), rb"\1", data
            ),
        )(folder)
    swap("dataset.toml", 'plan = "open"', 'plan = "complete"')(folder)
    content(
        "milestones.csv", lambda data: data.splitlines()[0] + b"\nA1-signed,A1,,signed,,1,,,,,\n"
    )(folder)
    dataset = load(folder)
    assert {name for name, frame in dataset.tables.items() if frame.empty} == {
        table.name for table in optional
    }


def test_the_fingerprint_changes_with_every_file(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.reading.load.check_tables", lambda *_: [])
    found = [load(folder).fingerprint]
    for file in small.FILES:
        content(file, lambda data: data + b"\n")(folder)
        found.append(load(folder).fingerprint)
    assert len(set(found)) == len(small.FILES) + 1


MODULES = [path for path in FOLDER.rglob("*.py") if path.parent.name != "round"]
"""What reads a dataset; what is wrong with a returned file is said by words of its own."""
OF_WORKBOOKS = {"formula", "no_page", "other_dataset", "stray_page"}
"""What only a workbook of all tables can hold (tests/data/round/test_tables.py)."""


def codes_in(path: Path) -> Iterator[str]:
    """Every problem code that a module writes, from the calls that take one."""
    position = {"Problem": 3, "named": 3, "say": 4, "refuse": 1}
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(getattr(call, "func", None), "attr", None) or getattr(
            getattr(call, "func", None), "id", None
        )
        if isinstance(call, ast.Call) and name in position:
            match call.args[position[name]]:
                case ast.Constant(value=str(code)):
                    yield code
                case ast.JoinedStr(values=[ast.Constant(value="not_"), ast.FormattedValue()]):
                    forms = {one.form for each in contract.tables().values() for one in each.fields}
                    yield from (f"not_{form}" for form in (*PATTERNS, *filter(None, forms)))
                case ast.Name(id="code"):
                    yield from (*CODES.values(), *OUR_OWN, "bad_setting")
                case other:
                    raise AssertionError(f"{path.name}:{call.lineno}: {ast.unparse(other)}")


def messages(language: str) -> dict[str, set[tuple[str, str, str]]]:
    """Every problem code of a catalogue, with the values that its message names."""
    return {
        key.removeprefix("problem."): placeholders(text)
        for key, text in catalogue(language).items()
        if key.startswith("problem.")
    }


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_a_message_and_every_message_a_problem(language: str):
    codes = {code for path in MODULES for code in codes_in(path)}
    assert set(messages(language)) == codes | OF_WORKBOOKS


@pytest.mark.parametrize("language", languages())
def test_a_message_names_the_same_values_in_every_language(language: str):
    assert messages(language) == messages("en")


ELSEWHERE = {"and_more", "not_readable", "being_written"}
"""Reached in test_reading.py: many problems at once, files that change or cannot be read."""


def test_every_message_is_reached_by_a_kind_of_bad_data():
    assert EXPECTED.keys() == BAD.keys()
    reached = {row["code"] for row in EXPECTED.values()} | ELSEWHERE
    assert reached == set(messages("en")) - OF_WORKBOOKS


def test_the_command_line_prints_a_line_for_each_problem_in_the_language_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    cell("reports.csv", 4, "state", "ache\nived")(folder)
    remove("notes.csv")(folder)
    assert check.main([str(folder)]) == check.main([str(folder), "--lang", "pt"]) == 1
    assert capsys.readouterr().out.splitlines()[:3] == [
        "notes.csv: the file is missing; add it to the data folder",
        "reports.csv, line 4, state: 'ache ived' is not allowed; use one of achieved, announced, "
        "not_achieved, not_started, not_applicable, withdrawn",
        "notes.csv: falta o arquivo; inclua-o na pasta de dados",
    ]
