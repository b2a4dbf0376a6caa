"""Colours of documents: the light theme of the screen, read from where it is set."""

import tomllib
from functools import cache
from pathlib import Path

from components.charts import theme

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
LEAST_FOR_SIGNS, LEAST_FOR_TEXT = 3.0, 4.5
"""Contrast that signs and text need (WCAG 2.2, 1.4.11 and 1.4.3)."""


@cache
def light() -> dict[str, str]:
    """Primary, ink, muted, soft and line: the colours of text, surfaces and rules, as #rrggbb."""
    set_colours = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"]
    return {
        "primary": set_colours["primaryColor"],
        "ink": set_colours["textColor"],
        "muted": theme.real(theme.INK),
        "soft": set_colours["secondaryBackgroundColor"],
        "line": set_colours["borderColor"],
    }


def sign(placeholder: str) -> str:
    """The colour of a sign on white: what stands behind its placeholder, or muted where that would be too pale to be seen."""
    colour = theme.real(placeholder)
    return colour if _on_white(colour) >= LEAST_FOR_SIGNS else light()["muted"]


def label(colour: str) -> str:
    """White where it can be read on a surface, else ink."""
    return "#ffffff" if _on_white(colour) >= LEAST_FOR_TEXT else light()["ink"]


def _on_white(colour: str) -> float:
    """Contrast of a colour with white, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
