"""The template of a presentation: ours, or a delegation's own, with its colours and typeface.

Its layouts are found by their type and placeholders, whatever they are called, and its slides may
have any size. A template from elsewhere is checked before it is used.
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
TITLE, CONTENT = ("title", "ctrTitle"), ("obj", "tx", "objOnly")
"""Types of the layouts for the cover and for all other slides."""
WIDTH = int(Inches(13.333))
"""The width of a slide on which a point of ours is a point."""
LEAST_WIDE, LEAST_HIGH = 0.7, 0.45
"""Least width and height of the content placeholder, as shares of the slide."""
FAILURES = (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, zlib.error)
"""How python-pptx fails on a package that is no presentation, or whose parts are broken."""
TYPES = {
    "title": {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE},
    "content": {PP_PLACEHOLDER.OBJECT},
    "subtitle": {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE},
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
    if len(deck.slides):
        yield DocumentError("slides", n=len(deck.slides))
    for kinds in (TITLE, CONTENT):
        if layout_of(deck, kinds) is None:
            yield DocumentError("no_layout", layout=kinds[0])
    place = placeholders(layout_of(deck, CONTENT)).get("content")
    wide, high = LEAST_WIDE * (deck.slide_width or 1), LEAST_HIGH * (deck.slide_height or 1)
    if place and (place.width < wide or place.height < high):
        yield DocumentError("small_content", layout=CONTENT[0])


def layout_of(deck: Deck, kinds: tuple[str, ...]) -> Any:
    """The layout of a type, the best first; else the first with the placeholders; else `None`."""
    layouts = list(deck.slide_layouts)
    typed = (one for kind in kinds for one in layouts if one._element.get("type") == kind)
    needs = {"title", "content"} if kinds == CONTENT else {"title", "subtitle"}
    fitting = (one for one in layouts if placeholders(one).keys() >= needs)
    usable = (one for one in chain(typed, fitting) if placeholders(one).keys() >= {"title"})
    return next((one for one in usable if kinds == TITLE or "content" in placeholders(one)), None)


def placeholders(layout: Any) -> dict[str, Any]:
    """Kind of placeholder to the first one of a layout or a slide; the kinds are those of TYPES."""
    first: dict[str, Any] = {}
    for place in layout.placeholders:
        for kind, types in TYPES.items():
            if place.placeholder_format.type in types:
                first.setdefault(kind, place)
    return first
