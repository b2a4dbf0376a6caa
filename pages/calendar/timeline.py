"""Timeline: when actions run, when milestones were reached or are due, and the meetings around."""

from components.cards import timeline
from components.cards.parts import Layout, Own, nothing_left, or_notice, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """All that has a date on one axis."""
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    card = timeline.card(view)
    yield row(or_notice(card if card.chart.groups else None, view.t("timeline.nothing_dated")))
