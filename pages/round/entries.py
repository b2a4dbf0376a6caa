"""The record by hand: a workbook of all tables, and a form for each of the four usual entries."""

from components.layout import writing
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams, StreamlitSlot
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """The place of the forms, below the title."""
    yield row(*writing.place(view, StreamlitSlot("entries")))


PAGE = Page(__name__, layout, is_filtered=False, has_controls=True, writes=True)
