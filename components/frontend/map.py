"""The map as its component takes it (`map.js`)."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from components.charts.map import Map

SHAPES = Path(__file__).parent.parent / "assets/shapes.json"


@functools.cache
def shapes() -> Mapping[str, Any]:
    """Outlines of the 16 countries and of the land around them (Natural Earth, public domain)."""
    return json.loads(SHAPES.read_text("utf-8"))


def render(chart: Map) -> dict[str, Any]:
    """The countries that can be chosen, and everything else as land."""
    known, codes = shapes(), {country.code for country in chart.countries}
    elsewhere = [shape["d"] for code, shape in known["countries"].items() if code not in codes]
    return {
        "label": chart.label,
        "width": known["width"],
        "height": known["height"],
        "context": " ".join([known["context"], *elsewhere]),
        "countries": [
            {
                "id": one.code,
                "label": one.label,
                "chosen": one.chosen,
                **known["countries"][one.code],
            }
            for one in chart.countries
            if one.code in known["countries"]
        ],
    }


def without_outline(chart: Map) -> list[str]:
    """Codes of the countries whose outlines we have not got."""
    return [one.code for one in chart.countries if one.code not in shapes()["countries"]]
