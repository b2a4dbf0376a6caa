"""Names of months and days, and signs of numbers, as plotly.js writes them on an axis."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from data.text import locales

BUILT_IN = locales.FALLBACK
"""The language that plotly.js knows by itself."""


@cache
def months(language: str) -> dict[str, Any]:
    """The language as plotly.js takes it: its code to its format; empty where it is built in."""
    if language == BUILT_IN:
        return {}
    known = locales.language(language)
    decimal, thousands = known.separators
    return {
        language: {
            "format": {
                "days": _from_sunday(known.locale.days["format"]["wide"]),
                "shortDays": _from_sunday(known.locale.days["format"]["abbreviated"]),
                "months": _plain(known.locale.months["format"]["wide"].values()),
                "shortMonths": _plain(known.locale.months["format"]["abbreviated"].values()),
                "date": "%d/%m/%Y",
                "decimal": decimal,
                "thousands": thousands,
            }
        }
    }


def _from_sunday(days: Mapping[int, str]) -> list[str]:
    """CLDR counts from Monday."""
    return _plain(days[(place - 1) % len(days)] for place in range(len(days)))


def _plain(names: Iterable[str]) -> list[str]:
    """Without the full stop of an abbreviation: an axis has no room for it."""
    return [name.removesuffix(".") for name in names]
