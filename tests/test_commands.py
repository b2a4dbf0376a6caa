"""The commands of contributors: `make help` lists all; pre-commit runs what `make lint` runs."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile, as a shell gets them."""
    lines = MAKEFILE.split(f"\n{target}:", 1)[1].split("\n\n")[0].splitlines()[1:]
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in lines]


def test_pre_commit_runs_the_commands_of_make_lint():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"entry: (.+)", hooks) == recipe("lint")


def test_make_alone_prints_every_target_with_a_sentence():
    targets = set(re.search(r"\.PHONY: (.+)", MAKEFILE)[1].split())
    command = ["make", "--no-print-directory"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=2) for line in printed.splitlines()]
    assert {name for _, name, sentence in lines if sentence} == targets
