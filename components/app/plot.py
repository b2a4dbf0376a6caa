"""The renderer of every figure: a component of our own that draws a Plotly figure in place, with plotly.js loaded once."""

import hashlib
from pathlib import Path

import orjson
from streamlit.components.v2 import component

HERE = Path(__file__).parents[1]
LIBRARY = HERE / "assets/plotly/plotly-cartesian-4.1.1.min.js"
"""What the browser draws with."""
FRONTEND = HERE / "frontend"
SCRIPT = FRONTEND / "chart.js"
HTML = '<div class="roadmap-chart">\n</div>'


def address(path: Path) -> str:
    """Where the server has one of our files, relative to any page; it changes with the file, so that browsers keep it for good."""
    place = path.relative_to(HERE).as_posix().removeprefix("assets/")
    return f"assets/{place}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


MONTHS = {
    path.stem.removeprefix("plotly-"): address(path)
    for path in (HERE / "assets").glob("plotly-*.json")
}
"""Language to the file that tells plotly.js the names of its months; English it knows."""
SOURCE = address(LIBRARY)
LOADS = f"""export default async (component) =>
  (await import(new URL("{address(SCRIPT)}", document.baseURI).href)).default(component)
"""
"""All that is sent of the script with each figure; the rest is loaded once, as any file is."""

_plot = component(
    "roadmap_chart",
    html=HTML,
    css=(FRONTEND / "chart.css").read_text("utf-8"),
    js=LOADS,
    isolate_styles=False,
)


def show(key: str, figure: bytes, height: int, alt: str, keys: str, language: str) -> None:
    """Draw a figure; the same figure as at the last run costs the browser nothing.

    Args:
        key: name of the figure, unique on the page.
        figure: traces and layout as JSON; the browser adds the template, so that it follows the light and the dark theme.
        height: its height in pixels, kept free until it is drawn.
        alt: the figure in words.
        keys: how to move in it by keyboard.
        language: the reader's language.
    """
    about = {
        "alt": alt,
        "keys": keys,
        "source": SOURCE,
        "locale": language if language in MONTHS else None,
        "months": MONTHS.get(language),
    }
    _plot(key=key, data=b'{"figure":%b,"about":%b}' % (figure, orjson.dumps(about)), height=height)
