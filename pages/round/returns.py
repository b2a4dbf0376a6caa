"""Returned sheets: what came back in a round, what it would change, and what was taken in."""

from components.layout import writing
from components.layout.page import Layout, Page, row
from components.layout.parts import PageLink, PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """The place of the returned files, below the title, and the way to where a round is opened."""
    yield row(PageLink(view.t("opening.choose"), view.address("meetings")))
    yield row(*writing.place(view, StreamlitSlot("returns")))


PAGE = Page(__name__, layout, is_filtered=False, has_controls=True, writes=True)
