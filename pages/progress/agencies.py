"""Agencies: which country works with which EU agency, how far, and what is still negotiated."""

from components.cards import agencies, needs
from components.layout.page import Layout, Page, nothing_left, or_notice, row
from components.layout.parts import PageParams
from components.view.view import View
from data.reading import load


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """The grid of stages; what is not reached and what is said of it; what participants need."""
    yield row(or_notice(agencies.grid(view), view.t("agencies.nothing")))
    if card := needs.needs(view):
        yield row(card)
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    yield row(agencies.waiting(view))


PAGE = Page(
    __name__,
    layout,
    sentence=agencies.page_sentence,
    heading="agencies",
    # The menu of a server is made before a reader chooses a dataset.
    in_menu=load.is_used("participants", "eu_agency"),
)
