"""Our own components in a Streamlit page: each shows a typed figure, rendered by `frontend`."""

from collections.abc import Mapping
from typing import Any

import orjson
import streamlit as st
from streamlit.components.v2 import component

from components.frontend import assets
from components.view.view import View

ACTIONS = "pages/progress/actions.py"
CHART = '<div class="roadmap-chart">\n</div>'
CHART_ADDRESS = assets.address(assets.FRONTEND / "chart.js")
CHART_SCRIPT = f"""export default async (component) =>
  (await import(new URL("{CHART_ADDRESS}", document.baseURI).href)).default(component)
"""
"""All that is sent of the script with each figure; the rest is loaded once, as any file is."""
MATRIX = '<div class="frame">\n<table></table>\n</div>'
MAP = "<svg>\n</svg>"
TIMELINE = """
<div class="gantt">
  <div class="tools" role="group"></div>
  <p class="said" role="status"></p>
  <div class="scroll"><div class="sheet">
    <div class="axis" aria-hidden="true"></div>
    <div class="lines" aria-hidden="true"></div>
    <div class="groups" role="group"></div>
  </div></div>
  <ul class="legend"></ul>
  <div class="tip" aria-hidden="true" hidden></div>
</div>
"""


def _read(name: str) -> str:
    return (assets.FRONTEND / name).read_text("utf-8")


_chart = component(
    "roadmap_chart", html=CHART, css=_read("chart.css"), js=CHART_SCRIPT, isolate_styles=False
)
_matrix = component("roadmap_matrix", html=MATRIX, css=_read("matrix.css"), js=_read("matrix.js"))
_map = component("roadmap_map", html=MAP, css=_read("map.css"), js=_read("map.js"))
_timeline = component(
    "roadmap_gantt", html=TIMELINE, css=_read("timeline.css"), js=_read("timeline.js")
)


def figure(view: View, key: str, content: bytes, height: int, alt: str) -> None:
    """Draw a figure of Plotly; the same figure as at the last run costs the browser nothing.

    Args:
        view: what the reader is looking at.
        key: name of the figure, unique on the page.
        content: traces and layout as JSON; the browser adds the light or dark template.
        height: in pixels, kept free until it is drawn.
        alt: the figure in words.
    """
    language = view.t.language
    about = {
        "alt": alt,
        "keys": view.t("card.keys"),
        "source": assets.SOURCE,
        "locale": language if language in assets.MONTHS else None,
        "months": assets.MONTHS.get(language),
    }
    _chart(
        key=key, data=b'{"figure":%b,"about":%b}' % (content, orjson.dumps(about)), height=height
    )


def matrix(view: View, key: str, content: bytes) -> None:
    """Draw the matrix; choosing a cell turns to its actions."""
    result = _matrix(key=key, data=content, on_opened_change=lambda: None)
    if result.opened:
        country, priority = result.opened
        chosen = view.filters.with_(country=(country,), priority=(priority,))
        st.switch_page(ACTIONS, query_params=view.query(chosen))


def timeline(view: View, key: str, content: bytes) -> None:
    """Draw the timeline; choosing an action turns to its dossier."""
    result = _timeline(key=key, data=content, on_opened_change=lambda: None)
    if result.opened:
        st.switch_page(ACTIONS, query_params=view.query(action=result.opened))


def country_map(key: str, content: Mapping[str, Any]) -> str | None:
    """Draw the map; returns the country that the reader has just chosen, if any."""
    return _map(key=key, data=content, on_chosen_change=lambda: None).chosen
