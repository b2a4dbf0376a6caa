"""Figures that slides alone have: stacked bars, marks beside a number, a matrix of numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from components.charts import bar_rows, theme
from components.charts.lines import Series
from components.charts.map import tone
from data.measures import Counts
from data.model import SET_ASIDE, State
from data.model.records import records
from data.text.words import Words

DIGITS_ACROSS, LINES_HIGH = 54, 15
"""Digits that have room in the longest bar of a slide, and lines in its highest column."""
LARGEST = 21.5
"""Points from one mark to the next."""
BESIDE, UNDER = 43.1, 64.6
"""Points of height of marks beside a number, and of those under the big one of a slide."""
MOST = 100
"""Marks that can be told apart in a quarter of a slide."""


@dataclass(frozen=True)
class Bars:
    """Bars, stacked; the first one on top, or to the left.

    Attributes:
        categories: what each bar is called.
        series: in the order of the legend, and of the stack from its root; each has a number
            other than zero.
        in_place: of each bar, how many milestones were in place before the period: in no bar.
        upright: whether the bars stand side by side, as those of months do.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    in_place: tuple[int, ...] = ()
    upright: bool = False

    @property
    def totals(self) -> tuple[int, ...]:
        """How long each bar is, in milestones."""
        places = range(len(self.categories))
        return tuple(sum(max(one.numbers[at] or 0, 0) for one in self.series) for at in places)

    @property
    def before(self) -> int:
        """How far the axis goes to the left: the most that was in place before."""
        return max(self.in_place, default=0)

    def has_room(self, number: int) -> bool:
        """Whether a piece of a slide is as long as its number is wide, or as high."""
        digits = LINES_HIGH if self.upright else DIGITS_ACROSS / len(str(number))
        return number * digits >= self.before + max(self.totals, default=0)

    def with_before(self, t: Words) -> "Bars":
        """The bars with what was in place before as a series of its own, to the left of zero."""
        if not self.before:
            return self
        look = theme.STATE[State.IN_PLACE]
        numbers = tuple(-number for number in self.in_place)
        own = Series(State.IN_PLACE, t(f"state.{State.IN_PLACE}"), look, numbers)
        return replace(self, series=(*self.series, own))

    def only(self, places: Sequence[int]) -> "Bars":
        """The bars at these places, in that order, and the series that they have a number of."""
        cut = [replace(one, numbers=tuple(one.numbers[at] for at in places)) for one in self.series]
        kept = tuple(series for series in cut if any(series.numbers))
        names, before = (tuple(of[at] for at in places) for of in (self.categories, self.in_place))
        return replace(self, categories=names, series=kept, in_place=before)


def by_state(counts: Counts, names: Mapping[str, str], t: Words) -> Bars:
    """Return a bar a group of `measures.counts`: milestones by state, also those taken out.

    Those in place before the period are beside it; those on a day not known to lie in it are left
    out. `names` has group to the name a reader sees.
    """
    states = [state for state in State if state not in SET_ASIDE]
    in_place = tuple(row[State.IN_PLACE] for row in counts.values())
    series = (
        Series(
            str(state),
            t(f"state.{state}"),
            theme.look(state),
            tuple(row[state] for row in counts.values()),
        )
        for state in states
    )
    shown = tuple(one for one in series if any(one.numbers))
    return Bars(tuple(names[code] for code in counts), shown, in_place)


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


@dataclass(frozen=True)
class MatrixCell:
    """A country under a priority: milestones reached, the same as it is written, and all in words.

    Both texts are blank where the country takes part in no action of the priority.
    """

    number: int = 0
    count: str = ""
    label: str = ""


@dataclass(frozen=True)
class CountryRow:
    """A country: its name and its cells, one a column."""

    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """A table of cells: the numbered names of the priorities, and the countries, in order."""

    columns: tuple[str, ...]
    rows: tuple[CountryRow, ...]

    def tone(self, cell: MatrixCell) -> int:
        """The tone of a cell, from 0 to `TONES`: the highest is that of the fullest cell."""
        return tone(cell.number, max(one.number for row in self.rows for one in row.cells))


def matrix(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    priorities: Mapping[str, str],
    t: Words,
) -> Matrix:
    """Return how many milestones each country reached under each priority.

    `cells` is what `measures.matrix` returns. `names` has country to name, in the order of the
    rows, `numbers` priority to its number, and `priorities` to its name, in the order of the
    columns.
    """
    counts = dict(zip(cells.index, records(cells), strict=True))

    def cell(country: str, priority: str) -> MatrixCell:
        row, reached = counts[country, priority], int(counts[country, priority]["reached"])
        if not row["actions"]:
            return MatrixCell()
        where = t("steps.cell", country=names[country], number=numbers[priority])
        text = bar_rows.row_text(where, row, t)
        return MatrixCell(reached, bar_rows.reached_of(row, t), text)

    return Matrix(
        tuple(f"{numbers[code]} {name}" for code, name in priorities.items()),
        tuple(
            CountryRow(name, tuple(cell(code, one) for one in priorities))
            for code, name in names.items()
        ),
    )
