"""The board in a Streamlit page: one component, which stays while the reader goes from page to page.

It is mounted by the frame of the page and not by the page, so that Streamlit gives it one identity.
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import streamlit as st
from streamlit.components.v2 import component

from components.board import scripts
from components.frontend import assets

KEY = "board"
HTML = '<div class="board-place"></div>'
LOADS = f"""export default async (component) =>
  (await import(new URL("{assets.address(scripts.BOARD)}", document.baseURI).href)).mount(component)
"""
"""All that is sent of the script with the page; the rest is loaded once, as any file is."""
_board = component("roadmap_board", html=HTML, js=LOADS, isolate_styles=False)


def mount(asked: str, content: bytes, language: str, heard: Callable[[Mapping[str, Any]], None]) -> None:
    """Show a page.

    Args:
        asked: its address, as this run was asked for it: the board tells by it whether a reader has
            made another choice since.
        content: what `content.draw` made.
        language: the reader's language.
        heard: is called before the next run with the place that the reader turned to: `page`, and
            `query` as pairs of parameter and value.
    """

    def hear() -> None:
        if place := st.session_state[KEY].get("place"):
            heard(place)

    data = {
        "asked": asked,
        "about": scripts.about(language),
        "content": orjson.Fragment(content),
    }
    _board(key=KEY, data=orjson.dumps(data), on_place_change=hear)
