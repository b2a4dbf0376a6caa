"""The widgets of a reader's choice.

Each run reads the address, sets the widgets from it, and a widget that changes writes it.
(Streamlit's own binding stores the displayed label.)
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from components.app import address
from components.view import choice
from components.view.choice import CONTEXT, DAYS, EARLIEST, LISTS, SHOWN
from data.model import COUNTED, Dataset, Status
from data.records import by_code
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


@lru_cache(maxsize=16)
def _labels(dataset: Dataset, t: Words) -> Mapping[str, Mapping[str, str]]:
    """What each code of each list is called."""
    kinds = dict(
        zip(dataset.participants["participant_id"], dataset.participants["kind"], strict=True)
    )
    priorities = by_code(dataset, "priorities")

    def country(code: str) -> str:
        name = t.participant(dataset, code)
        return name if kinds[code] in ("state", "eu") else f"{name} ({t('group.eu_short')})"

    def priority(code: str) -> str:
        row = priorities[code]
        title = t.content(dataset, "priorities", code, "title", row["title"])
        return f"{t.number(int(row['position']))}  {title}"

    return {
        "country": {code: country(code) for code in kinds},
        "priority": {code: priority(code) for code in priorities},
        "status": {code: t(f"status.{code}") for code in Status},
        "kind": {code: t(f"kind.{code}") for code in dataset.actions["kind"].unique()},
    }


def _lists(
    dataset: Dataset, filters: Filters, allowed: Mapping[str, Sequence[str]], t: Words
) -> None:
    shown = _labels(dataset, t)
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
            max_value=dataset.horizon if name == "as_of" else date(2100, 12, 31),
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
