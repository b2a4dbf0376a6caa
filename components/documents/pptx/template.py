"""The template of a presentation: ours, or a delegation's own.

A template from elsewhere is checked before it is used.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from components.documents import DocumentError

OURS = Path(__file__).with_name("template.pptx")
SETTING = "ROADMAP_TEMPLATE"
"""Environment variable with the path of a delegation's own template."""
TITLE, CONTENT = "Roadmap title", "Roadmap content"
"""Names of the two layouts that a template must have."""
WIDTH, HEIGHT = int(Inches(13.333)), int(Inches(7.5))
SAME_SIZE = 0.01
"""Share by which the size of a slide may differ."""
LEAST_CONTENT = (Inches(11), Inches(4))
"""Least width and height of the content placeholder: the matrix is not legible in less."""
FAILURES = (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, zlib.error)
"""How python-pptx fails on a package that is no presentation, or whose parts are broken."""
NEEDED = {
    TITLE: {"title", "subtitle", "footer", "number"},
    CONTENT: {"title", "subtitle", "content", "footer", "number"},
}
"""Layout to the kinds of placeholders that it needs."""
TYPES = {
    "title": {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE},
    "subtitle": {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE},
    "content": {PP_PLACEHOLDER.OBJECT},
    "footer": {PP_PLACEHOLDER.FOOTER},
    "number": {PP_PLACEHOLDER.SLIDE_NUMBER},
}


def load(path: Path | None = None) -> Deck:
    """The template of a path, else of the setting, else ours.

    Raises:
        DocumentError: the file is missing, harmful or incomplete; it says the first thing wrong.
    """
    path = path or Path(os.environ.get(SETTING) or OURS)
    try:
        deck = Presentation(io.BytesIO(path.read_bytes()))
        wrong = next(chain(_dangers(deck), _omissions(deck)), None)
    except OSError:
        raise DocumentError("no_file", path=path) from None
    except FAILURES:
        raise DocumentError("no_presentation") from None
    if wrong:
        raise wrong
    return deck


def _dangers(deck: Deck) -> Iterator[DocumentError]:
    """What every presentation would take over: macros, controls and external links.

    The library expands no XML entities, and takes over only parts that others name.
    """
    parts = list(deck.part.package.iter_parts())
    kinds = " ".join(f"{part.partname} {part.content_type}" for part in parts).lower()
    if any(kind in kinds for kind in ("macroenabled", "vbaproject", "activex", "oleobject")):
        yield DocumentError("macros")
    for part in parts:
        if any(relation.is_external for relation in part.rels.values()):
            yield DocumentError("external", part=part.partname.lstrip("/"))


def _omissions(deck: Deck) -> Iterator[DocumentError]:
    """What a template lacks for our slides."""
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    if abs(width / WIDTH - 1) > SAME_SIZE or abs(height / HEIGHT - 1) > SAME_SIZE:
        inches = (f"{side / Inches(1):.2f}" for side in (width, height))
        yield DocumentError("size", **dict(zip(("width", "height"), inches, strict=True)))
    if len(deck.slides):
        yield DocumentError("slides", n=len(deck.slides))
    for name, needed in NEEDED.items():
        layout = layout_of(deck, name)
        if layout is None:
            yield DocumentError("no_layout", layout=name)
            continue
        places = placeholders(layout)
        if not places.keys() >= needed:
            yield DocumentError("no_placeholder", layout=name)
        place = places.get("content") if name == CONTENT else None
        if place and (place.width < LEAST_CONTENT[0] or place.height < LEAST_CONTENT[1]):
            yield DocumentError("small_content", layout=name)


def layout_of(deck: Deck, name: str) -> Any:
    """The layout of a name; `None` where there is none."""
    return next((layout for layout in deck.slide_layouts if layout.name == name), None)


def placeholders(layout: Any) -> dict[str, Any]:
    """Kind of placeholder to the first one of a layout or a slide; the kinds are those of TYPES."""
    first: dict[str, Any] = {}
    for place in layout.placeholders:
        for kind, types in TYPES.items():
            if place.placeholder_format.type in types:
                first.setdefault(kind, place)
    return first
