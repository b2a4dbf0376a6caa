"""Slides: the deck of this choice for the wall of a meeting room, walked by keyboard or clicker."""

from components.cards.parts import Layout, Own, control, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """The deck; its cards are those of the Overview (`dashboard.py`)."""
    del view
    yield row(control("slides"))
