"""Searching the list of actions."""

import pandas as pd
import streamlit as st

from components import filters, tables
from components.view import View

LONGEST = 200
"""Characters of a search that are looked at."""


def unknown(view: View, code: str | None) -> None:
    """Say that the address names an action that does not exist, and take it out of the address."""
    if code is not None:
        filters.leave_out("action", code, view.t)


def matching(view: View) -> pd.DataFrame:
    """Actions whose code, title, description or participants hold every word searched for, accents aside."""
    t = view.t
    st.session_state["search"] = st.query_params.get("q", "")[:LONGEST]
    st.text_input(t("actions.search"), key="search", placeholder=t("actions.search_placeholder"), on_change=_write)
    words = t.sorting(st.session_state["search"]).split()
    rows = view.selection.actions
    if not words:
        return rows
    frame = tables.actions(view, rows)
    told = [view.content("actions", code, "description", text) for code, text in zip(rows["action_id"], rows["description"], strict=True)]
    texts = [t.sorting(" ".join([*map(str, cells), more])) for cells, more in zip(frame.to_numpy(), told, strict=True)]
    return rows[[all(word in text for word in words) for text in texts]]


def _write() -> None:
    text = st.session_state["search"].strip()
    filters.chosen(q=[text] if text else [])
