"""Parts of the Timeline page: the chart of all that has a date."""

import streamlit as st

from components import cards, gantt
from components.findings import timeline
from components.text import escape
from components.view import View


def chart(view: View) -> None:
    """The implementation as bars, marks and lines."""
    card = timeline.card(view)
    if not card.chart["groups"]:
        cards.empty(view.t("timeline.nothing_dated"))
        return

    def draw() -> None:
        gantt.show(view, card.key, card.chart)
        st.caption(escape(card.alt))

    cards.drawn(view, card, draw)
