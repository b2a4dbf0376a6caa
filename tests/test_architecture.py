"""Promises of the whole tree: what may import what, and what may not be there."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    ROOT / "dashboard.py",
    *sorted(p for folder in ("pages", "components", "data") for p in (ROOT / folder).rglob("*.py")),
]
ROOMS = (
    "data",
    "components/view",
    "components/charts",
    "components/layout",
    "components/cards",
    "components/documents",
    "components/server/board",
    "components/server",
    "pages",
    "dashboard.py",
)
"""Folders, and a file, in the order of their floors: each may import those before it alone."""
STREAMLIT = {
    "components/server/app/acting.py",
    "components/server/app/entry_forms.py",
    "components/server/app/opening.py",
    "components/server/app/returns.py",
    "components/server/app/room.py",
    "components/server/app/shell.py",
    "components/server/streamlit_internals.py",
    "dashboard.py",
}
"""The files that know Streamlit."""


def named(path: Path) -> str:
    """A file as it is called from the top."""
    return path.relative_to(ROOT).as_posix()


@cache
def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return (
        names
        | {node.module for node in froms}
        | {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    )


def room(path: Path) -> int:
    """The floor of a file."""
    name = path.relative_to(ROOT).as_posix()
    return next(
        floor
        for floor, folder in enumerate(ROOMS)
        if name == folder or name.startswith(f"{folder}/")
    )


def ours(path: Path) -> set[Path]:
    """Our own files that a file imports."""
    places = [ROOT / name.replace(".", "/") for name in imported(path)]
    return {
        file
        for place in places
        for file in (place.with_suffix(".py"), place / "__init__.py")
        if file.is_file()
    }


def test_imports_go_down_from_room_to_room_and_never_back():
    up = [
        (named(path), named(file))
        for path in SOURCES
        if path.name != "__init__.py" or path.parent.name != "components"
        for file in ours(path)
        if file != ROOT / "components/__init__.py" and room(file) > room(path)
    ]
    assert up == []


def test_only_the_shell_its_pages_and_the_server_know_streamlit_and_nobody_knows_plotly():
    known = {
        named(path): {name.split(".")[0] for name in imported(path)} & {"streamlit", "plotly"}
        for path in SOURCES
    }
    assert [name for name, roots in known.items() if "plotly" in roots] == []
    assert {name for name, roots in known.items() if "streamlit" in roots} == STREAMLIT


def test_no_file_imports_itself_by_way_of_others():
    graph = {
        path: {file for file in ours(path) if file != path and file.name != "__init__.py"}
        for path in SOURCES
    }
    list(TopologicalSorter(graph).static_order())


def holding(pattern: str, paths: list[Path]) -> list[str]:
    """Files in which a pattern is found."""
    return [named(path) for path in paths if re.search(pattern, path.read_text("utf-8"))]


def test_data_knows_no_clock_but_that_a_command_takes_the_day_from_its_caller():
    data = [path for path in SOURCES if path.is_relative_to(ROOT / "data")]
    found = holding(r"\.(today|now|utcnow)\(|\btime\.time\(", data)
    assert found == ["data/round/__main__.py"]


def test_no_file_lets_html_through_to_the_browser():
    assert holding(r"unsafe_allow_html|unsafe_allow_javascript|st\.html\(", SOURCES) == []


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if "pages" in p.parts], ids=lambda path: path.stem
)
def test_a_page_counts_nothing_and_draws_nothing_itself(path):
    """A page reads as a table of contents: no loop, no arithmetic on frames, no chart."""
    tree = ast.parse(path.read_text("utf-8"))
    assert not [
        node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While | ast.BinOp)
    ]
    assert "pandas" not in imported(path)


DOCUMENTS = ["README.md", "components/ARCHITECTURE.md", ".github/CONTRIBUTING.md", "SECURITY.md"]
PATH = re.compile(r"`((?:[\w@.-]+/)+[\w@.-]*\.(?:py|js|ts|css|toml|json|jsonc|md|pptx|service))`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(name):
    """From the top of the project, or from the folder that the document is about."""
    text = (ROOT / name).read_text("utf-8")
    places = [ROOT, ROOT / "components", (ROOT / name).parent, ROOT / "tests"]
    paths = set(PATH.findall(text))
    assert [path for path in paths if not any((place / path).exists() for place in places)] == []


def test_what_browsers_get_of_others_is_the_file_that_the_readme_names():
    files = ROOT.glob("components/assets/*/*.js")
    hashes = {sha256(path.read_bytes()).hexdigest() for path in files}
    named = set(re.findall(r"sha256:([0-9a-f]{64})", (ROOT / "README.md").read_text("utf-8")))
    assert named and named <= hashes


def test_the_environment_is_made_from_the_lock_with_its_hashes():
    recipe = (ROOT / "Makefile").read_text("utf-8").split(".venv/installed:", 1)[1].split("\n\n")[0]
    assert "--require-hashes -r requirements.lock" in recipe
