"""Charts of slides as Plotly figures for a projector of 1920 x 1080 pixels.

No letter is smaller than 24 pixels. The legend stands beside them in HTML.
"""

import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from components.charts import theme
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.series import Series
from components.charts.spans import Spans
from components.documents.deck.slide import Chart
from components.frontend import plotly
from components.frontend.lines import FILL, upright
from components.frontend.plotly import escape_plotly
from data.words import Words

SMALL, TEXT = 24, 28
"""Sizes of type, in pixels of the projector."""
LINE = 34
"""Height of a line of a label."""
ROOM = 540
"""Height that a figure has at least."""
WIDE, NARROW = 44, 18
"""Characters of a line of a label, on a projector and on a phone."""
LONG = 60
"""Characters of a label where there is room for one line only."""
STRIPES = {
    "shape": "/",
    "size": 20,
    "solidity": 0.16,
    "fgcolor": theme.SILENT,
    "bgcolor": "rgba(0,0,0,0)",
}
WIDTH = 0.65
"""Share of its row that a bar over time takes."""
FEW_DAYS = 8
"""Days below which a bar would be too thin on a projector: it gets an outline of its colour."""
QUARTERS = 3 * 366
"""Days up to which a timeline names every quarter."""
MONTHS_OF_YEARS = 36
"""From so many months on, an axis of time names years."""


def figure(chart: Chart, t: Words) -> dict[str, Any]:
    """A chart as `slides.js` draws it.

    Args:
        chart: the numbers.
        t: words of the reader's language.

    Returns:
        `figure`: traces and layout without a height, which is the room on the slide; `narrow`:
        the layout keys that differ on a phone, with a height.
    """
    match chart:
        case Bars():
            return _bars(chart, t)
        case Lines():
            return _lines(chart, t)
        case Spans():
            return _spans(chart, t)


def _layout(t: Words, **more: Any) -> dict[str, Any]:
    return {
        "margin": {"l": 0, "r": 24, "t": 8, "b": 8},
        "separators": t.separators,
        "showlegend": False,
        "dragmode": False,
        "font": {"size": SMALL},
        "hoverlabel": {"align": "left", "font": {"size": SMALL}},
        **more,
    }


def _marker(series: Series) -> dict[str, Any]:
    if series.look.hatched:
        return {
            "color": series.look.colour,
            "pattern": STRIPES,
            "line": {"color": series.look.colour, "width": 3},
        }
    return {"color": series.look.colour}


# ---- bars


def _bars(chart: Bars, t: Words) -> dict[str, Any]:
    names, most = chart.categories, max(chart.totals, default=0)
    layout = _layout(
        t,
        barmode="stack",
        bargap=0.3,
        uniformtext={"mode": "hide", "minsize": SMALL},
        xaxis=plotly.count_axis(most, zeroline=False, tickfont={"size": SMALL}),
        yaxis=_rows(names),
    )
    traces = [_bar(series, names, t) for series in chart.series]
    return {
        "figure": {"data": traces, "layout": layout},
        "narrow": _narrow_rows(names, {"nticks": 4}),
    }


def _bar(series: Series, names: Sequence[str], t: Words) -> dict[str, Any]:
    label = escape_plotly(series.name)
    numbers = [number or 0 for number in series.numbers]
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": list(range(len(names))),
        "x": [number or None for number in numbers],
        "marker": _marker(series),
        "text": [t.number(number) if number else "" for number in numbers],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {
            "size": TEXT,
            **plotly.number(series.look).get("insidetextfont", {}),
            **({"weight": 700} if series.look.hatched else {}),
        },
        "textangle": 0,
        "customdata": [
            [escape_plotly(name), t.number(number)]
            for name, number in zip(names, numbers, strict=True)
        ],
        "hovertemplate": f"%{{customdata[0]}}<br>{label}: %{{customdata[1]}}<extra></extra>",
    }


def _rows(names: Sequence[str]) -> dict[str, Any]:
    lines = max(1, min(3, ROOM // (LINE * max(1, len(names)))))
    return {
        "autorange": "reversed",
        "fixedrange": True,
        "automargin": True,
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [_wrapped(name, WIDE if lines > 1 else LONG, lines) for name in names],
        "tickfont": {"size": SMALL},
        "showgrid": False,
    }


def _narrow_rows(names: Sequence[str], across: dict[str, Any]) -> dict[str, Any]:
    ticks = [_wrapped(name, NARROW, 4) for name in names]
    lines = max((tick.count("<br>") + 1 for tick in ticks), default=1)
    return {
        "height": max(2, lines) * LINE * len(names) + 3 * LINE,
        "xaxis": across,
        "yaxis": {"ticktext": ticks},
    }


def _wrapped(text: str, width: int, lines: int) -> str:
    kept = textwrap.wrap(text, width, max_lines=lines, placeholder="…")
    return "<br>".join(escape_plotly(line) for line in kept)


# ---- lines


def _lines(chart: Lines, t: Words) -> dict[str, Any]:
    years = (
        {"dtick": "M12", "tickformat": "%Y"}
        if len(chart.months) >= MONTHS_OF_YEARS
        else {"nticks": 7}
    )
    layout = _layout(
        t,
        hovermode="x unified",
        margin={"l": 0, "r": 48, "t": 24, "b": 8},
        xaxis={
            "type": "date",
            "fixedrange": True,
            "showgrid": False,
            "hoverformat": "%b %Y",
            "tickfont": {"size": SMALL},
            **years,
        },
        yaxis=plotly.count_axis(chart.most, tickfont={"size": SMALL}),
    )
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": escape_plotly(series.name),
            "x": [day.isoformat() for day in chart.days],
            "y": [*series.numbers, series.numbers[-1]],
            "line": {
                "color": series.look.colour,
                "width": 6,
                "shape": "hv",
                "dash": "dot" if series.look.dashed else "solid",
            },
            **({"fill": FILL[series.mark]} if series.mark in FILL else {}),
        }
        for series in chart.series
    ]
    return {
        "figure": {"data": traces, "layout": layout},
        "narrow": {"height": 640, "xaxis": {"dtick": None, "nticks": 4}},
    }


# ---- bars over time


def _spans(chart: Spans, t: Words) -> dict[str, Any]:
    names = chart.categories
    cut_off, name = chart.cut_off
    short = (chart.last - chart.first).days <= QUARTERS
    ticks = {"dtick": "M3", "tickformat": "%b %Y"} if short else {"nticks": 8, "tickformat": "%Y"}
    late = (cut_off - chart.first) * 2 > chart.last - chart.first
    layout = _layout(
        t,
        barmode="overlay",
        margin={"l": 0, "r": 24, "t": 56, "b": 8},
        xaxis={
            "type": "date",
            "range": [chart.first.isoformat(), chart.last.isoformat()],
            "fixedrange": True,
            "showgrid": True,
            **ticks,
            "ticklabelmode": "period",
            "tickfont": {"size": SMALL},
        },
        yaxis=_rows(names),
        shapes=[{**upright(cut_off), "line": {"color": theme.INK, "width": 5}}],
        annotations=[_label(cut_off, name, "right" if late else "left")],
    )
    return {
        "figure": {"data": _pieces(chart, names, t), "layout": layout},
        "narrow": _narrow_rows(names, {"dtick": "M12", "tickformat": "%Y"}),
    }


def _pieces(chart: Spans, names: Sequence[str], t: Words) -> list[dict[str, Any]]:
    """A trace for each series that is seen, each piece where the ones before it end."""
    ends = [0] * len(names)
    traces = []
    for series in chart.series:
        lengths = [number or 0 for number in series.numbers]
        if not series.look.hidden:
            traces.append(_piece(series, chart, names, ends, lengths, t))
        ends = [end + length for end, length in zip(ends, lengths, strict=True)]
    return traces


def _piece(
    series: Series,
    chart: Spans,
    names: Sequence[str],
    starts: list[int],
    lengths: list[int],
    t: Words,
) -> dict[str, Any]:
    label = escape_plotly(series.name)
    rows = [row for row, length in enumerate(lengths) if length]
    first = [chart.first + timedelta(days=starts[row]) for row in rows]
    last = [day + timedelta(days=lengths[row] - 1) for day, row in zip(first, rows, strict=True)]
    marker = _marker(series)
    if not series.look.hatched:
        marker |= {
            "opacity": 0.5,
            "line": {
                "color": series.look.colour,
                "width": [6 if lengths[row] < FEW_DAYS else 0 for row in rows],
            },
        }
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "y": rows,
        "base": [day.isoformat() for day in first],
        "x": [lengths[row] * 86_400_000 for row in rows],
        # Without it Plotly takes the distance of the rows that the trace has.
        "width": WIDTH,
        "marker": marker,
        "customdata": [
            [escape_plotly(names[row]), t.date(start), t.date(end)]
            for row, start, end in zip(rows, first, last, strict=True)
        ],
        "hovertemplate": f"%{{customdata[0]}}<br>{label}: %{{customdata[1]}} – %{{customdata[2]}}"
        "<extra></extra>",
    }


def _label(day: date, text: str, anchor: str) -> dict[str, Any]:
    return {
        "x": day.isoformat(),
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "text": escape_plotly(text),
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "bottom",
        "font": {"size": SMALL},
    }
