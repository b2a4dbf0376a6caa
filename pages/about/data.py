"""Data: origin, limits, every table with its columns and download, and corrections."""

from components.cards import overview, stored
from components.layout.page import Page
from components.layout.parts import Layout, PageParams, row
from components.view.view import View


def layout(view: View, own: PageParams) -> Layout:
    """Facts, limits, one table, the addresses for programs, conflicts and corrections."""
    yield row(*stored.facts_parts(view), *overview.limits_parts(view))
    yield row(*stored.table_parts(view, stored.asked_for(own.get("table"))))
    yield row(*stored.open_data_parts(view))
    yield row(stored.conflicts(view), *stored.correction_parts(view, own))


PAGE = Page(
    __name__,
    layout,
    parameters=(stored.TABLE, stored.ALL_CORRECTIONS),
    sentence=stored.page_sentence,
    texts=overview.limit_texts,
    is_filtered=False,
)
