"""All that the server depends on inside Streamlit and that it does not promise.

A new version may change any of it without a word. The test of this module fails then
(`tests/components/server/test_streamlit_internals.py`), name by name.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path

import streamlit
from streamlit import logger as streamlit_logger
from streamlit.proto.BackMsg_pb2 import BackMsg as BackMsg
from streamlit.runtime.pages_manager import PagesManager

STATIC = Path(streamlit.__file__).resolve().parent / "static"
"""Folder of Streamlit's page with its scripts, styles and typefaces."""
NAMED = tuple(
    re.findall(r'"\./(static/(?:js|css)/[^"]+)"', (STATIC / "index.html").read_text("utf-8"))
)
"""Scripts and styles that Streamlit's page asks for; the one that begins it comes first."""
ENTRY = next(name for name in NAMED if name.endswith(".js"))
STYLES = tuple(name for name in NAMED if name.endswith(".css"))

STREAM, UPLOADS = "/_stcore/stream", "/_stcore/upload_file/"
METRICS, AGENT = "/_stcore/metrics", "/_stcore/agent/"
INTERNAL, MEDIA = "/_stcore/", "/media/"
OPEN = ("/_stcore/health", "/_stcore/host-config", MEDIA)
"""What a browser asks for on our pages."""

KINDS = ("rerun_script", "stop_script", "backend_operation_request")
"""Messages that a browser sends on our pages. Others name the files of the server, or end it."""
UPLOADING = "file_urls_request"
"""The message that asks where to put a file, which only pages that write need."""


def turn_off_old_menu() -> None:
    """Keep Streamlit from making a menu of the folder `pages/`.

    Otherwise it does so until a first run reaches `st.navigation`, and answers a deep link with
    "Page not found". `tests/browser/test_links.py` also holds this.
    """
    PagesManager.uses_pages_directory = False


def set_up_loggers_with(set_up: Callable[[logging.Logger], None]) -> None:
    """Let a function of ours set up each logger that Streamlit makes from now on."""
    streamlit_logger.setup_formatter = set_up
