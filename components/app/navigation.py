"""The menu: its pages, the one in view, and where the reader was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from components.app import address
from components.view.view import View
from data.words import Words

Menu = dict[str, list[str]]
"""Folder of `pages/` to the names of its files, in the order of the menu."""
Place = tuple[str, Mapping[str, list[str]]]
"""A page and the parameters of its address."""


@dataclass
class Visit:
    """What a session keeps of its reader from one run to the next, beside the view.

    Attributes:
        menus: language to the pages of the menu.
        script: Streamlit's name of the page that the last run was asked for.
        here: where the reader is; `None` before the first page.
        runs: how many runs showed a page.
    """

    menus: dict[str, dict[str, list[st.Page]]] = field(default_factory=dict)
    script: str = ""
    here: Place | None = None
    runs: int = 0


def visit() -> Visit:
    """The visit of this session."""
    return st.session_state.setdefault("visit", Visit())


def pages(menu: Menu, t: Words) -> dict[str, list[st.Page]]:
    """The menu in a language, the hidden start page first.

    Streamlit marks the page that it is about to run, so each session keeps pages of its own.
    """
    menus = visit().menus
    if t.language not in menus:
        home = st.Page(
            _go_home, title=t("page.overview"), url_path="home", default=True, visibility="hidden"
        )
        menus[t.language] = {"": [home]} | {
            t(f"section.{section}"): [
                st.Page(f"pages/{section}/{name}.py", title=t(f"page.{name}"), url_path=name)
                for name in names
            ]
            for section, names in menu.items()
        }
    return menus[t.language]


def remember(page: str, query: Mapping[str, list[str]]) -> None:
    """Keep the page with its address."""
    visit().here = page, query
    visit().runs += 1


def _go_home() -> None:
    """Lead the bare address to the Overview, so that each page has an address of its own."""
    st.switch_page("pages/progress/overview.py", query_params=address.query())


def keep_view(view: View) -> None:
    """Keep the view of this run until the next."""
    st.session_state["view"] = view


def last_view() -> View | None:
    """The view of this run, or of the run before; `None` before the first page."""
    return st.session_state.get("view")


def current_view() -> View:
    """The view of this run. Every page starts with it."""
    return st.session_state["view"]
