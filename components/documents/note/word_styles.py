"""The styles of a country note in Word: letters, colours, distances, lists and language."""

from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from components.charts import theme
from components.documents.note.layout import SIZES, Note
from components.documents.note.word_xml import element, rgb

FONT = "Arial"
"""On every computer with an office programme."""
WIDTH = 176
"""Millimetres between the margins of an A4 page."""
TWIPS = 20
"""To a point."""
WORD_2013 = "15"
"""The newest layout mode of Word; without it a file opens in compatibility mode."""


def set_styles(document: Docx, note: Note) -> None:
    """Letters, colours and distances are set on styles, the language on the document defaults."""
    styles, colours = document.styles, theme.PAGE
    _language(document, note.locale)
    normal: Any = styles["Normal"]
    _letters(normal, SIZES["text"], colours["ink"])
    normal.paragraph_format.space_after, normal.paragraph_format.space_before = Pt(4), Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    for name, size, before, after in (("Heading 1", 18, 0, 3), ("Heading 2", 11, 9, 4)):
        style: Any = styles[name]
        _letters(style, size, colours["primary"], bold=True)
        space = style.paragraph_format
        space.space_before, space.space_after = Pt(before), Pt(after)
        space.keep_with_next = True
    head: Any = styles["Header"]
    _letters(head, SIZES["small"], colours["muted"])
    head.paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _letters(styles["Footer"], 6.5, colours["muted"])
    text, table, small = SIZES["text"], SIZES["table"], SIZES["small"]
    ink, muted = colours["ink"], colours["muted"]
    for name, size, colour, bold, before, after, joined in (
        ("Known", text, ink, True, 0, 3, False),
        ("Marking", text, theme.real(theme.LATE), True, 0, 3, False),
        ("Small", small, muted, False, 2, 2, False),
        ("Item", small, ink, False, 0, 2, False),
        ("Source", small, ink, False, 0, 1, False),
        ("Cell", table, ink, False, 0, 0, False),
        ("Column", small, ink, True, 0, 0, True),
        ("Figure", 12, colours["primary"], True, 0, 0, False),
        ("Bar title", table, ink, True, 6, 2, True),
        ("Picture", text, ink, False, 0, 1, True),
        ("Legend", small, ink, False, 0, 5, False),
    ):
        made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        _letters(made, size, colour, bold=bold)
        space = made.paragraph_format
        space.space_before, space.space_after, space.keep_with_next = Pt(before), Pt(after), joined
    _list_style(document, "Source", "decimal", "%1.", indent=18)
    _list_style(document, "Item", "bullet", "·", indent=7)
    link: Any = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = rgb(colours["primary"])


def _list_style(document: Docx, name: str, form: str, mark: str, indent: int) -> None:
    """Give a style a list of its own: each paragraph of it is an item, and its mark is no text."""
    numbering = document.part.numbering_part.element
    codes = [int(kind.get(qn("w:abstractNumId"))) for kind in numbering.iter(qn("w:abstractNum"))]
    code = str(1 + max(codes))
    level, look = element("w:lvl", ilvl="0"), element("w:pPr")
    look.append(element("w:ind", left=str(indent * TWIPS), hanging=str(indent * TWIPS)))
    for part, value in (("start", "1"), ("numFmt", form), ("lvlText", mark), ("lvlJc", "left")):
        level.append(element(f"w:{part}", val=value))
    level.append(look)
    kind = element("w:abstractNum", abstractNumId=code)
    kind.extend([element("w:multiLevelType", val="singleLevel"), level])
    next(numbering.iter(qn("w:num"))).addprevious(kind)
    style: Any = document.styles[name]
    number = style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId()
    number.val = numbering.add_num(int(code)).numId


def _letters(style: Any, size: float, colour: str, *, bold: bool = False) -> None:
    letters = style.font
    letters.name, letters.size, letters.bold, letters.color.rgb = FONT, Pt(size), bold, rgb(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme_font in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme_font}"), None)


def _language(document: Docx, locale: str) -> None:
    """The language of all text, and the newest layout."""
    path = "/".join(qn(name) for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"))
    defaults = document.styles.element.find(path)
    for old in [*document.styles.element.iter(qn("w:lang"))]:
        old.getparent().remove(old)
    defaults.append(element("w:lang", val=locale, eastAsia=locale, bidi="ar-SA"))
    settings = document.settings.element
    for layout in settings.iter(qn("w:compatSetting")):
        if layout.get(qn("w:name")) == "compatibilityMode":
            layout.set(qn("w:val"), WORD_2013)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)
