"""Lines over time: milestones cumulated by month. And the series of numbers that figures share."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts import theme
from components.charts.theme import Look
from data.text.words import Words

SHOWN = 6
"""Years that are shown; what was reached before is in the height of a line."""


@dataclass(frozen=True)
class Series:
    """The numbers of a figure that look the same: one a category; `None` is none, and not zero.

    `mark` is what they are: a state, a status, or a name of the figure's own; `word` is what the
    reader's language calls that.
    """

    mark: str
    word: str
    look: Look
    numbers: tuple[int | None, ...]

    @property
    def name(self) -> str:
        """Its name in a legend that shows signs too."""
        return f"{self.look.sign} {self.word}" if self.look.sign else self.word


@dataclass(frozen=True)
class Event:
    """A day that stands out on the axis, and what it is called."""

    label: str
    day: date


@dataclass(frozen=True)
class Lines:
    """Values over months, given by their first days, each kept until the next.

    `unit` is what is counted; events are marked on the axis, which ends at the cut-off.
    """

    months: tuple[date, ...]
    series: tuple[Series, ...]
    unit: str
    events: tuple[Event, ...]
    as_of: date

    @property
    def days(self) -> tuple[date, ...]:
        """Where each value is drawn, and the cut-off, to which the last one lasts.

        That is the end of the month, of the last month no later than the cut-off; of a month that
        stands alone its beginning, so that there is a line.
        """
        ends = [min(month_end(month), self.as_of) for month in self.months]
        return (*(ends if len(ends) > 1 else self.months), self.as_of)

    @property
    def most(self) -> int:
        """The highest value."""
        return max((number or 0 for series in self.series for number in series.numbers), default=0)

    @property
    def begins(self) -> date:
        """The first day shown: of the first month, but at most `SHOWN` years before the cut-off."""
        before = pd.Timestamp(self.as_of) - pd.DateOffset(years=SHOWN)
        return max(before.date(), self.months[0])


def reached_over_time(
    monthly: Mapping[date, Mapping[str, int]], meetings: Sequence[Event], as_of: date, t: Words
) -> Lines:
    """Return milestones cumulated by month: confirmed, reached, and announced if there are any.

    Reached has the awaiting ones too; announced are those whose date has come. `monthly` is what
    `measures.over_time` returns, one row a month at least; `meetings` are days to mark.
    """
    rows = monthly.values()
    values = {
        "confirmed": tuple(row["confirmed"] for row in rows),
        "reached": tuple(row["confirmed"] + row["awaiting"] for row in rows),
        "announced": tuple(row["announced"] for row in rows),
    }
    series = tuple(
        Series(name, t(f"series.{name}"), theme.LINE[name], numbers)
        for name, numbers in values.items()
        if name != "announced" or any(numbers)
    )
    return Lines(tuple(monthly), series, t("unit.milestones"), tuple(meetings), as_of)


def month_end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])
