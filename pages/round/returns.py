"""Returned sheets: what came back in a round, what it would change, and what was taken in."""

from components.cards import readiness
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """How far the last round is, and below it the place of the returned files."""
    yield row(*readiness.open_round_parts(view, StreamlitSlot("returns"), readiness.by_participant))


PAGE = Page(__name__, layout, is_filtered=False, has_controls=True, writes=True)
