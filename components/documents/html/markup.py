"""Slides as HTML elements, from the template `slide.html`; Jinja escapes every text."""

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.charts import theme
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.slide_matrix import Matrix
from components.charts.spans import Spans
from components.documents.deck.slide import Body, Number, Slide
from components.documents.html import figures
from data.text.words import Words

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    keep_trailing_newline=True,
    lstrip_blocks=True,
    trim_blocks=True,
    undefined=StrictUndefined,
)
FRONTEND = Path(__file__).parents[2] / "frontend"
STYLES = ("slides.css", "slide_figures.css", "slide_frame.css")
KIND = {Bars: "bars", Lines: "curves", Spans: "gantt", Matrix: "matrix"}
"""Kind of figure to its name in the styles."""
BETWEEN_TAGS = re.compile(r">\s+<")
"""Blanks of the template alone: in a text each ">" is escaped."""


def render(slides: Sequence[Slide], foot: str, t: Words, *, names_page: bool = True) -> str:
    """Return slides, each with its marking, title, body, provenance and notes.

    Args:
        slides: the slides.
        foot: their provenance.
        t: words of the reader's language.
        names_page: whether the title of the opening slide is the heading of the page, as in a file.
    """
    said, country = t("slides.said"), t("column.country")
    about = {"foot": foot, "t": t, "said": said, "country": country, "names_page": names_page}
    template = TEMPLATES.get_template("slide.html")
    made = template.render(slides=slides, kind_of=_kind_of, figure=figures.figure, **about)
    return BETWEEN_TAGS.sub("><", made).strip()


def frame(slides: str, t: Words) -> str:
    """Return slides, as HTML, with their bar and the presenter's window, which a script begins."""
    made = TEMPLATES.get_template("frame.html").render(slides=slides, t=t)
    return BETWEEN_TAGS.sub("><", made).strip()


def styles() -> str:
    """Return the styles of slides, with their colours, for the page and for the file."""
    return "\n".join([_colours(), *((FRONTEND / name).read_text("utf-8") for name in STYLES)])


def _colours() -> str:
    """Return styles with the colours of charts and what is legible on each, on light and dark."""
    return "\n".join(
        f".deck {{ --colour-{at}: light-dark({light}, {dark}); }}\n"
        f".colour-{at} {{ --colour: var(--colour-{at});"
        f" --on: light-dark({theme.label(light)}, {theme.label(dark)}); }}"
        for at, (light, dark) in enumerate(zip(theme.LIGHT, theme.DARK, strict=True), 1)
    )


def _kind_of(body: Body | None) -> str:
    """Return the kind of a body; blank on the title slide."""
    if isinstance(body, tuple):
        return "numbers" if isinstance(body[0], Number) else "text"
    return KIND[type(body)] if body else ""
