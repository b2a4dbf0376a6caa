"""The sign of the dashboard with the name of the roadmap beside it, as SVG."""

import base64
import textwrap
from functools import lru_cache
from typing import NamedTuple

from components.server import templates

WIDTH = 194
"""Units for the text; the sign has the rest of 272."""
LARGEST, SMALLEST = 30, 17
"""Sizes of letters."""
BROAD = 0.62
"""Width of a letter to its size, on average, in bold."""
MOST_LINES = 3


class Line(NamedTuple):
    """A line of the name: where it stands, how large, and whether it is squeezed to the width."""

    text: str
    y: int
    size: int
    squeezed: bool


@lru_cache(maxsize=16)
def svg(name: str) -> str:
    """The picture: the name in as few lines as it fits in, cut where three are too few."""
    widths = range(int(WIDTH / BROAD / LARGEST), int(WIDTH / BROAD / SMALLEST) + 1)
    folded = (textwrap.wrap(name, width, break_long_words=False) for width in widths)
    cut = textwrap.wrap(name, widths[-1], max_lines=MOST_LINES, placeholder="…")
    texts = next((lines for lines in folded if len(lines) < MOST_LINES), cut)
    longest = max(map(len, texts), default=1)
    size = round(max(SMALLEST, min(LARGEST, WIDTH / BROAD / longest, 60 / len(texts))))
    step = round(size * 1.1)
    first = 32 + round(size * 0.35 - step * (len(texts) - 1) / 2)
    lines = [
        Line(text, first + at * step, size, len(text) * size * BROAD > WIDTH)
        for at, text in enumerate(texts)
    ]
    return str(templates.render("logo.svg", title=name, lines=lines))


def address(name: str) -> str:
    """The same as the address of a picture."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg(name).encode()).decode()}"
