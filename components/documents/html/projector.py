"""The deck for the wall: what `components/frontend/slides.js` walks, on the page and in the file of HTML."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from components.charts import theme
from components.documents import imprint
from components.documents.deck import slides
from components.documents.deck.slide import Chart
from components.documents.html import figures, markup
from components.view.view import View

ASSETS = Path(__file__).parents[2] / "assets"
WORDS = (
    "label",
    "previous",
    "next",
    "notes",
    "close",
    "full",
    "light",
    "dark",
    "keys",
    "html",
    "pptx",
    "leave",
    "gone",
)


def content(view: View, address: str) -> dict[str, Any]:
    """The deck of a view, ready to be walked; nothing else is asked for afterwards.

    Args:
        view: what the reader is looking at.
        address: where the same view is opened again; it stands at the foot of every slide.

    Returns:
        `keys` of the slides in their order; `slides`, their markup; `charts`: key to a figure of Plotly, what is other on a
        narrow screen; `words` of the bar; `palettes` behind the placeholders of the figures; `language` and its `locale`.
    """
    found = slides(view)
    foot = imprint.line(view, address)
    drawn = {one.key: one.body for one in found if isinstance(one.body, Chart)}
    return {
        "keys": [one.key for one in found],
        "slides": "".join(
            ElementTree.tostring(markup.section(one, foot, view.t), "unicode", "html")
            for one in found
        ),
        "charts": {key: figures.drawn(body, view.t) for key, body in drawn.items()},
        "words": {name: view.t(f"slides.{name}") for name in WORDS}
        | {"figure": view.t("card.keys")},
        "palettes": {"light": theme.LIGHT, "dark": theme.DARK},
        "language": view.t.language,
        "locale": _locale(view.t.language),
    }


@cache
def _locale(language: str) -> dict[str, Any]:
    """What tells plotly.js the names of months in a language; English it knows."""
    path = ASSETS / f"plotly-{language}.json"
    return {language: json.loads(path.read_text("utf-8"))} if path.is_file() else {}
