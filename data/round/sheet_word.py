"""Writes a sheet, or what is about it, as a Word document; its fields are content controls.

Paper, styles, head and foot are those of `template.docx`, which an office programme can change;
what stands between them is a template of this folder, such as `sheet.xml`.
"""

import functools
import io
import itertools
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.archive import packed
from data.round import sheet_words as say
from data.round.package import OF_SHEET
from data.round.values import DATED, Box, Sheet

FOLDER = Path(__file__).parent
BODY = "word/document.xml"


def write(sheet: Sheet) -> bytes:
    """A sheet as DOCX: the same bytes for the same sheet."""
    values = {"boxes": [*Box], "dated": DATED, "breaks": len(sheet.questions) > 2}
    return document("sheet.xml", sheet, sheet.t("round.title", name=sheet.name), **values)


def comes_back(written: bytes) -> bool:
    """Whether a sheet is still read once a program has filled it in and saved more elements."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return archive.read(BODY).count(b"<") <= OF_SHEET.tags * 2 // 3


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def document(template: str, sheet: Sheet, title: str, **values: Any) -> bytes:
    """A Word file in the look of a sheet, from a template of this folder, which escapes texts.

    Its day is that of issue.
    """
    t, whole, out = sheet.t, Document(str(FOLDER / "template.docx")), io.BytesIO()
    about = whole.core_properties
    about.title, about.subject = title[:255], say.reference(sheet)[:255]
    about.author = about.last_modified_by = t("product.name")
    about.language, about.category = str(t.locale), sheet.marking
    about.created = about.modified = datetime.combine(sheet.issued_on, datetime.min.time())
    for language in whole.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), t.facts.office_tag)
    section = whole.sections[0]
    _, product, label, marking = section.header.paragraphs[0].runs
    product.text = f"  {t('product.name')}"
    label.text = f"\t{t('round.label', round=sheet.round)}"
    marking.text = f"  {sheet.marking}".rstrip()
    foot, *runs = section.footer.paragraphs[0].runs
    foot.text = say.foot(sheet)
    page, of = (run for run in runs if run.text in ("page", "of"))
    page.text, of.text = f"{t('round.page')} ", f" {t('round.of')} "
    whole.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    next_id = functools.partial(next, itertools.count(1))
    rendered = _templates().get_template(template).render
    body = rendered(t=t, sheet=sheet, say=say, next_id=next_id, **values).encode()
    # As text, before the section's own settings: the library needs seconds to move so many nodes.
    parts[BODY] = parts[BODY].replace(b"<w:sectPr", body + b"<w:sectPr", 1)
    return packed(parts)
