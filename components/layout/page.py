"""A page as one value, and what it says at one address."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from components.layout import parts
from components.layout.card import Card
from components.view.view import View, addressed, query_of
from data.selection.filters import Filters
from data.text import words


@dataclass(frozen=True)
class Row:
    """Parts from top to bottom, in columns of these widths; one column takes the whole width.

    Where columns are aligned, the first parts of all begin on one line, and so on. As it is sent,
    it has in its columns what is drawn of each part.
    """

    widths: Sequence[int]
    columns: Sequence[Sequence[Any]]
    aligned: bool = False


Layout = Iterator[Row]
LayoutOf = Callable[[View, parts.PageParams], Layout]


def row(*given: parts.Part | None) -> Row:
    """Return parts under each other over the whole width, without those that are `None`."""
    return Row([1], [list(filter(None, given))])


def columns(*cells: Iterable[parts.Part | None], widths: Sequence[int]) -> Row:
    """Return parts in columns of these widths, without empty columns unless all are empty."""
    every = [(list(filter(None, cell)), width) for cell, width in zip(cells, widths, strict=True)]
    there = [pair for pair in every if pair[0]] or every
    return Row([width for _, width in there], [cell for cell, _ in there])


def or_notice(card: Card | None, reason: str) -> parts.Part:
    """Return a card, or a notice why there is none."""
    return parts.notice(reason) if card is None else card


def nothing_left(view: View) -> Row:
    """Return a notice that the filters leave no action, and the way to clear them."""
    clear = parts.PageLink(view.t("filters.clear"), addressed(view.page, view.query(Filters())))
    return row(parts.Text(view.t("filters.nothing"), parts.Tone.NOTICE), clear)


def cards_of(given: Iterable[parts.Part], view: View) -> Iterator[tuple[Card, View]]:
    """The cards among parts, also in folded ones, in order, each with the view that it tells of."""
    for part in given:
        if isinstance(part, Card):
            yield part, view
        elif isinstance(part, parts.ScopedCard):
            yield part.card, part.view
        elif isinstance(part, parts.Expander | parts.Inline):
            yield from cards_of(part.parts, view)


@dataclass(frozen=True, eq=False)
class Page:
    """What a page is. Each module of `pages/` says it of itself.

    Attributes:
        module: name of its module: `pages.`, its section of the menu, and its name.
        layout: its rows.
        parameters: parameters of the address that belong to it.
        title: name of the one thing that it shows; where blank, the page has its own.
        sentence: the page in a sentence or two, with its numbers; where blank, its lead.
        cards: the layout whose cards leave the page; its own unless given.
        listed: filters of which each value alone makes a page that search engines may list.
        is_filtered: whether a filter changes it.
        heading: key of the card whose title stands over the page, as what it finds; without such a
            card, and without a title in its layout, the page's name does.
        has_controls: whether its layout may have some that only Streamlit can show.
        most_compared: participants that it shows side by side.
        in_menu: whether the menu leads to it; to one about the dashboard else the foot does.
        writes: whether it changes data: there is none such on a server for readers.
    """

    module: str
    layout: LayoutOf
    parameters: tuple[parts.Parameter, ...] = ()
    title: Callable[[View, parts.PageParams], str] = lambda *_: ""
    sentence: Callable[[View, parts.PageParams], str] = lambda *_: ""
    cards: LayoutOf | None = None
    listed: tuple[str, ...] = ()
    is_filtered: bool = True
    heading: str = ""
    has_controls: bool = False
    most_compared: int = 0
    in_menu: bool = True
    writes: bool = False

    @property
    def name(self) -> str:
        """Its name, which is its address."""
        return self.module.rpartition(".")[2]

    @property
    def section(self) -> str:
        """The name of its section of the menu."""
        return self.module.split(".")[-2]

    def parse(self, view: View, query: Mapping[str, str]) -> tuple[parts.PageParams, list[str]]:
        """Parse what an address says for this page alone, without what means the same as nothing.

        Returns:
            What it says, and what of it means nothing, as `parameter=value`.
        """
        params, dropped = {}, []
        for one in self.parameters:
            if one.name not in query:
                continue
            value = one.parse(view, query[one.name])
            if value is None:
                dropped.append(f"{one.name}={query[one.name]}")
            elif value:
                params[one.name] = value
        return params, dropped


Pages = Mapping[str, Page]
"""Name of each page to the page, in the order of the menu."""


@dataclass(frozen=True, eq=False)
class Content:
    """What a page says at one address.

    Attributes:
        page: the page.
        view: what the reader is looking at.
        params: what the address says for this page alone.
        dropped: values of the address that mean nothing here, as `parameter=value`.
        trouble: why the last good state of the data is shown; blank if they are as they are.
    """

    page: Page
    view: View
    params: parts.PageParams
    dropped: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What the content depends on: equal where the same is said."""
        params = tuple(sorted(self.params.items()))
        return self.page, self.view.state_key, params, self.dropped, self.trouble

    @property
    def about(self) -> parts.Parameter | None:
        """The parameter that names the one thing shown; `None` where the page shows all."""
        return next(
            (one for one in self.page.parameters if one.back and one.name in self.params), None
        )

    @cached_property
    def title(self) -> str:
        """The name of the one action, country, meeting or priority shown; else the page's."""
        return self.page.title(self.view, self.params) or self.view.t(f"page.{self.page.name}")

    @property
    def window(self) -> str:
        """Title of the browser's window and of a link; the marking is first."""
        marking = [self.view.warning] if self.view.warning else []
        return " · ".join([*marking, self.title, self.view.t("product.name")])

    @cached_property
    def description(self) -> str:
        """The page in a sentence or two, with its numbers and the choice behind them."""
        return self.page.sentence(self.view, self.params) or self.view.t(f"lead.{self.page.name}")

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of its layout, made once."""
        return tuple(self.page.layout(self.view, self.params))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Figures and tables that leave the page as files, in its order."""
        rows = self.rows if self.page.cards is None else None
        return tuple(card for card, _ in self._cards_and_views(rows))

    def card(self, key: str) -> tuple[Card, View] | None:
        """The card with a key, also folded away, and the view that it tells of; else `None`.

        That is another view for some, such as one of another day. Cards in later rows are not made.
        """
        return next((pair for pair in self._cards_and_views() if pair[0].key == key), None)

    def _cards_and_views(self, rows: Iterable[Row] | None = None) -> Iterator[tuple[Card, View]]:
        layout = self.page.cards or self.page.layout
        for line in rows or layout(self.view, self.params):
            for column in line.columns:
                yield from cards_of(column, self.view)

    @cached_property
    def address(self) -> str:
        """The one relative address of the page: known parameters in a fixed order."""
        return self.view.address(self.page.name, **self.params)

    @property
    def alternates(self) -> dict[str, str]:
        """Language to the same page in it; `x-default` leaves it to the browser."""
        query = {**self.view.query(), **self.params}
        name = self.page.name
        found = {code: addressed(name, {**query, "lang": code}) for code in words.languages()}
        del query["lang"]
        return {**found, "x-default": addressed(name, query).removesuffix("?")}

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it.

        They may list a page without filters, an action, a participant, a meeting or a priority,
        as of today, of data that are public and not invented.
        """
        about = {one.name for one in self.page.parameters if one.back}
        if self.view.warning or self.view.where or not self.params.keys() <= about:
            return False
        chosen = query_of(self.view.filters)
        return not chosen or (
            [len(values) for values in chosen.values()] == [1]
            and chosen.keys() <= set(self.page.listed)
        )
