"""Marks: a square for each milestone that a number counts, by state, as large as a room allows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from components.charts import theme
from data.model import State
from data.text.words import Words

LARGEST = 21.5
"""Points from one mark to the next."""
BESIDE, UNDER = 43.1, 64.6
"""Points of height of marks beside a number, and of those under the big one of a slide."""
MOST = 100
"""Marks that can be told apart in a quarter of a slide."""


@dataclass(frozen=True)
class Marks:
    """States, in their order, and how many marks each has; none of none."""

    states: tuple[tuple[State, int], ...] = ()

    @classmethod
    def of(cls, states: Iterable[State]) -> Self:
        """A mark for each of some milestones, given by their states; none for more than `MOST`."""
        numbers = Counter(states)
        found = tuple((one, numbers[one]) for one in theme.STATE if one in numbers)
        return cls(found if numbers.total() <= MOST else ())

    def fitted(self, wide: float, high: float) -> tuple[int, float]:
        """How many stand side by side in a room of some points, and how wide the room of each is.

        Of those that are as large as can be, the arrangement with the most rows.
        """
        number = sum(n for _, n in self.states)
        across = {rows: -(-number // rows) for rows in range(1, number + 1)}
        sizes = {rows: min(high / rows, wide / n, LARGEST) for rows, n in across.items()}
        rows = max(sizes, key=lambda one: (sizes[one], one))
        return across[rows], sizes[rows]

    def alt(self, t: Words) -> str:
        """The marks in words."""
        return t.listed(f"{t(f'state.{one}')} {t.number(n)}" for one, n in self.states)


NO_MARKS = Marks()
