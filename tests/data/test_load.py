"""The loader takes a dataset that keeps the contract and refuses every other, naming each problem and its place."""

import ast
import csv
import io
import operator
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from _pytest.mark import ParameterSet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import contract
from data.load import FOLDER, fingerprint, load
from data.problems import BadDatasetError, Problem
from data.read import LONGEST_CELL, MOST_PER_COLUMN, PATTERNS, read_table
from data.words import catalogue, languages, words
from tests.data import small

ROOT = FOLDER.parent
FILES = sorted([*(f"{name}.csv" for name in small.TABLES), "dataset.toml"])
Spoil = Callable[[Path], object]


@pytest.fixture(scope="module")
def read() -> dict[tuple[str, bytes | None], tuple[pd.DataFrame | None, list[Problem]]]:
    return {}


@pytest.fixture(autouse=True)
def each_content_is_read_once(monkeypatch: pytest.MonkeyPatch, read: dict[tuple[str, bytes | None], Any]) -> None:
    """What a table says depends on its bytes alone, so the files that no test spoils need not be read a hundred times."""

    def once(folder: Path, table: contract.Table) -> tuple[pd.DataFrame | None, list[Problem]]:
        path = folder / table.path
        key = (table.name, path.read_bytes() if path.is_file() else None)
        if key not in read:
            read[key] = read_table(folder, table)
        frame, problems = read[key]
        return None if frame is None else frame.copy(), list(problems)

    monkeypatch.setattr("data.load.read_table", once)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(tmp_path / "small")


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(BadDatasetError) as refused:
        load(folder)
    return refused.value.problems


def places(problems: list[Problem]) -> list[tuple[str, int, str, str]]:
    return [(problem.file, problem.line, problem.column, problem.code) for problem in problems]


def cell(file: str, line: int, column: str, value: str) -> Spoil:
    """Put a value into one cell, quoted where CSV asks for it."""

    def spoil(folder: Path) -> None:
        rows = list(csv.reader(io.StringIO((folder / file).read_text("utf-8"))))
        rows[line - 1][rows[0].index(column)] = value
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)

    return spoil


def swap(file: str, old: str, new: str) -> Spoil:
    """Replace a text that stands in the file once."""

    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return spoil


def content(file: str, change: Callable[[bytes], bytes]) -> Spoil:
    """Replace a whole file by what `change` makes of its bytes."""
    return lambda folder: (folder / file).write_bytes(change((folder / file).read_bytes()))


def insert(file: str, line: int, row: str) -> Spoil:
    """Put a row in, so that it stands on that line."""

    def change(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        return "\n".join([*lines[: line - 1], row, *lines[line - 1 :]]).encode()

    return content(file, change)


def remove(file: str) -> Spoil:
    return lambda folder: (folder / file).unlink()


def together(*spoils: Spoil) -> Spoil:
    return lambda folder: [spoil(folder) for spoil in spoils]


def kind(name: str, spoil: Spoil, file: str, line: int, column: str, code: str, says: str) -> ParameterSet:
    """A kind of bad data: how it comes about, where it is found, and a part of what is said."""
    return pytest.param(spoil, (file, line, column, code), says, id=name)


def bad(name: str, file: str, line: int, column: str, value: str, code: str, says: str) -> ParameterSet:
    """A kind of bad data that is one value in one cell, and is found there."""
    return kind(name, cell(file, line, column, value), file, line, column, code, says)


FILES_AND_SETTINGS = [
    kind("table missing", remove("sources.csv"), "sources.csv", 0, "", "missing_file", "the file is missing"),
    kind("dataset.toml missing", remove("dataset.toml"), "dataset.toml", 0, "", "missing_file", "the file is missing"),
    kind("toml malformed", swap("dataset.toml", "[title]", "[title"), "dataset.toml", 0, "", "bad_settings", "cannot be read as TOML"),
    kind(
        "toml not utf-8",
        content("dataset.toml", lambda data: data.decode().replace("record", "récord").encode("latin-1")),
        *("dataset.toml", 0, "", "bad_settings", "cannot be read as TOML"),
    ),
    kind(
        "horizon not a date",
        swap("dataset.toml", "2026-06-04", '"June 2026"'),
        *("dataset.toml", 0, "horizon", "bad_setting", "'June 2026' does not fit; needed: 2026-06-04"),
    ),
    kind(
        "horizon with a time of day",
        swap("dataset.toml", "2026-06-04", "2026-06-04T12:00:00"),
        *("dataset.toml", 0, "horizon", "bad_setting", "does not fit"),
    ),
    kind(
        "horizon missing",
        swap("dataset.toml", "horizon = 2026-06-04", ""),
        *("dataset.toml", 0, "horizon", "bad_setting", "needed: 2026-06-04"),
    ),
    kind(
        "fictional not a boolean",
        swap("dataset.toml", "fictional = true", 'fictional = "yes"'),
        *("dataset.toml", 0, "fictional", "bad_setting", "'yes' does not fit; needed: true, false"),
    ),
    kind(
        "title without a language",
        swap("dataset.toml", 'pt = "Registro inventado"', ""),
        *("dataset.toml", 0, "title", "bad_setting", "needed: en, es, pt"),
    ),
    kind(
        "unknown setting",
        swap("dataset.toml", "fictional", "cutoff = 3\nfictional"),
        *("dataset.toml", 0, "cutoff", "stray_setting", "'cutoff' is not a setting"),
    ),
    kind("empty file", content("notes.csv", lambda _: b""), "notes.csv", 0, "", "empty_file", "the file is empty"),
    kind("nothing but line ends", content("notes.csv", lambda _: b"\n\r\n \n"), "notes.csv", 0, "", "empty_file", "the file is empty"),
    kind(
        "header only where rows are needed",
        together(*(content(f"{name}.csv", lambda data: data.splitlines()[0]) for name in ("milestones", "reports"))),
        *("milestones.csv", 0, "", "no_rows", "needs at least one"),
    ),
    kind("byte-order mark", content("notes.csv", lambda data: b"\xef\xbb\xbf" + data), "notes.csv", 1, "", "byte_order_mark", "without it"),
    kind(
        "latin-1",
        content("texts.csv", lambda data: data.decode().encode("latin-1")),
        *("texts.csv", 3, "", "not_utf8", "the byte 0xed is not UTF-8"),
    ),
    kind(
        "utf-16",
        content("notes.csv", lambda data: data.decode().encode("utf-16")),
        *("notes.csv", 1, "", "not_utf8", "save the file as UTF-8"),
    ),
    kind(
        "stray csv file",
        lambda folder: shutil.copy(folder / "reports.csv", folder / "reports (2).csv"),
        *("reports (2).csv", 0, "", "stray_file", "not a table"),
    ),
]

SHAPE = [
    kind(
        "stray column",
        swap("priorities.csv", "description,source_id", "description,source_id,colour"),
        *("priorities.csv", 1, "colour", "stray_column", "the column 'colour' is not in the contract"),
    ),
    kind(
        "column without a name",
        swap("priorities.csv", "description,source_id", "description,source_id,"),
        *("priorities.csv", 1, "", "stray_column", "the column '' is not in the contract"),
    ),
    kind(
        "missing column",
        swap("priorities.csv", "title,description,source_id", "title,source_id"),
        *("priorities.csv", 1, "description", "missing_column", "the column 'description' is missing"),
    ),
    kind(
        "repeated column",
        swap("priorities.csv", "description,source_id", "description,title,source_id"),
        *("priorities.csv", 1, "title", "repeated_column", "'title' stands there more than once"),
    ),
    kind(
        "row with too few cells",
        swap("framework_priorities.csv", "F1,P2", "F1"),
        *("framework_priorities.csv", 3, "", "ragged_row", "the line has 1 cells instead of 2: 'F1'"),
    ),
    kind(
        "row with too many cells",
        swap("action_sources.csv", "A1,2,S2", "A1,2,S2,,page 4"),
        *("action_sources.csv", 3, "", "ragged_row", "the line has 5 cells instead of 3: 'A1,2,S2,,page 4'"),
    ),
    kind(
        "comma in a text without quotes",
        swap("notes.csv", "Invented throughout", "Invented, throughout"),
        *("notes.csv", 2, "", "ragged_row", "the line has 6 cells instead of 5"),
    ),
    kind(
        "unclosed quote in the last column",
        swap("notes.csv", "Two sources", '"Two sources'),
        *("notes.csv", 3, "", "unreadable", "cannot be read as CSV"),
    ),
    kind(
        "unclosed quote in the header", swap("notes.csv", "note_id", '"note_id'), "notes.csv", 1, "", "unreadable", "cannot be read as CSV"
    ),
    kind(
        "text after a closing quote",
        swap("actions.csv", '"Two weeks, online"', '"Two weeks" online'),
        *("actions.csv", 3, "", "unreadable", "cannot be read as CSV"),
    ),
]

CELLS = [
    bad("required cell blank", "actions.csv", 3, "title", "", "blank", "a value is needed here"),
    bad("nul character", "actions.csv", 3, "title", "Tra\0ining", "control_character", "holds a control character: 'Tra\ufffdining'"),
    bad("escape character", "notes.csv", 2, "text", "\x1b[2Jgone", "control_character", "'\ufffd[2Jgone'"),
    bad("space before", "sources.csv", 3, "publisher", " example.org", "outer_space", "spaces before or after the value: ' example.org'"),
    bad("line end after", "notes.csv", 2, "text", "Invented\n", "outer_space", "spaces before or after the value: 'Invented '"),
    bad("nothing but spaces", "notes.csv", 2, "text", "  ", "outer_space", "spaces before or after"),
    bad("month 13", "reports.csv", 2, "dated_on", "2025-13-01", "no_such_day", "'2025-13-01' is a day that does not exist"),
    bad("30 February", "meetings.csv", 2, "ends_on", "2025-02-30", "no_such_day", "'2025-02-30' is a day that does not exist"),
    bad("29 February of a common year", "sources.csv", 2, "published_on", "2025-02-29", "no_such_day", "does not exist"),
    bad("day first, with slashes", "reports.csv", 2, "reported_on", "05/03/2025", "not_date", "is not a date; write it as YYYY-MM-DD"),
    bad("date with a time of day", "sources.csv", 2, "published_on", "2025-03-06 00:00:00", "not_date", "is not a date"),
    bad("date as a number of days", "sources.csv", 2, "published_on", "45722", "not_date", "'45722' is not a date"),
    bad("date in other digits", "sources.csv", 2, "published_on", "٢٠٢٥-٠٣-٠٦", "not_date", "is not a date"),
    bad("year 0205", "sources.csv", 2, "published_on", "0205-03-06", "not_plausible", "is not between the years 1990-2100"),
    bad("year 2205", "actions.csv", 2, "starts_on", "2205-03-05", "not_plausible", "is not between the years 1990-2100"),
    bad("integer in words", "priorities.csv", 3, "position", "two", "not_integer", "'two' is not a whole number"),
    bad("integer with a fraction", "priorities.csv", 3, "position", "2.0", "not_integer", "'2.0' is not a whole number"),
    bad("integer in other digits", "priorities.csv", 3, "position", "٢", "not_integer", "is not a whole number"),
    bad("integer beyond all counting", "priorities.csv", 3, "position", "9" * 30, "not_integer", "is not a whole number"),
    bad("position 0", "priorities.csv", 3, "position", "0", "too_small", "'0' is smaller than 1"),
    bad("position below 0", "milestones.csv", 2, "position", "-1", "too_small", "'-1' is smaller than 1"),
    bad("boolean in words", "participants.csv", 4, "reports", "yes", "not_boolean", "'yes' is not one of true, false"),
    bad("boolean in capitals", "participants.csv", 4, "reports", "TRUE", "not_boolean", "'TRUE' is not one of true, false"),
    bad("unknown state", "reports.csv", 4, "state", "acheived", "not_allowed", "'acheived' is not one of achieved, not_achieved"),
    bad("known state in capitals", "reports.csv", 4, "state", "Achieved", "not_allowed", "'Achieved' is not one of achieved"),
    bad("unknown precision", "actions.csv", 2, "starts_precision", "week", "not_allowed", "'week' is not one of day, month, quarter, year"),
    bad("markup as a code", "notes.csv", 2, "note_id", "<script>alert(1)</script>", "bad_form", "'<script>alert(1)</script>' has not"),
    bad("formula as a code", "notes.csv", 2, "note_id", "=1+1", "bad_form", "'=1+1' has not the form of a code"),
    bad("code that starts in small letters", "notes.csv", 2, "note_id", "n1", "bad_form", "'n1' has not the form of a code"),
    bad("code longer than 40", "notes.csv", 2, "note_id", "N" * 41, "too_long", "at most 40 characters"),
    bad("language by its name", "texts.csv", 2, "language", "english", "bad_form", "'english' has not the form of a code"),
    bad("country with two letters", "meetings.csv", 2, "country", "BE", "bad_form", "'BE' has not the form of a code"),
    bad("javascript address", "sources.csv", 3, "url", "javascript:alert(1)", "not_address", "not an address that starts with https://"),
    bad("data address", "sources.csv", 3, "url", "data:text/html,<b>x</b>", "not_address", "not an address that starts with https://"),
    bad("file address", "sources.csv", 3, "url", "file:///etc/passwd", "not_address", "not an address that starts with https://"),
    bad("address with a space", "sources.csv", 3, "url", "https://example.org/a b", "not_address", "/a b' is not an address"),
    bad("address with a quote", "sources.csv", 3, "url", 'https://example.org/"onclick="x', "not_address", "is not an address"),
    bad("address without a host", "sources.csv", 3, "url", "https:///page", "not_address", "is not an address"),
    bad("address over two lines", "sources.csv", 3, "url", "https://example.org/\njavascript:x", "not_address", "is not an address"),
    bad("text over the length", "actions.csv", 3, "title", "x" * 401, "too_long", "(at most 400 characters): 'xxx"),
    bad("cell of a megabyte", "actions.csv", 3, "description", "x" * 1_000_000, "too_long", "at most 4000 characters"),
    bad("megabyte where no length is set", "notes.csv", 3, "about_id", "x" * 1_000_000, "too_long", f"at most {LONGEST_CELL} characters"),
]

KEYS = [
    kind(
        "code repeated",
        insert("notes.csv", 4, "N1,limit,,,Again"),
        *("notes.csv", 4, "note_id", "repeated_key", "'N1' stands there already; it may stand there once only"),
    ),
    kind(
        "key of two columns repeated",
        insert("action_participants.csv", 4, "A1,ARG,support,"),
        *("action_participants.csv", 4, "action_id, participant_id", "repeated_key", "'A1/ARG' stands there already"),
    ),
    kind(
        "key with a date repeated",
        insert("presidencies.csv", 4, "ARG,2024-01-01,day,,,low,"),
        *("presidencies.csv", 4, "participant_id, starts_on", "repeated_key", "'ARG/2024-01-01' stands there already"),
    ),
    kind(
        "translation repeated",
        insert("texts.csv", 5, "actions,A1,title,es,Otra vez"),
        *("texts.csv", 5, "table, row_id, field, language", "repeated_key", "'actions/A1/title/es' stands there already"),
    ),
    bad("address repeated", "sources.csv", 4, "url", "http://example.org/press", "repeated_key", "'http://example.org/press' stands there"),
    bad("position repeated", "priorities.csv", 3, "position", "1", "repeated_key", "'1' stands there already"),
    bad("action of no priority", "actions.csv", 4, "priority_id", "P9", "unknown_reference", "'P9' is not in priorities.csv"),
    bad("participation in no action", "action_participants.csv", 6, "action_id", "A9", "unknown_reference", "'A9' is not in actions.csv"),
    bad("participation of nobody", "action_participants.csv", 6, "participant_id", "XXX", "unknown_reference", "'XXX' is not in"),
    bad("action with no such source", "action_sources.csv", 4, "source_id", "S9", "unknown_reference", "'S9' is not in sources.csv"),
    bad("milestone of no action", "milestones.csv", 3, "action_id", "A9", "unknown_reference", "'A9' is not in actions.csv"),
    bad("milestone of nobody", "milestones.csv", 4, "participant_id", "arg", "unknown_reference", "'arg' is not in participants.csv"),
    bad("report on no milestone", "reports.csv", 4, "milestone_id", "A2-held", "unknown_reference", "'A2-held' is not in milestones.csv"),
    bad("report with no such source", "reports.csv", 5, "source_id", "S9", "unknown_reference", "'S9' is not in sources.csv"),
    bad("decision of no meeting", "decisions.csv", 3, "meeting_id", "M9", "unknown_reference", "'M9' is not in meetings.csv"),
    bad("presidency of nobody", "presidencies.csv", 3, "participant_id", "CHL", "unknown_reference", "'CHL' is not in participants.csv"),
    bad("framework for no priority", "framework_priorities.csv", 3, "priority_id", "P7", "unknown_reference", "'P7' is not in"),
    bad("long unknown reference", "decisions.csv", 3, "meeting_id", "M" * 9000, "unknown_reference", f"'{'M' * 60}... (9000)' is not in"),
    bad("note about no table", "notes.csv", 3, "about_table", "deeds", "not_allowed", "'deeds' is not one of priorities, participants"),
    bad("note about no row", "notes.csv", 3, "about_id", "A9", "unknown_reference", "'A9' is not in actions.csv"),
    bad("text of no table", "texts.csv", 2, "table", "deeds", "not_allowed", "'deeds' is not one of priorities, participants"),
    bad("text of no row", "texts.csv", 3, "row_id", "A1/CHL", "unknown_reference", "'A1/CHL' is not in action_participants.csv"),
    bad("text of no column", "texts.csv", 2, "field", "subtitle", "not_allowed", "'subtitle' is not one of action_id, priority_id, title"),
]

BETWEEN_COLUMNS = [
    bad("ends before it starts", "actions.csv", 3, "ends_on", "2025-01-01", "before", "'2025-01-01' is before 'starts_on'"),
    bad("meeting ends before it starts", "meetings.csv", 2, "ends_on", "2025-03-04", "before", "'2025-03-04' is before 'starts_on'"),
    bad("joined by a day before joining", "participants.csv", 2, "joined_by", "2022-03-01", "before", "is before 'joined_on'"),
    bad("reached after it was known", "reports.csv", 2, "reported_on", "2025-03-04", "before", "'2025-03-04' is before 'achieved_on'"),
    bad("date without precision", "milestones.csv", 2, "agreed_precision", "", "needed_with", "needed here, because 'agreed_on' has one"),
    kind(
        "precision without date",
        cell("milestones.csv", 2, "expected_precision", "day"),
        *("milestones.csv", 2, "expected_on", "needed_with", "needed here, because 'expected_precision' has one"),
    ),
    bad("month not on its first day", "actions.csv", 3, "starts_on", "2025-02-02", "not_period_start", "first day of the period"),
    bad("quarter not on its first day", "participants.csv", 3, "joined_on", "2022-05-01", "not_period_start", "'joined_precision' names"),
    bad("year not on its first day", "reports.csv", 6, "dated_on", "2025-02-01", "not_period_start", "'2025-02-01' is not the first day"),
    bad("achieved without confirmation", "reports.csv", 2, "confirmation", "", "needed_when", "needed here when 'state' is achieved"),
    bad("withdrawn without source", "reports.csv", 5, "source_id", "", "needed_when", "when 'state' is withdrawn, not_applicable"),
    bad("conflict without a row", "notes.csv", 3, "about_id", "", "needed_when", "needed here when 'kind' is conflict, caveat"),
    bad("other step without a title", "milestones.csv", 6, "title", "", "needed_when", "needed here when 'step' is other"),
    bad("not achieved, yet confirmed", "reports.csv", 3, "confirmation", "confirmed", "not_with", "must be left out when 'state'"),
    kind(
        "achieved on no day",
        together(cell("reports.csv", 2, "achieved_on", ""), cell("reports.csv", 2, "achieved_precision", "")),
        *("reports.csv", 2, "achieved_on", "needed_when", "needed here when 'state' is achieved"),
    ),
    kind(
        "not achieved, yet on a day",
        together(cell("reports.csv", 3, "achieved_on", "2025-05-01"), cell("reports.csv", 3, "achieved_precision", "day")),
        *("reports.csv", 3, "achieved_on", "not_with", "'2025-05-01' must be left out when 'state' is not_achieved"),
    ),
]

KINDS = [*FILES_AND_SETTINGS, *SHAPE, *CELLS, *KEYS, *BETWEEN_COLUMNS]


@pytest.mark.parametrize(("spoil", "where", "says"), KINDS)
def test_a_bad_dataset_is_refused_with_the_one_problem_it_has(folder: Path, spoil: Spoil, where: tuple[str, int, str, str], says: str):
    spoil(folder)
    [problem] = problems_of(folder)
    assert places([problem]) == [where]
    assert says in problem.message(words("en"))
    assert all(problem.message(words(language)) for language in languages())


def test_the_small_dataset_keeps_the_contract(folder: Path):
    dataset = load(folder)
    assert set(dataset.tables) == set(contract.tables())
    assert all(len(frame) for frame in dataset.tables.values())


def test_the_shipped_record_keeps_the_contract_and_names_its_types():
    dataset = load(FOLDER / "record")
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
        ("dataset.toml", 0, "horizon", "bad_setting"),
        ("reports.csv", 2, "source_id", "unknown_reference"),
        ("reports.csv", 4, "state", "not_allowed"),
        ("sources.csv", 3, "url", "not_address"),
    ]


def test_a_table_that_cannot_be_read_hides_no_problem_of_the_others_and_invents_none(folder: Path):
    (folder / "actions.csv").write_bytes(b"")
    cell("decisions.csv", 2, "meeting_id", "M9")(folder)
    assert places(problems_of(folder)) == [("actions.csv", 0, "", "empty_file"), ("decisions.csv", 2, "meeting_id", "unknown_reference")]


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path):
    assert places(problems_of(tmp_path / "nowhere")) == [(file, 0, "", "missing_file") for file in FILES]


def test_a_file_in_place_of_the_folder_lacks_every_file(folder: Path):
    assert places(problems_of(folder / "actions.csv")) == [(file, 0, "", "missing_file") for file in FILES]


def test_a_folder_in_place_of_a_file_is_a_missing_file(folder: Path):
    for file in ("dataset.toml", "notes.csv"):
        (folder / file).unlink()
        (folder / file).mkdir()
    assert places(problems_of(folder)) == [("dataset.toml", 0, "", "missing_file"), ("notes.csv", 0, "", "missing_file")]


def test_a_spreadsheet_saved_with_semicolons_lacks_its_columns(folder: Path):
    content("framework_priorities.csv", lambda data: data.replace(b",", b";"))(folder)
    assert places(problems_of(folder)) == [
        ("framework_priorities.csv", 1, "framework_id", "missing_column"),
        ("framework_priorities.csv", 1, "framework_id;priority_id", "stray_column"),
        ("framework_priorities.csv", 1, "priority_id", "missing_column"),
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
    rows = ["note_id,kind,about_table,about_id,text", 'N1,limit,,,"one', "two", "", 'four"', "N2,limit,,,x", "", "N3,limit,,,x", later]
    content("notes.csv", lambda _: break_.join(rows).encode())(folder)
    content("texts.csv", lambda data: data.splitlines()[0])(folder)
    assert places(problems_of(folder)) == [("notes.csv", *where)]


def test_a_row_over_several_lines_is_named_by_its_first(folder: Path):
    insert("notes.csv", 3, 'N5,limits,,,"one\ntwo"')(folder)
    assert places(problems_of(folder)) == [("notes.csv", 3, "kind", "not_allowed")]


def test_a_refused_code_breaks_no_check_of_the_rows_that_speak_of_it(folder: Path):
    cell("actions.csv", 2, "action_id", "<script>")(folder)
    found = places(problems_of(folder))
    assert ("actions.csv", 2, "action_id", "bad_form") in found
    assert ("texts.csv", 2, "row_id", "unknown_reference") in found
    assert ("notes.csv", 3, "about_id", "unknown_reference") in found


def test_more_bad_cells_of_a_column_than_anyone_reads_are_counted(folder: Path):
    rows = "".join(f"N{number},limits,,,x\n" for number in range(10, 10 + MOST_PER_COLUMN + 5))
    content("notes.csv", lambda data: data + rows.encode())(folder)
    problems = problems_of(folder)
    assert len(problems) == MOST_PER_COLUMN + 1
    assert places(problems[-1:]) == [("notes.csv", MOST_PER_COLUMN + 5, "kind", "and_more")]
    assert problems[-1].message(words("en")) == "the same is wrong in 5 more cells of this column"


@pytest.mark.parametrize(
    "text",
    [
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
    ],
)
def test_free_text_is_kept_to_the_character(folder: Path, text: str):
    cell("notes.csv", 2, "text", text)(folder)
    cell("sources.csv", 2, "title", text)(folder)
    dataset = load(folder)
    assert dataset.notes["text"].iloc[0] == text
    assert dataset.sources["title"].iloc[0] == text


def test_a_blank_cell_is_missing_whether_quoted_or_not(folder: Path):
    swap("actions.csv", "A1,P1,Agreement with Europol,,", 'A1,P1,Agreement with Europol,"",')(folder)
    assert load(folder).actions["description"].isna().tolist() == [True, False, True]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="windows line ends"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no line end at the end"),
        pytest.param(lambda data: data + b"\n\n", id="blank lines at the end"),
        pytest.param(lambda data: b"\n" + data, id="blank line at the start"),
        pytest.param(lambda data: b"\n".join(b",".join(row.split(b",")[::-1]) for row in data.splitlines()), id="columns in another order"),
        pytest.param(
            lambda data: b"\n".join(b",".join(b'"%s"' % x for x in row.split(b",")) for row in data.splitlines()), id="all quoted"
        ),
    ],
)
def test_how_a_program_writes_csv_changes_no_value(folder: Path, change: Callable[[bytes], bytes]):
    before = load(folder).tables["decisions"]
    content("decisions.csv", change)(folder)
    pd.testing.assert_frame_equal(load(folder).tables["decisions"].reset_index(drop=True), before.reset_index(drop=True))


def test_optional_tables_may_have_a_header_only(folder: Path):
    optional = [table for table in contract.tables().values() if table.min_rows == 0]
    for table in optional:
        (folder / table.path).write_text(",".join(table.columns), "utf-8")
    for file, column in (("priorities.csv", 5), ("participants.csv", 8)):
        content(file, lambda data, column=column: re.sub(rb"(?m)^((?:[^,\n]*,){%d})S\d$" % (column - 1), rb"\1", data))(folder)
    dataset = load(folder)
    assert {name for name, frame in dataset.tables.items() if frame.empty} == {table.name for table in optional}


@given(
    file=st.sampled_from(FILES),
    at=st.integers(0, 500),
    cut=st.integers(0, 40),
    put=st.sampled_from([b"", b'"', b",", b"\n", b"\r", b"\0", b"\xff"]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_it_loads_or_is_refused_with_problems_that_can_be_said(
    tmp_path_factory: pytest.TempPathFactory, file: str, at: int, cut: int, put: bytes
):
    folder = small.write(tmp_path_factory.mktemp("any") / "small")
    content(file, lambda data: data[:at] + put + data[at + cut :])(folder)
    try:
        assert set(load(folder).tables) == set(contract.tables())
    except BadDatasetError as error:
        assert error.problems == sorted(error.problems)
        assert all("\n" not in problem.place("line") + problem.message(words("en")) for problem in error.problems)


@pytest.mark.parametrize("file", FILES)
def test_the_fingerprint_changes_with_every_file(folder: Path, file: str):
    before = fingerprint(folder)
    content(file, lambda data: data + b"\n")(folder)
    assert fingerprint(folder) != before


def test_the_fingerprint_is_that_of_the_content_wherever_it_lies(folder: Path, tmp_path: Path):
    copy = shutil.copytree(folder, tmp_path / "elsewhere")
    assert fingerprint(copy) == fingerprint(folder) == load(folder).fingerprint


def codes_in(path: Path) -> Iterator[str]:
    """Every problem code that a module writes, from the calls that take one."""
    position = {"Problem": 3, "_name": 3, "refuse": 1}
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in position:
            match call.args[position[call.func.id]]:
                case ast.Constant(value=str(code)):
                    yield code
                case ast.JoinedStr(values=[ast.Constant(value="not_"), ast.FormattedValue()]):
                    yield from (f"not_{type_}" for type_ in PATTERNS)
                case ast.Name(id="code"):
                    pass
                case other:
                    raise AssertionError(f"{path.name}:{call.lineno}: {ast.unparse(other)}")


def messages(language: str) -> dict[str, set[str]]:
    """Every problem code of a catalogue, with the values that its message names."""
    return {
        key.removeprefix("problem."): {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for key, text in catalogue(language).items()
        if key.startswith("problem.")
    }


@pytest.mark.parametrize("language", languages())
def test_every_problem_has_a_message_and_every_message_a_problem(language: str):
    assert set(messages(language)) == {code for path in FOLDER.glob("*.py") for code in codes_in(path)}


@pytest.mark.parametrize("language", languages())
def test_a_message_names_the_same_values_in_every_language(language: str):
    assert messages(language) == messages("en")


def test_every_message_is_reached_by_a_kind_of_bad_data():
    assert set(messages("en")) == {code for _, (_, _, _, code), _ in map(operator.attrgetter("values"), KINDS)} | {"and_more"}


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "data.check", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_the_command_line_counts_the_rows_of_a_good_dataset_and_exits_0(folder: Path):
    rows = sum(text.count("\n") - 1 for text in small.TABLES.values())
    done = check(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"No problem found in {rows} rows.\n", "")


def test_the_command_line_prints_a_line_for_each_problem_and_exits_1(folder: Path):
    cell("reports.csv", 4, "state", "ache\nived")(folder)
    remove("notes.csv")(folder)
    done = check(folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "notes.csv: the file is missing",
        "reports.csv, line 4, state: 'ache ived' is not one of achieved, not_achieved, not_started, not_applicable, withdrawn",
    ]


@pytest.mark.parametrize("arguments", [(), ("data/record", "data/record")])
def test_the_command_line_called_wrongly_says_how_to_call_it_and_exits_2(arguments: tuple[str, ...]):
    done = check(*arguments)
    assert (done.returncode, done.stderr) == (2, "")
    assert "python -m data.check FOLDER" in done.stdout
