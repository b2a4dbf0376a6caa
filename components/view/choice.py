"""What a reader can choose: read from an address, written into one, and said in a sentence.

The address is the only truth. Values are codes, so that a link means the same in every language.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from data.filters import FILTERS, LISTS, PERIOD, SHOWN, Filters
from data.model import Dataset
from data.text.words import Words

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
    parameters = {name: _written(getattr(filters, one.field)) for name, one in FILTERS.items()}
    return {name: values for name, values in parameters.items() if values}


def _written(chosen: tuple[str, ...] | date | bool | None) -> list[str]:
    if isinstance(chosen, tuple):
        return list(chosen)
    return [chosen.isoformat() if isinstance(chosen, date) else SHOWN] if chosen else []


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
    return {
        name: FILTERS[name].phrase(dataset, t, value, most)
        for name in (*LISTS, *PERIOD)
        if (value := getattr(filters, FILTERS[name].field))
    }
