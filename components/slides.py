"""The slides on a page: the whole deck at once in a component of our own, which is walked without the server."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import streamlit as st
from streamlit.components.v2 import component

from components import cards, frame, plot
from components.card import file_stem
from components.documents import html, pptx, projector
from components.memory import Kept
from components.view import View

FRONTEND = Path(__file__).parent / "frontend"
KEY = "slides"
MOST_DECKS = 32
"""Decks kept in memory, as sent: about a quarter of a megabyte each."""
HTML = """
<dialog class="wall"><div class="deck" data-theme="light">
  <div class="stage"><div class="slides"></div></div>
</div></dialog>
"""
SIGNS = plot.address(plot.HERE / "assets/fonts/noto-signs.woff2")
STYLES = f"""@font-face {{ font-family: "Noto Signs"; src: url({SIGNS}) format("woff2"); }}
{(FRONTEND / "slides.css").read_text("utf-8")}"""
LOADS = f"""export default async (component) => {{
  const files = ["{plot.address(plot.SCRIPT)}", "{plot.address(FRONTEND / "slides.js")}"]
  const [chart, slides] = await Promise.all(files.map((file) => import(new URL(file, document.baseURI).href)))
  return slides.mount(component, chart.draw)
}}
"""


class Offer(NamedTuple):
    """A file of the deck: what a browser is told that it is, and what makes it from a view and its address."""

    mime: str
    make: Callable[[View, str], bytes]


OFFERS = {"html": Offer(html.MIME, html.make), "pptx": Offer(pptx.MIME, pptx.make)}

_wall = component("roadmap_slides", html=HTML, css=STYLES, js=LOADS, isolate_styles=False)
_decks: Kept[bytes] = Kept(MOST_DECKS)


def show(view: View) -> None:
    """Draw the deck over the whole window; leaving it turns to the page from which the reader came."""
    address = cards.address(view)
    content = _decks.get((*view.key, view.state, address), lambda: orjson.dumps(projector.content(view, address)))
    keys = orjson.loads(content)["keys"]
    asked = st.query_params.get("slide")
    dropped = [*view.dropped, *([f"slide={asked}"] if asked and asked not in keys else [])]
    about: dict[str, Any] = {
        "at": asked if asked in keys else "",
        "theme": st.context.theme.type or "light",
        "told": view.t("filters.dropped", values=", ".join(dropped)) if dropped else "",
        "offers": list(OFFERS),
        "source": plot.SOURCE,
        "file": _file(view, address),
    }
    sent = orjson.dumps({**about, "content": orjson.Fragment(content)})
    result = _wall(key=KEY, data=sent, on_left_change=lambda: None, on_wanted_change=lambda: None)
    if result.left:
        frame.leave(view)


def _file(view: View, address: str) -> dict[str, str] | None:
    """The file that the reader has just asked for."""
    ending = st.session_state.get(KEY, {}).get("wanted")
    if ending not in OFFERS:
        return None
    offer = OFFERS[ending]
    made = offer.make(view, address)
    return {
        "name": f"{file_stem(view, KEY)}.{ending}",
        "mime": offer.mime,
        "ending": ending,
        "bytes": base64.b64encode(made).decode(),
    }
