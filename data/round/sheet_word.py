"""Writes a sheet as a Word document whose fields are content controls.

Paper, styles, head and foot are those of `template.docx`, which an office programme can change;
what stands between them is `sheet.xml`.
"""

import functools
import io
import itertools
import zipfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.archive import packed
from data.round import sheet_words as say
from data.round.package import OF_SHEET
from data.round.values import DATED, Known, Sheet
from data.text.words import Words

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "template.docx"
BODY = "word/document.xml"


def write(sheet: Sheet) -> bytes:
    """A sheet as DOCX: the same bytes for the same sheet."""
    return document(sheet, sheet.t("round.title", name=sheet.name), _body(sheet))


def comes_back(sheet: Sheet) -> bool:
    """Whether a sheet is still read once a program has filled it in and saved more elements."""
    return _body(sheet).count(b"<") <= OF_SHEET.tags * 2 // 3


def document(sheet: Sheet, title: str, body: bytes) -> bytes:
    """A Word file in the look of a sheet, with this body."""
    t = sheet.t
    whole = Document(str(TEMPLATE))
    _properties(whole, sheet, title, t)
    _head_and_foot(whole, sheet, t)
    out = io.BytesIO()
    whole.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # As text, before the section's own settings: the library needs seconds to move so many nodes.
    parts[BODY] = parts[BODY].replace(b"<w:sectPr", body + b"<w:sectPr", 1)
    return packed(parts)


def rendered(name: str, /, **values: Any) -> bytes:
    """A body from a template of this folder, which escapes every text."""
    return _templates().get_template(name).render(values).encode()


def _body(sheet: Sheet) -> bytes:
    t, numbers = sheet.t, itertools.count(1)
    return rendered(
        "sheet.xml",
        t=t,
        sheet=sheet,
        questions=[{**_row(one, t), "source": say.source(one, t)} for one in sheet.questions],
        known=[{**_row(one, t), "when": _when(one, t)} for one in sheet.known],
        legend=say.legend(sheet, t),
        heads=say.heads(sheet, t),
        back=say.back(sheet, t),
        boxes=say.BOXES,
        dated=DATED,
        precisions=say.PRECISIONS,
        need=say.NEED,
        who=say.WHO,
        since=t.date(sheet.period_starts),
        reference=say.reference(sheet),
        office=t.facts.office_tag,
        number=lambda: next(numbers),
        breaks=len(sheet.questions) > 2,
    )


def _row(row: Known, t: Words) -> dict[str, Any]:
    sign, colour = say.mark(row)
    return {**asdict(row), "said": say.said(row, t), "sign": sign, "colour": colour}


def _when(row: Known, t: Words) -> str:
    return t.short_date(row.on, row.precision) if row.on else t("round.no_date")


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _properties(document: Docx, sheet: Sheet, title: str, t: Words) -> None:
    """The properties of the file; its day is that of issue, so that a sheet gives one file."""
    about = document.core_properties
    about.title = title[:255]
    about.subject = say.reference(sheet)[:255]
    about.author = about.last_modified_by = t("product.name")
    about.language, about.category = str(t.locale), say.marking(sheet, t)
    about.created = about.modified = datetime.combine(sheet.issued_on, datetime.min.time())
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), t.facts.office_tag)


def _head_and_foot(document: Docx, sheet: Sheet, t: Words) -> None:
    """Name, round and marking above each page; reference and number below it."""
    section = document.sections[0]
    _, product, label, marking = section.header.paragraphs[0].runs
    product.text = f"  {t('product.name')}"
    label.text = f"\t{t('round.label', round=sheet.round)}"
    marking.text = f"  {say.marking(sheet, t)}".rstrip()
    runs = section.footer.paragraphs[0].runs
    runs[0].text = say.foot(sheet, t)
    page, of = (run for run in runs if run.text in ("page", "of"))
    page.text, of.text = f"{t('round.page')} ", f" {t('round.of')} "
