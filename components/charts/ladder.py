"""A ladder: how far each of some relations has come, in stages that follow each other."""

from dataclasses import dataclass

from components.charts.inks import Ink


@dataclass(frozen=True)
class LadderRow:
    """A relation, such as that of a country with an agency.

    Attributes:
        name: whom it is with.
        reached: stages up to the furthest; 0 where nothing was found.
        ink: of the marks of these stages.
        said: the furthest stage in words, and since when.
        title, address: what it rests on, and where that leads; blank where nothing was found.
    """

    name: str
    reached: int
    ink: Ink
    said: str
    title: str
    address: str


@dataclass(frozen=True)
class Ladder:
    """Relations, and the words of the stages from the first to the last."""

    stages: tuple[str, ...]
    rows: tuple[LadderRow, ...]
