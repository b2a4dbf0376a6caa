"""A new dataset starts from one command, and keeps the contract before anything is filled in."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data import contract, load, new, status, warnings

ROOT = load.FOLDER.parent


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_every_table_is_there_with_an_example_and_the_whole_passes_the_check(tmp_path: Path):
    done = command("data.new", tmp_path / "mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        f"    python -m data.check {tmp_path}/mine",
        f"    ROADMAP_DATA={tmp_path}/mine make run",
    ]
    checked = command("data.check", tmp_path / "mine")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("No problem found")
    found = load.load(tmp_path / "mine")
    assert all(len(frame) for frame in found.tables.values())
    assert warnings.find_warnings(found) == []
    assert status.milestone_states(found, found.horizon)["state"].tolist() == ["confirmed"]
    assert status.milestone_states(found, date(2026, 6, 15))["state"].tolist() == ["not_due"]


def test_the_examples_taken_out_but_for_what_is_needed_still_pass(tmp_path: Path):
    new.write(tmp_path / "mine")
    for table in contract.tables().values():
        if not table.min_rows:
            (tmp_path / "mine" / table.path).write_text(",".join(table.columns) + "\n", "utf-8")
    for name in ("priorities", "participants"):
        path = tmp_path / "mine" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace(",S1\n", ",\n"), "utf-8")
    assert load.load(tmp_path / "mine").sources.empty


def test_the_readme_explains_every_table_column_value_and_rule(tmp_path: Path):
    new.write(tmp_path / "mine")
    told = (tmp_path / "mine/README.md").read_text("utf-8")
    for table in contract.tables().values():
        assert f"## {table.path}\n\n{table.title}. {table.description}\n" in told
        for field in table.fields:
            assert f"| `{field.name}` | {field.description} |" in told
            assert all(f"`{value}`" in told for value in field.constraints.get("enum", ()))
        assert all(f"- {rule['description']}\n" in told for rule in table.rules)
    assert "[A-Z]" not in told


@pytest.mark.parametrize("there", ["a file in it", "a file in its place"])
def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path: Path, there: str):
    place = tmp_path / "mine"
    if there == "a file in it":
        place.mkdir()
    written = place / "notes.txt" if place.is_dir() else place
    written.write_text("mine")
    done = command("data.new", place)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"{place}: there is something already; name a folder that is empty or not there yet\n"
    )
    assert written.read_text() == "mine"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [written]


def test_a_place_that_takes_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    assert new.main([str(tmp_path / "mine")]) == 1
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/mine: nothing can be written there: No space left on device\n"
    )
