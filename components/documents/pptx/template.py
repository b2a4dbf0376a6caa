"""The template of a presentation: ours, or a delegation's own.

A template from elsewhere is checked before it is opened.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from components.documents import DocumentError
from data.text.words import Words

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
MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_PARTS = 2000
"""The most that a file may hold, packed and unpacked."""
NEEDED = {
    TITLE: ("title", "subtitle", "footer", "number"),
    CONTENT: ("title", "subtitle", "content", "footer", "number"),
}
"""Layout to the kinds of placeholders that it needs."""
"""Layout to the placeholders it needs: name in the code to its words."""
TYPES = {
    "title": {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE},
    "subtitle": {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE},
    "content": {PP_PLACEHOLDER.OBJECT},
    "footer": {PP_PLACEHOLDER.FOOTER},
    "number": {PP_PLACEHOLDER.SLIDE_NUMBER},
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a template.

    Attributes:
        code: which message, `template_problem.<code>` in the catalogues.
        details: what the message names.
    """

    code: str
    details: dict[str, str] = field(default_factory=dict)

    def message(self, t: Words) -> str:
        """What is wrong, in words."""
        details = dict(self.details)
        if "kind" in details:
            details["kind"] = t(f"template_place.{details['kind']}")
        return t(f"template_problem.{self.code}", **details)


class BadTemplateError(DocumentError):
    """The template cannot be used.

    Attributes:
        problems: all of them.
    """

    def __init__(self, problems: list[Problem]) -> None:
        said = "; ".join(f"{problem.code} {problem.details}" for problem in problems)
        super().__init__("template", problems=said)
        self.problems = problems

    def message(self, t: Words) -> str:
        """Every problem, a sentence each."""
        return " ".join(problem.message(t) for problem in self.problems)


def load(path: Path | None = None) -> Deck:
    """The template of a path, else of the setting, else ours.

    Raises:
        BadTemplateError: the file is missing, harmful or incomplete; it holds all problems.
    """
    path = path or Path(os.environ.get(SETTING) or OURS)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadTemplateError([Problem("too_large")])
        content = path.read_bytes()
    except OSError:
        raise BadTemplateError([Problem("no_file", {"path": str(path)})]) from None
    if problems := list(_dangers(content)):
        raise BadTemplateError(problems)
    try:
        deck = Presentation(io.BytesIO(content))
        problems = list(_omissions(deck))
    except (KeyError, ValueError, AttributeError, SyntaxError):
        # How python-pptx fails on a package that is no presentation, or whose XML is broken.
        raise BadTemplateError([Problem("no_presentation")]) from None
    if problems:
        raise BadTemplateError(problems)
    return deck


def _dangers(content: bytes) -> Iterator[Problem]:
    """Reasons not to open a file: no archive, too large, macros, external links, entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            yield Problem("too_large")
            return
        # zipfile reads no more of a part than the size that was just added up.
        texts = {
            part.filename: archive.read(part)
            for part in parts
            if part.filename.endswith((".xml", ".rels"))
        }
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        yield Problem("no_presentation")
        return
    names = " ".join(part.filename.lower() for part in parts)
    own = any(kind in names for kind in ("vbaproject", "activex", "oleobject"))
    if own or b"macroEnabled" in texts.get("[Content_Types].xml", b""):
        yield Problem("macros")
    for name, text in texts.items():
        # In another encoding than UTF-8 this search would miss what the parser reads.
        if b"\x00" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            yield Problem("entities", {"part": name})
        elif name.endswith(".rels") and _has_external_link(text):
            yield Problem("external", {"part": name})


def _has_external_link(relations: bytes) -> bool:
    try:
        # The parser of python-pptx resolves no entities.
        root = parse_xml(relations)
    except SyntaxError:
        return True
    return any(relation.get("TargetMode", "").lower() == "external" for relation in root)


def _omissions(deck: Deck) -> Iterator[Problem]:
    """What a template lacks for our slides."""
    width, height = int(deck.slide_width or 0), int(deck.slide_height or 0)
    if abs(width / WIDTH - 1) > SAME_SIZE or abs(height / HEIGHT - 1) > SAME_SIZE:
        inches = {"width": f"{width / Inches(1):.2f}", "height": f"{height / Inches(1):.2f}"}
        yield Problem("size", inches)
    if len(deck.slides):
        yield Problem("slides", {"n": str(len(deck.slides))})
    for name, needed in NEEDED.items():
        layout = layout_of(deck, name)
        if layout is None:
            yield Problem("no_layout", {"layout": name})
            continue
        there = placeholders(layout)
        for kind in needed:
            if kind not in there:
                yield Problem("no_placeholder", {"layout": name, "kind": kind})
        place = there.get("content") if name == CONTENT else None
        if place and (place.width < LEAST_CONTENT[0] or place.height < LEAST_CONTENT[1]):
            yield Problem("small_content", {"layout": name})


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
