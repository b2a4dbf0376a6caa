"""What a slide is in every format, and how its texts are cut to the room that they have."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from components.charts.map import Map
from components.charts.slide_figures import NO_MARKS, Bars, Marks, Matrix
from components.view.labels import NO_BREAK
from data.text.words import Words

Item = TypeVar("Item")
MOST_LINES = 5
"""Lines on a slide of text."""
MOST_WORDS = 60
"""Words on a slide of the storyline."""
MOST_OF_A_TITLE = 84
"""Characters of a title: two lines of 28 points."""
MOST_OF_A_LINE = 110
"""Characters of a line of text: two lines on a projector."""
MOST_OF_A_NAME = 48
"""Characters of the name of an action or priority that has no short one."""
LONGEST_LINE = 20
"""Characters of a name that stays in one line of a cell."""
MOST_ALT = 240
"""Characters of the text that stands for a figure."""
LONGEST_WORD = 30
"""Characters of a word: no word of our languages is longer, and a longer one would not fit."""
SMALL = re.compile(r"[^\W\dA-Z]{1,3}|from|with|entre|para|pela|pelo|sobre|\W+")
"""A word, or a dash, with which no cut name ends."""
BLANKS = re.compile(r"[ \t\r\n]+")
"""Blanks at which a line may end: not the one between a number and its sign."""


@dataclass(frozen=True)
class Number:
    """A figure in large type: its name, its value in words, a smaller line, marks under these."""

    label: str
    value: str
    small: str
    marks: Marks = NO_MARKS


@dataclass(frozen=True)
class Line:
    """A line of text with its sign, what stands after it, and codes of its action and milestones.

    `short` is what stands after it where there is no room for a day.
    """

    text: str
    sign: str = ""
    aside: str = ""
    action: str = ""
    milestones: tuple[str, ...] = ()
    short: str = ""

    @property
    def words(self) -> str:
        """All of it but the sign."""
        return f"{self.text} ({self.aside})" if self.aside else self.text

    @property
    def signed(self) -> str:
        """Its sign and its words, which no line parts but those of a very long name."""
        if len(self.words) > LONGEST_LINE:
            return f"{self.sign}{NO_BREAK}{self.words}"
        return f"{self.sign} {self.words}".replace(" ", NO_BREAK)


@dataclass(frozen=True)
class Group:
    """A part of a slide: a number, what it counts, lines that name it, and in how many columns.

    Its marks stand beside the number.
    """

    title: str
    number: str
    lines: tuple[Line, ...]
    columns: int = 1
    marks: Marks = NO_MARKS

    @property
    def undated(self) -> "Group":
        """The same without days."""
        return replace(self, lines=tuple(replace(line, aside=line.short) for line in self.lines))

    def each(self) -> list[tuple[Line, ...]]:
        """The lines of each column."""
        high = -(-len(self.lines) // self.columns)
        return [self.lines[at * high : (at + 1) * high] for at in range(self.columns)]


@dataclass(frozen=True)
class Grid:
    """A table of lists: what its rows are, a head for each column, and the rows.

    A row is its name and a list for each column.
    """

    corner: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Line, ...], ...]], ...]


Body = tuple[Number, ...] | tuple[Line, ...] | tuple[Group, ...] | Bars | Matrix | Grid | Map


@dataclass(frozen=True)
class Slide:
    """One message.

    Attributes:
        key: name of the slide in the address: stable, the same in every language.
        title: the message, stated from the numbers.
        subtitle: what else must be known to read the body; on the title slide a line a fact.
        body: what shows it; `None` on the title slide.
        alt: the body in words; blank where it is words already.
        notes: paragraphs for the speaker: what to say, the proof, two questions with answers.
        marking: who may see it, or that it is invented; blank where the data are real and public.
        appendix: whether it stands behind the storyline, for those who ask.
        is_own: whether its words are the presenter's: its foot says so.
    """

    key: str
    title: str
    subtitle: str = ""
    body: Body | None = None
    alt: str = ""
    notes: Sequence[str] = ()
    marking: str = ""
    appendix: bool = False
    is_own: bool = False


def groups_of(body: Body | None) -> list[Group]:
    """The groups of a slide; none where it shows something else."""
    return [one for one in body if isinstance(one, Group)] if isinstance(body, tuple) else []


def lists_of(body: Body | None) -> Iterator[tuple[Line, ...]]:
    """The lists on a slide: its columns, or the cells of its table."""
    yield from (one.lines for one in groups_of(body))
    for _, cells in body.rows if isinstance(body, Grid) else ():
        yield from cells


def even(items: tuple[Item, ...], most: int) -> list[tuple[Item, ...]]:
    """Items in as few parts as can be, each of at most `most`, as alike as can be."""
    size = -(-len(items) // -(-len(items) // most))
    return [items[at : at + size] for at in range(0, len(items), size)]


def count_words(*texts: str) -> int:
    """Words of some texts, as a reader counts them: without signs."""
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def first_that_fits(*titles: str) -> str:
    """The first title that has room; the last one, in smaller letters, where none has."""
    return next((title for title in titles if len(title) <= MOST_OF_A_TITLE), titles[-1])


def within(parts: Iterable[str], most: int) -> str:
    """As many parts as fit into `most` characters with `; ` between, none of them cut."""
    longer = itertools.accumulate(parts, "{}; {}".format)
    return max((text for text in longer if len(text) <= most), key=len, default="")


def in_two_lines(name: str) -> str:
    """A name in two lines, as alike as its words allow."""
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    half = min(blanks, key=lambda at: abs(len(name) - 2 * at), default=len(name))
    return f"{name[:half]}\n{name[half + 1 :]}".strip()


def cut(text: str, most: int) -> str:
    """A name in one line of at most `most` characters, each word at most LONGEST_WORD.

    Names of our data have a short form and are never cut. Of one in two languages the first stays.
    Another one ends after a whole word, and not with a small one, as "of the" or "para la".
    """
    whole = text if len(text) <= most else text.partition(" / ")[0]
    words = [word[:LONGEST_WORD] for word in BLANKS.split(whole)]
    if len(" ".join(words)) > most:
        while len(words) > 1 and (len(" ".join(words)) > most or SMALL.fullmatch(words[-1])):
            words.pop()
        words[-1] = words[-1].rstrip(",;:.")
    return " ".join(words)[:most]


def alt(body: Body | None, t: Words) -> str:
    """A figure in words: its first numbers, in `MOST_ALT` characters; blank where it is words."""
    found: list[str] = []
    match body:
        case Bars():
            for place, name in enumerate(body.categories):
                numbers = {series.word: series.numbers[place] for series in body.series}
                pieces = [f"{one} {t.number(number)}" for one, number in numbers.items() if number]
                found += [f"{' '.join(name.split())}: {', '.join(pieces)}"] if pieces else []
            if len("; ".join(found)) > MOST_ALT:
                whole = zip(body.categories, body.totals, strict=True)
                found = [f"{' '.join(name.split())}: {t.number(n)}" for name, n in whole if n]
        case Map():
            found = [f"{one.name} {one.number}" for one in (*body.countries, *body.apart)]
        case Matrix():
            found = [cell.label for row in body.rows for cell in row.cells if cell.label]
        case Grid():
            for name, cells in body.rows:
                found.append(f"{name}: {', '.join(line.text for one in cells for line in one)}")
    return within(found, MOST_ALT)
