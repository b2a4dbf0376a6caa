"""The map on which countries are chosen, with a number of each: how many, and never a rank."""

import functools
import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from components.charts.bar_rows import Key

SHAPES = Path(__file__).parent.parent / "frontend/shapes.js"
"""Outlines and where they are; a script, so that a browser loads it once, not with each choice."""
TONES = 3
"""Steps of tone for countries with a number above zero, few enough to be told apart at a glance;
zero has the tone 0."""


@dataclass(frozen=True)
class Country:
    """A country that can be chosen.

    Attributes:
        label: what is said of it, with what happens when it is chosen.
        number: as it is written in the country.
        tone: step of the tone, from 0 to `TONES`.
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
class Map:
    """Countries on a map, whose width and height are in its units.

    Those that can be chosen and have no outline are `apart`, and `not_drawn` is said before their
    names.
    """

    label: str
    width: float
    height: float
    countries: tuple[Country, ...]
    not_drawn: str
    apart: tuple[Country, ...]
    key: tuple[Key, ...]


@functools.cache
def shapes() -> Mapping[str, Any]:
    """Read the outlines of the countries (Natural Earth, public domain).

    `width`, `height`, `countries` by code, and as paths of SVG `context` (the land around them) and
    `disputed` (what two states claim).
    """
    return json.loads(SHAPES.read_text("utf-8").partition(" shapes = ")[2])


def map_of(label: str, countries: Sequence[Country], not_drawn: str, most: int) -> Map:
    """Build the map, with each number where it has room.

    `countries` can be chosen; any other is land like the rest. Before the names of those without an
    outline `not_drawn` is said. `most` is the largest number.
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


def _key(most: int, tones: Collection[int]) -> tuple[Key, ...]:
    """The first and last number of each tone that occurs."""
    ends = [most * step // TONES for step in range(TONES + 1)]
    spans = [(0, 0), *((first + 1, last) for first, last in itertools.pairwise(ends))]
    return tuple(
        Key(f"tone{step}", f"{first}" if first == last else f"{first}–{last}")
        for step, (first, last) in enumerate(spans)
        if step in tones
    )


def _outlined(country: Country, shape: Mapping[str, Any]) -> Country:
    middle = (shape["x"], shape["y"])
    x, y = shape.get("beside", middle)
    return replace(country, x=x, y=y, lead=middle if "beside" in shape else None)


def tone(number: int, most: int) -> int:
    """The step of the tone of a country's number: 0 for zero, `TONES` for the `most` of all."""
    return -(-TONES * number // most) if number else 0
