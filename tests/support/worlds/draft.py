"""What a world is like, and what its tables are written from."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from babel.core import get_global

from data import contract
from data.model import Link

Row = dict[str, Any]
TEXTS = {
    "plain": "Plain words",
    "one": "X",
    "long": "A title of many words that goes on and on, "
    "as the titles of agreements between administrations do, ",
    "word": "Donaudampfschifffahrtsgesellschaft",
    "accents": "Cooperação, señalización, Übergröße: œuvre",
    "arabic": "تعاون الشرطة بين الجانبين",
    "hebrew": "שיתוף פעולה בין המשטרות abc",
    "chinese": "警务合作与信息交换",
    "greek": "Αστυνομική συνεργασία",
    "emoji": "👮🏽\u200d♀️ 🚓 🇪🇨",
    "markup": "<b>b</b> [l](https://example.org) **s** $a^2$ :red[r] `c` "
    "| # ~ &amp; <script>alert()</script>",
    "formula": '=HYPERLINK("https://example.org")&"x"',
    "braces": "{start} {n} {} {0} %s %d \\u0041 \\",
}
"""Texts in which content is written: name to text."""
LANGUAGES = ("en", "es", "pt")
ON_THE_MAP = ("ARG", "BOL", "BRA", "CHL", "COL", "CRI", "DOM", "ECU")
STATES = [
    code
    for code in sorted(get_global("territory_aliases"))
    if len(code) == 3 and code.isalpha() and code.isupper()
]
ELSEWHERE = [code for code in STATES if code not in ON_THE_MAP]
WORDS = ("PREVENTION", "X-1", "A", "PZQ9", "P1", "A-b_c", "OTHER-2", "Z" * 40)
"""Codes that are no letter and number; without its first letter none of them is another word."""


def allowed(table: str, column: str) -> list[str]:
    """What the contract allows in a column."""
    [found] = [field for field in contract.tables()[table].fields if field.name == column]
    return found.constraints["enum"]


def turned(table: str, column: str, number: int) -> str:
    """One of what the contract allows in a column, by turns."""
    found = allowed(table, column)
    return found[number % len(found)]


SERIES = ("joint", "own", "related")
"""Series of meetings; the last one is of every dataset."""
LEVELS = allowed("meetings", "level")
PRECISIONS = allowed("reports", "precision")
CONFIDENCE = allowed("reports", "confidence")
OUTCOMES = (
    "confirmed",
    "awaiting",
    "to_come",
    "passed",
    "late",
    "not_started",
    "withdrawn",
    "not_applicable",
    "before",
    "unknown_day",
)
LATEST = date(2100, 12, 31)


@dataclass(frozen=True)
class World:
    """What a dataset is like.

    Attributes:
        language: in which its pages are looked at.
        open: whether it is an open record; then everything rests on a source.
        texts: names of `TEXTS`, by turns.
        words: whether its codes are words, not a letter and a number.
        priorities, states, actions: how many there are.
        steps, reports: how many steps a part has, and how many reports a step has.
        modes, links, outcomes: of its actions and milestones, by turns.
        sourced: whether anything but what must rest on a source does.
        dated: whether anything has a day of which the contract does not ask for one.
        met: meetings: none, a few, or one of every series and level; presidencies where any.
        cycle: months from one meeting to the next; 0 where none was agreed.
        rounds, more: whether there are any; `more`: bodies, who takes part, frameworks,
            decisions, corrections, denials, translations and moved dates.
        notes: kinds of notes.
        horizon: the last day; the period is the year and a half before it.
    """

    language: str = "en"
    open: bool = True
    texts: Sequence[str] = ("plain",)
    words: bool = False
    priorities: int = 2
    states: int = 3
    actions: int = 9
    steps: int = 2
    reports: int = 1
    modes: Sequence[str] = ("joint", "each", "optional")
    links: Sequence[str] = tuple(Link)
    outcomes: Sequence[str] = OUTCOMES
    sourced: bool = True
    dated: bool = True
    met: str = "few"
    cycle: int = 24
    rounds: bool = False
    more: bool = True
    notes: Sequence[str] = ("limit", "conflict", "caveat")
    horizon: date = date(2026, 6, 4)


def starts(world: World) -> date:
    """The first day of the period."""
    return world.horizon - timedelta(days=450)


def first_day(day: date, precision: str) -> date:
    """The first day of the period in which a day lies."""
    month = {
        "day": day.month,
        "month": day.month,
        "quarter": (day.month - 1) // 3 * 3 + 1,
        "year": 1,
    }[precision]
    return day if precision == "day" else date(day.year, month, 1)


@dataclass
class Draft:
    """A world in the making: what comes by turns, the sources and the people that were named."""

    world: World
    sources: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    turn: Iterator[int] = field(default_factory=itertools.count)

    def code(self, letter: str, number: int) -> str:
        """A code: a letter and a number, or a word."""
        if not self.world.words:
            return f"{letter}{number + 1}"
        word = WORDS[number % len(WORDS)]
        return word if number < len(WORDS) else f"{word[:30]}-{letter}{number}"

    def text(self, table: str, most: int = 400) -> str:
        """A text, never that of another table: an action is no meeting."""
        name = self.world.texts[next(self.turn) % len(self.world.texts)]
        if name == "one":
            return {"actions": "X", "meetings": "Y", "frameworks": "Z"}.get(table, "W")
        if name in ("long", "word"):
            return (f"{table}: " + TEXTS[name] * most)[: most - 1] + "."
        return f"{TEXTS[name][: most - len(table) - 1]} {table}"

    def source(self, *, needed: bool = False) -> str | None:
        """A source, where this world has any or one is needed."""
        if not needed and not self.world.sourced:
            return None
        self.sources.append(
            f"S{len(self.sources) + 1}"
            if len(self.sources) < 40
            else self.sources[len(self.sources) % 40]
        )
        return self.sources[-1]

    def dated(self, on: str, precision: str, day: date, exactness: int = 0) -> Row:
        """A date that the contract leaves free, and how exactly it is known."""
        if not self.world.dated:
            return {}
        known = PRECISIONS[exactness % 4]
        return {on: first_day(day, known), precision: known}
