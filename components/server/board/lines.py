"""Lines over time as a figure of Plotly, and the names of months as its axis has them."""

from datetime import date
from functools import cache
from html import escape
from typing import Any

from components.charts import theme
from components.charts.lines import Event, Lines, Series
from data.model import locales
from data.text.words import Words

ROW = 15
"""Height of a row of labels above the chart, in pixels."""
LEGEND = 74
"""Height that the legend takes above these on a phone, in pixels."""
FILL = {"confirmed": "tozeroy", "reached": "tonexty"}
"""Series to the fill below its line."""
FEW = 8
"""Below this many, the axis has a tick at each: Plotly would put some at halves, and their labels,
rounded, would say a number twice."""
TEXT, PAPER, RULE = (f"var(--st-{name}-color)" for name in ("text", "background", "border"))
"""Colours as the styles of the page have them (`figure.js`)."""
AXIS = {"automargin": True, "fixedrange": True, "gridcolor": RULE, "zerolinecolor": RULE}
CORNER = {"xref": "container", "x": 0, "yref": "container", "y": 1, "yanchor": "top"}
"""The place of the legend: the upper left corner of the figure."""
HOVER = {"bgcolor": PAPER, "bordercolor": RULE, "font": {"color": TEXT}}
ON_DAY = {"xref": "x", "yref": "paper"}
"""How places of events are measured: by the day, and by the height of the chart."""


def render(lines: Lines, t: Words) -> dict[str, Any]:
    """Return traces (`data`) and `layout`: steps at the ends of the months, events as uprights.

    The height is in pixels. Checking a figure takes Plotly longer than all else that goes into a
    page; a test checks it instead.
    """
    first, last = lines.begins, lines.as_of
    events = [event for event in lines.events if first <= event.day <= last]
    days = [day.isoformat() for day in lines.days]
    layout = {
        "height": 400,
        "hovermode": "x unified",
        "margin": {"l": 8, "r": 16, "t": LEGEND + 2 * ROW * bool(events), "b": 8, "pad": 8},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "separators": t.facts.separators,
        "legend": {"orientation": "h", **CORNER, "traceorder": "normal", "valign": "top"},
        "hoverlabel": {"align": "left", "namelength": -1, **HOVER},
        "dragmode": False,
        "font": {"size": 12, "color": TEXT, "family": theme.SETTINGS["font"]},
        "xaxis": {
            **AXIS,
            "type": "date",
            "range": [f"{day}T00:00:00" for day in (first, last)],
            "showgrid": False,
            "zeroline": False,
            "hoverformat": "%b %Y",
            **({"dtick": "M1", "tickformat": "%b<br>%Y"} if (last - first).days < 62 else {}),
        },
        "yaxis": {
            **AXIS,
            "rangemode": "tozero",
            "tickformat": ",d",
            **({"dtick": 1} if lines.most < FEW else {}),
            "title": {"text": lines.unit, "standoff": 24, "font": {"size": 14}},
        },
        "shapes": [_upright(event.day) for event in events],
        "annotations": [_label(event, row) for row, event in enumerate(events)],
    }
    return {"data": [_trace(series, days) for series in lines.series], "layout": layout}


def _trace(series: Series, days: list[str]) -> dict[str, Any]:
    dash = "dot" if series.look.dashed else "solid"
    fill = {"fill": FILL[series.mark]} if series.mark in FILL else {}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape(series.word, quote=False),
        "x": days,
        "y": [*series.numbers, series.numbers[-1]],
        "line": {"color": f"var(--{series.look.colour})", "width": 3, "shape": "hv", "dash": dash},
        **fill,
        "opacity": 0.9,
    }


def _upright(day: date) -> dict[str, Any]:
    """A dashed line across the whole height at a day."""
    ends = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": 1}
    line = {"color": f"var(--{theme.SILENT})", "width": 1, "dash": "dash"}
    return {"type": "line", **ON_DAY, **ends, "line": line}


def _label(event: Event, row: int) -> dict[str, Any]:
    """The name of an event's line; every second one is higher, so that all fit on a phone."""
    place = {"x": event.day.isoformat(), "y": 1, "yshift": ROW * (row % 2)}
    anchor = {"showarrow": False, "xanchor": "center", "yanchor": "bottom"}
    return {**ON_DAY, **place, "text": escape(event.label, quote=False), **anchor}


@cache
def months(language: str) -> dict[str, Any]:
    """A language as plotly.js takes it: its code to its format.

    An axis has no room for the full stop of an abbreviation.
    """
    names = locales.language(language).locale.months["format"]
    plain = {width: [name.removesuffix(".") for name in names[width].values()] for width in names}
    return {language: {"format": {"months": plain["wide"], "shortMonths": plain["abbreviated"]}}}
