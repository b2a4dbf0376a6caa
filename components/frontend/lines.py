"""Lines over time as a figure of a page."""

from datetime import date
from typing import Any

from components.charts import theme
from components.charts.lines import Event, Lines
from components.charts.series import Series
from components.frontend import plotly
from components.frontend.plotly import Figure, escape_plotly
from data.text.words import Words

ROW = 15
"""Height of a row of labels above the chart, in pixels."""
FILL = {"confirmed": "tozeroy", "reached": "tonexty"}
"""Series to the fill below its line."""


def render(lines: Lines, t: Words) -> Figure:
    """The figure: steps at the ends of the months, events as upright lines."""
    first, last = lines.begins, lines.as_of
    events = [event for event in lines.events if first <= event.day <= last]
    days = [day.isoformat() for day in lines.days]
    return Figure(
        [_trace(series, days) for series in lines.series],
        plotly.layout(
            t,
            height=400,
            hovermode="x unified",
            margin={"l": 8, "r": 16, "t": 104, "b": 8},
            xaxis={
                "type": "date",
                "range": [f"{day}T00:00:00" for day in (first, last)],
                "fixedrange": True,
                "showgrid": False,
                "hoverformat": "%b %Y",
                **({"dtick": "M1", "tickformat": "%b<br>%Y"} if len(lines.months) == 1 else {}),
            },
            yaxis=plotly.count_axis(lines.most, title={"text": lines.unit}),
            shapes=[_upright(event.day) for event in events],
            annotations=[_label(event, row) for row, event in enumerate(events)],
        ),
    )


def _trace(series: Series, days: list[str]) -> dict[str, Any]:
    """Return a series as a line of steps."""
    dash = "dot" if series.look.dashed else "solid"
    fill = {"fill": FILL[series.mark]} if series.mark in FILL else {}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape_plotly(series.word),
        "x": days,
        "y": [*series.numbers, series.numbers[-1]],
        "line": {"color": series.look.colour, "width": 3, "shape": "hv", "dash": dash},
        **fill,
        "opacity": 0.9,
    }


def _upright(day: date) -> dict[str, Any]:
    """A dashed line across the whole height at a day."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.SILENT, "width": 1, "dash": "dash"},
    }


def _label(event: Event, row: int) -> dict[str, Any]:
    """The name of an event's line; every second one is higher, so that all fit on a phone."""
    return {
        "x": event.day.isoformat(),
        "y": 1,
        "yshift": ROW * (row % 2),
        "xref": "x",
        "yref": "paper",
        "text": escape_plotly(event.label),
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "bottom",
        "font": {"size": 12},
    }
