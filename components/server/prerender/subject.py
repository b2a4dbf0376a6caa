"""The content that the HTML of a page has."""

from starlette.datastructures import QueryParams
from starlette.types import Scope

from components.cards.actions import SEARCH
from components.layout.page import Content, Page
from components.server import reader
from components.view.view import WHERE, open_view
from data import filters


def of_request(scope: Scope, page: Page) -> Content:
    """The page that an address names. Values that mean nothing are ignored.

    A search is not repeated: the list holds all that it can find.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        SealError: the edition cannot be shown as it was.
        OSError: the edition has gone.
    """
    query = QueryParams(scope["query_string"])
    asked = {name: query.getlist(name) for name in (*WHERE, *filters.FILTERS)}
    view = open_view(page.name, reader.language_of(scope), asked)
    own, _ = page.parse(view, {name: query[name] for name in query if name != SEARCH.name})
    return Content(page, view, own)
