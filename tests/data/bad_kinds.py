"""The kinds of bad data that the loader must name: how each spoils a good folder, and what must be said."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from data.read import LONGEST_CELL

Spoil = Callable[[Path], object]


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
    kind(
        "settings without end",
        content("dataset.toml", lambda data: data + b"#" * 100_000),
        "dataset.toml",
        0,
        "",
        "too_large",
        "100000 bytes",
    ),
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
        together(*(content(f"{name}.csv", lambda data: data.splitlines()[0]) for name in ("milestones", "date_changes", "reports"))),
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
        cell("actions.csv", 2, "ends_precision", "day"),
        *("actions.csv", 2, "ends_on", "needed_with", "needed here, because 'ends_precision' has one"),
    ),
    bad("moved by nobody", "date_changes.csv", 2, "decision_id", "", "needed_when", "needed here when 'kind' is in_force"),
    bad("round over before it opens", "rounds.csv", 3, "deadline_on", "2025-12-31", "before", "'2025-12-31' is before 'opens_on'"),
    bad("correction of another milestone", "reports.csv", 6, "corrects", "R1", "not_same", "'R1' is a row with another 'milestone_id'"),
    kind(
        "corrected before it was said",
        cell("reports.csv", 6, "reported_on", "2025-04-01"),
        *("reports.csv", 6, "reported_on", "not_after", "'2025-04-01' is not after the row that 'corrects' names"),
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
