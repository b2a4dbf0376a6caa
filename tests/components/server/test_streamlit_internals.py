"""Each private name of Streamlit that we depend on is there, and does what we need."""

import inspect
import re
from pathlib import Path

import pytest
from streamlit import logger
from streamlit.runtime import pages_manager
from streamlit.runtime.scriptrunner import script_runner

import dashboard
from components.server import streamlit_internals as internals

SERVER = Path(internals.__file__).parent
KNOW_STREAMLIT = {"streamlit_internals", "component"} | {
    path.stem for path in SERVER.glob("app/*.py")
}
"""Modules of the server that may import it: its private names, the component, the shell."""


@pytest.fixture(scope="module")
def routes():
    return dashboard.app._build_starlette_app().routes


def test_streamlit_asks_the_name_that_we_set_before_it_makes_a_menu_of_its_own():
    name = "uses_pages_directory"
    assert f"PagesManager.{name} is None" in inspect.getsource(pages_manager)
    assert f"if PagesManager.{name}:" in inspect.getsource(script_runner)


def test_streamlit_sets_up_each_logger_by_the_name_that_we_replace():
    assert callable(logger.setup_formatter)
    assert "setup_formatter(" in inspect.getsource(logger.get_logger)


def test_streamlits_page_names_one_script_that_begins_it_its_styles_and_files_that_are_there():
    page = (internals.STATIC / "index.html").read_text("utf-8")
    assert re.findall(r'<script type="module"[^>]* src="\./([^"]+)"', page) == [internals.ENTRY]
    assert re.findall(r'rel="stylesheet"[^>]* href="\./([^"]+)"', page) == [*internals.STYLES]
    assert '<div id="root"></div>' in page
    assert all((internals.STATIC / name).is_file() for name in internals.NAMED)


def test_streamlits_script_reads_where_its_server_is_and_what_its_host_allows_as_we_write_it():
    script = "".join(path.read_text("utf-8") for path in internals.STATIC.glob("static/js/*.js"))
    ours = (SERVER.parent / "frontend/start.js").read_text("utf-8")
    for name in ("__streamlit", "BACKEND_BASE_URL", "MAIN_PAGE_BASE_URL", "blockErrorDialogs"):
        assert name in ours
        assert name in script


@pytest.mark.parametrize("address", ["STREAM", "UPLOADS", "METRICS", "AGENT", "MEDIA"])
def test_addresses_that_we_close_or_bound_are_those_of_streamlit(routes, address):
    path = getattr(internals, address)
    assert any(getattr(route, "path", "").startswith(path) for route in routes)


@pytest.mark.parametrize("kind", (*internals.KINDS, internals.UPLOADING))
def test_a_browser_sends_messages_of_these_kinds(kind):
    assert kind in {
        field.name for field in internals.BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields
    }


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SERVER.rglob("*.py")) if path.stem not in KNOW_STREAMLIT],
    ids=lambda path: path.relative_to(SERVER).as_posix(),
)
def test_no_other_module_of_the_server_knows_an_internal_name(path):
    text = path.read_text("utf-8")
    assert not re.search(r"^\s*(from|import) (streamlit|uvicorn|websockets)\b", text, re.MULTILINE)
    assert "_stcore" not in text
