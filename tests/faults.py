"""Small faults in the product (`faults.toml`): each must make the tests named beside it fail.

    python -m tests.faults            plant each by itself in a copy of HEAD, and run its tests
    python -m tests.faults server     those in files of which the path holds this word

Before tests are taken out or written anew, run it, and again after: the same must be caught.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".toml")
LIBRARIES = ("streamlit.web.bootstrap", "fastapi", "pandas", "pyarrow.parquet", "hypothesis")
LIBRARIES += ("pptx", "docx", "openpyxl", "icalendar", "lxml.html", "babel.dates", "httpx2")
"""Packages that most tests need: imported once, not once for each fault."""
TIMES = itertools.count(1)
CAUGHT = {0: "NOT CAUGHT", 1: "caught"}
"""Exit code of pytest to what it says of a fault; any other: the tests could not run."""


class Fault(NamedTuple):
    """A text of a file that stands there once, what is written instead, and who must notice."""

    file: str
    old: str
    new: str
    tests: str


def faults(word: str) -> Iterator[Fault]:
    """Each fault in the files of which the path holds a word."""
    for one in tomllib.loads(FILE.read_text("utf-8"))["in"]:
        if word in one["file"]:
            yield from (Fault(one["file"], *pair, one["tests"]) for pair in one["faults"])


def run(copy: Path, tests: str) -> int:
    """The exit code of pytest for some tests of a copy, in a child that has `LIBRARIES` already."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.chdir(copy)
    sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    paths = [f"tests/{one}" for one in tests.split()]
    code = 70
    try:
        code = pytest.main(["-n", "0", "-q", "-x", "-p", "no:cacheprovider", *paths])
    finally:
        os._exit(int(code))


def put(path: Path, text: str) -> None:
    """Write a file with a time of its own: by that Python tells whether its bytecode is old."""
    path.write_text(text, "utf-8")
    os.utime(path, (next(TIMES),) * 2)


def plant(copy: Path, fault: Fault) -> str:
    """What the tests say of one fault; the copy is as before afterwards."""
    path = copy / fault.file
    whole = path.read_text("utf-8")
    if whole.count(fault.old) != 1:
        return "NOT PLANTED: the text does not stand there once"
    put(path, whole.replace(fault.old, fault.new))
    code = run(copy, fault.tests)
    put(path, whole)
    return CAUGHT.get(code, f"NOT RUN: pytest ended with {code}")


def main(word: str = "") -> int:
    """Plant every fault in a copy of HEAD; 1 where one is not caught."""
    wanted = list(faults(word))
    for name in LIBRARIES:
        import_module(name)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", copy], cwd=ROOT, check=True
        )
        (copy / ".venv").symlink_to(ROOT / ".venv")
        number = 0
        try:
            if code := run(copy, " ".join(dict.fromkeys(one.tests for one in wanted))):
                print(f"Without any fault, pytest ends with {code}.")
                return 2
            for one in wanted:
                outcome = plant(copy, one)
                number += outcome == CAUGHT[1]
                print(f"{outcome}: {one.file}: {one.old!r} -> {one.new!r}", flush=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", copy], cwd=ROOT, check=True)
    print(f"{number} of {len(wanted)} are caught.")
    return int(number < len(wanted))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
