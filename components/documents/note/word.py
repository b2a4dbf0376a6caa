"""Writes a country note as a Word document (DOCX): real styles, headings, tables and fields.

Paper, styles, lists and the places of head and foot are those of `template.docx`, which an office
programme can change.
"""

import functools
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from components.charts import theme
from components.documents.note import pdf
from components.documents.note.layout import Bar, Block, Column, Items, Note, Paragraph, Table
from components.documents.note.note import content
from components.view.view import View
from data.archive import repacked

TEMPLATE = Path(__file__).with_name("template.docx")
WIDTH = 176
"""Millimetres between the margins of its page."""
NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_PROPERTY = 255
"""Characters that a property of the file may have."""
SIGNS = "Segoe UI Symbol"
"""Has every sign of the states; where it is missing, Word and LibreOffice take one that has."""


def make_docx(view: View, code: str, address: str) -> bytes:
    """A country note as DOCX; takes what `note.content` takes, and raises the same."""
    return write(content(view, code, address))


def write(note: Note) -> bytes:
    """A note as DOCX: the same bytes for the same note."""
    document = Document(str(TEMPLATE))
    _properties(document, note)
    _language(document, note.locale)
    _find_each_style_once(document)
    _page(document, note)
    document.add_heading(note.title, 1)
    document.add_paragraph(note.subtitle, "Known")
    if note.fictional:
        document.add_paragraph(note.marking, "Marking")
    _blocks(document, note, note.lead)
    for section in note.sections:
        document.add_heading(section.heading, 2)
        _blocks(document, note, section.blocks)
    _sources(document, note)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _language(document: Docx, locale: str) -> None:
    """The language of all text and of the look."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
        language.set(qn("w:eastAsia"), locale)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)


def _find_each_style_once(document: Docx) -> None:
    """The library goes through every style for each paragraph; from here on they stay the same."""
    part: Any = document.part
    part.get_style_id = functools.cache(part.get_style_id)


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
    """The marking at the head of each page; the provenance and the page number at its foot."""
    section = document.sections[0]
    head, (foot, number) = section.header.paragraphs[0], section.footer.paragraphs
    running, marking = head.runs
    running.text, marking.text = f"{note.running}\t", note.marking
    if note.fictional:
        marking.font.color.rgb = _rgb(theme.real(theme.LATE))
        rule = next(head._p.iter(qn("w:bottom")))
        rule.set(qn("w:color"), theme.real(theme.LATE)[1:])
    foot.runs[0].text = note.provenance
    for run, text in zip(number.runs, note.page, strict=True):
        run.text = text


def _blocks(document: Docx, note: Note, blocks: Sequence[Block]) -> None:
    """Blocks in their order; a paragraph stays on the page of the table that it introduces."""
    for previous, block, following in zip(
        [None, *blocks], blocks, [*blocks[1:], None], strict=False
    ):
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph(block.text, "Small" if block.small else "Normal")
            _citations(paragraph, note, block.sources)
            follows = True if isinstance(following, Table) else None
            paragraph.paragraph_format.keep_with_next = follows
            if isinstance(previous, Table) and not block.small:
                paragraph.paragraph_format.space_before = Pt(6)
        elif isinstance(block, Items):
            for text in block.texts:
                document.add_paragraph(text, "Item")
        elif isinstance(block, Bar):
            _bar(document, block)
        else:
            _table(document, note, block)


def _bar(document: Docx, bar: Bar) -> None:
    """The bar as a picture with alternative text, between its title and its legend."""
    document.add_paragraph(bar.title, "Bar title")
    paragraph = document.add_paragraph(style="Picture")
    picture = paragraph.add_run().add_picture(io.BytesIO(pdf.picture(bar)), width=Mm(WIDTH))
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
    for name, text in (("title", bar.title), ("descr", bar.alt)):
        picture._inline.docPr.set(name, text)
    legend = document.add_paragraph(style="Legend")
    for place, segment in enumerate(bar.segments):
        legend.add_run("    " if place else "")
        _signed_text(legend, segment.sign, segment.colour, f"{segment.word}{NO_BREAK}")
        legend.add_run(str(segment.count)).bold = True


def _table(document: Docx, note: Note, table: Table) -> None:
    """A table with a header row on each page and alternative text; no row breaks over pages."""
    native = document.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    native.autofit = False
    _frame(native, table.alt, headed=table.names == 0)
    for column, grid in zip(table.columns, native.columns, strict=True):
        grid.width = Mm(WIDTH * column.share / 100)
    for number, row in enumerate(native.rows):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        cells = row.cells
        for column, cell in zip(table.columns, cells, strict=True):
            cell.width = Mm(WIDTH * column.share / 100)
        if number == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            for column, cell in zip(table.columns, cells, strict=True):
                _head(cell, column)
            continue
        for column, cell, data in zip(table.columns, cells, table.rows[number - 1], strict=True):
            paragraph: Any = cell.paragraphs[0]
            paragraph.style = "Figure" if table.large else "Cell"
            _signed_text(paragraph, data.sign, data.colour, data.text)
            _citations(paragraph, note, data.sources)
            if column.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in paragraph.runs if table.closes and number == len(table.rows) else ():
                run.bold = True


def _frame(table: WordTable, alt: str, *, headed: bool) -> None:
    """Thin lines between rows, narrow margins, alternative text; `headed` by its first column."""
    line, about = theme.PAGE["line"][1:], table._tbl.tblPr
    look = about.find(qn("w:tblLook"))
    borders = _element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=line))
    margins = _element("w:tblCellMar")
    for side, width in (("top", 30), ("left", 60), ("bottom", 30), ("right", 60)):
        margins.append(_element(f"w:{side}", w=str(width), type="dxa"))
    about.find(qn("w:tblLayout")).addprevious(borders)
    look.addprevious(margins)
    look.attrib.clear()
    value, first = ("06A0", "1") if headed else ("0620", "0")
    flags = {"val": value, "firstRow": "1", "firstColumn": first, "noHBand": "1", "noVBand": "1"}
    for name, flag in flags.items():
        look.set(qn(f"w:{name}"), flag)
    look.addnext(_element("w:tblDescription", val=alt))
    look.addnext(_element("w:tblCaption", val=alt))


def _head(cell: WordCell, column: Column) -> None:
    """A cell of the header row: the sign above the word."""
    shade = _element("w:shd", val="clear", color="auto", fill=theme.SOFT[1:])
    cell._tc.get_or_add_tcPr().append(shade)
    paragraph: Any = cell.paragraphs[0]
    paragraph.style = "Column"
    if column.sign:
        sign = paragraph.add_run(column.sign)
        sign.font.color.rgb, sign.font.name = _rgb(column.colour), SIGNS
        sign.add_break()
    paragraph.add_run(column.name)
    if column.number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _signed_text(paragraph: WordParagraph, sign: str, colour: str, text: str) -> None:
    if sign:
        run = paragraph.add_run(f"{sign}{NO_BREAK}")
        run.font.color.rgb, run.font.name = _rgb(colour), SIGNS
    if text:
        paragraph.add_run(text)


def _citations(paragraph: WordParagraph, note: Note, codes: Sequence[str]) -> None:
    """Numbers of sources, each a link to its entry."""
    if not codes:
        return
    paragraph.add_run(f"{NO_BREAK}[" if paragraph.text else "[")
    for place, code in enumerate(codes):
        number = str(note.numbers[code])
        if place:
            paragraph.add_run(", ")
        paragraph._p.append(_link(number, anchor=f"source{number}"))
    paragraph.add_run("]")


def _sources(document: Docx, note: Note) -> None:
    """The numbered sources with their addresses, and how many more there are."""
    if not note.sources and not note.more_sources:
        return
    document.add_heading(note.sources_heading, 2)
    for source in note.sources:
        paragraph = document.add_paragraph(style="Source")
        name = f"source{source.number}"
        paragraph._p.append(_element("w:bookmarkStart", id=str(source.number), name=name))
        paragraph.add_run(f"{source.text}. ")
        paragraph._p.append(_element("w:bookmarkEnd", id=str(source.number)))
        if source.url:
            _address(paragraph, source.url)
    if note.more_sources:
        paragraph = document.add_paragraph(f"{note.more_sources} ", "Small")
        _address(paragraph, note.address)


def _address(paragraph: WordParagraph, url: str) -> None:
    """An address as a link to itself."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _link(url)
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)


def _link(text: str, **attributes: str) -> Any:
    """A link with its text in the style of links; the caller sets its target."""
    link, run, look = _element("w:hyperlink", **attributes), _element("w:r"), _element("w:rPr")
    look.append(_element("w:rStyle", val="Hyperlink"))
    content = _element("w:t")
    content.text = text
    run.extend([look, content])
    link.append(run)
    return link


def _element(tag: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes of the same namespace."""
    node: Any = OxmlElement(tag)
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    return node


def _rgb(colour: str) -> RGBColor:
    """A colour given as #rrggbb."""
    return RGBColor.from_string(colour[1:].upper())
