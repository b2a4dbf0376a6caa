"""Method: the definition of every number, in the reader's language."""

from components.cards import method
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """The whole method, or one section of it."""
    yield row(*method.section_parts(view, params.get("section")))


PAGE = Page(__name__, layout, parameters=(method.SECTION,), is_filtered=False)
