"""Searching the list of actions."""

import pandas as pd
import streamlit as st

from components.app import filters
from components.app.shell import menu_page
from components.cards import actions, revisions
from components.view.labels import escape
from components.view.view import View


def unknown(view: View, code: str | None) -> None:
    """Say that the address names an action that does not exist, or no longer, and take it out of the address."""
    if code is None:
        return
    if told := revisions.former(view, code):
        sentence, into = told
        st.info(escape(sentence))
        filters.write(action=[])
        if into in set(view.dataset.meetings["meeting_id"]):
            st.page_link(menu_page("meetings"), label=into, query_params=view.query(meeting=into))
        elif into in set(view.dataset.actions["action_id"]):
            st.page_link(menu_page("actions"), label=into, query_params=view.query(action=into))
        return
    filters.leave_out("action", code, view.t)


def matching(view: View) -> pd.DataFrame:
    """Actions whose code, title, description or participants hold every word searched for, accents aside."""
    t = view.t
    st.session_state["search"] = st.query_params.get("q", "")[: actions.LONGEST_SEARCH]
    st.text_input(
        t("actions.search"),
        key="search",
        placeholder=t("actions.search_placeholder"),
        on_change=_write,
    )
    return actions.matching(view, st.session_state["search"])


def _write() -> None:
    text = st.session_state["search"].strip()
    filters.chosen(q=[text] if text else [])
