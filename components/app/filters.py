"""The widgets of a reader's choice.

Each run reads the address, sets the widgets from it, and a widget that changes writes it.
(Streamlit's own binding stores the displayed label.)
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.app import address
from components.cards.filter_bar import option_labels
from components.view import choice
from components.view.choice import CONTEXT, DAYS, EARLIEST, LATEST, LISTS, SHOWN
from data.model import COUNTED, Dataset
from data.selection import Filters
from data.words import Words


def draw(
    dataset: Dataset,
    filters: Filters,
    allowed: Mapping[str, Sequence[str]],
    t: Words,
    *,
    pinned: bool = False,
) -> None:
    """Draw the widgets in the sidebar, set to `filters`.

    Args:
        dataset: the dataset.
        filters: what the reader chose.
        allowed: the codes that each filter may hold.
        t: the words of the reader's language.
        pinned: whether an edition fixes the cut-off, which then cannot be moved.
    """
    _lists(dataset, filters, allowed, t)
    _context(dataset, filters, t)
    _days(dataset, filters, t, pinned=pinned)
    if choice.query(filters):
        st.button(t("filters.clear"), key="filter_clear", on_click=address.clear, width="stretch")


def _lists(
    dataset: Dataset, filters: Filters, allowed: Mapping[str, Sequence[str]], t: Words
) -> None:
    shown = option_labels(dataset, t)
    for name in LISTS:
        st.session_state[f"filter_{name}"] = list(getattr(filters, name))
        st.multiselect(
            t(f"filters.{name}"),
            allowed[name],
            format_func=shown[name].__getitem__,
            key=f"filter_{name}",
            placeholder=t(f"filters.any_{name}"),
            select_all=False,
            on_change=_write_list,
            args=(name,),
        )


def _context(dataset: Dataset, filters: Filters, t: Words) -> None:
    """Whether what does not count is listed too, where there is any such action."""
    if dataset.actions["link"].isin(COUNTED).all():
        return
    st.session_state["filter_context"] = filters.context
    st.checkbox(
        t("filters.context"),
        key="filter_context",
        help=t("filters.context_help"),
        on_change=_write_context,
    )


def _write_context() -> None:
    address.write_choice(**{CONTEXT: [SHOWN] if st.session_state["filter_context"] else []})


def _days(dataset: Dataset, filters: Filters, t: Words, *, pinned: bool) -> None:
    for name, attribute in DAYS.items():
        st.session_state[f"filter_{name}"] = getattr(filters, attribute)
        st.date_input(
            t(f"filters.{name}"),
            value=None,
            key=f"filter_{name}",
            format="DD/MM/YYYY",
            min_value=EARLIEST,
            max_value=dataset.horizon if name == "as_of" else LATEST,
            help=t("filters.pinned")
            if pinned and name == "as_of"
            else t(f"filters.{name}_help", day=t.date(dataset.horizon)),
            disabled=pinned and name == "as_of",
            on_change=_write_day,
            args=(name,),
        )


def _write_list(name: str) -> None:
    address.write_choice(**{name: st.session_state[f"filter_{name}"]})


def _write_day(name: str) -> None:
    day = st.session_state[f"filter_{name}"]
    address.write_choice(**{name: [day.isoformat()] if day else []})
