"""A page as its HTML shows it: content, one address, and whether it may be listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.types import Scope

from components.cards.content import Content, page_parameters
from components.server import reader
from components.server.public_address import site
from components.view import choice
from components.view.view import WHERE, View, open_view
from data import words
from data.selection import SIDES

SEARCH = "q"
"""A search is not repeated in HTML: the list holds all that it can find."""
ALONE = {"countries": SIDES, "priorities": ("priority",)}
"""Pages that have a page for each value of one of these filters."""


@dataclass(frozen=True, eq=False)
class Page:
    """A page as its HTML shows it.

    Attributes:
        content: what the page says.
        site: the address of the dashboard; if blank, every address is relative.
    """

    content: Content
    site: str

    @property
    def view(self) -> View:
        """The view of the page."""
        return self.content.view

    @cached_property
    def address(self) -> str:
        """The one relative address of the page: known parameters in a fixed order."""
        return self.view.address(self.view.page, **self.content.own)

    @property
    def alternates(self) -> dict[str, str]:
        """Language to the same page in it; `x-default` leaves it to the browser."""
        query = {**self.view.query(), **self.content.own}
        codes = words.languages()
        found = {code: _address(self.view.page, {**query, "lang": code}) for code in codes}
        del query["lang"]
        return {**found, "x-default": _address(self.view.page, query)}

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it.

        They may list a page without filters, an action, a participant, a meeting or a priority,
        as of today, of data that are public and not invented.
        """
        view = self.view
        if view.warning or view.where or not self.content.own.keys() <= {"action", "meeting"}:
            return False
        chosen = choice.query(view.filters)
        names = ALONE.get(view.page, ())
        return not chosen or (
            [len(values) for values in chosen.values()] == [1] and chosen.keys() <= set(names)
        )


def _address(page: str, query: Mapping[str, object]) -> str:
    return f"{page}?{urlencode(query, doseq=True)}".removesuffix("?")


def of_request(scope: Scope, page: str) -> Page:
    """The page that an address names. Values that mean nothing are ignored.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        SealError: the edition cannot be shown as it was.
        OSError: the edition has gone.
    """
    query = QueryParams(scope["query_string"])
    asked = {name: query.getlist(name) for name in (*WHERE, *choice.PARAMETERS)}
    view = open_view(page, reader.language_of(scope), asked)
    own, _ = page_parameters(view, query)
    own = {name: value for name, value in own.items() if name != SEARCH}
    return Page(Content(view, own), site(scope))


def source(view: View) -> str:
    """Where the numbers of a page come from, as known when, in which edition, by which method."""
    return view.t(
        "card.source",
        dataset=view.t.dataset(view.dataset),
        day=view.t.date(view.as_of),
        edition=view.state,
        method=view.method,
    )
