"""A round in the meeting: its questions on the projector, answered one by one."""

from components.cards.readiness import open_round_parts
from components.layout import writing
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """How far the last round is, and below it the place of its questions."""
    yield row(*open_round_parts(view), *writing.place(view, StreamlitSlot("room")))


PAGE = Page(__name__, layout, is_filtered=False, has_controls=True, writes=True)
