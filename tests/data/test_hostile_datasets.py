"""Hostile datasets: whatever bytes one holds, it is read or refused by name, without harm."""

import json
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import contract
from data.reading import load
from data.reading.problems import CONSEQUENCES, BadDatasetError
from data.text.words import words
from tests.support import small
from tests.support.harm import JSON, SOON

RECORD = load.FOLDER / "record"


@pytest.fixture
def folder(tmp_path):
    return Path(
        shutil.copytree(
            RECORD, tmp_path / "own", ignore=shutil.ignore_patterns("editions", "*.py", "README.md")
        )
    )


@pytest.fixture
def small_folder(tmp_path):
    """For what the tables do not matter to."""
    return small.write(tmp_path / "small")


def read(folder):
    """Read a folder; what is wrong with it, if anything. No other failure is one."""
    try:
        load.load(folder)
    except BadDatasetError as error:
        assert error.problems
        return error.problems
    return []


HOSTILE_CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "\0",
        "\r",
        "\n",
        '"',
        '""',
        ",",
        "'",
        "=1+1",
        "\ufeff",
        "\u202e",
        "9" * 400,
        "-0",
        "1e5",
        "0001-01-01",
        "9999-12-31",
        "NaN",
        "null",
        "true",
        " ",
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_dataset_with_any_bytes_in_a_file_is_read_or_refused_by_name(data, folder):
    name = data.draw(st.sampled_from([table.path for table in contract.tables().values()]))
    path = folder / name
    good = path.read_bytes()
    kind = data.draw(st.sampled_from(["bytes", "cut", "insert", "cell", "repeat"]))
    if kind == "bytes":
        path.write_bytes(data.draw(st.binary(max_size=300)))
    elif kind == "cut":
        path.write_bytes(good[: data.draw(st.integers(0, len(good)))])
    elif kind == "insert":
        at = data.draw(st.integers(0, len(good)))
        path.write_bytes(good[:at] + data.draw(st.binary(min_size=1, max_size=6)) + good[at:])
    elif kind == "repeat":
        path.write_bytes(good + good[good.find(b"\n") + 1 :])
    else:
        lines = good.split(b"\n")
        line = data.draw(st.integers(1, max(1, len(lines) - 2)))
        cells = lines[line].split(b",")
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(HOSTILE_CELLS).encode()
        lines[line] = b",".join(cells)
        path.write_bytes(b"\n".join(lines))
    problems = read(folder)
    path.write_bytes(good)
    order = [(problem.code in CONSEQUENCES, problem) for problem in problems]
    assert order == sorted(order), "causes first, each in the order of files and lines"
    for problem in problems:
        assert problem.file.endswith((".csv", ".toml"))
        assert "\n" not in problem.sentence(words("en"))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=200)
    | JSON.map(lambda value: f"title = {json.dumps(value)}".encode())
    | st.text(max_size=100).map(str.encode)
)
def test_settings_that_say_anything_are_refused_by_name(small_folder, content):
    (small_folder / "dataset.toml").write_bytes(content)
    assert any(problem.file == "dataset.toml" for problem in read(small_folder))


@pytest.mark.usefixtures("little_memory")
def test_a_file_larger_than_any_dataset_is_refused_unread(folder):
    with (folder / "reports.csv").open("r+b") as file:
        file.truncate(3 * 2**30)
    began = time.process_time()
    (problem,) = [problem for problem in read(folder) if problem.file == "reports.csv"]
    assert problem.code == "too_large"
    assert time.process_time() - began < SOON


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin"])
def test_a_table_that_is_no_file_is_refused(folder, target):
    (folder / "reports.csv").unlink()
    (folder / "reports.csv").symlink_to(target)
    assert [problem.code for problem in read(folder) if problem.file == "reports.csv"] == [
        "not_a_file"
    ]
