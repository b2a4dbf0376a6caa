"""Text on slides: measured so that it fits, and marked with its language."""

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ImageFont
from pptx.oxml.ns import qn

from components.documents.deck.slide import BLANKS, shorten
from components.documents.pptx import paint
from data.text import locales

FONT = Path(__file__).parent.parent.parent / "assets" / "fonts" / "noto-sans.woff2"
MEASURED_AT = 100
FOOT_SIZE = 12
"""Points of the foot: 24 px on a screen of 1920 x 1080; all else is larger."""
RUNS = tuple(qn(name) for name in ("a:rPr", "a:endParaRPr", "a:defRPr"))


@dataclass(frozen=True)
class Typeface:
    """How much room the texts of a slide take in a typeface.

    Attributes:
        regular, bold: width of a text, as a multiple of its width in Noto Sans of that weight.
        line: height of a line, as a share of the size.
    """

    regular: float
    bold: float
    line: float


NOTO = Typeface(1.04, 1.04, 1.37)
"""Our own, with room for the differences between one office programme and another."""
WIDEST = Typeface(1.15, 1.22, 1.17)
"""DejaVu Sans, the substitute where Noto Sans is missing: wider than Arial and Calibri."""


@functools.cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(FONT.read_bytes()), MEASURED_AT)
    font.set_variation_by_axes([weight])
    return font


@functools.lru_cache(maxsize=8192)
def _ems(text: str, bold: bool) -> float:
    return _font(700 if bold else 400).getlength(text) / MEASURED_AT


def width(text: str, size: float, *, bold: bool = False, face: Typeface = WIDEST) -> float:
    """Width of a text in one line, in points."""
    return _ems(text, bold) * size * (face.bold if bold else face.regular)


def lines(
    text: str, size: float, room: float, *, bold: bool = False, face: Typeface = WIDEST
) -> int:
    """Lines that a text takes in a box `room` points wide; a word wider than the box is broken."""
    count, used, space = 1, 0.0, width(" ", size, bold=bold, face=face)
    for word in BLANKS.split(text):
        long = width(word, size, bold=bold, face=face)
        if used and used + space + long <= room:
            used += space + long
            continue
        if used:
            count += 1
        count += int(long // room)
        used = long % room
    return count


def height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """Points of height of a text in a box `room` points wide, in the typeface that needs more."""
    return max(
        lines(text, size, room, bold=bold, face=face) * size * face.line for face in (NOTO, WIDEST)
    )


def fit(
    text: str, sizes: Sequence[float], room: tuple[float, float], *, bold: bool = False
) -> tuple[str, float]:
    """A text and the largest size at which it fits into a box; cut if the smallest is too large.

    It is one paragraph. Sizes are in points from the largest; so are width and height of the box.
    """
    text = " ".join(BLANKS.split(text))

    def fits(words: str, size: float) -> bool:
        return height(words, size, room[0], bold=bold) <= room[1] + 0.5

    for size in sizes:
        if fits(text, size):
            return text, size
    most = len(text)
    while most > 1 and not fits(shorten(text, most), sizes[-1]):
        most = most * 9 // 10
    return shorten(text, most), sizes[-1]


def run(
    paragraph: Any,
    text: str,
    size: int | None = None,
    ink: paint.Paint | None = None,
    bold: bool | None = None,
) -> Any:
    """Add a text to a paragraph; returns its run. Without size or ink they are the layout's."""
    added = paragraph.add_run()
    added.text, added.font.size, added.font.bold = text, size, bold
    if ink is not None:
        paint.colour(added.font.color, ink)
    return added


def set_language(element, language: str) -> None:
    """Mark each run of an element with its language, for screen readers and spell checkers."""
    tag = locales.language(language).office_tag
    for run in element.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr"), {}))
    for properties in element.iter(*RUNS):
        properties.set("lang", tag)
