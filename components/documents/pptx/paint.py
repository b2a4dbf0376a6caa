"""Colours by their names in the theme of a template, so that each template gives its own."""

import re
from typing import Any, NamedTuple

from markupsafe import Markup
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from components.charts import theme
from components.charts.theme import Look


class Paint(NamedTuple):
    """A colour by its name in the theme, and by how much it is lightened, from 0 to 1."""

    name: str
    lighter: float = 0

    @property
    def scheme(self) -> Markup:
        """The colour in XML."""
        kept = round((1 - self.lighter) * 100_000)
        change = f'<a:lumMod val="{kept}"/><a:lumOff val="{100_000 - kept}"/>'
        return Markup(
            f'<a:schemeClr val="{self.name}">{change if self.lighter else ""}</a:schemeClr>'
        )

    @property
    def over_paper(self) -> Markup:
        """What a bar is filled with: pale by the paper behind it, which may become a dark one."""
        kept = round((1 - self.lighter) * 100_000)
        return Markup(
            f'<a:solidFill><a:schemeClr val="{self.name}"><a:alpha val="{kept}"/>'
            "</a:schemeClr></a:solidFill>"
        )

    @property
    def fill(self) -> Markup:
        """The colour in XML, as what a shape, a line or a text is filled with."""
        return Markup(f"<a:solidFill>{self.scheme}</a:solidFill>")


INK = Paint("tx1")
MUTED = Paint("tx1", 0.2)
RULE = Paint("tx1", 0.75)
PAPER = Paint("bg1")
STRONG = Paint("accent1")
PALE = Paint("accent1", 0.6)
TONES = (PAPER, Paint("accent1", 0.8), PALE, Paint("accent1", 0.4))
"""From nothing to much; what has most is `STRONG`."""
SOLID = {
    theme.CONFIRMED: STRONG,
    theme.AWAITING: PALE,
    theme.LATE: Paint("accent2", 0.4),
    theme.OPEN: PAPER,
    theme.BEFORE: Paint("tx1", 0.9),
    theme.INK: MUTED,
}
"""Colours of the board to those of the theme; any other is a pattern."""
LATE = "wdDnDiag", Paint("accent2"), Paint("accent2", 0.4)
"""The pattern of what is late, which tells it apart in grey, its front and back."""
DARK = 4
"""Contrast to white of a paper on which a pale colour is a dark one."""
NAMES = ("tx1", "bg1", "accent1", "accent2")
OFFSET = re.compile(r'<a:lumOff val="\d+"/>')
"""What lightens a colour: without it, it is darkened by as much."""


def look(one: Look) -> Markup:
    """Fill and line of bars and marks in XML: states differ by pattern and lightness, by no hue."""
    line, is_before = SOLID.get(one.colour, MUTED), one.colour == theme.BEFORE
    if one.colour in SOLID and one.colour != theme.LATE and not one.hatched:
        inside = line.over_paper
        line = MUTED if is_before else STRONG if line in (PAPER, PALE) else line
    else:
        pattern, front, back = LATE if one.colour == theme.LATE else ("wdUpDiag", MUTED, PAPER)
        inside = Markup(
            '<a:pattFill prst="{}"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill>'
        ).format(pattern, front.scheme, back.scheme)
    dots = Markup('<a:prstDash val="sysDot"/>' if is_before else "")
    return Markup('{}<a:ln w="12700">{}{}</a:ln>').format(inside, line.fill, dots)


class Theme:
    """The colours of a template, to know what can be read on them."""

    _is_dark = False

    def __init__(self, master: Any) -> None:
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        scheme = parse_xml(part.blob).find(f".//{qn('a:clrScheme')}")
        values = {
            one.tag.rpartition("}")[2]: one[0].get("lastClr") or one[0].get("val")
            for one in ([] if scheme is None else scheme)
        }
        mapped = dict(master._element.find(qn("p:clrMap")).attrib)
        self._values = {name: values[mapped.get(name, name)] for name in NAMES}
        # Paler means nearer to the paper: on dark paper that is darker.
        self._is_dark = theme.contrast(self._seen(PAPER), theme.PAPER) > DARK

    def suited(self, xml: str) -> str:
        """XML whose pale colours are near to the paper of this template."""
        return OFFSET.sub("", xml) if self._is_dark else xml

    def on(self, paint: Paint) -> Paint:
        """Ink or paper, whichever can be read better on a colour."""
        surface = self._seen(paint)
        return max((INK, PAPER), key=lambda one: theme.contrast(self._seen(one), surface))

    def _seen(self, paint: Paint) -> str:
        """A colour as #rrggbb."""
        value, kept = self._values[paint.name], 1 - paint.lighter
        rest = 0 if self._is_dark else 255 * paint.lighter
        parts = (round(int(value[at : at + 2], 16) * kept + rest) for at in (0, 2, 4))
        return f"#{''.join(f'{part:02x}' for part in parts)}"
