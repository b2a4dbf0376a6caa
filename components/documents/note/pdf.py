"""Writes a country note as a tagged PDF (PDF/UA-1) with typst."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from components.charts import theme
from components.documents import fonts
from components.documents.note.layout import SIZES, Bar, Note, Table, map_texts
from components.documents.note.note import content
from components.documents.note.pdf_headers import with_row_headers
from components.view.view import View

LOOK = Path(__file__).with_name("note.typ")
PICTURE = b"""
#import "/note_bar.typ": bar
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: auto, margin: 0pt, fill: none)
#set text(font: "Noto Sans")
#bar(data.bar, data.size * 1pt, rgb(data.ink))
"""
WIDTH, DENSITY = 499, 220
"""Of the picture: points, as between the margins of an A4 page, and pixels per inch."""
LONG_WORD = re.compile(r"\S{30,}")
"""A word that may be broken anywhere, so that one without spaces cannot run over the edge."""
BREAK = "\N{ZERO WIDTH SPACE}"


def make_pdf(view: View, code: str, address: str) -> bytes:
    """A country note as PDF; takes what `note.content` takes, and raises the same."""
    return write(content(view, code, address))


def write(note: Note) -> bytes:
    """A note as PDF: the same bytes for the same note.

    A character that no font has is shown as U+FFFD, because PDF/UA needs a glyph for each. The
    note says so at its head.
    """
    language, _, region = note.locale.partition("-")
    inputs = _plain(note) | {
        "language": language,
        "region": region if region.isalpha() else None,
        "palette": theme.PAGE | {"late": theme.real(theme.LATE)},
        "sizes": SIZES,
    }
    day = datetime.fromisoformat(note.as_of).replace(tzinfo=UTC)
    pdf = _compile(LOOK.read_bytes(), inputs, format="pdf", pdf_standards="ua-1", timestamp=day)
    blocks = [block for section in note.sections for block in section.blocks]
    return with_row_headers(pdf, [block.names for block in blocks if isinstance(block, Table)])


def picture(bar: Bar) -> bytes:
    """The bar of the PDF as a PNG."""
    inputs = {"bar": _plain(bar), "width": WIDTH, "size": SIZES["small"], "ink": theme.TEXT}
    return _compile(PICTURE, inputs, format="png", ppi=DENSITY)


def _compile(source: bytes, inputs: Mapping[str, Any], **options: Any) -> bytes:
    """A document from its Typst source and its data, which reach it as JSON alone.

    Each call has its own compiler: a compiler keeps its last inputs, and two threads may not
    share it.
    """
    compiler = typst.Compiler(
        source, root=str(LOOK.parent), font_paths=_fonts(), ignore_system_fonts=True
    )
    document = compiler.compile(sys_inputs={"data": json.dumps(inputs)}, **options)
    if not isinstance(document, bytes):
        raise TypeError("typst made several files of one document")
    return document


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def _plain(value: Any) -> dict[str, Any]:
    """A note, or a part of one, as mappings; its texts with glyphs and breaks alone."""
    return asdict(map_texts(value, _printable))


def _printable(text: str) -> str:
    known = fonts.replace_unknown(text)
    return known if "://" in known else LONG_WORD.sub(lambda word: BREAK.join(word[0]), known)
