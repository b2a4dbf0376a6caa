"""Writes a country note as a Word document (DOCX): real styles, headings, tables and fields.

Paper, styles, lists and the places of head and foot are those of `template.docx`, which an office
programme can change; the body is written by `word.xml`.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import RGBColor

from components.charts import theme
from components.documents.note.layout import Note
from components.documents.note.note import content
from components.documents.templates import TEMPLATES
from components.view.view import View
from data.archive import repacked

TEMPLATE = Path(__file__).with_name("template.docx")
WIDTH = 9978
"""Twentieths of a point between the margins of its page."""
LONGEST_PROPERTY = 255
"""Characters that a property of the file may have."""


def make_docx(view: View, code: str, address: str) -> bytes:
    """A country note as DOCX; takes what `note.content` takes, and raises the same."""
    return write(content(view, code, address))


def write(note: Note) -> bytes:
    """A note as DOCX: the same bytes for the same note."""
    document = Document(str(TEMPLATE))
    _properties(document, note)
    _language(document, note.locale)
    _page(document, note)
    body = document.element.body
    for at, element in enumerate(list(_body(document, note))):
        body.insert(at, element)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _body(document: Docx, note: Note) -> Iterable[Any]:
    def relate(url: str) -> str:
        return document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    names = {"word": nsmap["w"], "relations": nsmap["r"]}
    about = {"note": note, "relate": relate, "widths_of": _widths, **names}
    template = TEMPLATES.get_template("note/word.xml")
    return parse_xml(template.render(paper=theme.PAPER, **theme.PAGE, **about))


def _widths(shares: Iterable[int]) -> list[int]:
    """Widths of columns or of the parts of a bar, which fill the page together."""
    listed = list(shares)
    return [WIDTH * share // sum(listed) for share in listed]


def _language(document: Docx, locale: str) -> None:
    """The language of all text and of the look."""
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), locale)
            language.set(qn("w:eastAsia"), locale)


def _properties(document: Docx, note: Note) -> None:
    """The properties of the file; its date is the cut-off, so that the same note gives one file."""
    about, day = document.core_properties, datetime.fromisoformat(note.as_of)
    about.title, about.subject, about.comments = (
        text[:LONGEST_PROPERTY] for text in (note.title, note.subtitle, note.provenance)
    )
    about.author, about.language, about.category = note.product, note.locale, note.marking
    about.created = about.modified = day
    about.last_modified_by = note.product


def _page(document: Docx, note: Note) -> None:
    """The marking at the head of each page, and the provenance at its foot."""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    running, marking = head.runs
    running.text, marking.text = f"{note.running}\t", note.marking
    if note.fictional:
        late = theme.real(theme.LATE)[1:].upper()
        marking.font.color.rgb = RGBColor.from_string(late)
        next(head._p.iter(qn("w:bottom"))).set(qn("w:color"), late)
    foot.runs[0].text = note.provenance
