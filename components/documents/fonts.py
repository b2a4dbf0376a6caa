"""The fonts of documents: which characters they have, and how wide a text is in them."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "assets" / "fonts"
REGULAR = "noto-sans-regular.ttf"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@cache
def widths() -> dict[int, float]:
    """Code point to its width as a share of the size, for every character in our fonts."""
    shares: dict[int, float] = {}
    for path in sorted(FOLDER.glob("*.ttf"), key=lambda path: path.name != REGULAR):
        font = _opened(path)
        advances, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        for code, glyph in (font.getBestCmap() or {}).items():
            shares.setdefault(code, advances[glyph][0] / unit)
    return shares


@cache
def characters(name: str) -> frozenset[int]:
    """The characters that one font has."""
    return frozenset(_opened(FOLDER / name).getBestCmap() or {})


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """Width of a text on one line, as a multiple of its size."""
    known = widths()
    return sum(known.get(ord(letter), 1.0) for letter in text)


def replace_unknown(text: str) -> str:
    """The text with U+FFFD in the place of each character that no font has."""
    known = widths()
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in text)


def unknown(text: str) -> set[str]:
    """The characters of a text that no font has."""
    known = widths()
    return {letter for letter in text if ord(letter) not in known}


def _opened(path: Path) -> Any:
    # The list of documents needs no font: fontTools is loaded with the first document.
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)
