"""All that the server depends on inside Streamlit and uvicorn and that they do not promise.

A new version of either may change any of it without a word. The test of this module fails then
(`tests/components/server/test_streamlit_internals.py`), name by name.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path

import streamlit
from streamlit import config, net_util
from streamlit import logger as streamlit_logger
from streamlit.proto.BackMsg_pb2 import BackMsg as BackMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.pages_manager import PagesManager
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.server import ServerProtocol

# Files

STATIC = Path(streamlit.__file__).resolve().parent / "static"
"""Folder of Streamlit's page with its scripts, styles and typefaces."""
INDEX = STATIC / "index.html"
HASHED = STATIC / "static"
"""Folder of the files whose names carry a hash of their content."""
SCRIPTS = HASHED / "js"
PARTS = ("BidiComponent",)
"""Beginnings of the names of scripts, for what is on every page."""

# Addresses

STREAM = "/_stcore/stream"
UPLOADS = "/_stcore/upload_file/"
METRICS, AGENT = "/_stcore/metrics", "/_stcore/agent/"
INTERNAL, MEDIA = "/_stcore/", "/media/"
FALLBACK = "static-assets"
"""Name of the last route, which takes every address."""

# What index.html says

HTML = b'<html lang="en">'
FIRST_MODULE = b'<script type="module"'
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FONT_LINK = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*SourceSans[^"]*"[^>]*/>')
"""Asks for a typeface at once. We set another one, so nothing is written in it."""
OWN_TAGS = re.compile(
    rb'<title>.*?</title>|<link\s+rel="(?:shortcut icon|service-desc)"[^>]*/>'
    rb"|<!--\s+Machine-readable.*?-->",
    re.DOTALL,
)
"""Title, icon, and the pointer for programs to an interface that is closed here."""
ENTRY = re.compile(rb'\s*<script type="module" crossorigin src="\./([^"]+)"></script>')
"""The script that begins Streamlit."""
EARLY = re.compile(rb'\s*<link rel="modulepreload" crossorigin href="\./([^"]+)">')
"""The scripts that it asks for."""
NOSCRIPT = re.compile(rb"(<body>\s*)(<noscript>).*?(</noscript>)", re.DOTALL)
NAMED_FILE = re.compile(r"\./static/((?:js|css)/[\w.-]+)")
"""A script or style that the page asks for."""
IMPORTED_SCRIPT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
"""A script that another script asks for."""

# Messages of a browser

KINDS = ("rerun_script", "stop_script", "backend_operation_request")
OPERATIONS = ("deferred_file", "dataframe_chunk")
"""Messages that our pages need: runs of the page, and data that is fetched without one."""
UPLOAD_KIND = "file_urls_request"
"""The message that asks where a file may be sent."""
PRESSED = ("trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value")
"""Values that a browser sends once, when something is pressed."""

# Log

PAGE_FAILED = "Uncaught app execution"
"""What Streamlit writes when a page fails. `on_script_error` writes a line of ours for it."""


def turn_off_old_menu() -> None:
    """Keep Streamlit from making a menu of the folder `pages/`.

    Otherwise it does so until a first run reaches `st.navigation`, and answers a deep link with
    "Page not found". `tests/browser/test_links.py` also holds this.
    """
    PagesManager.uses_pages_directory = False


def ask_nobody_for_our_address() -> None:
    """Keep Streamlit from asking a service outside which address this machine has.

    It does so when another site tries to connect, and serves nobody until the answer comes. It
    does not ask where it has an answer already.
    """
    net_util._external_ip = ""


def limit_frames(largest: int) -> None:
    """Refuse a message of more bytes from a browser by the head of its frame, before it is read.

    Streamlit sets one limit for what it sends and for what it takes: 32 MB. Without this function
    `streams.Stream` would still refuse the message, after all of it was read.
    """

    class SmallFrames(ServerProtocol):
        """The protocol as uvicorn uses it, with another limit for the size of a message."""

        def __init__(self, **options: object) -> None:
            super().__init__(**{**options, "max_size": largest})  # pyright: ignore[reportArgumentType]

    websockets_sansio_impl.ServerProtocol = SmallFrames  # pyright: ignore[reportPrivateImportUsage]


def write_the_theme_once() -> None:
    """Keep Streamlit from looking the theme up among all its settings, six times in each run.

    That was a tenth of what a choice costs. What it wrote holds until it reads its settings again.
    """
    write, written = app_session._populate_theme_msg, dict[str, CustomThemeConfig]()

    def write_once(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in written:
            written[section] = CustomThemeConfig()
            write(written[section], section)
        if written[section].ByteSize():
            message.MergeFrom(written[section])

    app_session._populate_theme_msg = write_once
    config.on_config_parsed(written.clear, force_connect=True)


def set_up_loggers_with(set_up: Callable[[logging.Logger], None]) -> None:
    """Let a function of ours set up each logger that Streamlit makes from now on."""
    streamlit_logger.setup_formatter = set_up
