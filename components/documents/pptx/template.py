"""The template of a presentation: ours, or a delegation's own.

A template from elsewhere is checked before it is used.
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
FAILURES = (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile, zlib.error)
"""How python-pptx fails on a package that is no presentation, or whose parts are broken."""
NEEDED = {
    TITLE: ("title", "subtitle", "footer", "number"),
    CONTENT: ("title", "subtitle", "content", "footer", "number"),
}
"""Layout to the kinds of placeholders that it needs."""
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
        deck = Presentation(io.BytesIO(path.read_bytes()))
        problems = [*_dangers(deck), *_omissions(deck)]
    except OSError:
        raise BadTemplateError([Problem("no_file", {"path": str(path)})]) from None
    except FAILURES:
        raise BadTemplateError([Problem("no_presentation")]) from None
    if problems:
        raise BadTemplateError(problems)
    return deck


def _dangers(deck: Deck) -> Iterator[Problem]:
    """What every presentation would take over: macros, controls and external links.

    The library expands no XML entities, and takes over only parts that others name.
    """
    parts = list(deck.part.package.iter_parts())
    kinds = " ".join(f"{part.partname} {part.content_type}" for part in parts).lower()
    if any(kind in kinds for kind in ("macroenabled", "vbaproject", "activex", "oleobject")):
        yield Problem("macros")
    for part in parts:
        if any(relation.is_external for relation in part.rels.values()):
            yield Problem("external", {"part": part.partname.lstrip("/")})


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
