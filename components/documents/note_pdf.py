"""Writes a country note as a tagged PDF (PDF/UA-1) with typst."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from components import theme
from components.documents import palette
from components.documents.note import content
from components.documents.note_form import SIZES, WIDTH, Bar, Note
from components.view import View

MIME = "application/pdf"
LOOK = Path(__file__).with_name("note.typ")
FONTS = Path(__file__).parents[1] / "assets" / "fonts"
PICTURE = b"""
#import "/note_bar.typ": bar
#let told = json(bytes(sys.inputs.told))
#set page(width: told.width * 1pt, height: auto, margin: 0pt, fill: none)
#set text(font: "Noto Sans")
#bar(told.bar, told.size * 1pt, rgb(told.ink))
"""
DENSITY = 220
"""Pixels per inch."""
LONGEST_WORD = 30
"""Letters after which a word may be broken, so that one without spaces cannot run over the edge."""
BREAK, UNKNOWN = "\u200b", "\ufffd"


def make_pdf(view: View, code: str, address: str) -> bytes:
    """A country note as PDF; takes what `note.content` takes, and raises the same."""
    return write(content(view, code, address))


def write(note: Note) -> bytes:
    """A note as PDF: the same bytes for the same note.

    A character that none of the fonts has is shown as U+FFFD: PDF/UA allows none without a glyph.
    """
    language, _, region = note.locale.partition("-")
    told = _plain(note) | {
        "language": language,
        "region": region if region.isalpha() else None,
        "palette": palette.light() | {"late": palette.fill(theme.LATE)},
        "sizes": SIZES,
    }
    made = _compiler().compile(
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"note": json.dumps(told)},
        timestamp=datetime.fromisoformat(note.as_of).replace(tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst made several files of one document")
    return made


def picture(bar: Bar) -> bytes:
    """The bar as it is drawn in the PDF, as a PNG."""
    told = json.dumps({"bar": _plain(bar), "width": WIDTH, "size": SIZES["small"], "ink": palette.light()["ink"]})
    made = _compiler().compile(PICTURE, format="png", ppi=DENSITY, sys_inputs={"told": told})
    if not isinstance(made, bytes):
        raise TypeError("typst made several pictures of one bar")
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(LOOK), root=str(LOOK.parent), font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def _drawable() -> frozenset[int]:
    """The characters that the fonts have."""
    return frozenset(code for path in FONTS.glob("*.ttf") for code in TTFont(path, lazy=True).getBestCmap() or ())


def _plain(value: Any) -> Any:
    """Dataclasses as mappings that name their kind, texts as they can be drawn."""
    if isinstance(value, str):
        return _drawn(value)
    if is_dataclass(value):
        parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name != "rest"}
        return {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _drawn(text: str) -> str:
    known = "".join(letter if ord(letter) in _drawable() else UNKNOWN for letter in text)
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", rf"\1{BREAK}", known) if "://" not in known else known
