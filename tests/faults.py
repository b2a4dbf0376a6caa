"""Small faults in the product (`faults.toml`): each must make the tests named beside it fail.

    python -m tests.faults            plant each by itself in a copy of HEAD, and run its tests
    python -m tests.faults server     those in files of which the path holds this word

Before tests are taken out or written anew, run it, and again after: the same must be caught.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".toml")
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
    """The exit code of pytest for some tests of a copy; no bytecode of another fault is kept."""
    paths = [f"tests/{one}" for one in tests.split()]
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "-p", "no:cacheprovider"]
    own = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*command, *paths], cwd=copy, env=own, capture_output=True, check=False)
    return done.returncode


def plant(copy: Path, fault: Fault) -> str:
    """What the tests say of one fault; the copy is as before afterwards."""
    path = copy / fault.file
    whole = path.read_text("utf-8")
    if whole.count(fault.old) != 1:
        return "NOT PLANTED: the text does not stand there once"
    path.write_text(whole.replace(fault.old, fault.new), "utf-8")
    code = run(copy, fault.tests)
    path.write_text(whole, "utf-8")
    return CAUGHT.get(code, f"NOT RUN: pytest ended with {code}")


def main(word: str = "") -> int:
    """Plant every fault in a copy of HEAD; 1 where one is not caught."""
    wanted = list(faults(word))
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
