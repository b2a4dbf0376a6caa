"""What a slide is in every format: one message, one body, its notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.slide_matrix import Matrix
from components.charts.spans import Spans

MOST_LINES = 5
"""Lines on a slide of text."""
MOST_OF_A_TITLE = 120
"""Characters of a title: two lines of large type."""
MOST_OF_A_LINE = 150
"""Characters of a line of text: two lines on a projector."""
LONGEST_WORD = 30
"""Characters of a word: no word of our languages is longer, and a longer one would not fit."""
BLANKS = re.compile(r"[ \t\r\n]+")
"""Blanks at which a line may end: not the one between a number and its sign."""


@dataclass(frozen=True)
class Number:
    """A figure in large type: its name, its value in words, a smaller line, its definition."""

    label: str
    value: str
    small: str
    means: str

    @property
    def words(self) -> str:
        """All of it in one sentence or more."""
        return f"{self.label}: {', '.join(filter(None, [self.value, self.small]))}. {self.means}"


@dataclass(frozen=True)
class Line:
    """A line of text with the sign before it, if any."""

    text: str
    sign: str = ""


class Behind(NamedTuple):
    """The actions behind the number of a title: what the list is called, and an action a line."""

    title: str
    lines: tuple[Line, ...]


Chart = Bars | Lines | Spans
Body = tuple[Number, ...] | tuple[Line, ...] | Chart | Matrix


@dataclass(frozen=True)
class Slide:
    """One message.

    Attributes:
        key: name of the slide in the address: stable, the same in every language.
        title: the message, stated from the numbers.
        subtitle: the measure and its unit.
        body: what shows it; `None` on the title slide.
        alt: the body in words; blank where it is words already.
        notes: paragraphs for the speaker: definitions, how it is counted, limits, sources.
        marking: who may see it, or that it is invented; blank where the data are real and public.
        behind: the actions behind the number of the title, listed beside a chart.
    """

    key: str
    title: str
    subtitle: str
    body: Body | None = None
    alt: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    marking: str = ""
    behind: Behind | None = None


def cut(text: str, most: int) -> str:
    """A name in one line of at most `most` characters, each word at most LONGEST_WORD."""
    return shorten(" ".join(shorten(word, LONGEST_WORD) for word in BLANKS.split(text)), most)


def shorten(text: str, most: int) -> str:
    """A text of at most `most` characters, with an ellipsis where it was cut.

    It is cut after a word, if one ends in the second half of what is kept.
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ")
    return f"{kept[: space if space > most // 2 else None].rstrip(' ,;:.…')}…"
