"""Bars over time: when each action runs, as exactly as it is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.charts.series import Series


@dataclass(frozen=True)
class Spans:
    """Horizontal bars over days; the first on top.

    Attributes:
        categories: what each bar is called.
        series: days, one after the other: the way from `first` (hidden), and the parts of the bar.
        unit: what the numbers are.
        first, last: the ends of the axis; `last` is the day after.
        cut_off: the cut-off, moved to the axis, and what it is called.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    first: date
    last: date
    cut_off: tuple[date, str]

    def under(self, names: Sequence[str]) -> "Spans":
        """The same under other names."""
        return replace(self, categories=tuple(names))
