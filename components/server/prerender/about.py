"""What a page's HTML is about: content for the public, its one address, and whether search engines may list it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.types import Scope

from components.cards.content import Content, page_parameters
from components.documents.imprint import SITE
from components.server import limits, reader
from components.view import choice
from components.view.view import WHERE, View, open_view
from data import words

PUBLIC = tuple(name for name in WHERE if name != "clearance")
"""What is looked at, never by whom: HTML is what the public sees, whatever the address asks."""
PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
SEARCH = "q"
"""What was searched for is not repeated: the list holds all that could be found."""
ALONE = {"countries": "country", "priorities": "priority"}
"""Pages that say what one value of one filter is about, as if it were a page of its own."""


def site(scope: Scope) -> str:
    """The address of the dashboard, with a stroke at its end: as the operator set it, else a host that was set; else blank.

    Nothing of it is made up by whoever asks.
    """
    told = os.environ.get(SITE, "").strip()
    if PLAIN.fullmatch(told):
        return f"{told.rstrip('/')}/"
    origin = limits.origin(scope)
    return f"{origin}{scope.get('root_path', '')}/" if origin else ""


@dataclass(frozen=True, eq=False)
class About:
    """What a page's HTML is about.

    Attributes:
        content: what the page says to the public.
        site: the address of the dashboard; blank where none was set, and every address is relative then.
    """

    content: Content
    site: str

    @property
    def view(self) -> View:
        """What is looked at."""
        return self.content.view

    @cached_property
    def address(self) -> str:
        """The page's one address, relative: what it means in a fixed order and nothing else."""
        return self.view.address(self.view.page, **self.content.own)

    @property
    def alternates(self) -> dict[str, str]:
        """Language to the same page in it; `x-default` leaves it to the browser."""
        query = {**self.view.query(), **self.content.own}
        found = {
            code: _address(self.view.page, {**query, "lang": code}) for code in words.languages()
        }
        del query["lang"]
        return {**found, "x-default": _address(self.view.page, query)}

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it: a page without filters, an action, a country, a meeting or a priority, as of today."""
        view = self.view
        if view.where or not self.content.own.keys() <= {"action", "meeting"}:
            return False
        chosen = choice.query(view.filters)
        return not chosen or [(name, len(values)) for name, values in chosen.items()] == [
            (ALONE.get(view.page), 1)
        ]


def _address(page: str, query: Mapping[str, object]) -> str:
    return f"{page}?{urlencode(query, doseq=True)}".removesuffix("?")


def of(scope: Scope, page: str) -> About:
    """What the HTML of a page is about, as its address asks; what means nothing is passed over.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        SealError: the edition cannot be shown as it was.
        OSError: the edition has gone.
    """
    query = QueryParams(scope["query_string"])
    view = open_view(
        page,
        reader.language_of(scope),
        {name: query.getlist(name) for name in (*PUBLIC, *choice.PARAMETERS)},
    )
    own, _ = page_parameters(view, query)
    return About(
        Content(view, {name: value for name, value in own.items() if name != SEARCH}), site(scope)
    )


def to(view: View, page: str, **more: str) -> str:
    """The address of a page with this choice and one value beside it, in the order of `About.address`."""
    lists = {name: (value,) for name, value in more.items() if name in choice.LISTS}
    own = {name: value for name, value in more.items() if name not in choice.LISTS}
    return replace(view, filters=view.filters.with_(**lists)).address(page, **own)
