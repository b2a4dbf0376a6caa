"""The map on which countries are chosen. It colours the choice, never a count: countries are not ranked."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

from components.view.view import View

HERE = Path(__file__).parents[1]
HTML = "<svg>\n</svg>"

_map = component(
    "roadmap_map",
    html=HTML,
    css=(HERE / "frontend/map.css").read_text("utf-8"),
    js=(HERE / "frontend/map.js").read_text("utf-8"),
)


@functools.cache
def shapes() -> Mapping[str, Any]:
    """Outlines of the 16 countries and of the land around them (Natural Earth, public domain), ready to draw."""
    return json.loads((HERE / "assets/shapes.json").read_text("utf-8"))


def choose(view: View, key: str, labels: Mapping[str, str]) -> str | None:
    """Draw the map with the chosen countries filled; a country that is not among `labels` is land like any other.

    Args:
        view: what the reader is looking at; its filters say which countries are chosen.
        key: name of the map, unique on the page.
        labels: country to what a reader hears or sees about it.

    Returns:
        The country that the reader has just chosen, or `None`.
    """
    drawn = shapes()
    elsewhere = [shape["d"] for code, shape in drawn["countries"].items() if code not in labels]
    result = _map(
        key=key,
        data={
            "label": view.t("map.label"),
            "width": drawn["width"],
            "height": drawn["height"],
            "context": " ".join([drawn["context"], *elsewhere]),
            "countries": [
                {
                    "id": code,
                    "label": labels[code],
                    "chosen": code in view.filters.country,
                    **drawn["countries"][code],
                }
                for code in labels
                if code in drawn["countries"]
            ],
        },
        on_chosen_change=lambda: None,
    )
    return result.chosen
