"""What a reader can choose: read from an address, written into one, and said in a sentence.

The address is the only truth. Values are codes, so that a link means the same in every language.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from components.view.filters import FILTERS, LISTS
from data.model import Dataset
from data.selection import Filters
from data.text.words import Words

DAYS = {"from": "since", "to": "until", "as_of": "as_of"}
"""Parameter in the address to attribute of `Filters`."""
PERIOD = ("from", "to")
"""The days between which something of an action happened; the third day is the cut-off."""
CONTEXT, SHOWN = "context", "1"
"""Parameter that asks for the actions that do not count too, and its only value."""
PARAMETERS = (*LISTS, *DAYS, CONTEXT)
EARLIEST = date(1990, 1, 1)
"""The earliest day that can be chosen."""
LATEST = date(2100, 12, 31)
"""The latest."""
MOST_ENCODED = 1024
"""Parameters of addresses that are kept as they are written."""
MOST_VALUES = 100
"""Most values of one parameter that are read: more than any list has."""


def parse(
    query: Mapping[str, Sequence[str]], allowed: Mapping[str, Sequence[str]]
) -> tuple[Filters, list[str]]:
    """Read an address; a day left blank, as a form sends it, is none.

    Args:
        query: parameter to its values, as they stand in the address.
        allowed: what `filters.options` returns.

    Returns:
        The filters, and every value that was dropped because it means nothing here,
        as `parameter=value`.
    """
    dropped: list[str] = []
    lists: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        values = list(dict.fromkeys(_first(query, name, dropped)))
        lists[name] = tuple(value for value in allowed[name] if value in values)
        dropped += [f"{name}={value}" for value in values if value not in allowed[name]]
    days: dict[str, date | None] = {}
    for name, attribute in DAYS.items():
        values = [value for value in _first(query, name, dropped) if value]
        days[attribute] = _day(values[-1]) if values else None
        dropped += [f"{name}={value}" for value in values if _day(value) is None]
    since, until = days["since"], days["until"]
    if since and until and until < since:
        dropped.append(f"to={until.isoformat()}")
        days["until"] = None
    shown = _first(query, CONTEXT, dropped)
    dropped += [f"{CONTEXT}={value}" for value in shown if value != SHOWN]
    return Filters(**lists, **days, context=SHOWN in shown), dropped  # type: ignore[arg-type]


def _first(query: Mapping[str, Sequence[str]], name: str, dropped: list[str]) -> Sequence[str]:
    """At most `MOST_VALUES` values of a parameter; `dropped` gets a note if there are more."""
    values = query.get(name, [])
    if len(values) > MOST_VALUES:
        dropped.append(f"{name}=... ({len(values)})")
    return values[:MOST_VALUES]


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST.year <= day.year <= LATEST.year and value == day.isoformat() else None


def addressed(page: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a page with these parameters, each with its value or with several."""
    pairs = (
        encoded(name, value)
        for name, values in parameters.items()
        for value in ([values] if isinstance(values, str) else values)
    )
    return f"{page}?{'&'.join(pairs)}"


@lru_cache(maxsize=MOST_ENCODED)
def encoded(name: str, value: str) -> str:
    """A parameter of an address: a page writes the same few some hundred times."""
    return urlencode({name: value})


def query(filters: Filters) -> dict[str, list[str]]:
    """The address of a choice: parameter to values, the empty ones left out."""
    parameters = {name: list(getattr(filters, name)) for name in LISTS}
    for name, attribute in DAYS.items():
        day = getattr(filters, attribute)
        parameters[name] = [day.isoformat()] if day else []
    parameters[CONTEXT] = [SHOWN] if filters.context else []
    return {name: values for name, values in parameters.items() if values}


def sentence(
    filters: Filters,
    dataset: Dataset,
    as_of: date,
    t: Words,
    edition: str | None = None,
    most: int | None = None,
) -> str:
    """The choice in words, for titles and exports; an edition by its name.

    If `most` is set, more participants, statuses or kinds than that are given as a number.
    """
    parts = [
        chosen(filters, dataset, t, most),
        t("filters.said_as_of", day=t.date(as_of)),
        t.dataset(dataset),
        t("filters.said_edition", name=edition) if edition else t("export.live"),
    ]
    return ", ".join(parts)


def chosen(filters: Filters, dataset: Dataset, t: Words, most: int | None = None) -> str:
    """What the filters leave, in words, without where it comes from."""
    said = phrases(filters, dataset, t, most)
    parts = [
        said.pop("priority", "") or t("filters.said_all_priorities"),
        said.pop("country", "") or t("filters.said_all_countries"),
    ]
    if names := said.pop("eu", ""):
        parts.append(t("filters.said_eu", names=names))
    parts += said.values()
    if filters.context:
        parts.append(t("filters.said_context"))
    listed = ", ".join(parts)
    return listed[0].upper() + listed[1:]


def phrases(
    filters: Filters, dataset: Dataset, t: Words, most: int | None = None
) -> dict[str, str]:
    """Each list and end of the period that is chosen, as it stands within a sentence.

    If `most` is set, more participants, statuses or kinds than that are given as a number.
    """
    found = {
        one.name: one.phrase(dataset, t, codes, most)
        for one in FILTERS
        if (codes := getattr(filters, one.name))
    }
    for name in PERIOD:
        if day := getattr(filters, DAYS[name]):
            found[name] = t(f"filters.said_{name}", day=t.date(day))
    return found
