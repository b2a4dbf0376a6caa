"""The map on which countries are chosen, with a number of each: how many, and never a rank."""

import functools
import itertools
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parent.parent / "frontend/shapes.js"
"""Outlines and where they are; a script, so that a browser loads it once and not with each choice.
"""
BESIDE: Mapping[str, tuple[int, int]] = {
    "CHL": (302, 505),
    "CRI": (232, 264),
    "DOM": (432, 84),
    "ECU": (232, 342),
    "GTM": (98, 188),
    "HND": (292, 100),
    "PAN": (345, 170),
    "SLV": (158, 238),
    "URY": (548, 612),
}
"""Country too small or narrow for its number to where that stands instead, in units of the map."""
WITHIN: Mapping[str, tuple[int, int]] = {
    "BOL": (416, 416),
    "MEX": (118, 84),
    "PER": (342, 384),
    "PRY": (463, 482),
}
"""Country to where its number has more room than in the middle of its outline."""
DISPUTED = range(400, 430), range(715, 735)
"""Where the islands of the South Atlantic lie that two states claim, in units of the map."""
TONES = 3
"""Steps of tone for countries with a number above zero, few enough to be told apart at a glance;
zero has the tone 0."""


@dataclass(frozen=True)
class Country:
    """A country that can be chosen.

    Attributes:
        id: its code.
        label: what is said of it, with what happens when it is chosen.
        name: its name.
        number: as it is written in the country.
        tone: step of the tone, from 0 to `TONES`.
        chosen: whether it is chosen.
        href: address of the choice with the country, or without it where it is chosen.
        x, y: where its number stands, in units of the map; of one that has an outline.
        lead: where a line from there ends, of a number that stands beside; else `None`.
    """

    id: str
    label: str
    name: str
    number: str
    tone: int
    chosen: bool
    href: str
    x: float = 0
    y: float = 0
    lead: tuple[float, float] | None = None


@dataclass(frozen=True)
class ToneKey:
    """A line of the legend: a tone, and the numbers that have it."""

    tone: int
    words: str


@dataclass(frozen=True)
class Map:
    """Countries on a map.

    Attributes:
        label: what the map is for.
        width, height: of the map, in its units.
        countries: those that can be chosen.
        not_drawn: what is said before the names of countries whose outlines are missing.
        apart: these countries.
        key: the legend.
    """

    label: str
    width: float
    height: float
    countries: tuple[Country, ...]
    not_drawn: str
    apart: tuple[Country, ...]
    key: tuple[ToneKey, ...]


@functools.cache
def shapes() -> Mapping[str, Any]:
    """Outlines of the 16 countries and of the land around them (Natural Earth, public domain)."""
    return json.loads(SHAPES.read_text("utf-8").partition(" shapes = ")[2])


@functools.cache
def disputed() -> str:
    """The outline of land that two states claim: no colour of a country fills it."""
    across, down = DISPUTED
    parts = (f"M{part}" for part in shapes()["context"].split("M")[1:])
    begins = ((part, re.match(r"M([\d.]+) ([\d.]+)", part)) for part in parts)
    return "".join(
        part
        for part, at in begins
        if at and int(float(at[1])) in across and int(float(at[2])) in down
    )


def map_of(label: str, countries: Sequence[Country], not_drawn: str, most: int) -> Map:
    """Build the map, with each number where it has room.

    Args:
        label: what the map is for.
        countries: those that can be chosen; any other is land like the rest.
        not_drawn: what is said before the names of countries whose outlines are missing.
        most: the largest number.
    """
    known = shapes()
    outlines = known["countries"]
    return Map(
        label,
        known["width"],
        known["height"],
        tuple(_outlined(one, outlines[one.id]) for one in countries if one.id in outlines),
        not_drawn,
        tuple(one for one in countries if one.id not in outlines),
        _key(most, {one.tone for one in countries}),
    )


def _key(most: int, tones: Collection[int]) -> tuple[ToneKey, ...]:
    """The first and last number of each tone that occurs."""
    ends = [most * step // TONES for step in range(TONES + 1)]
    spans = [(0, 0), *((first + 1, last) for first, last in itertools.pairwise(ends))]
    return tuple(
        ToneKey(step, f"{first}" if first == last else f"{first}–{last}")
        for step, (first, last) in enumerate(spans)
        if step in tones
    )


def _outlined(country: Country, shape: Mapping[str, Any]) -> Country:
    middle = (shape["x"], shape["y"])
    x, y = BESIDE.get(country.id) or WITHIN.get(country.id) or middle
    lead = middle if country.id in BESIDE else None
    return replace(country, x=x, y=y, lead=lead)


def tone(number: int, most: int) -> int:
    """The step of the tone of a number: 0 for zero, `TONES` for the largest.

    Args:
        number: of a country.
        most: the largest of all countries.
    """
    return -(-TONES * number // most) if number else 0
