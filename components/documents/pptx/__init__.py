"""The deck as a presentation (PPTX) with native charts and tables.

The template is ours or a delegation's own.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from components.documents import provenance
from components.documents.deck import slides
from components.documents.deck.slide import Slide
from components.documents.pptx import template, texts
from components.documents.pptx.page import Layout, Page
from components.view.view import View
from data.archive import repacked
from data.model import locales


def make(view: View, address: str, chosen: Sequence[str] = (), path: Path | None = None) -> bytes:
    """The deck of a view, or the chosen slides, as a PPTX file.

    The same view, address, choice and template give the same bytes. The template is the given one,
    or that of the setting `ROADMAP_TEMPLATE`, or ours.

    Raises:
        DocumentError: the template cannot be used, or there is no such slide.
    """
    deck, shown = template.load(path), slides(view, chosen)
    size = int(deck.slide_width or template.WIDTH), int(deck.slide_height or template.WIDTH)
    both = (template.TITLE, template.CONTENT)
    layouts = {kinds: Layout(template.layout_of(deck, kinds), size) for kinds in both}
    for number, slide in enumerate(shown, 1):
        layout = layouts[template.TITLE if slide.body is None else template.CONTENT]
        Page(number, slide, layout, view, address).add(deck)
    _add_sections(deck, shown, view)
    properties = deck.core_properties
    properties.title = f"{view.t('product.name')}: {view.describe()}"[:255]
    properties.subject = provenance.line(view, "", 3)[:255]
    properties.comments = address[:255]
    properties.author = properties.last_modified_by = view.t("product.name")
    properties.language = locales.language(view.t.language).office_tag
    # The time stamp is the cut-off, as in the calendar files: nothing in the file is later.
    properties.created = properties.modified = datetime.combine(view.as_of, time())
    out = io.BytesIO()
    deck.save(out)
    return repacked(out.getvalue())


def _add_sections(deck: Deck, shown: Sequence[Slide], view: View) -> None:
    """Part the slides into the storyline and the appendix, as PowerPoint does; list the notes'."""
    element = deck.part._element
    if element.find(qn("p:notesMasterIdLst")) is None:
        # python-pptx makes the master of a template that has none, and does not list it.
        key = deck.part.relate_to(deck.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        listed = parse_xml(texts.written("notes_master.xml", key=key))
        element.find(qn("p:sldMasterIdLst")).addnext(listed)
    codes = [one.get("id") for one in element.find(qn("p:sldIdLst"))]
    parts = {"storyline": [], "appendix": []}
    for code, slide in zip(codes, shown, strict=True):
        parts["appendix" if slide.appendix else "storyline"].append(code)
    named = [(view.t(f"deck.{part}"), at, own) for at, (part, own) in enumerate(parts.items(), 1)]
    sections = [one for one in named if one[-1]]
    element.append(parse_xml(texts.written("sections.xml", sections=sections)))
