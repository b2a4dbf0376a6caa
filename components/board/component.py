"""The board in a Streamlit page: one component, which stays from page to page.

It is mounted by the frame of the page and not by the page, so that Streamlit gives it one identity.
"""

import orjson
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


def mount(asked: str, content: bytes, language: str, run: int) -> None:
    """Show a page.

    Args:
        asked: its address, as this run was asked for it: the board tells by it whether a reader has
            made another choice since.
        content: what `content.draw` made.
        language: the reader's language.
        run: number of this run in its session. Streamlit tells the browser nothing of a run that
            sends what the one before sent; the board would wait for it for ever.
    """
    data = {
        "run": run,
        "asked": asked,
        "about": scripts.about(language),
        "content": orjson.Fragment(content),
    }
    _board(key=KEY, data=orjson.dumps(data))
