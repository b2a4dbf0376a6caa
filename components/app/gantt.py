"""The timeline on a page: what `components.charts.gantt` makes, drawn so that it can be zoomed, folded and walked by keyboard."""

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components.view.view import View

FRONTEND = Path(__file__).parents[1] / "frontend"
HTML = """
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

_gantt = component(
    "roadmap_gantt",
    html=HTML,
    css=(FRONTEND / "timeline.css").read_text("utf-8"),
    js=(FRONTEND / "timeline.js").read_text("utf-8"),
)


def show(view: View, key: str, data: dict[str, Any]) -> None:
    """Draw the chart; choosing an action turns to its dossier."""
    result = _gantt(key=key, data=data, on_opened_change=lambda: None)
    if result.opened:
        st.switch_page("pages/progress/actions.py", query_params=view.query(action=result.opened))
