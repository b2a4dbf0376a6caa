"""The fonts of documents, and which characters they have."""

from functools import cache
from pathlib import Path

from data.cache import cached_by_fingerprint
from data.model import Dataset

FOLDER = Path(__file__).parents[1] / "assets" / "fonts"
REPORTS = "reports"
"""The one table of which no text is in a note; it may have millions of rows."""


@cache
def known() -> frozenset[int]:
    """Return the code points of the characters that any of our fonts has."""
    # The list of documents needs no font: fontTools is loaded with the first document.
    from fontTools.ttLib import TTFont

    fonts = (TTFont(path, lazy=True) for path in FOLDER.glob("*.ttf"))
    return frozenset().union(*(font.getBestCmap() or {} for font in fonts))


def unknown(text: str) -> set[str]:
    """Return the characters of a text that no font has."""
    return {letter for letter in set(text) if ord(letter) not in known()}


@cached_by_fingerprint(8)
def cover(dataset: Dataset) -> bool:
    """Return whether the fonts have every character of a dataset but for those of `reports`."""
    frames = (frame for name, frame in dataset.tables.items() if name != REPORTS)
    columns = (frame[name] for frame in frames for name in frame.select_dtypes("str").columns)
    texts = (text for column in columns for text in column.dropna().unique())
    return not unknown("".join([*texts, str([dataset.title, dataset.names, dataset.series])]))
