"""A country note as the bytes of a tagged PDF (PDF/UA-1), made with typst."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import typst

from components.charts import theme
from components.documents import DocumentError, fonts
from components.documents.note.layout import SIZES, Note, Table, map_texts
from components.documents.note.note import content
from components.view.view import View

LOOK = Path(__file__).with_name("note.typ")
FILLED = 200
"""Points from the top at which a last page may end; a shorter one is saved by tighter lines."""
LONG_WORD = re.compile(r"\S{30,}")
"""A word that may be broken anywhere, so that one without spaces cannot run over the edge."""
BREAK = "\N{ZERO WIDTH SPACE}"
MOST_NAMED = 12
"""Characters that a refusal names."""
ENTRY = re.compile(rb"(\d{10}) 00000 n\r\n")
"""The place of an object in the table of places."""
NUMBER = re.compile(rb"\d+")
ELEMENT = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/(\w+)/.*/K\[([^\]]*)\]", re.DOTALL)
"""An element of the structure: its kind, and what is in it."""
KID = re.compile(rb"(\d+) 0 R")
COLUMN_HEADERS = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")
ROW_HEADER = b"<</O/Table/Scope/Row>>"


def make_pdf(view: View, code: str, address: str) -> bytes:
    """A country note as PDF; takes what `note.content` takes, and raises what it and `write` do."""
    return write(content(view, code, address))


def write(note: Note) -> bytes:
    """A note as PDF: the same bytes for the same note. Its data reach typst as JSON alone.

    Each call has its own compiler: a compiler keeps its last inputs, and two threads may not share
    it.

    Raises:
        DocumentError: it has a character that no font has; PDF/UA needs a glyph for each.
    """
    if unknown := fonts.unknown(json.dumps(asdict(note), ensure_ascii=False)):
        raise DocumentError("no_letters", letters=" ".join(sorted(unknown)[:MOST_NAMED]))
    language, _, region = note.locale.partition("-")
    palette = theme.PAGE | {"late": theme.real(theme.LATE)}
    about = {"language": language, "region": region or None, "palette": palette, "sizes": SIZES}
    inputs = asdict(map_texts(note, _printable)) | about
    own: Any = {"root": str(LOOK.parent), "font_paths": _fonts(), "ignore_system_fonts": True}
    for tight in (False, True):
        given = {"data": json.dumps(inputs | {"tight": tight})}
        compiler = typst.Compiler(LOOK, sys_inputs=given, **own)
        if json.loads(compiler.query("<end>", field="value", one=True)) >= FILLED:
            break
    day = datetime.fromisoformat(note.as_of).replace(tzinfo=UTC)
    pdf: Any = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=day)
    blocks = [block for section in note.sections for block in section.blocks]
    return _with_row_headers(pdf, [block.names for block in blocks if isinstance(block, Table)])


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def _printable(text: str) -> str:
    return text if "://" in text else LONG_WORD.sub(lambda word: BREAK.join(word[0]), text)


def _with_row_headers(pdf: bytes, columns: Sequence[int | None]) -> bytes:
    """The PDF with a row header in each row of its tables. Nothing visible changes.

    Typst 0.15 tags them only with a switch (`a11y-extras`) that its Python package does not have.
    So they are written into the structure that typst wrote: plain objects, one behind the other,
    and after them a table of their places. No object changes its length, so each keeps its place.

    `columns` names for each table, in order, the column of its row headers; `None` without one. The
    lists of headers of all other cells are removed: they name the column headers alone, and they
    would override the scope of the row headers.
    """
    listed_at = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    starts = sorted(int(place) for place in ENTRY.findall(pdf, listed_at))
    objects = {
        int(NUMBER.match(pdf, start)[0]): pdf[start:end]  # type: ignore[index]
        for start, end in pairwise([*starts, listed_at])
    }
    tables = [number for number in sorted(objects) if _element(objects[number])[0] == b"Table"]
    for table, column in zip(tables, columns, strict=True):
        for body in _inside(objects, table, b"TBody") if column is not None else ():
            for row in _inside(objects, body, b"TR"):
                for place, cell in enumerate(_inside(objects, row, b"TD")):
                    objects[cell] = _scoped(objects[cell], heads=place == column)
    return b"".join([pdf[: starts[0]], *objects.values(), pdf[listed_at:]])


def _element(content: bytes) -> tuple[bytes, list[int]]:
    """The kind of an element and the numbers of those in it; blank where it is none."""
    found = ELEMENT.match(content)
    return (found[1], [int(number) for number in KID.findall(found[2])]) if found else (b"", [])


def _inside(objects: Mapping[int, bytes], parent: int, kind: bytes) -> Iterator[int]:
    kids = _element(objects[parent])[1]
    return (number for number in kids if _element(objects[number])[0] == kind)


def _scoped(cell: bytes, *, heads: bool) -> bytes:
    """Make a cell the header of its row, or one whose headers follow from their scope."""
    scope = ROW_HEADER if heads else b""
    scoped = COLUMN_HEADERS.sub(lambda found: scope.ljust(len(found[0])), cell)
    return scoped.replace(b"/S/TD/", b"/S/TH/", 1) if heads else scoped
