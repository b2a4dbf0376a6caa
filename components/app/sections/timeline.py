"""Parts of the Timeline page: the chart of all that has a date."""

import streamlit as st

from components.app import drawing, mount
from components.cards import timeline
from components.view.labels import escape
from components.view.view import View


def chart(view: View) -> None:
    """The implementation as bars, marks and lines."""
    card = timeline.card(view)
    if not card.chart.groups:
        drawing.empty(view.t("timeline.nothing_dated"))
        return

    def draw() -> None:
        mount.timeline(view, card.key, drawing.sent(view, card).content)
        st.caption(escape(card.alt))

    drawing.drawn(view, card, draw)
