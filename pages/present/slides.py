"""Slides: those of this choice, to be ticked, shown on the wall of a meeting room, and taken."""

from components.cards import slides
from components.cards.parts import Layout, Own, control, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """What is chosen most, then the slides; its cards are those of the Overview (`content.py`)."""
    yield row(*slides.choices(view, own))
    yield row(control("slides"))
