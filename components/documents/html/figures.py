"""Charts of slides as Plotly figures for a projector of 1920 x 1080 pixels.

No letter is smaller than 24 pixels. The legend stands beside them in HTML.
"""

import textwrap
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from components.charts import theme
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.series import Series
from components.charts.spans import Spans
from components.documents.deck.slide import Chart
from components.frontend import bars, lines, plotly
from components.frontend.lines import upright
from components.frontend.plotly import escape_plotly
from data.text.words import Words

SMALL, TEXT = 24, 28
"""Sizes of type, in pixels of the projector."""
LINE = 34
"""Height of a line of a label."""
ROOM = 540
"""Height that a figure has at least."""
WIDE, BESIDE, NARROW = 44, 22, 18
"""Characters of a line of a label: on a projector, beside a list there, and on a phone."""
LONG = 60
"""Characters of a label where there is room for one line only."""
WALL, WALL_BESIDE = 1792, 1036
"""Pixels that a figure takes of the width of a slide: the whole, and beside a list."""
HIGHEST = 110
"""Height of a bar, where there are few."""
LETTER = 13
"""Pixels that a letter or digit of SMALL takes at most, as far as room is reckoned."""
GAP, NARROW_GAP, MANY = 0.3, 0.16, 8
"""Share of a row between two bars, also where there are so many or more of them."""
OUTLINE = 3
"""Width of the outline of a bar that is pale or hatched."""
STRIPES = {"shape": "/", "size": 20, "solidity": 0.16}
STRIPES |= {"fgcolor": theme.SILENT, "bgcolor": "rgba(0,0,0,0)"}
WIDTH = 0.65
"""Share of its row that a bar over time takes."""
FEW_DAYS = 8
"""Days below which a bar would be too thin on a projector: it gets an outline of its colour."""
QUARTERS = 3 * 366
"""Days up to which a timeline names every quarter."""
MONTHS_OF_YEARS = 36
"""From so many months on, an axis of time names years."""


def figure(chart: Chart, t: Words, *, beside: bool = False) -> dict[str, Any]:
    """A chart as `slides.js` draws it, on the whole slide or beside a list.

    Returns:
        `figure`: traces and layout without a height, which is the room on the slide; `narrow`:
        the layout keys that differ on a phone, with a height.
    """
    match chart:
        case Bars():
            data, layout, narrow = _bars(chart, t, beside=beside)
        case Lines():
            data, layout, narrow = _lines(chart)
        case Spans():
            data, layout, narrow = _spans(chart, t)
    usual = {
        "margin": {"l": 0, "r": 24, "t": 8, "b": 8},
        "separators": t.separators,
        "showlegend": False,
        "dragmode": False,
        "font": {"size": SMALL},
        "hoverlabel": {"align": "left", "font": {"size": SMALL}},
    }
    return {"figure": {"data": data, "layout": {**usual, **layout}}, "narrow": narrow}


Drawn = tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]
"""Traces, layout, and the layout keys that differ on a phone."""


def _marker(series: Series) -> dict[str, Any]:
    """As on a page, in the size of a wall."""
    colour = {"color": series.look.colour}
    if series.look.hatched:
        return {**colour, "pattern": STRIPES, "line": {**colour, "width": OUTLINE}}
    marker = plotly.marker(series.look)
    if "pattern" in marker:
        marker["pattern"] = {**marker["pattern"], "size": STRIPES["size"]}
    return marker | ({"line": {**marker["line"], "width": OUTLINE}} if "line" in marker else {})


# ---- bars


def _bars(chart: Bars, t: Words, *, beside: bool) -> Drawn:
    names, most = chart.categories, max(chart.totals, default=0)
    rows = _rows(names, BESIDE if beside else WIDE)
    layout = {
        "barmode": "stack",
        "bargap": NARROW_GAP if len(names) >= MANY else max(GAP, 1 - len(names) * HIGHEST / ROOM),
        "xaxis": plotly.count_axis(most, zeroline=False, tickfont={"size": SMALL}),
        "yaxis": rows,
    }
    widest = max((len(line) for name in rows["ticktext"] for line in name.split("<br>")), default=0)
    room = (WALL_BESIDE if beside else WALL) - LETTER * widest
    size = SMALL if len(names) >= MANY else TEXT
    traces = [_bar(series, names, t, size, most / room) for series in chart.series]
    # On a phone a number that its piece has no room for is left out.
    fitting = {"uniformtext": {"mode": "hide", "minsize": SMALL}}
    return traces, layout, _narrow_rows(names, {"nticks": 4}) | fitting


def _bar(
    series: Series, names: Sequence[str], t: Words, size: int, per_pixel: float
) -> dict[str, Any]:
    """A series: its numbers stand in its pieces, where those are as wide as they are."""

    def fits(number: int) -> bool:
        return number >= max(LETTER * (len(t.number(number)) + 1) * per_pixel, 1)

    inside = {"size": size, **plotly.number(series.look).get("insidetextfont", {})}
    return {
        **bars.trace(series, series.name, names, t, fits),
        "x": [number or None for number in series.numbers],
        "marker": _marker(series),
        "insidetextfont": inside | ({"weight": 700} if series.look.hatched else {}),
    }


def _rows(names: Sequence[str], wide: int = WIDE) -> dict[str, Any]:
    lines = max(1, min(3, ROOM // (LINE * max(1, len(names)))))
    long = LONG if wide == WIDE else WIDE
    ticks = [_wrapped(name, wide if lines > 1 else long, lines) for name in names]
    return plotly.names_axis(ticks, tickfont={"size": SMALL})


def _narrow_rows(names: Sequence[str], across: dict[str, Any]) -> dict[str, Any]:
    ticks = [_wrapped(name, NARROW, 4) for name in names]
    lines = max((tick.count("<br>") + 1 for tick in ticks), default=1)
    height = max(2, lines) * LINE * len(names) + 3 * LINE
    return {"height": height, "xaxis": across, "yaxis": {"ticktext": ticks}}


def _wrapped(text: str, width: int, lines: int) -> str:
    kept = textwrap.wrap(text, width, max_lines=lines, placeholder="…")
    return "<br>".join(escape_plotly(line) for line in kept)


# ---- lines


def _lines(chart: Lines) -> Drawn:
    names_years = len(chart.months) >= MONTHS_OF_YEARS
    ticks = {"dtick": "M12", "tickformat": "%Y"} if names_years else {"nticks": 7}
    narrow: dict[str, Any] = {"dtick": None, "nticks": 4}
    if len(chart.months) == 1:
        narrow = {}
        ticks = {"tickvals": [chart.as_of.isoformat()], "tickformat": "%b %Y"}
    axis = {"type": "date", "fixedrange": True, "showgrid": False, "hoverformat": "%b %Y"}
    layout = {
        "hovermode": "x unified",
        "margin": {"l": 0, "r": 48, "t": 24, "b": 8},
        "xaxis": {**axis, "tickfont": {"size": SMALL}, **ticks},
        "yaxis": plotly.count_axis(chart.most, tickfont={"size": SMALL}),
    }
    days = [day.isoformat() for day in chart.days]
    traces = [lines.trace(series, series.name, days, 6) for series in chart.series]
    return traces, layout, {"height": 640, "xaxis": narrow}


# ---- bars over time


def _spans(chart: Spans, t: Words) -> Drawn:
    names = chart.categories
    cut_off, name = chart.cut_off
    short = (chart.last - chart.first).days <= QUARTERS
    ticks = (
        {"dtick": "M3", "tickformat": "%b<br>%Y"} if short else {"nticks": 8, "tickformat": "%Y"}
    )
    late = (cut_off - chart.first) * 2 > chart.last - chart.first
    label = {
        "x": cut_off.isoformat(),
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "text": escape_plotly(name),
        "showarrow": False,
        "xanchor": "right" if late else "left",
        "yanchor": "bottom",
        "font": {"size": SMALL},
    }
    layout = {
        "barmode": "overlay",
        "margin": {"l": 0, "r": 24, "t": 56, "b": 8},
        "xaxis": {
            "type": "date",
            "range": [chart.first.isoformat(), chart.last.isoformat()],
            "fixedrange": True,
            "showgrid": True,
            **ticks,
            "ticklabelmode": "period",
            "tickfont": {"size": SMALL},
        },
        "yaxis": _rows(names),
        "shapes": [{**upright(cut_off), "line": {"color": theme.INK, "width": 5}}],
        "annotations": [label],
    }
    narrow = _narrow_rows(names, {"dtick": "M12", "tickformat": "%Y"})
    return _pieces(chart, t), layout, narrow


def _pieces(chart: Spans, t: Words) -> list[dict[str, Any]]:
    """A trace for each series that is seen, each piece where the ones before it end."""
    ends = [0] * len(chart.categories)
    traces = []
    for series in chart.series:
        lengths = [number or 0 for number in series.numbers]
        if not series.look.hidden:
            traces.append(_piece(series, chart, ends, lengths, t))
        ends = [end + length for end, length in zip(ends, lengths, strict=True)]
    return traces


def _piece(
    series: Series, chart: Spans, starts: list[int], lengths: list[int], t: Words
) -> dict[str, Any]:
    label, names, marker = escape_plotly(series.name), chart.categories, _marker(series)
    rows = [row for row, length in enumerate(lengths) if length]
    first = [chart.first + timedelta(days=starts[row]) for row in rows]
    last = [day + timedelta(days=lengths[row] - 1) for day, row in zip(first, rows, strict=True)]
    if not series.look.hatched:
        width = [6 if lengths[row] < FEW_DAYS else 0 for row in rows]
        marker |= {"opacity": 0.5, "line": {"color": series.look.colour, "width": width}}
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
