"""Colours by their names in the theme of a template, so that each template gives its own."""

from typing import Any, NamedTuple

from markupsafe import Markup
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from components.charts import theme
from components.charts.theme import Look


class Paint(NamedTuple):
    """A colour by its name in the theme, and how much it covers of what is behind it, up to 1."""

    name: str
    alpha: float = 1

    @property
    def scheme(self) -> Markup:
        """The colour in XML: pale by the paper behind it, so that it suits another deck's too."""
        pale = f'<a:alpha val="{round(self.alpha * 100_000)}"/>' if self.alpha < 1 else ""
        return Markup(f'<a:schemeClr val="{self.name}">{pale}</a:schemeClr>')

    @property
    def fill(self) -> Markup:
        """The colour in XML, as what a shape, a line or a text is filled with."""
        return Markup(f"<a:solidFill>{self.scheme}</a:solidFill>")


INK = Paint("tx1")
MUTED = Paint("tx1", 0.8)
PAPER = Paint("bg1")
STRONG = Paint("accent1")
PALE = Paint("accent1", 0.4)
TONES = (PAPER, Paint("accent1", 0.2), PALE, Paint("accent1", 0.6))
"""From nothing to much; what has most is `STRONG`."""
SOLID = {
    theme.CONFIRMED: STRONG,
    theme.AWAITING: PALE,
    theme.LATE: Paint("accent2", 0.75),
    theme.OPEN: PAPER,
    theme.BEFORE: Paint("tx1", 0.1),
    theme.INK: MUTED,
}
"""Colours of the board to those of the theme; any other is a pattern."""
LATE = "ltDnDiag", PAPER, Paint("accent2")
"""The pattern of what is late, which tells it apart in grey: its front and back, of which none is
pale, since paper shows through no pattern."""
NAMES = ("tx1", "bg1", "accent1", "accent2")


def look(one: Look) -> Markup:
    """Fill and line of bars and marks in XML: states differ by pattern and lightness, by no hue."""
    line, is_before = SOLID.get(one.colour, MUTED), one.colour == theme.BEFORE
    if one.colour in SOLID and one.colour != theme.LATE and not one.hatched:
        inside = line.fill
        line = MUTED if is_before else STRONG if line in (PAPER, PALE) else line
    else:
        pattern, front, back = LATE if one.colour == theme.LATE else ("wdUpDiag", INK, PAPER)
        inside = Markup(
            '<a:pattFill prst="{}"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill>'
        ).format(pattern, front.scheme, back.scheme)
    dots = Markup('<a:prstDash val="sysDot"/>' if is_before else "")
    return Markup('{}<a:ln w="12700">{}{}</a:ln>').format(inside, line.fill, dots)


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
        self._values = {name: values[mapped.get(name, name)] for name in NAMES}

    def on(self, paint: Paint) -> Paint:
        """Ink or paper, whichever can be read better on a colour."""
        surface = self._seen(paint)
        return max((INK, PAPER), key=lambda one: theme.contrast(self._seen(one), surface))

    def _seen(self, paint: Paint) -> str:
        """A colour as #rrggbb."""
        over, paper = (bytes.fromhex(self._values[one]) for one in (paint.name, PAPER.name))
        pairs = zip(over, paper, strict=True)
        parts = (round(paint.alpha * one + (1 - paint.alpha) * other) for one, other in pairs)
        return f"#{''.join(f'{part:02x}' for part in parts)}"
