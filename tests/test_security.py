"""The threat model names tests that exist, one at least for each threat."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| threat"))
]
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


def test_every_threat_has_a_defence_and_a_test():
    assert len(LINES) > 20
    for line in LINES:
        threat, defence, tests = (cell.strip() for cell in line.strip("|").split(" | "))
        assert threat
        assert defence
        assert TEST.findall(tests), threat


def test_every_test_that_the_threat_model_names_exists():
    named = {found for line in LINES for found in TEST.findall(line)}
    lost = {
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text("utf-8")
    }
    assert lost == set()
