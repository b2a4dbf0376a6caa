"""Tiles as the board takes them (`tiles.js`)."""

from typing import Any

from components.charts.tiles import SparkBar, Tile, Tiles
from components.frontend.events import INK
from data.words import Words

LONGEST_SHORT = 5
"""Characters of a value that is written in the largest letters."""


def render(chart: Tiles, t: Words) -> dict[str, Any]:  # noqa: ARG001 - every renderer takes words
    """The tiles in order; the pieces of a sparkline's bars by ink and height."""
    return {"label": chart.label, "tiles": [_tile(tile) for tile in chart.tiles]}


def _tile(tile: Tile) -> dict[str, Any]:
    below = tile.change or (tile.span if tile.spark else "")
    return {
        "id": tile.name,
        "label": tile.label,
        "value": tile.value,
        "long": len(tile.value) > LONGEST_SHORT,
        "small": tile.small,
        "below": below,
        "span": tile.span if tile.spark else "",
        "spark": [_bar(bar) for bar in tile.spark],
        "said": ". ".join(filter(None, [f"{tile.label}: {tile.value}", tile.small, below])),
        "href": tile.href,
        "open": tile.is_open,
        "help": tile.help,
    }


def _bar(bar: SparkBar) -> list[dict[str, Any]]:
    """The pieces of a bar that can be seen, from the bottom to the top."""
    return [{"ink": INK[state], "height": f"{height:.1%}"} for state, height in bar if height]
