"""The meetings of all series on one time axis, a lane for each series and level, under the presidencies of CLASI."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from components.charts import theme
from components.charts.figure import Figure
from data.meetings import MeetingStatus
from data.records import records
from data.words import Words

SIGN = {
    MeetingStatus.HELD: "●",
    MeetingStatus.ANNOUNCED: "○",
    MeetingStatus.EXPECTED: "▨",
    MeetingStatus.AFTER_CUT_OFF: "◇",
}
"""Sign of each status in lists and in the words beneath the title; the marks have the same shapes."""
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
    MeetingStatus.ANNOUNCED: {"color": CLEAR, "line": {"color": theme.CONFIRMED, "width": 2.5}},
    MeetingStatus.EXPECTED: {"color": theme.SILENT, "pattern": STRIPES},
    MeetingStatus.AFTER_CUT_OFF: {"color": CLEAR, "line": {"color": theme.SILENT, "width": 2}},
}
"""A meeting known to a month, quarter or year: as wide as that."""

LANE = 56
"""Height of a lane in pixels: its name, the marks, and their dates."""
MARK, DATE = 0.52, 0.72
"""Where in a lane the marks are, and where their dates begin."""
BAND, NAMES, STEP, PRESIDENCIES = 0.5, 0.62, 0.3, 1.35
"""In the lane of the presidencies: the band, the first row of names, the way to the second, and its height in lanes."""
PHONE, LETTER = 330, 5.8
"""Width in pixels that a phone leaves the axis, and of a letter of a date: where dates would meet, one is left out."""


class Cycle(NamedTuple):
    """The lane of the cycle of one level.

    Attributes:
        after: the lane beneath which it stands.
        start: first day of the last meeting held.
        month: first day of the month to which the cycle counts.
        length: of the cycle, in words.
    """

    after: str
    start: pd.Timestamp
    month: pd.Timestamp
    length: str


def axis(
    meetings: pd.DataFrame,
    lanes: dict[str, str],
    terms: pd.DataFrame,
    cycles: Sequence[Cycle],
    as_of: pd.Timestamp,
    t: Words,
) -> Figure:
    """Every meeting as exactly as its date is known.

    Args:
        meetings: one row a meeting: `lane`, `label` and `where` (words), `when` and `short` (its date
            in words), `starts_on`, `last_day`, `precision`, `status` (a `MeetingStatus`).
        lanes: lane to its name, from top to bottom.
        terms: what `data.meetings.terms` returns, with the `name` of each state.
        cycles: the lanes of the cycle.
        as_of: the cut-off, drawn as a line.
        t: words of the reader's language.
    """
    tops = _tops(lanes, cycles)
    height = max(tops.values(), default=PRESIDENCIES - 1) + 1
    first, last = _ends(meetings, terms, cycles, as_of)
    pixel = (last - first) / PHONE
    placed = meetings.assign(y=[tops[lane] + MARK for lane in meetings["lane"]])
    traces = [
        trace
        for status in MeetingStatus
        for trace in _marks(placed[placed["status"] == status], status, t)
    ]
    traces += [
        _term(terms, "surely_from", "surely_to", solid=True),
        *(_term(rows, *ends, solid=False) for rows, ends in _unsure(terms)),
    ]
    traces += [_cycle(cycle, tops[f"{cycle.after}/cycle"], t) for cycle in cycles]
    notes = [_lane_name(t("meetings.presidencies"), 0)]
    notes += [_lane_name(name, tops[lane], strong=True) for lane, name in lanes.items()]
    notes += [
        _lane_name(t("meetings.cycle_lane", length=cycle.length), tops[f"{cycle.after}/cycle"])
        for cycle in cycles
    ]
    notes += _term_names(terms, pixel)
    notes += [
        note for _, lane in placed.groupby("lane", sort=False) for note in _dates(lane, pixel)
    ]
    notes += [
        _note(
            t.narrow_date(cycle.month, "month"),
            _middle(cycle.month, "M"),
            tops[f"{cycle.after}/cycle"] + DATE,
        )
        for cycle in cycles
    ]
    notes.append(_cut_off_name(t("meetings.cut_off", day=t.date(as_of)), as_of, first, last))
    return Figure(
        traces,
        theme.layout(
            t.language,
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
            shapes=[
                *(_line(first, last, tops[lane] + MARK) for lane in lanes),
                *(
                    _line(
                        cycle.start,
                        cycle.month,
                        tops[f"{cycle.after}/cycle"] + MARK,
                        theme.ANNOUNCED,
                        "dot",
                    )
                    for cycle in cycles
                ),
                *(
                    _line(day, day, BAND - 0.2, theme.INK) | {"y1": BAND + 0.2, "layer": "above"}
                    for day in _changes(terms)
                ),
                *_cut_off(as_of, tops),
            ],
            annotations=notes,
        ),
    )


def _tops(lanes: dict[str, str], cycles: Sequence[Cycle]) -> dict[str, float]:
    """Where each lane begins, in lanes from the top; the lane of a cycle follows that of its level."""
    counted = {cycle.after for cycle in cycles}
    order = [
        name for lane in lanes for name in ([lane, f"{lane}/cycle"] if lane in counted else [lane])
    ]
    return {name: PRESIDENCIES + number for number, name in enumerate(order)}


def _ends(
    meetings: pd.DataFrame, terms: pd.DataFrame, cycles: Sequence[Cycle], as_of: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of the axis, with room for half a date on either side."""
    days = [
        as_of,
        *meetings["starts_on"],
        *meetings["last_day"],
        *terms["first"],
        *(cycle.month for cycle in cycles),
    ]
    room = (max(days) - min(days)) * 0.1 + pd.Timedelta(days=31)
    return min(days) - room, max(days) + room


def _marks(rows: pd.DataFrame, status: MeetingStatus, t: Words) -> list[dict[str, Any]]:
    """The meetings of one status: signs for days, bars for longer periods."""
    days, periods = rows[rows["precision"] == "day"], rows[rows["precision"] != "day"]
    traces: list[dict[str, Any]] = []
    if len(days):
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [day.date().isoformat() for day in days["starts_on"]],
                "y": days["y"].tolist(),
                "marker": POINT[status],
                "cliponaxis": False,
                **_hover(days, status, t),
            }
        )
    if len(periods):
        traces.append(
            _bar(periods["starts_on"], periods["last_day"], periods["y"].tolist(), BAR[status])
            | _hover(periods, status, t)
        )
    return traces


def _hover(rows: pd.DataFrame, status: MeetingStatus, t: Words) -> dict[str, Any]:
    said = [
        [theme.plain(str(cell)) for cell in cells]
        for cells in rows[["label", "when", "where"]].to_numpy()
    ]
    lines = [
        "%{customdata[0]}",
        "%{customdata[1]}",
        "%{customdata[2]}",
        f"{SIGN[status]} {theme.plain(t(f'meeting_status.{status}'))}",
    ]
    return {
        "name": t(f"meeting_status.{status}"),
        "customdata": said,
        "hovertemplate": "<br>".join(lines) + "<extra></extra>",
    }


def _bar(
    starts: pd.Series,
    last_days: pd.Series,
    places: list[float],
    marker: dict[str, Any],
    width: float = 0.24,
) -> dict[str, Any]:
    """Bars from the first to the end of the last day."""
    lengths = last_days + pd.Timedelta(days=1) - starts
    return {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "width": width,
        "base": [day.date().isoformat() for day in starts],
        "x": [length.total_seconds() * 1000 for length in lengths],
        "marker": marker,
    }


def _term(terms: pd.DataFrame, start: str, end: str, *, solid: bool) -> dict[str, Any]:
    """The band of the presidencies: filled where a term certainly ran, striped where it may have."""
    marker = {"color": theme.AWAITING} if solid else {"color": theme.AWAITING, "pattern": STRIPES}
    rows = terms[terms[end] > terms[start]]
    said = [
        [theme.plain(str(name)), theme.plain(str(when))]
        for name, when in zip(rows["name"], rows["when"], strict=True)
    ]
    return _bar(rows[start], rows[end] - pd.Timedelta(days=1), [BAND] * len(rows), marker) | {
        "customdata": said,
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    }


def _changes(terms: pd.DataFrame) -> list[pd.Timestamp]:
    """The days on which a presidency is known to have begun."""
    return list(terms.loc[terms["first"] == terms["surely_from"], "first"])


def _unsure(terms: pd.DataFrame) -> list[tuple[pd.DataFrame, tuple[str, str]]]:
    return [(terms, ("first", "surely_from")), (terms, ("surely_to", "last"))]


def _term_names(terms: pd.DataFrame, pixel: pd.Timedelta) -> list[dict[str, Any]]:
    """Names beneath the band, in two rows by turns, since neighbours may be longer than their terms."""
    notes = []
    for number, row in enumerate(records(terms)):
        middle = row["first"] + (row["last"] - row["first"]) / 2
        notes.append(
            _note(row["name"], max(middle, row["first"] + 20 * pixel), NAMES + STEP * (number % 2))
        )
    return notes


def _cycle(cycle: Cycle, top: float, t: Words) -> dict[str, Any]:
    """The month to which the cycle counts, striped and as wide as a month: no day is known."""
    months = pd.Series([cycle.month])
    said = theme.plain(
        t("meetings.cycle_mark", length=cycle.length, month=t.date(cycle.month, "month"))
    )
    marker = {
        "color": theme.ANNOUNCED,
        "pattern": STRIPES,
        "line": {"color": theme.ANNOUNCED, "width": 1},
    }
    last = months + pd.offsets.MonthEnd(1)
    return _bar(months, last, [top + MARK], marker, 0.3) | {
        "name": said,
        "hovertemplate": f"{said}<extra></extra>",
    }


def _dates(lane: pd.DataFrame, pixel: pd.Timedelta) -> list[dict[str, Any]]:
    """The dates under a lane's marks, without those that would meet another on a phone."""
    notes, free = [], pd.Timestamp.min
    for row in records(lane.sort_values("starts_on", kind="stable")):
        middle = row["starts_on"] + (row["last_day"] - row["starts_on"]) / 2
        half = pixel * LETTER * len(row["short"]) / 2
        if middle - half >= free:
            notes.append(_note(row["short"], middle, row["y"] - MARK + DATE))
            free = middle + half + 4 * pixel
    return notes


def _middle(day: pd.Timestamp, period: str) -> pd.Timestamp:
    span = day.to_period(period)
    return span.start_time + (span.end_time - span.start_time) / 2


def _note(text: str, day: pd.Timestamp, y: float) -> dict[str, Any]:
    return {
        "x": day.isoformat(),
        "y": y,
        "text": theme.plain(text),
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "top",
        "borderpad": 0,
        "font": {"size": 11, "color": theme.INK},
    }


def _lane_name(name: str, top: float, *, strong: bool = False) -> dict[str, Any]:
    """A lane's name stands over its marks, so that a phone has its whole width for the axis."""
    text = f"<b>{theme.plain(name)}</b>" if strong else theme.plain(name)
    return {
        "xref": "paper",
        "x": 0,
        "y": top + 0.04,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "borderpad": 0,
        "font": {"size": 12, "color": theme.INK},
    }


def _cut_off(as_of: pd.Timestamp, tops: dict[str, float]) -> list[dict[str, Any]]:
    """The cut-off as a dashed line that leaves out the rows in which dates and names stand."""
    pieces = [(BAND - 0.2, NAMES), *((top + MARK - 0.22, top + DATE) for top in tops.values())]
    return [
        _line(as_of, as_of, top, theme.INK, "4px,3px") | {"layer": "above", "y1": end}
        for top, end in pieces
    ]


def _cut_off_name(
    text: str, as_of: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp
) -> dict[str, Any]:
    """Under the dashed line, turned to the side that has more room."""
    side = "right" if as_of - first > last - as_of else "left"
    return _note(text, as_of, 0) | {"yref": "paper", "xanchor": side, "yshift": -4}


def _line(
    first: pd.Timestamp, last: pd.Timestamp, y: float, colour: str = theme.OPEN, dash: str = "solid"
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
