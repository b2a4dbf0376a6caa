"""Accessibility: the standard, what fails today, alternatives, the assessment, and the contact."""

from components.cards import accessibility
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """The accessibility statement."""
    yield row(*accessibility.statement_parts(view))


PAGE = Page(__name__, layout, is_filtered=False, in_menu=False)
