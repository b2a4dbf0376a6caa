"""Each private name of Streamlit and uvicorn that we depend on is there, and does what we need."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit import config, error_util, logger, net_util
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, pages_manager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.web.server import server_util
from uvicorn.protocols.websockets import websockets_sansio_impl

import dashboard
from components.server import streamlit_internals as internals
from components.server.streams import LARGEST

SERVER = Path(internals.__file__).parent
INDEX = internals.INDEX.read_bytes()


@pytest.fixture(scope="module")
def routes():
    return dashboard.app._build_starlette_app().routes


# What we replace


def test_streamlit_asks_the_name_that_we_set_before_it_makes_a_menu_of_its_own():
    name = "uses_pages_directory"
    assert f"PagesManager.{name} is None" in inspect.getsource(pages_manager)
    assert f"if PagesManager.{name}:" in inspect.getsource(script_runner)


def test_another_site_is_refused_without_asking_anybody_outside(monkeypatch):
    requests = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: requests.append(url))
    assert not server_util.is_url_from_allowed_origins("https://evil.example")
    assert requests == []
    monkeypatch.setattr(net_util, "_external_ip", None)
    server_util.is_url_from_allowed_origins("https://evil.example")
    assert requests, "Streamlit no longer asks: `ask_nobody_for_our_address` can go"


def test_the_server_refuses_a_large_frame_by_its_head():
    """Uvicorn makes its protocol by this name, with the limit that Streamlit sets."""
    assert "self.conn = ServerProtocol(" in inspect.getsource(websockets_sansio_impl)
    protocol = websockets_sansio_impl.ServerProtocol(extensions=[], max_size=32 << 20, logger=None)
    assert protocol.max_message_size == LARGEST


SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.dark.sidebar")


def theme(write: Callable[[CustomThemeConfig, str], None]) -> list[CustomThemeConfig]:
    written = [CustomThemeConfig() for _ in SECTIONS]
    for message, section in zip(written, SECTIONS, strict=True):
        write(message, section)
    return written


def test_the_theme_that_is_written_once_is_the_one_of_the_settings_also_when_they_change(request):
    script_run = inspect.getsource(app_session.AppSession._create_new_session_message)
    assert script_run.count("_populate_theme_msg(") == 6
    ours = app_session._populate_theme_msg
    theirs = inspect.getclosurevars(ours).nonlocals["write"]
    assert theme(ours) == theme(ours) == theme(theirs)
    assert theme(ours)[0].body_font
    color = config.get_option("theme.primaryColor")
    request.addfinalizer(config._on_config_parsed.send)
    request.addfinalizer(lambda: config.set_option("theme.primaryColor", color))
    config.set_option("theme.primaryColor", "#123456")
    config._on_config_parsed.send()
    assert theme(ours)[0].primary_color == "#123456"


def test_streamlit_sets_up_each_logger_by_the_name_that_we_replace():
    assert callable(logger.setup_formatter)
    assert "setup_formatter(" in inspect.getsource(logger.get_logger)


def test_streamlit_writes_these_words_when_a_page_fails():
    assert f'"{internals.PAGE_FAILED}"' in inspect.getsource(error_util)


# What we read


def test_files_are_where_we_look_for_them():
    assert internals.INDEX.is_file()
    assert internals.HASHED.is_dir()
    assert all(list(internals.SCRIPTS.glob(f"{part}.*.js")) for part in internals.PARTS)


def test_the_page_holds_each_place_that_we_change_once():
    for pattern, number in ((internals.FONT_LINK, 1), (internals.OWN_TAGS, 4)):
        assert len(pattern.findall(INDEX)) == number, pattern.pattern
    assert len(internals.NOSCRIPT.findall(INDEX)) == 1
    assert INDEX.count(internals.HTML) == 1
    assert INDEX.count(internals.FIRST_MODULE) == 1
    assert len(internals.INLINE_SCRIPT.findall(INDEX.decode())) == 1


def test_the_page_and_its_scripts_name_files_that_are_there():
    named = internals.NAMED_FILE.findall(INDEX.decode())
    assert named
    assert all((internals.HASHED / name).is_file() for name in named)
    part = next(internals.SCRIPTS.glob("Multiselect.*.js")).read_text("utf-8")
    imported = internals.IMPORTED_SCRIPT.findall(part)
    assert imported
    assert all((internals.SCRIPTS / name).is_file() for name in imported)


@pytest.mark.parametrize("address", ["STREAM", "UPLOADS", "METRICS", "AGENT", "MEDIA"])
def test_addresses_that_we_close_or_bound_are_those_of_streamlit(routes, address):
    path = getattr(internals, address)
    assert any(getattr(route, "path", "").startswith(path) for route in routes)


def test_the_last_route_takes_every_address_under_the_name_that_we_leave_out(routes):
    assert routes[-1].name == internals.FALLBACK


@pytest.mark.parametrize("kind", [*internals.KINDS, internals.UPLOAD_KIND])
def test_a_browser_sends_messages_of_these_kinds(kind):
    assert kind in {
        field.name for field in internals.BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields
    }


def test_what_is_fetched_and_what_is_pressed_has_these_names():
    message = internals.BackMsg()
    operations = message.backend_operation_request.DESCRIPTOR.oneofs_by_name["payload"].fields
    state = message.rerun_script.widget_states.widgets.add()
    values = state.DESCRIPTOR.oneofs_by_name["value"].fields
    assert set(internals.OPERATIONS) <= {field.name for field in operations}
    assert set(internals.PRESSED) <= {field.name for field in values}


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SERVER.rglob("*.py")) if path.stem != "streamlit_internals"],
    ids=lambda path: path.relative_to(SERVER).as_posix(),
)
def test_no_other_module_of_the_server_knows_an_internal_name(path):
    text = path.read_text("utf-8")
    assert not re.search(r"^\s*(from|import) (streamlit|uvicorn|websockets)\b", text, re.MULTILINE)
    assert "_stcore" not in text
