"""The slides on a page: the whole deck in one component, which needs no server to turn slides."""

import base64
from typing import Any

import orjson
import streamlit as st
from streamlit.components.v2 import component

from components.app import address, documents, navigation
from components.documents import registry
from components.documents.html import projector
from components.frontend import assets
from components.view.cache import Kept
from components.view.view import View

FRONTEND = assets.FRONTEND
KEY = "slides"
MOST_DECKS = 32
"""Decks kept in memory, as sent: about a quarter of a megabyte each."""
HTML = """
<dialog class="wall"><div class="deck" data-theme="light">
  <div class="stage"><div class="slides"></div></div>
</div></dialog>
"""
SIGNS = assets.address(assets.ASSETS / "fonts/noto-signs.woff2")
STYLES = f"""@font-face {{ font-family: "Noto Signs"; src: url({SIGNS}) format("woff2"); }}
{(FRONTEND / "slides.css").read_text("utf-8")}"""
CHART = assets.address(FRONTEND / "chart.js")
SLIDES = assets.address(FRONTEND / "slides.js")
LOADS = f"""export default async (component) => {{
  const files = ["{CHART}", "{SLIDES}"]
  const load = (file) => import(new URL(file, document.baseURI).href)
  const [chart, slides] = await Promise.all(files.map(load))
  return slides.mount(component, chart.draw)
}}
"""


OFFERED = registry.document("slides")
"""The same deck as files."""

_wall = component("roadmap_slides", html=HTML, css=STYLES, js=LOADS, isolate_styles=False)
_decks: Kept[bytes] = Kept(MOST_DECKS)


def show_slides(view: View) -> None:
    """Draw the deck over the whole window; to close it leads to the page before."""
    here = address.here(view)
    content = _decks.get(
        (*view.key, view.state, here), lambda: orjson.dumps(projector.content(view, here))
    )
    keys = orjson.loads(content)["keys"]
    asked = st.query_params.get("slide")
    dropped = [*view.dropped, *([f"slide={asked}"] if asked and asked not in keys else [])]
    about: dict[str, Any] = {
        "at": asked if asked in keys else "",
        "theme": st.context.theme.type or "light",
        "told": view.t("filters.dropped", values=", ".join(dropped)) if dropped else "",
        "offers": [form.ending for form in OFFERED.forms],
        "source": assets.SOURCE,
        "file": _file(view),
    }
    sent = orjson.dumps({**about, "content": orjson.Fragment(content)})
    result = _wall(key=KEY, data=sent, on_left_change=lambda: None, on_wanted_change=lambda: None)
    if result.left:
        navigation.leave(view)


def _file(view: View) -> dict[str, str] | None:
    """The file that the reader has just asked for, or why it cannot be made."""
    ending = st.session_state.get(KEY, {}).get("wanted")
    form = next((form for form in OFFERED.forms if form.ending == ending), None)
    if form is None:
        return None
    try:
        made = registry.make(view, OFFERED, form, documents.site())
    except registry.REFUSALS as error:
        return {
            "ending": form.ending,
            "refused": view.t("documents.failed", reason=registry.reason(error, view.t)),
        }
    return {
        "ending": form.ending,
        "name": made.name,
        "mime": made.mime,
        "bytes": base64.b64encode(made.content).decode(),
    }
