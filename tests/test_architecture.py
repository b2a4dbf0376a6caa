"""Promises of the whole tree: what may import what, and what may not be there."""

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
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
    "components/frontend",
    "components/layout",
    "components/tables",
    "components/cards",
    "components/search.py",
    "components/documents",
    "components/board",
    "components/server",
    "components/app",
    "pages",
    "dashboard.py",
)
"""Folders, and a file, in the order of their floors: each may import those before it alone."""
STREAMLIT = (
    "components/board/component.py",
    "components/app",
    "components/server",
    "pages",
    "dashboard.py",
)
"""Where Streamlit is known: of the board, to the component alone."""


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


def test_only_the_shell_and_the_server_know_streamlit_and_nobody_knows_plotly():
    known = {
        named(path): {name.split(".")[0] for name in imported(path)} & {"streamlit", "plotly"}
        for path in SOURCES
    }
    assert [name for name, roots in known.items() if "plotly" in roots] == []
    told = [name for name, roots in known.items() if "streamlit" in roots]
    assert [name for name in told if not name.startswith(STREAMLIT)] == []


def test_pages_and_components_have_at_most_fourteen_rooms():
    """At the level of folders; what lies deeper is a matter of its room."""
    places = {
        path.relative_to(ROOT).parts[:2]
        for path in SOURCES
        if len(path.relative_to(ROOT).parts) > 2
    }
    rooms = {place for place in places if place[0] in ("pages", "components")}
    assert len(rooms) <= 14, sorted(rooms)


SUBJECTS = {"page", "search"}
"""Subjects that stand in several rooms, each in the words of that room."""
KINDS = {path.stem for path in SOURCES if path.is_relative_to(ROOT / "components/charts")}
"""Each kind of figure is a subject,"""
PAGES = {path.stem for path in SOURCES if path.is_relative_to(ROOT / "pages")}
"""and so is each page."""


def test_no_two_modules_of_one_name_hold_different_things():
    names = Counter(path.stem for path in SOURCES if not path.stem.startswith("__"))
    assert {name for name, number in names.items() if number > 1} - PAGES - KINDS == SUBJECTS


def test_no_file_imports_itself_by_way_of_others():
    graph = {
        path: {file for file in ours(path) if file != path and file.name != "__init__.py"}
        for path in SOURCES
    }
    list(TopologicalSorter(graph).static_order())


def holding(pattern: str, paths: list[Path]) -> list[str]:
    """Files in which a pattern is found."""
    return [named(path) for path in paths if re.search(pattern, path.read_text("utf-8"))]


def test_data_knows_no_clock():
    data = [path for path in SOURCES if path.is_relative_to(ROOT / "data")]
    assert holding(r"\.(today|now|utcnow)\(|\btime\.time\(", data) == []


def test_no_page_script_lies_directly_in_pages():
    assert not list((ROOT / "pages").glob("*.py"))


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


def test_the_top_level_holds_only_what_the_customer_fixed_and_what_tools_demand():
    fixed = {"dashboard.py", "pages", "data", "components", "tests", "requirements.txt"}
    tools = {
        "README.md",
        "LICENSE",
        "Makefile",
        "pyproject.toml",
        ".streamlit",
        ".ci",
        "CHANGELOG.md",
        ".github",
        ".gitignore",
        ".pre-commit-config.yaml",
        "SECURITY.md",
        "requirements.lock",
    }
    kept_out = {".git", ".venv", ".pytest_cache", ".ruff_cache", ".hypothesis", "__pycache__"}
    assert {path.name for path in ROOT.iterdir()} - kept_out == fixed | tools


def test_the_readme_names_every_page_and_every_dependency():
    readme = (ROOT / "README.md").read_text("utf-8")
    pages = {path.stem for path in (ROOT / "pages").rglob("*.py")}
    needs = {line.split("==")[0] for line in (ROOT / "requirements.txt").read_text("utf-8").split()}
    assert {name for name in pages if f"/{name}" not in readme} == set()
    assert {name for name in needs if name.lower() not in readme.lower()} == set()


def test_versions_are_exact():
    for name in ("requirements.txt", "tests/requirements.txt"):
        lines = (ROOT / name).read_text("utf-8").split()
        assert all(
            re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[0-9.]+(;sys_platform!=\"win32\")?", line)
            for line in lines
        )


DOCUMENTS = [
    "README.md",
    "components/ARCHITECTURE.md",
    ".github/CONTRIBUTING.md",
]
PATH = re.compile(r"`((?:[\w@.-]+/)+[\w@.-]*\.(?:py|js|ts|css|toml|json|jsonc|md|pptx|service))`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(name):
    """From the top of the project, or from the folder that the document is about."""
    text = (ROOT / name).read_text("utf-8")
    places = [ROOT, ROOT / "components", (ROOT / name).parent, ROOT / "tests"]
    paths = set(PATH.findall(text))
    assert [path for path in paths if not any((place / path).exists() for place in places)] == []
