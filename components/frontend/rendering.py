"""From a typed figure to what the browser draws it from."""

from dataclasses import dataclass
from typing import Any

import orjson

from components.charts.bars import Bars
from components.charts.lines import Lines
from components.frontend import bars, lines
from data.text.words import Words

PLOTLY = {Bars: bars.render, Lines: lines.render}
"""Kind of figure that plotly.js draws to its renderer; any other is sent as it is."""


@dataclass(frozen=True)
class Rendering:
    """A figure as a browser gets it.

    Attributes:
        kind: which module of the browser draws it: `figure` is a figure of Plotly.
        content: JSON.
        height: in pixels, where it is known beforehand.
    """

    kind: str
    content: bytes
    height: int = 0


def render(chart: Any, t: Words) -> Rendering:
    """Return a typed figure for a browser: a figure of Plotly, or its own fields.

    A value that is absent is an empty text or list, an object that is absent is `null`.
    """
    if type(chart) in PLOTLY:
        figure = PLOTLY[type(chart)](chart, t)
        return Rendering("figure", orjson.dumps(figure), figure.layout["height"])
    return Rendering(type(chart).__name__.lower(), orjson.dumps(chart))
