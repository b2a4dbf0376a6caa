"""Slides as HTML elements, from the template `slide.html`; Jinja escapes every text."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from components.charts import slide_figures, theme
from components.charts.bar_rows import percent
from components.charts.map import shapes
from components.charts.slide_figures import Bars
from components.charts.theme import Look
from components.documents.deck.slide import Body, Slide
from components.documents.templates import TEMPLATES
from data.text.words import Words

FRONTEND = Path(__file__).parents[2] / "frontend"
STYLES = ("tones.css", "slides.css", "slide_figures.css", "slide_show.css")
BETWEEN_TAGS = re.compile(r">\s+<")
"""Blanks of the template alone: in a text each ">" is escaped."""
TOP = 1.03
"""Length of an axis, in parts of the highest number."""


class Piece(NamedTuple):
    """A piece of a bar: where along the axis it begins and how long it is, and how it is drawn.

    `said` is what it is, for who points at it; `number` is blank where it has no room.
    """

    at: str
    length: str
    said: str
    look: Look
    number: str


def render(
    slides: Sequence[Slide], foot: str, t: Words, page: Mapping[str, Any] | None = None
) -> Markup:
    """Return slides, each with its marking, title, body, provenance and notes.

    Args:
        slides: the slides.
        foot: their provenance.
        t: words of the reader's language.
        page: on the page on which slides are chosen: `files`, ending to the address of the whole
            deck, and `names`, key of a slide to the name of a picture of it.
    """
    about = {"slides": slides, "foot": foot, "t": t, "page": page}
    about |= {"shapes": shapes(), "kind_of": _kind_of, "figure": figure, "look": theme.look}
    about |= {"marks_beside": slide_figures.BESIDE, "marks_under": slide_figures.UNDER}
    return template("slide.html", **about)


def show(slides: Markup, t: Words) -> Markup:
    """Return what a script shows these slides with: the bar, the keys, the presenter's window."""
    return template("show.html", slides=slides, t=t)


def template(name: str, **values: Any) -> Markup:
    """Return the HTML of a template, without the blanks between its elements."""
    made = TEMPLATES.get_template(f"html/{name}").render(values)
    return Markup(BETWEEN_TAGS.sub("><", made).strip())


@cache
def styles(*more: str) -> Markup:
    """Return the styles of slides, with their colours, and those of more files."""
    texts = ((FRONTEND / name).read_text("utf-8") for name in (*STYLES, *more))
    return Markup("\n").join([_colours(), *map(Markup, texts)])


def _colours() -> Markup:
    """Return styles with the colours of charts and what is legible on each, on light and dark."""
    return Markup("\n").join(
        f".deck {{ --colour-{name}: light-dark({light}, {dark}); }}\n"
        f".colour-{name} {{ --colour: var(--colour-{name});"
        f" --on: light-dark({theme.label_colour(light)}, {theme.label_colour(dark)}); }}"
        for name, light, dark in zip(theme.NAMES, theme.LIGHT, theme.DARK, strict=True)
    )


def _kind_of(body: Body | None) -> str:
    """Return the name of the type of a body, or of its items."""
    return type(body[0] if isinstance(body, tuple) else body).__name__


def figure(chart: Bars, t: Words) -> list[tuple[str, list[Piece]]]:
    """Return the names and the pieces of the bars of a chart, the first on top.

    A number below zero, of what was in place before, lies to the left of the axis.
    """
    axis = chart.before
    whole = axis + TOP * max(chart.totals, default=0) or 1
    rows = []
    for place, name in enumerate(chart.categories):
        pieces, begun = [], axis
        for series in chart.with_before(t).series:
            if number := series.numbers[place]:
                long, start = abs(number), begun if number > 0 else axis + number
                title = f"{name}\n{series.name}: {t.number(long)}"
                shown = t.number(long) if chart.has_room(long) else ""
                at, length = percent(start / whole), percent(long / whole)
                pieces.append(Piece(at, length, title, series.look, shown))
                begun += max(number, 0)
        rows.append((name, pieces))
    return rows
