"""Stacked bars as a figure of a page."""

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
    return Figure(
        [_trace(series, bars, t, max(1, NARROW * most)) for series in bars.series],
        plotly.layout(
            t,
            barmode="stack",
            height=max(34, LINE * lines + 10) * len(ticks) + TOP + 60,
            margin={"l": 8, "r": 16, "t": TOP, "b": 8},
            xaxis=plotly.count_axis(most, title={"text": bars.unit}, zeroline=False),
            yaxis={
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "showgrid": False,
                "tickmode": "array",
                "tickvals": list(range(len(ticks))),
                "ticktext": ticks,
            },
        ),
    )


def _trace(series: Series, bars: Bars, t: Words, least: float) -> dict[str, Any]:
    """Return a series; its numbers stand in those of its pieces that are `least` long."""
    label, numbers = escape_plotly(series.word), [number or 0 for number in series.numbers]
    pairs = zip(bars.categories, numbers, strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": list(range(len(numbers))),
        "x": numbers,
        "marker": plotly.marker(series.look),
        "text": [t.number(number) if number >= least else "" for number in numbers],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "customdata": [[escape_plotly(row), t.number(number)] for row, number in pairs],
        "hovertemplate": f"%{{customdata[0]}}<br>{label}: %{{customdata[1]}}<extra></extra>",
        **plotly.number(series.look),
    }
