"""The menu: its pages, the one in view, and where the reader was before."""

import streamlit as st

from components.view.view import View
from data.words import Words

Menu = dict[str, list[str]]
"""Folder of `pages/` to the names of its files, in the order of the menu."""


def pages(menu: Menu, t: Words) -> dict[str, list[st.Page]]:
    """The menu in a language, the hidden start page first.

    Streamlit marks the page that it is about to run, so each session keeps pages of its own.
    """
    kept: dict[str, dict[str, list[st.Page]]] = st.session_state.setdefault("pages", {})
    if t.language not in kept:
        home = st.Page(
            _go_home, title=t("page.overview"), url_path="home", default=True, visibility="hidden"
        )
        kept[t.language] = {"": [home]} | {
            t(f"section.{section}"): [
                st.Page(f"pages/{section}/{name}.py", title=t(f"page.{name}"), url_path=name)
                for name in names
            ]
            for section, names in menu.items()
        }
    return kept[t.language]


def menu_page(name: str) -> st.Page:
    """A page of the menu, to link to: a path would be looked for among the files at each use."""
    pages = st.session_state["pages"][current_view().t.language]
    return next(one for group in pages.values() for one in group if one.url_path == name)


def remember(page: str) -> None:
    """Keep the page and the other page on which the reader was before, each with its address."""
    here = (page, {name: st.query_params.get_all(name) for name in st.query_params})
    last = st.session_state.get("here", here)
    if last[0] != page:
        st.session_state["came_from"] = last
    st.session_state["here"] = here


def leave(view: View) -> None:
    """Turn back to the page from which the reader came, with its address; else to the Overview."""
    page, query = st.session_state.get("came_from", ("overview", view.query()))
    st.switch_page(menu_page(page), query_params=query)


def _go_home() -> None:
    """Lead the bare address to the Overview, so that each page has an address of its own."""
    st.switch_page(
        "pages/progress/overview.py",
        query_params={name: st.query_params.get_all(name) for name in st.query_params},
    )


def current_view() -> View:
    """The view of this run. Every page starts with it."""
    return st.session_state["view"]
