"""Slides: those of this choice, to be ticked, shown on the wall of a meeting room, and taken."""

from components.cards import overview as cards
from components.documents.deck import deck
from components.documents.html import slideshow
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, Text, Tone
from components.view.labels import escape
from components.view.view import View
from pages.progress import overview


def layout(view: View, params: PageParams) -> Layout:
    """How many slides there are, and the slides beside each other, those of the address ticked."""
    title = view.t("slides.finding", n=len(deck(view)))
    tiles = slideshow.tiles(view, params.get(slideshow.CHOSEN.name, ""))
    yield row(Text(escape(title), Tone.TITLE), cards.of_priority_part(view), tiles)


PAGE = Page(
    __name__,
    layout,
    parameters=(slideshow.CHOSEN, slideshow.SHOWN),
    sentence=cards.choice_sentence,
    cards=overview.layout,
)
