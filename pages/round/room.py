"""A round in the meeting: its questions on the projector, answered one by one."""

from components.cards import readiness
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """How far the last round is, and below it the place of its questions."""
    yield row(*readiness.open_round_parts(view, StreamlitSlot("room"), readiness.by_question))


PAGE = Page(__name__, layout, is_filtered=False, has_controls=True, writes=True)
