"""Colours by their names in the theme of a template, so that each template gives its own."""

from typing import Any, NamedTuple

from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from components.charts import theme
from components.charts.theme import Look


class Paint(NamedTuple):
    """A colour of the theme, and by how much it is lightened, from 0 to 1."""

    name: MSO_THEME_COLOR
    lighter: float = 0


INK = Paint(MSO_THEME_COLOR.TEXT_1)
MUTED = Paint(MSO_THEME_COLOR.TEXT_1, 0.35)
RULE = Paint(MSO_THEME_COLOR.TEXT_1, 0.75)
PAPER = Paint(MSO_THEME_COLOR.BACKGROUND_1)
STRONG = Paint(MSO_THEME_COLOR.ACCENT_1)
PALE = Paint(MSO_THEME_COLOR.ACCENT_1, 0.6)
TONES = (PAPER, Paint(MSO_THEME_COLOR.ACCENT_1, 0.8), PALE, Paint(MSO_THEME_COLOR.ACCENT_1, 0.4))
"""From nothing to much; what has most is `STRONG`."""
SOLID = {
    theme.CONFIRMED: STRONG,
    theme.AWAITING: PALE,
    theme.LATE: Paint(MSO_THEME_COLOR.ACCENT_2),
    theme.OPEN: PAPER,
    theme.INK: MUTED,
}
"""Colours of the board to those of the theme; any other is a pattern."""
NAMES = {
    MSO_THEME_COLOR.TEXT_1: "tx1",
    MSO_THEME_COLOR.BACKGROUND_1: "bg1",
    MSO_THEME_COLOR.ACCENT_1: "accent1",
    MSO_THEME_COLOR.ACCENT_2: "accent2",
}
LIGHTNESS = (0.299, 0.587, 0.114)
"""Parts of red, green and blue in how light a colour looks."""


def colour(target: Any, paint: Paint) -> None:
    """Give a colour of a fill, a line or a font its name in the theme."""
    target.theme_color = paint.name
    if paint.lighter:
        target.brightness = paint.lighter


def xml(paint: Paint) -> str:
    """A colour as a solid fill in XML."""
    kept = round((1 - paint.lighter) * 100_000)
    change = f'<a:lumMod val="{kept}"/><a:lumOff val="{100_000 - kept}"/>' if paint.lighter else ""
    name = NAMES[paint.name]
    return f'<a:solidFill><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'


def fill(target: FillFormat, paint: Paint) -> None:
    """Fill a shape, a cell or a bar."""
    target.solid()
    colour(target.fore_color, paint)


def look(native: Any, one: Look) -> None:
    """Fill and line of bars: each state differs by pattern and lightness, and by no hue."""
    shape = native.format
    line = SOLID.get(one.colour, MUTED)
    if one.colour in SOLID and not one.hatched:
        fill(shape.fill, line)
        line = STRONG if line in (PAPER, PALE) else line
    else:
        shape.fill.patterned()
        dots = one.colour == theme.BEFORE
        pattern = MSO_PATTERN.PERCENT_20 if dots else MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.pattern = pattern
        colour(shape.fill.fore_color, MUTED)
        colour(shape.fill.back_color, PAPER)
    shape.line.width = 9525
    colour(shape.line.color, line)


class Theme:
    """The colours of a template, to know what can be read on them."""

    def __init__(self, master: Any) -> None:
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        scheme = parse_xml(part.blob).find(f".//{qn('a:clrScheme')}")
        values = {
            one.tag.rpartition("}")[2]: one[0].get("lastClr") or one[0].get("val")
            for one in ([] if scheme is None else scheme)
        }
        mapped = dict(master._element.find(qn("p:clrMap")).attrib)
        self._values = {name: values[mapped.get(name, name)] for name in NAMES.values()}

    def on(self, paint: Paint) -> Paint:
        """Ink or paper, whichever differs more from a colour."""
        surface = self._light(paint)
        return max((INK, PAPER), key=lambda one: abs(self._light(one) - surface))

    def _light(self, paint: Paint) -> float:
        """How light a colour looks, from 0 to 1."""
        value = self._values[NAMES[paint.name]]
        parts = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        seen = sum(part * share for part, share in zip(parts, LIGHTNESS, strict=True))
        return seen * (1 - paint.lighter) + paint.lighter
