"""Stacked bars: milestones by state, a bar a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.charts import theme
from components.charts.lines import Series
from data.measures import Counts
from data.model import State
from data.text.words import Words


@dataclass(frozen=True)
class BarRow:
    """A bar; `before` is how many milestones were in place before the period: in no bar."""

    name: str
    before: int


@dataclass(frozen=True)
class Bars:
    """Bars, stacked; the first row on top, or to the left.

    Attributes:
        rows: the bars.
        series: in the order of the legend, and of the stack from its root; each has a number
            other than zero.
        upright: whether the bars stand side by side, as those of months do.
    """

    rows: tuple[BarRow, ...]
    series: tuple[Series, ...]
    upright: bool = False

    @property
    def categories(self) -> tuple[str, ...]:
        """What each bar is called."""
        return tuple(row.name for row in self.rows)

    @property
    def totals(self) -> tuple[int, ...]:
        """How long each bar is, in milestones."""
        return tuple(
            sum(series.numbers[at] or 0 for series in self.series) for at in range(len(self.rows))
        )

    def only(self, places: Sequence[int]) -> "Bars":
        """The bars at these places, in that order, and the series that they have a number of."""
        cut = [replace(one, numbers=tuple(one.numbers[at] for at in places)) for one in self.series]
        kept = tuple(series for series in cut if any(series.numbers))
        return replace(self, rows=tuple(self.rows[at] for at in places), series=kept)


def by_state(counts: Counts, names: Mapping[str, str], t: Words) -> Bars:
    """Return a bar a group: milestones by state, also those that a decision took out.

    Those in place before the period are beside it; those on a day not known to lie in it are left
    out.

    Args:
        counts: what `measures.counts` returns: a row a group, a column a state.
        names: group to the name a reader sees.
        t: words of the reader's language.
    """
    states = [state for state in State if state not in theme.BESIDE]
    rows = tuple(BarRow(names[code], row[State.IN_PLACE]) for code, row in counts.items())
    series = (
        Series(
            str(state),
            t(f"state.{state}"),
            theme.look(state),
            tuple(row[state] for row in counts.values()),
        )
        for state in states
    )
    return Bars(rows, tuple(one for one in series if any(one.numbers)))
