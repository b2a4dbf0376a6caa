"""The fonts of documents, and which characters they have."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "assets" / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@cache
def characters(name: str) -> frozenset[int]:
    """Return the code points of the characters that one font has."""
    # The list of documents needs no font: fontTools is loaded with the first document.
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(FOLDER / name, lazy=True).getBestCmap() or {})


@cache
def known() -> frozenset[int]:
    """Return the code points of the characters that any of our fonts has."""
    return frozenset().union(*(characters(path.name) for path in FOLDER.glob("*.ttf")))


def replace_unknown(text: str) -> str:
    """Return the text with U+FFFD in the place of each character that no font has."""
    return "".join(letter if ord(letter) in known() else UNKNOWN for letter in text)


def unknown(text: str) -> set[str]:
    """Return the characters of a text that no font has."""
    return {letter for letter in text if ord(letter) not in known()}
