"""The country x priority matrix: a real table whose cells open their actions."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from components.view.view import View

FRONTEND = Path(__file__).parents[1] / "frontend"
HTML = '<div class="frame">\n<table></table>\n</div>'

_matrix = component(
    "roadmap_matrix",
    html=HTML,
    css=(FRONTEND / "matrix.css").read_text("utf-8"),
    js=(FRONTEND / "matrix.js").read_text("utf-8"),
)


def show(view: View, key: str, content: bytes) -> None:
    """Draw the matrix, which is sent as JSON; choosing a cell turns to its actions."""
    result = _matrix(key=key, data=content, on_opened_change=lambda: None)
    if result.opened:
        country, priority = result.opened
        chosen = view.filters.with_(country=(country,), priority=(priority,))
        st.switch_page("pages/progress/actions.py", query_params=view.query(chosen))
