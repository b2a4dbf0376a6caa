"""The types by which our scripts are checked are those of what Python sends."""

import re

from components.server.board.assets import FRONTEND
from tests.support import sent_types


def test_the_types_of_what_is_sent_are_those_of_the_dataclasses():
    """If not: `python -m tests.support.sent_types` writes them."""
    assert sent_types.FILE.read_text("utf-8") == sent_types.written()


def test_no_type_is_declared_twice():
    named = re.compile(r"^export (?:interface|type) (\w+)", re.MULTILINE)
    paths = [sent_types.FILE, FRONTEND / "types.d.ts"]
    found = [name for path in paths for name in named.findall(path.read_text("utf-8"))]
    assert len(set(found)) == len(found)
