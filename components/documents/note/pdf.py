"""A country note as the bytes of a tagged PDF (PDF/UA-1), made with typst."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from components.charts import theme
from components.documents import DocumentError, fonts
from components.documents.note.layout import SIZES, Note, Table, map_texts
from components.documents.note.note import content
from components.documents.note.pdf_headers import with_row_headers
from components.view.view import View

LOOK = Path(__file__).with_name("note.typ")
FILLED = 200
"""Points from the top at which a last page may end; a shorter one is saved by tighter lines."""
LONG_WORD = re.compile(r"\S{30,}")
"""A word that may be broken anywhere, so that one without spaces cannot run over the edge."""
BREAK = "\N{ZERO WIDTH SPACE}"
MOST_NAMED = 12
"""Characters that a refusal names."""


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
    return with_row_headers(pdf, [block.names for block in blocks if isinstance(block, Table)])


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)]
    )


def _printable(text: str) -> str:
    return text if "://" in text else LONG_WORD.sub(lambda word: BREAK.join(word[0]), text)
