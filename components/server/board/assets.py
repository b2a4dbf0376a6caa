"""Our own files that a browser asks for, and where the server has them."""

import functools
import hashlib
from pathlib import Path

COMPONENTS = Path(__file__).parents[2]
ASSETS, FRONTEND = COMPONENTS / "assets", COMPONENTS / "frontend"
LIBRARY = ASSETS / "plotly/plotly-basic-4.1.1.min.js"
"""What figures are drawn with."""
FONT = ASSETS / "fonts/noto-sans.woff2"
"""The typeface of pages, as `.streamlit/config.toml` names it."""
PICTURES = ASSETS / "dom-to-image-more/dom-to-image-more-3.11.0.min.js"
"""What makes pictures of cards and slides."""


@functools.cache
def address(path: Path) -> str:
    """The address at which the server has one of our files, relative to any page.

    It changes with the file, so that browsers keep it for good; the file is read once.
    """
    place = path.relative_to(COMPONENTS).as_posix().removeprefix("assets/")
    return f"assets/{place}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
