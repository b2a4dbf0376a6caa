"""Makes `components/documents/pptx/template.pptx`: `python -m tests.support.make_template`.

It starts from the blank presentation of python-pptx, keeps one master and two named layouts, and
sets our size, colours and typeface. A delegation makes its own in its office programme instead;
`template.NEEDED` lists what it must have.
"""

import re
import struct
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from components.charts import theme
from components.documents import fonts
from components.documents.pptx.template import CONTENT, HEIGHT, OURS, TITLE, WIDTH

TYPEFACE = (
    '<a:latin typeface="Noto Sans" panose="020B0502040504020204" pitchFamily="34" charset="0"/>'
    '<a:ea typeface=""/><a:cs typeface=""/>'
)
FACES = {"regular": "noto-sans-regular.ttf", "bold": "noto-sans-bold.ttf"}
"""The faces embedded in the file, for machines that lack the typeface."""
INK, PAPER, PRIMARY, PALE, MUTED, RULE = (
    theme.office(colour)
    for colour in (theme.TEXT, theme.PAPER, theme.PRIMARY, theme.SOFT, theme.INK, theme.RULE)
)
SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "a": "drawingml/2006/main",
        "p": "presentationml/2006/main",
        "r": "officeDocument/2006/relationships",
    }.items()
)
BOXES = {
    "title": (0.6, 0.42, 12.13, 1.06),
    "subtitle": (0.6, 1.53, 12.13, 0.62),
    "content": (0.6, 2.22, 12.13, 4.28),
    "footer": (0.6, 6.66, 11.4, 0.72),
    "number": (12.13, 6.66, 0.6, 0.72),
}
"""The place of each placeholder on a slide: left, top, width and height in inches."""
PANOSE = (
    *("FamilyType", "SerifStyle", "Weight", "Proportion", "Contrast", "StrokeVariation"),
    *("ArmStyle", "LetterForm", "Midline", "XHeight"),
)
"""The parts of a font's classification, in the order of the file."""
OPENING = BOXES | {"title": (0.9, 1.9, 11.5, 1.5), "subtitle": (0.9, 3.6, 11.5, 1.9)}
"""The same on the title slide."""


def _small(size: int, more: str = "", inside: str = "") -> str:
    """The style of a placeholder of small grey text."""
    fill = f'<a:solidFill><a:srgbClr val="{MUTED}"/></a:solidFill>'
    return f'<a:lvl1pPr {more}>{inside}<a:defRPr sz="{size}">{fill}</a:defRPr></a:lvl1pPr>'


LOOKS = {
    "Imprint": (_small(1200, 'algn="l"'), ""),
    "Number": (
        _small(1200, 'algn="r"'),
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        "<a:rPr/><a:t>‹#›</a:t></a:fld>",
    ),
    "Measure": (
        _small(1400, 'marL="0" indent="0"', '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'),
        "",
    ),
}
"""Placeholder to its style and its text, where they are not those of the master."""


def make() -> None:
    """Write the template."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    layouts = deck.slide_layouts
    for layout in list(layouts)[2:]:
        layouts.remove(layout)
    _fill(deck.slide_master, BOXES, bar=True)
    for layout, name, boxes in ((layouts[0], TITLE, OPENING), (layouts[1], CONTENT, BOXES)):
        layout.name = name
        _fill(layout, boxes, with_content=name == CONTENT)
    _styles(deck.slide_master)
    _theme(deck)
    _embed(deck)
    for relation in list(deck.part.rels.values()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.drop_rel(relation.rId)
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
    properties = deck.core_properties
    properties.title, properties.author = "EU-CLASI Roadmap", "EU-CLASI Roadmap Dashboard"
    properties.last_modified_by = ""
    deck.save(str(OURS))


def _fill(
    owner: Any, boxes: dict[str, tuple[float, ...]], *, with_content: bool = True, bar: bool = False
) -> None:
    """Replace all shapes by our placeholders."""
    tree = owner.shapes._spTree
    for element in list(tree)[2:]:
        tree.remove(element)
    title = '<p:ph type="title"/>'
    shapes = [("Title", title, "title", "b")]
    if owner.__class__.__name__ == "SlideMaster":
        shapes += [("Text", '<p:ph type="body" idx="1"/>', "content", "t")]
    else:
        shapes += [("Measure", '<p:ph type="body" sz="quarter" idx="13"/>', "subtitle", "t")]
        shapes += [("Content", '<p:ph idx="1"/>', "content", "t")] if with_content else []
    shapes += [
        ("Imprint", '<p:ph type="ftr" sz="quarter" idx="11"/>', "footer", "t"),
        ("Number", '<p:ph type="sldNum" sz="quarter" idx="12"/>', "number", "t"),
    ]
    if bar:
        tree.append(parse_xml(_strip()))
    for number, (name, placeholder, box, anchor) in enumerate(shapes, 10):
        tree.append(parse_xml(_shape(number, name, placeholder, boxes[box], anchor)))


def _strip() -> str:
    """The strip of colour along the upper edge."""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="9" name="Strip"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{Inches(0.1)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def _shape(number: int, name: str, placeholder: str, box: tuple[float, ...], anchor: str) -> str:
    left, top, width, height = (Inches(value) for value in box)
    style, text = LOOKS.get(name, ("", f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"))
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _styles(master: Any) -> None:
    """How titles and texts are set: one size of each, no indents."""
    old = master._element.find(qn("p:txStyles"))
    fonts = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/><a:cs typeface="+m{0}-cs"/>'
    levels = "".join(
        f'<a:lvl{level}pPr marL="342900" indent="-342900" algn="l">'
        '<a:spcBef><a:spcPts val="900"/></a:spcBef><a:buFont typeface="Arial"/>'
        '<a:buChar char="•"/><a:defRPr sz="2000">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{fonts.format('n')}</a:defRPr></a:lvl{level}pPr>"
        for level in range(1, 6)
    )
    other = "".join(
        f'<a:lvl{level}pPr><a:defRPr sz="1400">{fonts.format("n")}</a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )
    new = parse_xml(
        f'<p:txStyles {SPACES}><p:titleStyle><a:lvl1pPr algn="l">'
        '<a:lnSpc><a:spcPct val="95000"/></a:lnSpc>'
        '<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2600" b="1">'
        f'<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>{fonts.format("j")}'
        f"</a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )
    master._element.replace(old, new)


def _theme(deck: Any) -> None:
    """Our colours and typeface, under the names by which an office programme offers them."""
    name = "/ppt/theme/theme1.xml"
    part = next(one for one in deck.part.package.iter_parts() if str(one.partname) == name)
    accents = [theme.CONFIRMED, theme.AWAITING, theme.LATE]
    accents += [theme.SILENT, theme.DELAYED, theme.ANNOUNCED]
    colours = {"dk1": INK, "lt1": PAPER, "dk2": PRIMARY, "lt2": PALE}
    colours |= {f"accent{number}": theme.office(colour) for number, colour in enumerate(accents, 1)}
    colours |= {"hlink": PRIMARY, "folHlink": theme.office(theme.ANNOUNCED)}
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items()
    )
    faces = f"<a:majorFont>{TYPEFACE}</a:majorFont><a:minorFont>{TYPEFACE}</a:minorFont>"
    text = part.blob.decode().replace('name="Office Theme"', 'name="EU-CLASI"')
    for tag, ours in (("clrScheme", scheme), ("fontScheme", faces)):
        whole = f'<a:{tag} name="EU-CLASI">{ours}</a:{tag}>'
        text = re.sub(rf"<a:{tag}.*?</a:{tag}>", whole, text, flags=re.DOTALL)
    part._blob = text.encode()


def _embed(deck: Any) -> None:
    """Embed the typeface, so that PowerPoint has it where it is not installed."""
    listed = []
    for number, (face, name) in enumerate(FACES.items(), 1):
        uri, font = PackURI(f"/ppt/fonts/font{number}.fntdata"), _embedded_font(fonts.FOLDER / name)
        part = Part(uri, "application/x-fontdata", deck.part.package, font)
        listed.append(f'<p:{face} r:id="{deck.part.relate_to(part, RELATIONSHIP_TYPE.FONT)}"/>')
    family = TYPEFACE.split("/>")[0].replace("a:latin", "p:font") + "/>"
    fonts_of_deck = (
        f"<p:embeddedFontLst {SPACES}><p:embeddedFont>{family}{''.join(listed)}"
        "</p:embeddedFont></p:embeddedFontLst>"
    )
    root = deck.part._element
    root.set("embedTrueTypeFonts", "1")
    root.find(qn("p:notesSz")).addnext(parse_xml(fonts_of_deck))


def _embedded_font(path: Path) -> bytes:
    """A TrueType font as Embedded OpenType, version 0x00020001 (w3.org/submissions/EOT).

    It is neither compressed nor encrypted.
    """
    content = path.read_bytes()
    font: Any = TTFont(path)
    table, names = font["OS/2"], font["name"]
    panose = table.panose
    shape = [getattr(panose, f"b{name}") for name in PANOSE]
    ranges = [getattr(table, f"ulUnicodeRange{number}") for number in range(1, 5)]
    pages = [getattr(table, f"ulCodePageRange{number}") for number in (1, 2)]
    weight, check = table.usWeightClass, font["head"].checkSumAdjustment
    head = bytes(shape) + struct.pack("<BBLHH", 1, 0, weight, table.fsType, 0x504C)
    head += struct.pack("<4L2LL4LH", *ranges, *pages, check, 0, 0, 0, 0, 0)
    for number in (1, 2, 5, 4):  # family, style, version, full name
        name = names.getDebugName(number).encode("utf-16-le")
        head += struct.pack("<H", len(name)) + name + struct.pack("<H", 0)
    head += struct.pack("<H", 0)  # an empty root string: it may be used anywhere
    size = 16 + len(head) + len(content)
    return struct.pack("<LLLL", size, len(content), 0x00020001, 0) + head + content


if __name__ == "__main__":
    make()
