"""Parts of the Changes page: since when, what moved, and what is known today about a day that was shown."""

import pandas as pd
import streamlit as st

from components.app import drawing, filters
from components.app.sections import lists
from components.cards import changes
from components.view.choice import EARLIEST
from components.view.labels import escape
from components.view.view import View
from data.archive import SealError

PARAMETER = "before"
OWN_DAY = "day"
"""The choice of a day that is no meeting's and no edition's."""


def since(view: View) -> changes.Start | None:
    """Let the reader choose the earlier state: the last meeting unless the address says otherwise."""
    t = view.t
    offered = changes.offered(view)
    asked = st.query_params.get(PARAMETER)
    start, refused = None, None
    try:
        start = changes.start(view, asked, offered) if asked else None
        if asked and start is None:
            filters.leave_out(PARAMETER, asked, t)
        if start is None and offered:
            start = changes.start(view, next(iter(offered)), offered)
    except SealError as error:
        refused = error
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    st.session_state["before"] = start.code if start and start.code in offered else OWN_DAY
    left.selectbox(
        t("changes.since"),
        [*offered, OWN_DAY],
        format_func=lambda code: offered.get(code, t("changes.own_day")),
        key="before",
        on_change=_write,
    )
    st.session_state["before_day"] = start.day if start else None
    right.date_input(
        t("changes.day"),
        None,
        key="before_day",
        format="DD/MM/YYYY",
        min_value=EARLIEST,
        max_value=view.as_of,
        on_change=_write_day,
    )
    if refused:
        reason = t(f"edition_problem.{refused.code}", **refused.details)
        st.error(escape(t("frame.edition_refused", part=refused.part, reason=reason)))
    elif start is None:
        drawing.empty(t("changes.choose_day"))
    return start


def _write() -> None:
    """A day of one's own begins as the day of the state that was shown."""
    if st.session_state["before"] == OWN_DAY:
        _write_day()
    else:
        filters.chosen(**{PARAMETER: [st.session_state["before"]]})


def _write_day() -> None:
    day = st.session_state["before_day"]
    filters.chosen(**{PARAMETER: [day.isoformat()] if day else []})


def found(view: View, start: changes.Start) -> pd.DataFrame:
    """The changes of the reader's choice between the two states."""
    return changes.found(view, start)


def summary(view: View, start: changes.Start, rows: pd.DataFrame) -> None:
    """One paragraph that a chair can read out."""
    with st.container(border=True):
        st.markdown(escape(changes.summary(view, start, rows)))


def by_priority(view: View, rows: pd.DataFrame) -> None:
    """Changes by kind and priority."""
    drawing.reading(view, changes.by_priority(view, rows))


def by_country(view: View, rows: pd.DataFrame) -> None:
    """Changes by kind and country."""
    drawing.reading(view, changes.by_country(view, rows))


def listing(view: View, rows: pd.DataFrame) -> None:
    """Every difference; a row opens its action."""
    lists.opening_action(view, changes.listing(view, rows))


def shown_and_today(view: View) -> None:
    """The figures as shown beside those as known today, where the view is of an edition or an earlier day.

    Nothing where the data of today cannot be shown: the edition stands without them.
    """
    if not view.has_today or (not view.edition and view.as_of == view.dataset.horizon):
        return
    figures, corrections = changes.shown_and_today(view)
    drawing.reading(view, figures)
    if corrections:
        lists.opening_action(view, corrections)
