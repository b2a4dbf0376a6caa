"""What typed figures share: the series, numbers that look the same."""

from dataclasses import dataclass

from components.charts.theme import Look


@dataclass(frozen=True)
class Series:
    """The numbers of a figure that look the same.

    Attributes:
        mark: what they are: a state, a status, or a name of the figure's own.
        word: what the reader's language calls that.
        look: how they are drawn.
        numbers: one for each category; `None` where there is none, which is not zero.
    """

    mark: str
    word: str
    look: Look
    numbers: tuple[int | None, ...]

    @property
    def name(self) -> str:
        """Its name in a legend that shows signs too."""
        return f"{self.look.sign} {self.word}" if self.look.sign else self.word
