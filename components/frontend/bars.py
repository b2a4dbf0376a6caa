"""Stacked bars as a figure of a page."""

from collections.abc import Callable, Sequence
from typing import Any

from components.charts.bars import Bars
from components.charts.series import Series
from components.frontend import plotly
from components.frontend.plotly import Figure, escape_plotly
from data.text.words import Words

LINE = 18
"""Height of a line of a label, in pixels."""
NARROW = 0.05
"""Share of the longest bar below which a number does not fit into its part of the bar."""
TOP = 72
"""Room for a legend of up to three lines, in pixels."""


def render(bars: Bars, t: Words) -> Figure:
    """The figure, as high as its bars need."""
    ticks = [plotly.wrap(name) for name in bars.categories]
    lines = max(tick.count("<br>") + 1 for tick in ticks)
    most = max(bars.totals)
    least = max(1, NARROW * most)
    return Figure(
        [
            {
                **trace(series, series.word, bars.categories, t, lambda number: number >= least),
                **plotly.number(series.look),
            }
            for series in bars.series
        ],
        plotly.layout(
            t,
            barmode="stack",
            height=max(34, LINE * lines + 10) * len(ticks) + TOP + 60,
            margin={"l": 8, "r": 16, "t": TOP, "b": 8},
            xaxis=plotly.count_axis(most, title={"text": bars.unit}, zeroline=False),
            yaxis=plotly.names_axis(ticks),
        ),
    )


def trace(
    series: Series, name: str, rows: Sequence[str], t: Words, fits: Callable[[int], bool]
) -> dict[str, Any]:
    """Return a series of bars; its numbers stand in those of their pieces that they fit into.

    Args:
        series: the series.
        name: what it is called where a reader points at a piece.
        rows: what each bar is called.
        t: words of the reader's language.
        fits: whether a piece of this length has room for its number.
    """
    label, numbers = escape_plotly(name), [number or 0 for number in series.numbers]
    pairs = zip(rows, numbers, strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": list(range(len(numbers))),
        "x": numbers,
        "marker": plotly.marker(series.look),
        "text": [t.number(number) if fits(number) else "" for number in numbers],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "customdata": [[escape_plotly(row), t.number(number)] for row, number in pairs],
        "hovertemplate": f"%{{customdata[0]}}<br>{label}: %{{customdata[1]}}<extra></extra>",
    }
