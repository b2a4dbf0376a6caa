"""Documents: what a reader can take along of this choice, one click a file."""

from components.documents import offered
from components.layout.page import Layout, Page, nothing_left, row
from components.layout.parts import PageParams, Text, Tone
from components.view.labels import escape
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """Every document; that nothing is left of the choice, where that is so."""
    if view.selection.is_empty:
        yield nothing_left(view)
    yield row(Text(escape(offered.finding(view)), Tone.TITLE), offered.table(view))


PAGE = Page(__name__, layout, sentence=lambda view, _: f"{offered.finding(view)}.")
