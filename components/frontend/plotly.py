"""What figures of Plotly have in common."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.charts import theme
from components.charts.theme import Look
from data.text.words import Words

STRIPES = {
    "shape": "/",
    "size": 7,
    "solidity": 0.3,
    "fillmode": "replace",
    "fgopacity": 0.55,
}
SHAPES = {
    theme.LATE: "|",
    theme.WITHDRAWN: "x",
    theme.NOT_APPLICABLE: "-",
    theme.BEFORE: ".",
}
"""Colours that are as dark as another one, to the pattern that tells them apart in grey: stripes
and dots as the inks have, or what is like their sign."""
PATTERN = {"size": 7, "solidity": 0.2, "fillmode": "overlay", "fgcolor": "#000000"}
PATTERN |= {"fgopacity": 0.55}

PALE = {
    theme.AWAITING,
    theme.OPEN,
    theme.NOT_APPLICABLE,
    theme.DELAYED,
    theme.BEFORE,
}
"""Colours close to the colour of a light or dark page: their bars have an outline."""
OUTLINE = {theme.AWAITING: theme.CONFIRMED}
"""Colour of a bar to that of its outline, as the inks have it; of the others it is grey."""

BLACK = "#000000"
NUMBER_COLOUR = {
    theme.AWAITING: BLACK,
    theme.NOT_APPLICABLE: BLACK,
    theme.SILENT: theme.INK,
}
"""Colours of a number in a bar; for other bars Plotly takes white or dark grey by contrast."""

FEW = 8
"""Below this many, an axis of counts has a tick at each."""


@dataclass(frozen=True)
class Figure:
    """A figure of Plotly as it is written: traces and layout as plain dicts.

    Checking a figure takes Plotly longer than all else that goes into a page; a test checks each
    kind of figure instead. Colours, fonts and grid of the theme are added in the browser
    (`chart.js`).

    Attributes:
        data: the traces.
        layout: the layout; `height` in pixels is always given.
    """

    data: Sequence[dict[str, Any]]
    layout: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly takes it."""
        return {"data": list(self.data), "layout": self.layout}


def marker(look: Look) -> dict[str, Any]:
    """How a bar is filled."""
    colour = look.colour
    if look.hatched:
        # Of the two kinds of stripes one is pale; it crosses them, as its sign does.
        crossed = {**STRIPES, "shape": "+"} if colour == theme.BEFORE else STRIPES
        edge = theme.SILENT if colour in PALE else colour
        return {"color": colour, "line": {"color": edge, "width": 1}, "pattern": crossed}
    made: dict[str, Any] = {"color": colour}
    if colour in SHAPES:
        made["pattern"] = {**PATTERN, "shape": SHAPES[colour]}
    if colour in PALE:
        made["line"] = {"color": OUTLINE.get(colour, theme.SILENT), "width": 1}
    return made


def number(look: Look) -> dict[str, Any]:
    """How a number in a bar is written; blank where Plotly's own choice can be read."""
    colour = NUMBER_COLOUR.get(look.colour)
    return {"insidetextfont": {"color": colour}} if colour else {}


def layout(t: Words, **more: Any) -> dict[str, Any]:
    """The base of every figure of a page: small margins, legend above, no drag that hides data."""
    base: dict[str, Any] = {
        "margin": {"l": 8, "r": 16, "t": 36, "b": 8},
        "separators": t.facts.separators,
        # Plotly leaves the legend of a single series out: its colour would have no word.
        "showlegend": True,
        "legend": legend(),
        "hoverlabel": {"align": "left"},
        "dragmode": False,
        "bargap": 0.35,
        "font": {"size": 14},
    }
    return base | more


def count_axis(most: int, **more: Any) -> dict[str, Any]:
    """An axis of counts up to `most`, from zero, with a tick at whole numbers only.

    Plotly would put ticks at halves where counts are small, and their labels, rounded, would say a
    number twice.
    """
    step = {"dtick": 1} if most < FEW else {}
    return {"rangemode": "tozero", "fixedrange": True, "tickformat": ",d", **step, **more}


def legend() -> dict[str, Any]:
    """The legend, over the whole width at the top; the top margin makes room for it."""
    return {
        "orientation": "h",
        "xref": "container",
        "x": 0,
        "yref": "container",
        "y": 1,
        "yanchor": "top",
        "traceorder": "normal",
    }


def escape_plotly(text: str) -> str:
    """Text as Plotly must get it so that no part of it is read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(text: str, width: int = 34) -> str:
    """A label broken into lines, so that long names leave room for the bars."""
    return "<br>".join(escape_plotly(line) for line in textwrap.wrap(text, width))
