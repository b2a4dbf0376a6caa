"""A rectangle on a slide."""

from dataclasses import dataclass
from typing import Self

from pptx.util import Emu, Pt


@dataclass(frozen=True)
class Place:
    """Left, top, width and height in English Metric Units, the unit of the file.

    `scale` is how large a point of ours is there: 1 on a slide that is 13.33 inches wide.
    """

    left: int
    top: int
    width: int
    height: int
    scale: float = 1

    @classmethod
    def of(cls, shape, scale: float = 1) -> Self:
        """The place of a shape or a placeholder."""
        return cls(int(shape.left), int(shape.top), int(shape.width), int(shape.height), scale)

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points of ours."""
        return Emu(self.width).pt / self.scale, Emu(self.height).pt / self.scale

    def pt(self, points: float) -> int:
        """Points of ours as a length or a size of type on this slide."""
        return int(Pt(points * self.scale))

    def cents(self, points: float) -> int:
        """Points of ours as hundredths of a point on this slide, in which sizes of type are."""
        return self.pt(points) // 127

    def part(self, left: float, top: float, width: float, height: float) -> "Place":
        """A part of it, in points of ours from its corner."""
        at = self.left + self.pt(left), self.top + self.pt(top)
        return Place(*at, self.pt(width), self.pt(height), self.scale)
