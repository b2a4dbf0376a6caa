"""Elements of WordprocessingML that python-docx has no function for."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor


def link_element(text: str, **attributes: str) -> Any:
    """A link with its text in the style of links; the caller sets its target."""
    link, run, look = element("w:hyperlink", **attributes), element("w:r"), element("w:rPr")
    look.append(element("w:rStyle", val="Hyperlink"))
    content = element("w:t")
    content.text = text
    run.extend([look, content])
    link.append(run)
    return link


def element(tag: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes of the same namespace."""
    node: Any = OxmlElement(tag)
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    return node


def rgb(colour: str) -> RGBColor:
    """A colour given as #rrggbb."""
    return RGBColor.from_string(colour[1:].upper())
