"""Changes: what moved since a meeting, an edition or a day, with reason and source."""

from components.cards import change_starts, changes
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """Since when, what moved, and what is known today about a day that was shown."""
    yield row(*changes.since_parts(view, params))


PAGE = Page(__name__, layout, parameters=(change_starts.BEFORE,), sentence=changes.page_sentence)
