"""Slides: those of this choice, to be ticked, shown on the wall of a meeting room, and taken."""

from components.cards import overview as cards
from components.cards import slides
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View
from pages.progress import overview


def layout(view: View, params: PageParams) -> Layout:
    """What is chosen most, then the slides."""
    yield row(*slides.choices(view, params))
    yield row(StreamlitSlot("slides"))


PAGE = Page(
    __name__,
    layout,
    parameters=(slides.SLIDES,),
    sentence=cards.choice_sentence,
    cards=overview.layout,
    has_controls=True,
)
