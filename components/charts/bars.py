"""Stacked bars: milestones by state, a bar a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.charts import theme
from components.charts.lines import Series
from data.measures import Counts
from data.model import SET_ASIDE, State
from data.text.words import Words

DIGITS_ACROSS, LINES_HIGH = 54, 15
"""Digits that have room in the longest bar of a slide, and lines in its highest column."""


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
    """Return a bar a group: milestones by state, also those that a decision took out.

    Those in place before the period are beside it; those on a day not known to lie in it are left
    out.

    Args:
        counts: what `measures.counts` returns: a row a group, a column a state.
        names: group to the name a reader sees.
        t: words of the reader's language.
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
