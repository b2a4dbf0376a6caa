"""The map on which countries are chosen. It shows the choice, never a count: no ranking."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country that can be chosen: its code, what is said of it, and whether it is chosen."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Map:
    """Countries on a map.

    Attributes:
        label: what the map is for.
        countries: those that can be chosen; any other is land like the rest.
    """

    label: str
    countries: tuple[Country, ...]
