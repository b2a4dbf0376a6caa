"""Data: origin, limits, every table with its columns and files, and corrections."""

from components.cards import data_page, overview
from components.layout.page import Layout, Page, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """One table, limits, the addresses for programs, conflicts and corrections."""
    yield row(*data_page.table_parts(view, params.get("table", "actions")))
    yield row(*overview.limits_parts(view))
    yield row(*data_page.open_data_parts(view))
    yield row(data_page.conflicts(view), data_page.corrections(view))


PAGE = Page(
    __name__,
    layout,
    parameters=(data_page.TABLE,),
    sentence=data_page.page_sentence,
    is_filtered=False,
)
