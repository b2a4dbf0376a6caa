"""The axis of the meetings as a figure of a page."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from components.charts import theme
from components.charts.lines import month_end
from components.charts.meetings import SIGN, Cycle, Meeting, Meetings, Term
from components.frontend import plotly
from components.frontend.plotly import Figure, escape_plotly
from data.meetings import MeetingStatus
from data.words import Words

CLEAR = "rgba(0,0,0,0)"
POINT: dict[MeetingStatus, dict[str, Any]] = {
    MeetingStatus.HELD: {"symbol": "circle", "size": 12, "color": theme.CONFIRMED},
    MeetingStatus.ANNOUNCED: {
        "symbol": "circle-open",
        "size": 12,
        "color": theme.CONFIRMED,
        "line": {"width": 2.5},
    },
    MeetingStatus.EXPECTED: {
        "symbol": "square-open",
        "size": 12,
        "color": theme.SILENT,
        "line": {"width": 2},
    },
    MeetingStatus.AFTER_CUT_OFF: {
        "symbol": "diamond-open",
        "size": 12,
        "color": theme.SILENT,
        "line": {"width": 2},
    },
}
"""A meeting known to the day."""
STRIPES = {"shape": "/", "size": 6, "solidity": 0.5, "fillmode": "overlay"}
BAR: dict[MeetingStatus, dict[str, Any]] = {
    MeetingStatus.HELD: {"color": theme.CONFIRMED},
    MeetingStatus.ANNOUNCED: {
        "color": CLEAR,
        "line": {"color": theme.CONFIRMED, "width": 2.5},
    },
    MeetingStatus.EXPECTED: {"color": theme.SILENT, "pattern": STRIPES},
    MeetingStatus.AFTER_CUT_OFF: {"color": CLEAR, "line": {"color": theme.SILENT, "width": 2}},
}
"""A meeting known to a month, quarter or year: as wide as that."""

LANE = 56
"""Height of a lane in pixels: its name, the marks, and their dates."""
MARK, DATE = 0.52, 0.72
"""Where in a lane the marks are, and where their dates begin."""
BAND, NAMES, STEP, PRESIDENCIES = 0.5, 0.62, 0.3, 1.35
"""In the lane of the presidencies: the band, the first row of names, the way to the second row, and
the height in lanes."""
PHONE, LETTER = 330, 5.8
"""Width in pixels that a phone leaves the axis, and of a letter of a date.

Where dates would meet, one is left out.
"""


def render(axis: Meetings, t: Words) -> Figure:
    """The figure: a lane a series and level, under the band of the presidencies."""
    tops = _tops(axis)
    height = max(tops.values(), default=PRESIDENCIES - 1) + 1
    first, last = _ends(axis)
    pixel = (last - first) / PHONE
    places = [(meeting, tops[meeting.lane]) for meeting in axis.meetings]
    traces = [trace for status in MeetingStatus for trace in _marks(places, status, t)]
    traces += [_band(axis.terms, "surely_from", "surely_to", solid=True)]
    traces += [
        _band(axis.terms, *ends, solid=False)
        for ends in (("first", "surely_from"), ("surely_to", "last"))
    ]
    traces += [_month(cycle, tops[_lane_of(cycle)], t) for cycle in axis.cycles]
    return Figure(
        traces,
        plotly.layout(
            t,
            barmode="overlay",
            showlegend=False,
            height=round(LANE * height) + 56,
            margin={"l": 8, "r": 8, "t": 28, "b": 28},
            xaxis={
                "type": "date",
                "range": [first.isoformat(), last.isoformat()],
                "side": "top",
                "dtick": "M12",
                "tickformat": "%Y",
                "fixedrange": True,
            },
            yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
            shapes=_shapes(axis, tops, first, last),
            annotations=_notes(axis, tops, pixel, first, last, t),
        ),
    )


def _lane_of(cycle: Cycle) -> str:
    return f"{cycle.after}/cycle"


def _tops(axis: Meetings) -> dict[str, float]:
    """Where each lane begins, in lanes from the top; the lane of a cycle comes after its level."""
    cycles = {cycle.after: _lane_of(cycle) for cycle in axis.cycles}
    order: list[str] = []
    for lane in axis.lanes:
        order += [lane, *([cycles[lane]] if lane in cycles else [])]
    return {name: PRESIDENCIES + place for place, name in enumerate(order)}


def _ends(axis: Meetings) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the axis, with room for half a date on either side."""
    days = [axis.as_of, *(term.first for term in axis.terms)]
    days += [day for meeting in axis.meetings for day in (meeting.first, meeting.last)]
    days += [cycle.month for cycle in axis.cycles]
    first, last = pd.Timestamp(min(days)), pd.Timestamp(max(days))
    room = (last - first) * 0.1 + pd.Timedelta(days=31)
    return first - room, last + room


def _marks(
    places: Sequence[tuple[Meeting, float]], status: MeetingStatus, t: Words
) -> list[dict[str, Any]]:
    """The meetings of one status: signs for days, bars for longer periods."""
    mine = [(meeting, top) for meeting, top in places if meeting.status == status]
    days = [(meeting, top) for meeting, top in mine if meeting.exact]
    periods = [(meeting, top) for meeting, top in mine if not meeting.exact]
    traces: list[dict[str, Any]] = []
    if days:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [meeting.first.isoformat() for meeting, _ in days],
                "y": [top + MARK for _, top in days],
                "marker": POINT[status],
                "cliponaxis": False,
                **_hover([meeting for meeting, _ in days], status, t),
            }
        )
    if periods:
        spans = [(meeting.first, meeting.last) for meeting, _ in periods]
        bars = _bar(spans, [top + MARK for _, top in periods], BAR[status])
        traces.append(bars | _hover([meeting for meeting, _ in periods], status, t))
    return traces


def _hover(meetings: Sequence[Meeting], status: MeetingStatus, t: Words) -> dict[str, Any]:
    word = t(f"meeting_status.{status}")
    lines = [f"%{{customdata[{place}]}}" for place in range(3)]
    return {
        "name": word,
        "customdata": [
            [escape_plotly(cell) for cell in (meeting.title, meeting.when, meeting.where)]
            for meeting in meetings
        ],
        "hovertemplate": "<br>".join([*lines, f"{SIGN[status]} {escape_plotly(word)}"])
        + "<extra></extra>",
    }


def _bar(
    spans: Sequence[tuple[date, date]],
    places: list[float],
    marker: dict[str, Any],
    width: float = 0.24,
) -> dict[str, Any]:
    """Bars from the first to the end of the last day."""
    day = timedelta(days=1)
    return {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "width": width,
        "base": [first.isoformat() for first, _ in spans],
        "x": [(last + day - first).total_seconds() * 1000 for first, last in spans],
        "marker": marker,
    }


def _band(terms: Sequence[Term], start: str, end: str, *, solid: bool) -> dict[str, Any]:
    """The band of the presidencies: filled where a term is certain, striped where possible."""
    marker = {"color": theme.AWAITING} if solid else {"color": theme.AWAITING, "pattern": STRIPES}
    mine = [term for term in terms if getattr(term, end) > getattr(term, start)]
    day = timedelta(days=1)
    spans = [(getattr(term, start), getattr(term, end) - day) for term in mine]
    return _bar(spans, [BAND] * len(mine), marker) | {
        "customdata": [[escape_plotly(term.name), escape_plotly(term.when)] for term in mine],
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    }


def _month(cycle: Cycle, top: float, t: Words) -> dict[str, Any]:
    """The month to which the cycle counts, striped and as wide as a month: no day is known."""
    month = t.date(cycle.month, "month")
    label = escape_plotly(t("meetings.cycle_mark", length=cycle.length, month=month))
    marker = {
        "color": theme.ANNOUNCED,
        "pattern": STRIPES,
        "line": {"color": theme.ANNOUNCED, "width": 1},
    }
    bar = _bar([(cycle.month, month_end(cycle.month))], [top + MARK], marker, 0.3)
    return bar | {"name": label, "hovertemplate": f"{label}<extra></extra>"}


def _notes(
    axis: Meetings,
    tops: Mapping[str, float],
    pixel: pd.Timedelta,
    first: pd.Timestamp,
    last: pd.Timestamp,
    t: Words,
) -> list[dict[str, Any]]:
    """Names of lanes, terms and marks, and what the cut-off is."""
    notes = [_lane_name(t("meetings.presidencies"), 0)]
    notes += [_lane_name(name, tops[lane], strong=True) for lane, name in axis.lanes.items()]
    notes += [
        _lane_name(t("meetings.cycle_lane", length=cycle.length), tops[_lane_of(cycle)])
        for cycle in axis.cycles
    ]
    notes += _term_names(axis.terms, pixel)
    for lane in dict.fromkeys(meeting.lane for meeting in axis.meetings):
        notes += _dates([one for one in axis.meetings if one.lane == lane], tops[lane], pixel)
    notes += [
        _note(
            t.narrow_date(cycle.month, "month"),
            _middle_of_month(cycle.month),
            tops[_lane_of(cycle)] + DATE,
        )
        for cycle in axis.cycles
    ]
    as_of = pd.Timestamp(axis.as_of)
    # Under the dashed line of the cut-off, turned to the side that has more room.
    side = "right" if as_of - first > last - as_of else "left"
    name = _note(t("meetings.cut_off", day=t.date(axis.as_of)), as_of, 0)
    notes.append(name | {"yref": "paper", "xanchor": side, "yshift": -4})
    return notes


def _shapes(
    axis: Meetings, tops: Mapping[str, float], first: pd.Timestamp, last: pd.Timestamp
) -> list[dict[str, Any]]:
    """The lines of the lanes, of the cycle, between presidencies, and of the cut-off."""
    as_of = pd.Timestamp(axis.as_of)
    shapes = [_line(first, last, tops[lane] + MARK) for lane in axis.lanes]
    for cycle in axis.cycles:
        start, month = pd.Timestamp(cycle.start), pd.Timestamp(cycle.month)
        shapes.append(_line(start, month, tops[_lane_of(cycle)] + MARK, theme.ANNOUNCED, "dot"))
    for term in axis.terms:
        if term.first == term.surely_from:
            day = pd.Timestamp(term.first)
            edge = _line(day, day, BAND - 0.2, theme.INK)
            shapes.append(edge | {"y1": BAND + 0.2, "layer": "above"})
    # The line of the cut-off leaves out the rows in which dates and names stand.
    pieces = [(BAND - 0.2, NAMES), *((top + MARK - 0.22, top + DATE) for top in tops.values())]
    for top, end in pieces:
        piece = _line(as_of, as_of, top, theme.INK, "4px,3px")
        shapes.append(piece | {"layer": "above", "y1": end})
    return shapes


def _term_names(terms: Sequence[Term], pixel: pd.Timedelta) -> list[dict[str, Any]]:
    """Names below the band, alternately in two rows: a name may be longer than its term."""
    notes = []
    for place, term in enumerate(terms):
        first, last = pd.Timestamp(term.first), pd.Timestamp(term.last)
        middle = max(first + (last - first) / 2, first + 20 * pixel)
        notes.append(_note(term.name, middle, NAMES + STEP * (place % 2)))
    return notes


def _dates(meetings: Sequence[Meeting], top: float, pixel: pd.Timedelta) -> list[dict[str, Any]]:
    """The dates under a lane's marks, without those that would meet another on a phone."""
    notes, free = [], pd.Timestamp.min
    for meeting in sorted(meetings, key=lambda one: one.first):
        first, last = pd.Timestamp(meeting.first), pd.Timestamp(meeting.last)
        middle = first + (last - first) / 2
        half = pixel * LETTER * len(meeting.short) / 2
        if middle - half >= free:
            notes.append(_note(meeting.short, middle, top + DATE))
            free = middle + half + 4 * pixel
    return notes


def _middle_of_month(month: date) -> pd.Timestamp:
    span = pd.Timestamp(month).to_period("M")
    return span.start_time + (span.end_time - span.start_time) / 2


def _note(text: str, day: pd.Timestamp, y: float) -> dict[str, Any]:
    return {
        "x": day.isoformat(),
        "y": y,
        "text": escape_plotly(text),
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "top",
        "borderpad": 0,
        "font": {"size": 11, "color": theme.INK},
    }


def _lane_name(name: str, top: float, *, strong: bool = False) -> dict[str, Any]:
    """A lane's name stands over its marks, so that a phone has its whole width for the axis."""
    return {
        "xref": "paper",
        "x": 0,
        "y": top + 0.04,
        "text": f"<b>{escape_plotly(name)}</b>" if strong else escape_plotly(name),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "borderpad": 0,
        "font": {"size": 12, "color": theme.INK},
    }


def _line(
    first: pd.Timestamp,
    last: pd.Timestamp,
    y: float,
    colour: str = theme.OPEN,
    dash: str = "solid",
) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": first.isoformat(),
        "x1": last.isoformat(),
        "y0": y,
        "y1": y,
        "line": {"color": colour, "width": 1.5, "dash": dash},
    }
