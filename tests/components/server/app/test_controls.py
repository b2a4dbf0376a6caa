"""The controls: each name in a layout has a widget, and each widget stands in a layout."""

import ast
from pathlib import Path

import dashboard
from components.server.app.shell import CONTROLS

ROOT = Path(__file__).parents[4]


def names_in_layouts():
    """The names that cards and pages give to `control`."""
    files = [
        path for folder in ("components/cards", "pages") for path in (ROOT / folder).rglob("*.py")
    ]
    return {
        node.args[0].value
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("StreamlitSlot")
        and isinstance(node.args[0], ast.Constant)
    }


def test_each_control_of_a_layout_has_a_widget_and_each_widget_a_layout():
    assert names_in_layouts() == set(CONTROLS)


def test_a_meeting_alone_has_a_control_where_writing_is_allowed():
    names = [page.name for page in dashboard.PAGES.values() if page.has_controls]
    assert names == ["meetings"]
