"""The commands of a round: nothing is written without --yes, and each refusal is a sentence."""

from datetime import UTC, date, datetime

import docx
import pytest

from data.round import __main__
from data.round.__main__ import main
from data.round.store import acts
from tests.support import rounds
from tests.support.sheets import in_word

OPEN = ["--meeting", "M2", "--until", "2026-07-10", "--on", "2026-06-10"]
TAKE = ["--on", "2026-07-03"]


def cells(path):
    """The cells of the tables of a Word document."""
    return [cell for one in docx.Document(str(path)).tables for cell in one._cells]


@pytest.fixture
def folder(tmp_path):
    return rounds.write(tmp_path / "roadmap")


def test_a_round_is_opened_taken_in_verified_listed_and_undone(folder, capsys):
    there = rounds.content(folder)
    assert main(["open", str(folder), *OPEN]) == 0
    assert "R-M2: 10 questions to 2 participants, until 2026-07-10" in capsys.readouterr().out
    assert rounds.content(folder) == there
    assert main(["open", str(folder), *OPEN, "--yes"]) == 0
    opened = rounds.content(folder)
    sheet = folder / "sheets/R-M2/R-M2-BRA.docx"
    assert sheet.is_file()
    assert sheet.with_name("R-M2-ARG.xlsx").is_file()
    assert main(["take", str(folder), str(sheet), *TAKE, "--yes"]) == 0
    assert "Changes nothing." in capsys.readouterr().out
    file = folder.parent / "back.docx"
    file.write_bytes(in_word(sheet.read_bytes(), {"A4-held|right": "x"}))
    assert main(["take", str(folder), str(file), *TAKE]) == 0
    assert "BRA confirmed: 1 -> 2" in capsys.readouterr().out
    assert rounds.content(folder) == opened
    assert main(["take", str(folder), str(file), *TAKE, "--yes"]) == 0
    assert "R-M2-BRA-0002.docx" in capsys.readouterr().out
    text = "".join(cell.text for cell in cells(file.with_name("R-M2-BRA-0002.docx")))
    assert "Correto" in text
    assert acts.read(folder)[-1].hash in text
    assert main(["verify", str(folder)]) == 0
    assert main(["undo", str(folder), "2", *TAKE]) == 0
    assert rounds.content(folder) == opened
    capsys.readouterr()
    assert main(["list", str(folder)]) == 0
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()] == [
        *("open", "take", "undo")
    ]


def test_what_cannot_be_done_is_said_and_nothing_is_changed(folder, capsys):
    assert main(["open", str(folder), "--meeting", "M9", *OPEN[2:], "--yes"]) == 1
    assert capsys.readouterr().err == "There is no meeting M9.\nNothing more was changed.\n"
    assert main(["open", str(folder), *OPEN, "--yes"]) == 0
    notes = folder / "notes.csv"
    notes.write_bytes(notes.read_bytes().replace(b"Invented", b"Invented,", 1))
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().err == "notes.csv: not as it was left\n"
    file = folder.parent / "other.docx"
    file.write_bytes(b"no sheet")
    assert main(["take", str(folder), str(file), "--yes"]) == 1
    assert "notes.csv" in capsys.readouterr().err


def test_a_file_that_is_not_there_stops_all_before_any_is_taken_in(folder):
    assert main(["open", str(folder), *OPEN, "--yes"]) == 0
    file = folder.parent / "back.docx"
    sheet = (folder / "sheets/R-M2/R-M2-BRA.docx").read_bytes()
    file.write_bytes(in_word(sheet, {"A4-held|right": "x"}))
    there = rounds.content(folder, whole=True)
    missing = folder.parent / "missing.docx"
    assert main(["take", str(folder), str(file), str(missing), *TAKE, "--yes"]) == 1
    assert rounds.content(folder, whole=True) == there


@pytest.mark.parametrize(("hour", "day"), [(11, 10), (12, 11)])
def test_what_comes_before_a_day_has_ended_everywhere_is_of_that_day(monkeypatch, hour, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 7, 11, hour, 59, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(__main__, "datetime", Clock)
    assert __main__._parser().parse_args(["take", "folder", "file"]).on == date(2026, 7, day)
