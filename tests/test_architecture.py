"""Promises of the whole tree: what may import what, and what may not be there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "dashboard.py", *sorted(p for folder in ("pages", "components", "data") for p in (ROOT / folder).rglob("*.py"))]
LAYERS = {"dashboard": 3, "pages": 2, "components": 1, "data": 0}
SHARED = ("card", "choice", "content", "csvw", "files", "memory", "stores", "tables", "text", "theme", "view")
"""Modules of components that pages and documents both stand on."""
PURE = ("data", "components/charts", "components/documents", "components/findings", *(f"components/{name}.py" for name in SHARED))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return names | {node.module for node in froms} | {f"{node.module}.{alias.name}" for node in froms for alias in node.names}


def layer(path: Path) -> int:
    return LAYERS[path.relative_to(ROOT).parts[0].removesuffix(".py")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_from_pages_to_components_to_data_and_never_back(path):
    climbing = {name for name in imported(path) if LAYERS.get(name.split(".")[0], -1) > layer(path)}
    assert not climbing


@pytest.mark.parametrize("path", [p for p in SOURCES if str(p.relative_to(ROOT)).startswith(PURE)], ids=lambda p: str(p.relative_to(ROOT)))
def test_what_documents_are_made_from_knows_no_streamlit_and_data_knows_no_plotly(path):
    """Not even by way of another module: none of theirs is outside this list."""
    ours = [f"{name.replace('.', '/')}.py" for name in imported(path) if name.startswith("components.")]
    assert not [name for name in ours if (ROOT / name).is_file() and not name.startswith(PURE)]
    roots = {name.split(".")[0] for name in imported(path)}
    assert "streamlit" not in roots
    assert "plotly" not in roots or not path.is_relative_to(ROOT / "data")


@pytest.mark.parametrize("path", [p for p in SOURCES if p.is_relative_to(ROOT / "data")], ids=lambda path: path.name)
def test_data_knows_no_clock(path):
    assert not re.search(r"\.(today|now|utcnow)\(|\btime\.time\(", path.read_text("utf-8"))


def test_no_page_script_lies_directly_in_pages():
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_lets_html_through_to_the_browser(path):
    assert not re.search(r"unsafe_allow_html|unsafe_allow_javascript|st\.html\(", path.read_text("utf-8"))


@pytest.mark.parametrize("path", [p for p in SOURCES if "pages" in p.parts], ids=lambda path: path.stem)
def test_a_page_counts_nothing_and_draws_nothing_itself(path):
    """A page reads as a table of contents: no loop, no arithmetic on frames, no chart."""
    tree = ast.parse(path.read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While | ast.BinOp)]
    assert "pandas" not in imported(path)


def test_only_cards_call_the_chart_renderer():
    callers = {path.name for path in SOURCES if re.search(r"\bplot\.show\(|_plot\(", path.read_text("utf-8"))}
    assert callers == {"cards.py", "plot.py"}
    assert not [path.name for path in SOURCES if "plotly_chart(" in path.read_text("utf-8")]


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
        ".gitignore",
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
        assert all(re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[0-9.]+(;sys_platform!=\"win32\")?", line) for line in lines)
