"""What one reader is looking at: the base of every page, file and answer. Knows no Streamlit.

The address is the only truth: choices are read from it, written into it, and said in a sentence.
Values are codes, so that a link means the same in every language.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

from components.view import stores
from data import editions
from data.cache import Cache, cached, cached_by_fingerprint
from data.editions import Edition
from data.model import Audience, Dataset
from data.reading import load
from data.selection import Selection, Snapshot, choose, filters
from data.selection.filters import CODES, FILTERS, PERIOD, SHOWN, Filters
from data.text.words import Words
from data.visibility import visible_rows

MOST_CHOICES = 128
"""Choices kept in memory; each holds the rows that it leaves."""
MOST_VALUES = 100
"""Most values of one parameter that are read: more than any list of the bar has."""
_selection = cached(Cache(MOST_CHOICES), attrgetter("dataset.fingerprint", "as_of"))(choose)


def parse_filters(
    query: Mapping[str, Sequence[str]], allowed: Mapping[str, Sequence[str]]
) -> tuple[Filters, list[str]]:
    """Read an address; a day left blank, as a form sends it, is none.

    Args:
        query: parameter to its values, as they stand in the address.
        allowed: what `filters.options` returns.

    Returns:
        The filters, and as `parameter=value` every value that was dropped: it means nothing here,
        is one of more than `MOST_VALUES`, or an end before its beginning.
    """
    dropped: list[str] = []
    chosen: dict[str, Any] = {}
    for name, one in FILTERS.items():
        values = query.get(name, [])
        if len(values) > MOST_VALUES:
            dropped.append(f"{name}=... ({len(values)})")
        chosen[one.field], unknown = one.parse(values[:MOST_VALUES], allowed.get(name, ()))
        dropped += [f"{name}={value}" for value in unknown]
    found = Filters(**{**chosen, "context": bool(chosen["context"])})
    if found.since and found.until and found.until < found.since:
        dropped.append(f"to={found.until.isoformat()}")
        found = found.with_(until=None)
    return found, dropped


def addressed(page: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a page with these parameters, each with its value or with several."""
    return f"{page}?{urlencode(parameters, doseq=True)}"


def query_of(filters: Filters) -> dict[str, list[str]]:
    """The address of a choice: parameter to values, the empty ones left out."""
    parameters = {name: _written(getattr(filters, one.field)) for name, one in FILTERS.items()}
    return {name: values for name, values in parameters.items() if values}


def _written(chosen: tuple[str, ...] | date | bool | None) -> list[str]:
    if isinstance(chosen, tuple):
        return list(chosen)
    return [chosen.isoformat() if isinstance(chosen, date) else SHOWN] if chosen else []


@dataclass(frozen=True, eq=False)
class View:
    """What one reader is looking at.

    Attributes:
        page: name of the page, such as `overview`.
        t: the words of the reader's language.
        dataset: the dataset.
        filters: what the reader chose.
        selection: what that leaves.
        allowed: the codes that each filter may hold.
        folder: where the live data of the dataset lie.
        edition: the edition that pins this view; `None` for live data.
        dropped: values of the address that mean nothing here, as `parameter=value`.
    """

    page: str
    t: Words
    dataset: Dataset
    filters: Filters
    selection: Selection
    allowed: Mapping[str, list[str]]
    folder: Path
    edition: Edition | None = None
    dropped: list[str] = field(default_factory=list)

    @property
    def as_of(self) -> date:
        """The cut-off."""
        return self.selection.snapshot.as_of

    @cached_property
    def key(self) -> tuple[Hashable, ...]:
        """Equal for two views that must show the same numbers, words and ways on.

        The page is no part of it: what leads on from a page must not depend on the page.
        """
        return self.dataset.fingerprint, self.as_of, self._written

    @property
    def state_key(self) -> tuple[Hashable, ...]:
        """What every page, file and answer of this view is made from.

        Two views with equal keys hold the same choice, show the same edition or live data, and have
        the same live data and editions to be compared with.
        """
        shown = self.edition and self.edition.entry.checksum
        others = tuple(entry.checksum for entry in self.entries)
        return self.key, shown, self.live.fingerprint, others

    @cached_property
    def entries(self) -> list[editions.Entry]:
        """The editions beside its live data, by cut-off."""
        return stores.entries_in(self.folder)

    def describe_choice(self, most: int | None = None) -> str:
        """What the filters leave, in words; more than `most` values of one as a number."""
        t, chosen = self.t, self.phrases(most)
        parts = [
            chosen.pop("priority", "") or t("filters.said_all_priorities"),
            chosen.pop("country", "") or t("filters.said_all_countries"),
        ]
        if names := chosen.pop("eu", ""):
            parts.append(t("filters.said_eu", names=names))
        parts += chosen.values()
        if self.filters.context:
            parts.append(t("filters.said_context"))
        return t.capitalised(", ".join(parts))

    def phrases(self, most: int | None = None) -> dict[str, str]:
        """Each list and end of the period that is chosen, as it stands within a sentence.

        If `most` is set, more participants, statuses or kinds than that are given as a number.
        """
        return {
            name: FILTERS[name].phrase(self.dataset, self.t, value, most)
            for name in (*CODES, *PERIOD)
            if (value := getattr(self.filters, FILTERS[name].field))
        }

    def describe(self, most: int | None = None) -> str:
        """What `describe_choice` says, with the cut-off, the dataset and its edition."""
        day = self.t("filters.said_as_of", day=self.t.date(self.as_of))
        return ", ".join([self.describe_choice(most), day, self._data])

    @property
    def method(self) -> str:
        """Version of the method behind every figure."""
        return self.selection.snapshot.method

    @property
    def edition_text(self) -> str:
        """Which edition is shown, in words; blank for live data."""
        entry = self.edition and self.edition.entry
        return self.t("filters.edition_text", name=entry.name) if entry else ""

    @property
    def _data(self) -> str:
        """The dataset, and the edition of it that is shown."""
        return ", ".join(filter(None, [self.t.dataset(self.dataset), self.edition_text]))

    @property
    def known(self) -> str:
        """The cut-off, the dataset and its edition, in words."""
        return f"{self.t('meetings.known', day=self.t.date(self.as_of))}, {self._data}"

    @cached_property
    def source(self) -> str:
        """Where the numbers come from, as known when, in which edition, by which method."""
        return self.t(
            "card.source", dataset=self._data, day=self.t.date(self.as_of), method=self.method
        )

    @property
    def marking(self) -> str:
        """For whom the data are, and whether they are invented, in words."""
        audience = self.t(f"marking.{self.dataset.audience}")
        is_invented = self.dataset.fictional
        return f"{self.t('marking.exercise')}, {audience}" if is_invented else audience

    @property
    def warning(self) -> str:
        """The marking where it must be read first; blank for what is public and not invented."""
        is_plain = self.dataset.audience.is_public and not self.dataset.fictional
        return "" if is_plain else self.marking

    @cached_property
    def unfiltered(self) -> "View":
        """The same view with no filter but its cut-off, which its `selection` follows."""
        return self.choosing(Filters(as_of=self.filters.as_of))

    def choosing(self, filters: Filters) -> "View":
        """The same view with another choice of the same cut-off, and what that leaves."""
        selection = _selection(self.selection.snapshot, filters)
        return replace(self, filters=filters, selection=selection)

    def seen_by(self, audience: Audience) -> "View":
        """The same view without the rows that an audience may not see, and marked for it."""
        if audience.may_see(self.dataset.audience):
            return self
        dataset = _left(self.dataset, audience)
        snapshot = stores.snapshot_on(dataset, self.as_of)
        return replace(self, dataset=dataset, selection=choose(snapshot, self.filters))

    def on(self, day: date) -> Snapshot:
        """The same data as known on another day, never later than this view."""
        if self.edition and day >= self.as_of:
            return self.selection.snapshot
        return stores.snapshot_on(self.dataset, min(day, self.as_of))

    @property
    def live(self) -> Dataset:
        """The data of today, also for an edition; the edition's own if there are none of today."""
        return (stores.today_in(self.folder) if self.edition else None) or self.dataset

    @property
    def has_today(self) -> bool:
        """Whether there are data of today: those of an edition can be looked at without."""
        return not self.edition or stores.today_in(self.folder) is not None

    @cached_property
    def where(self) -> dict[str, str]:
        """Address parameters of what is looked at; the default dataset and live data need none."""
        default = next(iter(load.available().values())) == self.folder
        parameters = {} if default else {"dataset": self.folder.name}
        return parameters | ({"edition": self.edition.entry.name} if self.edition else {})

    def query(self, chosen: Filters | None = None, /, **more: str) -> dict[str, list[str] | str]:
        """Address parameters that keep this view, or that show another choice, on any page."""
        if chosen is None:
            return {**self._query, **more}
        return {**query_of(chosen), **self.where, "lang": self.t.language, **more}

    @cached_property
    def _query(self) -> dict[str, list[str] | str]:
        return self.query(self.filters)

    @cached_property
    def _written(self) -> str:
        """What every address that keeps this view begins with: a page has some hundred of them."""
        return addressed("", self._query)

    def address(self, page: str, **more: str) -> str:
        """The address that reopens this view; `page` is the page's address without parameters."""
        if self._query.keys().isdisjoint(more):
            return "&".join(filter(None, [f"{page}{self._written}", urlencode(more)]))
        return addressed(page, {**self._query, **more})

    def addresses(self, page: str, parameter: str, codes: Iterable[str]) -> list[str]:
        """The addresses of several rows: `address` for each, what they share written once."""
        shared = {name: values for name, values in self.query().items() if name != parameter}
        start = f"{addressed(page, shared)}&{parameter}="
        return [start + quote_plus(code) for code in codes]

    def content(self, table: str, row: str, column: str, original: str) -> str:
        """A content field in the reader's language."""
        return self.t.content(self.dataset, table, row, column, original)


@cached_by_fingerprint(8)
def _left(dataset: Dataset, audience: Audience) -> Dataset:
    name = f"{dataset.fingerprint}-{audience}"
    return replace(visible_rows(dataset, audience), fingerprint=name)


def open_view(page: str, language: str, query: Mapping[str, Sequence[str]]) -> View:
    """The view that an address names.

    Args:
        page: name of the page.
        language: the reader's language.
        query: parameter of the address to its values; only `filters.SOURCE_PARAMS` and
            `filters.FILTERS` count.

    Returns:
        The view; its `dropped` holds every value that means nothing here, as `parameter=value`.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
        EditionError: the edition is damaged, or cannot be shown as it was.
    """
    folder, edition, dropped = stores.place_of(query)
    dataset = edition.snapshot.dataset if edition else stores.dataset_in(folder)
    t = stores.words_in(language, dataset, edition)
    allowed = filters.options(dataset, t)
    chosen, unknown = parse_filters(query, allowed)
    dropped += unknown
    if edition and chosen.as_of:
        dropped.append(f"as_of={chosen.as_of.isoformat()}")
        chosen = chosen.with_(as_of=None)
    snapshot = edition.snapshot if edition else stores.snapshot_on(dataset, chosen.as_of)
    selection = _selection(snapshot, chosen)
    return View(page, t, snapshot.dataset, chosen, selection, allowed, folder, edition, dropped)


def in_language(view: View, language: str) -> View:
    """The same view in another language."""
    return replace(view, t=stores.words_in(language, view.dataset, view.edition))
