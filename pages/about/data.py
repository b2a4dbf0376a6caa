"""Data: origin, limits, every table with its columns and files, and corrections."""

from components.cards import data_page
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """What the data are, with their limits, corrections and addresses; one table of them."""
    yield row(*data_page.about_parts(view))
    yield row(*data_page.table_parts(view, params.get("table", "actions")))


PAGE = Page(
    __name__,
    layout,
    parameters=(data_page.TABLE,),
    sentence=data_page.page_sentence,
    is_filtered=False,
)
