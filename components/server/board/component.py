"""The board in a Streamlit page: one component, which stays from page to page.

It is mounted by the frame of the page and not by the page, so that Streamlit gives it one identity.
"""

from zlib import crc32

from streamlit.components.v2 import component

from components.server.board import assets, scripts
from components.server.board.content import RenderedPage

KEY = "board"
HTML = '<div class="board-place"></div>'
LOADS = f"""export default async (component) =>
  (await import(new URL("{assets.address(scripts.BOARD)}", document.baseURI).href)).mount(component)
"""
"""All that is sent of the script with the page; the rest is loaded once, as any file is."""
_board = component("roadmap_board", html=HTML, js=LOADS, isolate_styles=False)


def mount(asked: str, language: str, drawn: RenderedPage | None = None) -> None:
    """Give the board its place in the page; its content comes another way (`board.js`).

    Args:
        asked: the address that this run is for.
        language: the language of this run.
        drawn: the page, if it has controls: the board asks anew for what they have changed.
    """
    run = {"asked": asked, "language": language, "controls": bool(drawn)}
    _board(key=KEY, data={**run, "version": crc32(drawn.json) if drawn else 0})
