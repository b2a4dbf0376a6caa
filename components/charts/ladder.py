"""A ladder: how far each of some relations has come, in stages that follow each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.theme import Ink


@dataclass(frozen=True)
class Rung:
    """A stage: the ink of its mark, blank where it was not reached, and its word."""

    ink: str
    stage: str


@dataclass(frozen=True)
class LadderRow:
    """A relation, such as that of a country with an agency.

    Attributes:
        name: whom it is with.
        said: the furthest stage in words, and since when.
        title, href: what it rests on, and where that leads; blank where nothing was found.
        marks: a rung a stage, from the first to the last.
    """

    name: str
    said: str
    title: str
    href: str
    marks: tuple[Rung, ...]


@dataclass(frozen=True)
class Ladder:
    """Relations, and what they show."""

    label: str
    rows: tuple[LadderRow, ...]


def rungs(stages: Sequence[str], reached: int = 0, ink: Ink = Ink.OPEN) -> tuple[Rung, ...]:
    """Return the marks of a relation.

    Args:
        stages: the word of each stage, from the first to the last.
        reached: stages up to the furthest; 0 where nothing was found.
        ink: of the marks of these.
    """
    return tuple(Rung(ink if at < reached else "", stage) for at, stage in enumerate(stages))
