"""The map as the board takes it (`country_map.js`)."""

import functools
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from components.charts.map import Country, Map
from data.words import Words

SHAPES = Path(__file__).parent.parent / "assets/shapes.json"
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


@functools.cache
def shapes() -> Mapping[str, Any]:
    """Outlines of the 16 countries and of the land around them (Natural Earth, public domain)."""
    return json.loads(SHAPES.read_text("utf-8"))


def render(chart: Map, t: Words) -> dict[str, Any]:  # noqa: ARG001 - as every renderer
    """The countries with their numbers, each where it has room; those without an outline apart."""
    known = shapes()
    codes = {country.code for country in chart.countries}
    drawn = [country for country in chart.countries if country.code in known["countries"]]
    return {
        "label": chart.label,
        "width": known["width"],
        "height": known["height"],
        "context": _land(codes),
        "countries": [_numbered(country, known["countries"][country.code]) for country in drawn],
        "not_drawn": chart.not_drawn,
        "apart": [
            {**_country(country), "name": country.name}
            for country in chart.countries
            if country not in drawn
        ],
    }


def _land(codes: Collection[str]) -> str:
    """The outlines of everything but these countries."""
    known = shapes()
    elsewhere = [shape["d"] for code, shape in known["countries"].items() if code not in codes]
    return " ".join([known["context"], *elsewhere])


def _numbered(country: Country, shape: Mapping[str, Any]) -> dict[str, Any]:
    beside = country.code in BESIDE
    place = BESIDE.get(country.code) or WITHIN.get(country.code) or (shape["x"], shape["y"])
    return {
        **_country(country),
        "d": shape["d"],
        "tone": country.tone,
        "x": place[0],
        "y": place[1],
        "from": [shape["x"], shape["y"]] if beside else None,
    }


def _country(country: Country) -> dict[str, Any]:
    return {
        "id": country.code,
        "label": country.label,
        "number": country.number,
        "chosen": country.chosen,
        "href": country.href,
    }
