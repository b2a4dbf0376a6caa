"""Reading a folder: every problem at once, one state at a time, whatever the file system does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data import check
from data.reading import folder as files
from data.reading import load, warnings
from data.reading.problems import BadDatasetError, Problem, shorten
from data.text import words
from tests.support import small
from tests.support.edits import cell, content, insert, swap

MOMENTS = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(tmp_path / "small")


def places(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(BadDatasetError) as refused:
        load.load(folder)
    return [(one.file, one.line, one.column, one.code) for one in refused.value.problems]


# Every problem of a file at once


def test_a_wrong_byte_a_wrong_header_and_ragged_rows_hide_one_another_no_more(folder: Path):
    rows = (
        "note_id,kind,about_table,about_id,texte\nN1,limits,,,one\nN2,limit,,,two,three\n"
        "N3,limit,,,caf\xe9\nn4,caveat,deeds,A1,x\n,,,,\n"
    )
    content("notes.csv", lambda _: b"\xef\xbb\xbf" + rows.encode("latin-1"))(folder)
    content("texts.csv", lambda data: data.splitlines()[0])(folder)
    assert places(folder) == [
        ("notes.csv", 1, "text", "missing_column"),
        ("notes.csv", 1, "texte", "stray_column"),
        ("notes.csv", 2, "kind", "not_allowed"),
        ("notes.csv", 3, "", "ragged_row"),
        ("notes.csv", 4, "", "not_utf8"),
        ("notes.csv", 5, "note_id", "not_code"),
    ]


def test_what_stands_before_a_quote_that_is_never_closed_is_checked(folder: Path):
    insert("notes.csv", 2, "N9,limits,,,x")(folder)
    content("notes.csv", lambda data: data + b'N8,limit,,,"x')(folder)
    assert places(folder) == [
        ("notes.csv", 2, "kind", "not_allowed"),
        ("notes.csv", 6, "", "unreadable"),
    ]


def test_a_row_that_is_lost_lets_no_other_table_look_wrong(folder: Path):
    swap("actions.csv", "A3,P2,Plan", "A3,P2,,Plan")(folder)
    swap("sources.csv", "academic", "academic,x")(folder)
    cell("decisions.csv", 2, "priority_id", "P9")(folder)
    assert places(folder) == [
        ("actions.csv", 4, "", "ragged_row"),
        ("sources.csv", 4, "", "ragged_row"),
        ("decisions.csv", 2, "priority_id", "unknown_reference"),
    ]


def test_a_header_that_is_at_fault_for_every_row_is_named_with_one_row(folder: Path):
    cell("priorities.csv", 3, "source_id", "S2")(folder)
    swap("priorities.csv", "short,description", "short")(folder)
    assert places(folder) == [
        ("priorities.csv", 1, "description", "missing_column"),
        ("priorities.csv", 2, "", "ragged_row"),
    ]


def test_thousands_of_equal_problems_are_one_in_every_kind_of_check(folder: Path):
    content("framework_priorities.csv", lambda data: data + b"F1,P9\n" * 50_000)(folder)
    content("action_sources.csv", lambda data: data + b"A1,3\n" * 50_000)(folder)
    with pytest.raises(BadDatasetError) as refused:
        load.load(folder)
    assert {one.code: len(one.again) for one in refused.value.problems} == {
        "ragged_row": 49_999,
        "repeated_key": 49_998,
        "unknown_reference": 49_999,
    }


# What a message shows


def test_what_cannot_be_seen_is_shown_by_its_number():
    shown = shorten("a\u00a0b\u200bc\ufeffd\u202ee\ud800f\x07g\nh")
    assert shown == "a[U+00A0]b[U+200B]c[U+FEFF]d[U+202E]e[U+D800]f[U+0007]g h"
    assert shorten("ñ ção 警察 e\u0301") == "ñ ção 警察 e\u0301"
    assert shorten("\x00" * 100_000) == f"{('[U+0000]' * 8)[:60]}... (100000)"


@pytest.mark.parametrize("language", words.languages())
def test_no_message_shows_a_regular_expression_or_a_code_of_ours(folder: Path, language: str):
    cell("notes.csv", 2, "note_id", "n1")(folder)
    cell("texts.csv", 2, "language", "english")(folder)
    cell("meetings.csv", 2, "country", "BE")(folder)
    with pytest.raises(BadDatasetError) as refused:
        load.load(folder)
    t = words.words(language)
    text = "\n".join(problem.sentence(t) for problem in refused.value.problems)
    assert not set("^$*\\") & set(text)
    assert "not_code" not in str(refused.value)
    assert (
        str(refused.value)
        .splitlines()[0]
        .startswith("meetings.csv, line 2, country: 'BE' is not a three-letter country code")
    )


# What a file system can do


def test_locks_of_editors_and_links_to_nowhere_change_nothing(folder: Path):
    before = load.load(folder).fingerprint
    (folder / ".#actions.csv").symlink_to("author@host.4711:1")
    (folder / ".~lock.actions.csv#").write_text("lock")
    (folder / "~$actions.csv").write_text("lock")
    assert files.stat_key(folder)
    assert load.load(folder).fingerprint == before
    (folder / "gone.csv").symlink_to("nowhere")
    (folder / "gone.toml").symlink_to("nowhere")
    assert "gone.csv" in files.stat_key(folder)
    assert places(folder) == [("gone.csv", 0, "", "stray_file")]


NOBODY = """
import os, sys
from data import check
from data.text import words
words.catalogue("en")
os.setuid(65534)
sys.exit(sum(check.main([folder]) for folder in sys.argv[1:]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may read nothing")
def test_somebody_who_may_not_read_is_told_and_sees_no_traceback(tmp_path: Path):
    for place in tmp_path.parents:
        if place.is_relative_to("/tmp") and place != Path("/tmp"):
            place.chmod(0o755)
    tmp_path.chmod(0o755)
    closed = {tmp_path / "one": 0o000, tmp_path / "two": 0o444, tmp_path / "three/notes.csv": 0}
    folders = [str(small.write(tmp_path / name)) for name in ("one", "two", "three")]
    for path, mode in closed.items():
        path.chmod(mode)
    line = [sys.executable, "-B", "-c", NOBODY, *folders]
    done = subprocess.run(
        line, cwd=load.FOLDER.parent, capture_output=True, encoding="utf-8", check=False
    )
    for path in closed:
        path.chmod(0o755)
    assert (done.returncode, done.stderr) == (len(folders), "")
    assert done.stdout.count("cannot be read: Permission denied") >= len(folders)


# One state at a time


@pytest.fixture
def no_rule_between_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it only matters which bytes are read."""
    monkeypatch.setattr(load, "check_tables", lambda *_: [])


class Saves:
    """Saves a file again at some moments of a read.

    A moment is just before or just after a file is read.
    """

    def __init__(self, folder: Path, at: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.at, self.moment, self.saved = folder, at, 0, 0
        self.texts = [
            (folder / "notes.csv").read_text("utf-8").replace("throughout", word)
            for word in ("all over it", "every line")
        ]
        read = files.content

        def content_between(*given: object) -> tuple[bytes, list[Problem]]:
            self.passes()
            found = read(*given)
            self.passes()
            return found

        monkeypatch.setattr(load, "content", content_between)

    def passes(self) -> None:
        if self.moment in self.at:
            self.saved += 1
            (self.folder / "notes.csv").write_text(self.texts[self.saved % 2], "utf-8")
        self.moment += 1


@pytest.mark.usefixtures("no_rule_between_tables")
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_file_saved_at_any_moment_of_a_read_never_gives_old_numbers_under_a_new_fingerprint(
    folder: Path, moment: int, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        saves = Saves(folder, {moment}, patch)
        found = load.load(folder)
    assert saves.saved == 1
    quiet = load.load(folder)
    assert found.fingerprint == quiet.fingerprint
    assert found.notes["text"].tolist() == quiet.notes["text"].tolist()
    assert quiet.notes["text"].iloc[0] == "Invented every line"


@pytest.mark.usefixtures("no_rule_between_tables")
def test_a_folder_that_is_written_all_the_time_is_refused_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    Saves(folder, set(range(10_000)), monkeypatch)
    with pytest.raises(BadDatasetError) as refused:
        load.load(folder)
    assert (
        str(refused.value)
        == "small: the files of this dataset are being written; try again when this is finished"
    )


# Worth a look


def test_what_is_worth_a_look_is_printed_and_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    cell("milestones.csv", 4, "agreed_on", "2024-12-01")(folder)
    cell("milestones.csv", 3, "agreed_on", "2024-01-01")(folder)
    content(
        "date_changes.csv",
        lambda data: data.replace(b"C1,A1-in_force,in_force", b"C1,A1-in_force,expected"),
    )(folder)
    swap("action_participants.csv", "A2,BRA,partner,\n", "")(folder)
    for file, column in (("milestones.csv", 5), ("reports.csv", 5)):
        cell(file, column, "participant_id", "ARG")(folder)
    cell("milestones.csv", 5, "position", "2")(folder)
    assert warnings.find_warnings(load.load(folder)) == [
        ("milestones.csv", "due_before_start", "A1-in_force"),
        ("milestones.csv", "due_before_last", "A1-in_force"),
        ("participants.csv", "idle", "BRA"),
    ]
    assert check.main([str(folder)]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == (
        "please check: milestones.csv: "
        "the last milestone 'A1-in_force' is due before its action starts"
    )
    rows = sum(map(len, load.load(folder).tables.values()))
    assert last == f"No problem found in {rows} rows."


def test_equal_doubts_are_one_line_with_the_first_codes(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    doubts = [("participants.csv", "idle", f"P{n}") for n in range(1, 8)]
    other = ("milestones.csv", "due_before_start", "A1-in_force")
    monkeypatch.setattr(check, "find_warnings", lambda _: [*doubts, other])
    assert check.main([str(folder)]) == 0
    together, alone, _ = capsys.readouterr().out.splitlines()
    assert "'P1'" in together and together.endswith("(also 6 others: P2; P3; P4; P5; P6 ...)")
    assert "A1-in_force" in alone and "also" not in alone


@pytest.mark.parametrize("language", words.languages())
def test_every_doubt_has_words(language: str):
    known = {
        key.removeprefix("doubt.") for key in words.catalogue(language) if key.startswith("doubt.")
    }
    of_a_record = ("one_side", "other_link", "step_of_one_side", "only_possible", "one_operation")
    assert known == {
        *("due_before_start", "due_before_last", "idle", "other_language"),
        *of_a_record,
    }


def test_a_file_that_vanishes_between_listing_and_reading_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    read = Path.read_bytes

    def vanish(path: Path) -> bytes:
        if path.name == "notes.csv":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    assert places(folder) == [("notes.csv", 0, "", "missing_file")]


def test_settings_for_a_list_of_datasets_follow_their_file(folder: Path):
    assert load.settings_of(folder)["fictional"] is True
    swap("dataset.toml", "fictional = true", "fictional = false")(folder)
    assert load.settings_of(folder)["fictional"] is False
    (folder / "dataset.toml").unlink()
    assert load.settings_of(folder) is None


def test_whether_a_code_is_used_is_asked_of_the_dataset_that_is_shown_first(monkeypatch, tmp_path):
    (tmp_path / "participants.csv").write_text("participant_id,kind\nKEN,state\n")
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path))
    assert load.is_used("participants", "state")
    assert not load.is_used("participants", "eu_agency")
    assert load.is_used("actions", "eu_agency"), "what cannot be read yet may use it"
