"""Documents: what a reader can take along of this choice, and how to make it."""

from components.layout.page import Layout, Page, nothing_left, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """Every document; that nothing is left of the choice, where that is so."""
    if view.selection.is_empty:
        yield nothing_left(view)
    yield row(StreamlitSlot("documents"))


PAGE = Page(__name__, layout, has_controls=True)
