"""The map on which countries are chosen, with a number of each: how many, and never a rank."""

from dataclasses import dataclass

TONES = 4
"""Steps of tone for countries with a number above zero; zero has the tone 0."""


@dataclass(frozen=True)
class Country:
    """A country that can be chosen.

    Attributes:
        code: its code.
        label: what is said of it, with what happens when it is chosen.
        chosen: whether it is chosen.
        name: its name.
        number: as it is written in the country.
        tone: step of the tone, from 0 to `TONES`.
        href: address of the choice with the country, or without it where it is chosen.
    """

    code: str
    label: str
    chosen: bool
    name: str
    number: str
    tone: int
    href: str


@dataclass(frozen=True)
class Map:
    """Countries on a map.

    Attributes:
        label: what the map is for.
        countries: those that can be chosen; any other is land like the rest.
        not_drawn: what is said before the names of countries whose outlines are missing.
    """

    label: str
    countries: tuple[Country, ...]
    not_drawn: str


def tone(number: int, most: int) -> int:
    """The step of the tone of a number: 0 for zero, `TONES` for the largest.

    Args:
        number: of a country.
        most: the largest of all countries.
    """
    return -(-TONES * number // most) if number else 0
