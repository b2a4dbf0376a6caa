"""The address of a page: what a reader chooses is written there, and nowhere else."""

from collections.abc import Iterable

import streamlit as st

from components.app.script_run import by_history
from components.cards.content import OWN
from components.view.choice import PARAMETERS
from components.view.labels import escape
from components.view.view import View
from data.problems import shorten
from data.words import Words


def here(view: View) -> str:
    """The address that reopens this view."""
    return view.address(st.context.url or "", **own())


def query() -> dict[str, list[str]]:
    """All parameters of the address, each with its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def own() -> dict[str, str]:
    """What the address says for its page alone."""
    return {name: st.query_params[name] for name in OWN if name in st.query_params}


def write_choice(**changes: Iterable[str]) -> None:
    """Put into the address what the reader chose in a widget.

    After Back, a widget can still have its value from before: the reader did not change it. This
    happens if the second of two quick Backs stops the run that would have set the widget.
    """
    if not by_history():
        write(**changes)


def write(**changes: Iterable[str]) -> None:
    """Put parameters into the address; an empty list takes one out.

    All in one step: the browser's Back takes steps back, one at a time.
    """
    before = query()
    after = {name: kept for name, values in (before | changes).items() if (kept := list(values))}
    if after != before:
        st.query_params.from_dict(after)


def leave_out(name: str, value: str, t: Words) -> None:
    """Say that a parameter's value means nothing here, and take it out of the address."""
    st.warning(t("filters.dropped", values=escape(shorten(f"{name}={value}"))))
    write(**{name: []})


def clear() -> None:
    """Take every restriction out of the address."""
    write(**dict.fromkeys(PARAMETERS, ()))
