"""A new dataset starts from one command, and keeps the contract before anything is filled in."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from data import check, contract, new, status
from data.reading import load, warnings


def test_every_table_is_there_with_an_example_and_the_whole_passes_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert new.main([str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"    {sys.executable} -m data.check {tmp_path}/mine",
        f"    ROADMAP_DATA={tmp_path}/mine make -C {new.ROOT} run",
    ]
    assert check.main([str(tmp_path / "mine")]) == 0
    assert capsys.readouterr().out.startswith("No problem found")
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
    text = (tmp_path / "mine/README.md").read_text("utf-8")
    needed = [table.path for table in contract.tables().values() if table.min_rows]
    assert f"Rows are needed in {', '.join(needed)}. " in text
    for table in contract.tables().values():
        assert f"## {table.path}\n\n{table.title}. {table.description}\n" in text
        for field in table.fields:
            assert f"| `{field.name}` | {field.description} |" in text
            assert all(f"`{value}`" in text for value in field.constraints.get("enum", ()))
        assert all(f"- {rule['description']}\n" in text for rule in table.rules)
    assert "[A-Z]" not in text


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    written = tmp_path / "notes.txt"
    written.write_text("mine")
    for place in (tmp_path, written):
        assert new.main([str(place)]) == 1
        assert capsys.readouterr().err == (
            f"{place}: there is something already; name a folder that is empty or not there yet\n"
        )
    assert written.read_text() == "mine"
    assert list(tmp_path.rglob("*")) == [written]


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
