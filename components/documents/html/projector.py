"""The deck as `components/frontend/slides.js` shows it, on the page and in the HTML file."""

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
    *("label", "previous", "next", "notes", "close", "full", "light", "dark"),
    *("keys", "html", "pptx", "leave", "gone"),
)


def content(view: View, address: str) -> dict[str, Any]:
    """The whole deck of a view: the browser asks for nothing else afterwards.

    Returns:
        `keys` of the slides in their order; `slides`, their markup; `charts`, key of a slide to
        its Plotly figure with the changes for a narrow screen; `words` of the bar; `palettes` for
        the colours of the figures; `language` and its `locale`.
    """
    deck = slides(view)
    foot = imprint.line(view, address)
    charts = {slide.key: slide.body for slide in deck if isinstance(slide.body, Chart)}
    return {
        "keys": [slide.key for slide in deck],
        "slides": "".join(
            ElementTree.tostring(markup.section(slide, foot, view.t), "unicode", "html")
            for slide in deck
        ),
        "charts": {key: figures.figure(chart, view.t) for key, chart in charts.items()},
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
