"""Charts of slides as places in per cent of their room, which CSS draws at any size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise

from components.charts.bar_rows import percent
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.spans import Spans
from components.charts.theme import Look
from components.documents.deck.slide import Chart
from data.text.words import Words

MOST_TICKS = 6
"""Labels of an axis for which a slide has room."""
TOP = 1.03
"""Length of an axis of counts, in parts of the highest number."""
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two labels of an axis of time."""
YEAR = 12


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is written there."""

    at: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A piece of a bar, or a month of an area.

    Attributes:
        at, width: where it begins and how long it is.
        said: what it is, for who points at it.
        look: how it is drawn; `None` for a month.
        number: what is written in it where there is room; blank for days.
    """

    at: str
    width: str
    said: str
    look: Look | None = None
    number: str = ""


@dataclass(frozen=True)
class Row:
    """A bar and its name."""

    name: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Rows:
    """Bars over an axis of counts or of days.

    Attributes:
        rows: the bars, the first on top.
        across: the axis.
        cut_off: the cut-off; `None` on an axis of counts.
        late: whether the cut-off lies in the second half.
    """

    rows: Sequence[Row]
    across: Sequence[Tick]
    cut_off: Tick | None = None
    late: bool = False


@dataclass(frozen=True)
class Curve:
    """A line of steps, as a path of SVG in a square of 100, and the area below it."""

    look: Look
    path: str
    area: str


@dataclass(frozen=True)
class Curves:
    """Lines over months.

    Attributes:
        curves: the highest first, so that each is drawn over the one above it.
        across, up: the axes.
        months: the numbers of each month.
    """

    curves: Sequence[Curve]
    across: Sequence[Tick]
    up: Sequence[Tick]
    months: Sequence[Piece]


def figure(chart: Chart, t: Words) -> Rows | Curves:
    """Return the places of everything in a chart."""
    match chart:
        case Bars():
            return _bars(chart, t)
        case Lines():
            return _lines(chart, t)
        case Spans():
            return _spans(chart, t)


def _bars(chart: Bars, t: Words) -> Rows:
    whole = TOP * max(chart.totals, default=0) or 1
    rows = []
    for place, name in enumerate(chart.categories):
        pieces, begun = [], 0
        for series in chart.series:
            if number := series.numbers[place]:
                said = f"{name}\n{series.name}: {t.number(number)}"
                at, width = percent(begun / whole), percent(number / whole)
                pieces.append(Piece(at, width, said, series.look, t.number(number)))
                begun += number
        rows.append(Row(name, pieces))
    return Rows(rows, _counts(whole, t))


def _spans(chart: Spans, t: Words) -> Rows:
    def share(day: date) -> float:
        return (day - chart.first) / (chart.last - chart.first)

    rows = []
    for place, name in enumerate(chart.categories):
        pieces, first = [], chart.first
        for series in chart.series:
            end = first + timedelta(days=series.numbers[place] or 0)
            if end > first and not series.look.hidden:
                days = f"{t.date(first)} – {t.date(end - timedelta(days=1))}"
                width = percent(share(end) - share(first))
                said = f"{name}\n{series.name}: {days}"
                pieces.append(Piece(percent(share(first)), width, said, series.look))
            first = end
        rows.append(Row(name, pieces))
    day, said = chart.cut_off
    cut_off, across = Tick(percent(share(day)), said), _time(chart.first, chart.last, t)
    return Rows(rows, across, cut_off, share(day) > 1 / 2)


def _lines(chart: Lines, t: Words) -> Curves:
    days, whole = chart.days, TOP * chart.most or 1
    places = [(day - days[0]) / ((days[-1] - days[0]) or timedelta(1)) for day in days]
    curves = []
    for series in chart.series:
        heights = [100 - 100 * (number or 0) / whole for number in series.numbers]
        steps = [
            f"V{high:.4g}H{100 * at:.4g}" for high, at in zip(heights, places[1:], strict=True)
        ]
        area = "" if series.look.dashed else f"M0 100{''.join(steps)}V100Z"
        curves.append(Curve(series.look, f"M0 {heights[0]:.4g}{''.join(steps)}", area))
    months = []
    for place, (at, end) in enumerate(pairwise(places)):
        numbers = (f"{one.name}: {t.number(one.numbers[place] or 0)}" for one in chart.series)
        said = "\n".join([t.short_date(chart.months[place], "month"), *numbers])
        months.append(Piece(percent(at), percent(end - at), said))
    return Curves(curves[::-1], _time(days[0], days[-1], t), _counts(whole, t), months)


def _counts(whole: float, t: Words) -> list[Tick]:
    """Return whole numbers that are easy to read, from zero to the end of an axis."""
    steps = (times * 10**power for power in count() for times in (1, 2, 5))
    step = next(step for step in steps if whole / step <= MOST_TICKS)
    return [Tick(percent(at / whole), t.number(at)) for at in range(0, int(whole) + 1, step)]


def _time(first: date, last: date, t: Words) -> list[Tick]:
    """Return beginnings of months, quarters or years; of an axis within a month its end."""
    starts = list(_months(first, last))
    step = next((step for step in MONTHS if len(starts) / step <= MOST_TICKS), MONTHS[-1])
    named = [day for day in starts if (day.year * YEAR + day.month - 1) % step == 0] or [last]
    return [
        Tick(percent((day - first) / ((last - first) or timedelta(1))), _name(day, step, t))
        for day in named
    ]


def _name(day: date, step: int, t: Words) -> str:
    return t.date(day, "year") if step >= YEAR else t.short_date(day, "month")


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month that begins within an axis."""
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            yield month
        month = (month + timedelta(days=31)).replace(day=1)
