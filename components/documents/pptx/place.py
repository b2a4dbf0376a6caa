"""A rectangle on a slide."""

from dataclasses import dataclass
from typing import Self

from pptx.util import Emu


@dataclass(frozen=True)
class Place:
    """Left, top, width and height in English Metric Units, the unit of the file."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def of(cls, shape) -> Self:
        """The place of a shape or a placeholder."""
        return cls(int(shape.left), int(shape.top), int(shape.width), int(shape.height))

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return Emu(self.width).pt, Emu(self.height).pt
