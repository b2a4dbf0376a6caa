"""Text on slides: measured so that it fits, and the templates that write it."""

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup
from PIL import ImageFont

from components.documents.deck.slide import BLANKS
from components.documents.pptx import paint
from components.documents.templates import TEMPLATES

FONT = Path(__file__).parent.parent.parent / "assets" / "fonts" / "noto-sans.woff2"
MEASURED_AT = 100
FOOT_SIZE, TITLE_SIZE, KEY_SIZE = 12, 20, 60
"""Points of the foot, which are 24 px on a screen of 1920 x 1080, of heads, and of numbers."""
SIGN = 1.5
"""How far a text hangs behind its sign, in its size."""


class Text(NamedTuple):
    """A paragraph.

    Attributes:
        size: points of its letters.
        ink: its colour; `None` where the layout says that.
        aside: what stands behind it, muted.
        sign: what stands before it, and the text hangs behind that.
        tab: what stands behind it in the size of heads, at the indent.
        indent: points from the left where its text, or that of its tab, stands.
        after: points under it; `None` where the layout says that.
    """

    text: str
    size: float
    ink: paint.Paint | None = paint.INK
    bold: bool = False
    aside: str = ""
    sign: str = ""
    tab: str = ""
    indent: float = 0
    after: float | None = None

    @property
    def left(self) -> float:
        """Points from the left where its text stands, behind its sign."""
        return SIGN * self.size if self.sign else self.indent


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
FACES = NOTO, WIDEST


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
    return max(lines(text, size, room, bold=bold, face=face) * size * face.line for face in FACES)


def one_line(candidates: Sequence[str], size: float, room: float) -> str:
    """The first of some texts that takes one line; the last where none does."""
    return next((one for one in candidates if lines(one, size, room) == 1), candidates[-1])


def fit(text: str, sizes: Sequence[int], room: tuple[float, float]) -> int:
    """The largest size, in points, at which a bold text fits into a box; else the smallest.

    Sizes, the largest first, and width and height of the box are in points.
    """
    fitting = (one for one in sizes if height(text, one, room[0], bold=True) <= room[1] + 0.5)
    return next(fitting, sizes[-1])


def written(name: str, **values: Any) -> Markup:
    """The XML that a template of this folder makes; `lang` is the language of its texts."""
    known = {"ink": paint.INK, "muted": paint.MUTED, "strong": paint.STRONG}
    made = TEMPLATES.get_template(f"pptx/{name}").render(known, head_size=TITLE_SIZE, **values)
    return Markup(made)
