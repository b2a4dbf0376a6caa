"""The sign of the dashboard with the name of the roadmap beside it, as SVG."""

import base64
import textwrap
from functools import lru_cache, partial
from typing import NamedTuple

from components.server import templates

WIDTH = 130
"""Units for the text; the sign has the rest of 192."""
LARGEST, SMALLEST = 28, 22
"""Sizes of letters: the menu of a small desk shows two units as a pixel."""
NARROW, BROAD = 0.54, 0.62
"""Width of a letter to its size in bold, on average: of narrow names and of broad ones."""
MOST_LETTERS = 12
"""Letters of a line, which are squeezed to the width."""
MOST_LINES = 3


class Line(NamedTuple):
    """A line of the name: where it stands, how large, and whether it is squeezed to the width."""

    text: str
    y: int
    size: int
    squeezed: bool


@lru_cache(maxsize=16)
def svg(name: str) -> str:
    """The sign and the name in as few lines as it fits in, cut where three are too few, as SVG."""
    fold = partial(textwrap.wrap, name, break_long_words=False, break_on_hyphens=False)
    texts = min((fold(width) for width in range(1, MOST_LETTERS + 1)), key=len)
    if len(texts) > MOST_LINES:
        texts = textwrap.wrap(name, MOST_LETTERS, max_lines=MOST_LINES, placeholder="…")
    longest = max(map(len, texts), default=1)
    size = round(max(SMALLEST, min(LARGEST, WIDTH / BROAD / longest, 66 / max(1, len(texts)))))
    step = min(size * 1.1, 62 / max(1, len(texts)))
    first = 32 + size * 0.27 - step * (len(texts) - 1) / 2
    lines = [
        Line(text, round(first + at * step), size, len(text) * size * NARROW > WIDTH)
        for at, text in enumerate(texts)
    ]
    return str(templates.render("logo.svg", title=name, lines=lines))


def address(name: str) -> str:
    """The picture of `svg` as an address that holds all of it (`data:`)."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg(name).encode()).decode()}"
