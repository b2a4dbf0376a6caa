"""What was prepared for one choice is kept for the next reader who makes the same choice."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from components.frame import View

MOST_KEPT = 1024
"""Prepared cards kept in memory; each is a small figure or table of at most a few hundred numbers."""

P = ParamSpec("P")
T = TypeVar("T")


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _kept(key: str, _make: Callable[[], T]) -> T:  # noqa: ARG001 - the key keys the cache
    return _make()


def remembered(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Keep what a function makes of a view, by dataset, cut-off, filters and language.

    What it returns is shared by all readers and must not be changed.
    """

    @wraps(make)
    def found(view: View, *arguments: P.args, **options: P.kwargs) -> T:
        key = f"{make.__module__}.{make.__qualname__}|{view.key}|{arguments}|{options}"
        return _kept(key, lambda: make(view, *arguments, **options))

    return found
