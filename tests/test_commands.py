"""The commands of those who join: `make help` knows them all."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_make_alone_prints_every_target_with_a_sentence():
    targets = set(re.search(r"\.PHONY: (.+)", MAKEFILE)[1].split())
    command = ["make", "--no-print-directory"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=2) for line in printed.splitlines()]
    assert {name for _, name, sentence in lines if sentence} == targets
