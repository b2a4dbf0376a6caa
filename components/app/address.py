"""The address of a page: what a reader chooses is written there, and nowhere else."""

from collections.abc import Iterable

import streamlit as st


def query() -> dict[str, list[str]]:
    """All parameters of the address, each with its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(**changes: Iterable[str]) -> None:
    """Put parameters into the address; an empty list takes one out.

    All in one step: the browser's Back takes steps back, one at a time.
    """
    before = query()
    after = {name: kept for name, values in (before | changes).items() if (kept := list(values))}
    if after != before:
        st.query_params.from_dict(after)
