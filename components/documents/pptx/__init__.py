"""The deck as a presentation (PPTX) with native charts and tables.

The template is ours or a delegation's own.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from components.documents import provenance
from components.documents.deck import slides
from components.documents.pptx import template
from components.documents.pptx.page import Page
from components.view.view import View
from data.archive import repacked
from data.text import locales

AUTHOR = "EU-CLASI Roadmap Dashboard"


def make(view: View, address: str, chosen: Sequence[str] = (), path: Path | None = None) -> bytes:
    """The deck of a view, or the chosen slides, as a PPTX file.

    The same view, address, choice and template give the same bytes.

    The template is the given one, or that of the setting `ROADMAP_TEMPLATE`, or ours.

    Raises:
        DocumentError: the template cannot be used, or there is no such slide.
    """
    deck = template.load(path)
    for number, slide in enumerate(slides(view, chosen), 1):
        kind = template.TITLE if slide.body is None else template.CONTENT
        layout = template.layout_of(deck, kind)
        page = Page(deck.slides.add_slide(layout), slide, view, address)
        page.fill()
        page.foot(number)
        page.add_notes()
    properties = deck.core_properties
    properties.title = f"{view.t('product.name')}: {view.sentence}"[:255]
    properties.subject = provenance.line(view, "", 3)[:255]
    properties.comments = address[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = locales.language(view.t.language).office_tag
    # The time stamp is the cut-off, as in the calendar files: nothing in the file is later.
    properties.created = properties.modified = datetime.combine(view.as_of, time())
    out = io.BytesIO()
    deck.save(out)
    return repacked(out.getvalue())
