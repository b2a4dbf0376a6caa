"""Figures over time: milestones cumulated, and milestones on their dates."""

from typing import Any

import pandas as pd

from components.charts import theme
from components.charts.figure import Figure
from data.dates import period_end
from data.model import State
from data.words import Words

SHOWN = pd.DateOffset(years=6)
"""How far back the axis goes; what was reached longer ago is in the line's height."""
ROW = 15
"""Height of a row of labels above the chart, in pixels."""
MOST_OF_A_NAME = 30
"""Characters of an action's title beside its line, so that a phone has room for the line; the hover has the whole."""


def reached_over_time(
    monthly: pd.DataFrame, meetings: pd.DataFrame, as_of: pd.Timestamp, t: Words
) -> Figure:
    """Cumulative milestones by month, with ministerial meetings as lines.

    Args:
        monthly: what `measures.over_time` returns.
        meetings: rows to mark: `label`, `starts_on`.
        as_of: the cut-off, where the axis ends.
        t: words of the reader's language.
    """
    start = max(as_of - SHOWN, monthly.index.min()) if len(monthly) else as_of - SHOWN
    ends = (monthly.index.to_numpy().astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    months = [str(day) for day in ends]
    both = monthly["confirmed"] + monthly["awaiting"]
    most = int(max(both.max(), monthly["announced"].max())) if len(monthly) else 0
    lines = [
        _line("confirmed", monthly["confirmed"], months, theme.CONFIRMED, t, fill="tozeroy"),
        _line("reached", both, months, theme.AWAITING, t, fill="tonexty"),
        _line("announced", monthly["announced"], months, theme.ANNOUNCED, t, dash="dot"),
    ]
    marked = meetings[(meetings["starts_on"] >= start) & (meetings["starts_on"] <= as_of)]
    return Figure(
        lines,
        theme.layout(
            t.language,
            height=400,
            hovermode="x unified",
            margin={"l": 8, "r": 16, "t": 104, "b": 8},
            xaxis={
                "type": "date",
                "range": [start.isoformat(), as_of.isoformat()],
                "fixedrange": True,
                "showgrid": False,
                "hoverformat": "%b %Y",
            },
            yaxis=theme.counted(most, title={"text": t("unit.milestones")}),
            shapes=[_meeting_line(day) for day in marked["starts_on"]],
            annotations=[
                _meeting_label(*label, row)
                for row, label in enumerate(zip(marked["label"], marked["starts_on"], strict=True))
            ],
        ),
    )


def _line(
    name: str,
    values: pd.Series,
    months: list[str],
    colour: str,
    t: Words,
    *,
    fill: str | None = None,
    dash: str = "solid",
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": t(f"series.{name}"),
        "x": months,
        "y": values.tolist(),
        "line": {"color": colour, "width": 3, "shape": "hv", "dash": dash},
        "opacity": 0.9,
    } | ({"fill": fill} if fill else {})


def _meeting_line(day: pd.Timestamp) -> dict[str, Any]:
    place = day.date().isoformat()
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": place,
        "x1": place,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.SILENT, "width": 1, "dash": "dash"},
    }


def _meeting_label(label: str, day: pd.Timestamp, row: int) -> dict[str, Any]:
    """The name of a meeting's line; every second one stands higher, so that neighbours have room on a phone."""
    return {
        "x": day.date().isoformat(),
        "y": 1,
        "yshift": ROW * (row % 2),
        "xref": "x",
        "yref": "paper",
        "text": theme.plain(label),
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "bottom",
        "font": {"size": 12},
    }


def milestones_on_dates(dated: pd.DataFrame, as_of: pd.Timestamp, t: Words) -> Figure:
    """Each action on a line, its dated milestones as wide as their date is known.

    Args:
        dated: one row per milestone with a date: `action`, `milestone`, `shown_date` (words),
            `state`, `on` (first day), `precision`; in the order of the lines from top to bottom.
        as_of: the cut-off, drawn as a line.
        t: words of the reader's language.
    """
    names = list(dict.fromkeys(dated["action"]))
    place = {name: number for number, name in enumerate(names)}
    ends = period_end(dated["on"], dated["precision"]) + pd.Timedelta(days=1)
    rows = dated.assign(
        width=(ends - dated["on"]).dt.total_seconds() * 1000, place=dated["action"].map(place)
    )
    traces = []
    for state in State:
        chosen = rows[rows["state"] == state]
        if chosen.empty:
            continue
        said = [
            [theme.plain(str(cell)) for cell in cells]
            for cells in chosen[["action", "milestone", "shown_date"]].to_numpy()
        ]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": t(f"state.{state}"),
                "y": chosen["place"].tolist(),
                "width": 0.7,
                "base": [day.date().isoformat() for day in chosen["on"]],
                "x": [max(float(width), 12 * 86_400_000) for width in chosen["width"]],
                "marker": theme.marker(state) | {"cornerradius": 3},
                "customdata": said,
                "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}: %{customdata[2]}<extra></extra>",
            }
        )
    first = rows["on"].min() if len(rows) else as_of
    shown = [
        theme.plain(name if len(name) <= MOST_OF_A_NAME else f"{name[: MOST_OF_A_NAME - 1]}…")
        for name in names
    ]
    return Figure(
        traces,
        theme.layout(
            t.language,
            barmode="overlay",
            height=26 * len(names) + 110,
            xaxis={
                "type": "date",
                "range": [
                    max(first, as_of - SHOWN).isoformat(),
                    max(as_of, rows["on"].max()).isoformat(),
                ],
                "side": "top",
            },
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "tickmode": "array",
                "tickvals": list(place.values()),
                "ticktext": shown,
                "fixedrange": True,
            },
            margin={"l": 8, "r": 16, "t": 64, "b": 8},
            shapes=[_meeting_line(as_of)],
        ),
    )
