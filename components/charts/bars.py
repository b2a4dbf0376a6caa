"""Figures of what has been reached: milestones by state, parts by status."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.charts import theme
from components.charts.figure import Figure
from data.model import State, Status
from data.words import Words

LINE = 18
"""Height of a line of a label, in pixels."""
NARROW = 0.05
"""Share of the longest bar below which a number does not fit into its piece; the hover and the table have it."""
TOP = 72
"""Room for a legend of up to three lines, in pixels."""


def milestones_by_group(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Figure:
    """Stack the milestones of each group by state, in the order of the groups from top to bottom; those in place before are in none.

    Args:
        counts: what `measures.counts` returns.
        names: group to the name a reader sees.
        t: words of the reader's language.
    """
    labels = {state: t(f"state.{state}") for state in State}
    shown = [state for state in State if state not in theme.BESIDE and counts[state].any()]
    return _stack(counts, shown, names, labels, t("unit.milestones"), t)


def parts_by_group(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Figure:
    """Stack the parts of each group by status, in the order of the groups from top to bottom.

    Args:
        counts: what `measures.statuses` returns.
        names: group to the name a reader sees.
        t: words of the reader's language.
    """
    labels = {status: t(f"status.{status}") for status in Status}
    shown = [status for status in Status if status not in theme.BESIDE and counts[status].any()]
    return _stack(counts, shown, names, labels, t("unit.parts"), t)


def _stack(
    counts: pd.DataFrame,
    marks: Sequence[State] | Sequence[Status],
    names: Mapping[str, str],
    labels: Mapping[Any, str],
    unit: str,
    t: Words,
) -> Figure:
    rows = [names[str(group)] for group in counts.index]
    ticks = [theme.wrapped(row) for row in rows]
    lines = max(tick.count("<br>") + 1 for tick in ticks)
    places = list(range(len(rows)))
    most = int(counts[list(marks)].sum(axis="columns").max())
    narrow = max(1, NARROW * most)
    traces = []
    for mark in marks:
        numbers = [int(number) for number in counts[mark]]
        label = theme.plain(labels[mark])
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": label,
                "y": places,
                "x": numbers,
                "marker": theme.marker(mark),
                "text": [t.number(number) if number >= narrow else "" for number in numbers],
                "textposition": "inside",
                "insidetextanchor": "middle",
                **theme.number(mark),
                "textangle": 0,
                "constraintext": "none",
                "customdata": [
                    [theme.plain(row), t.number(number)]
                    for row, number in zip(rows, numbers, strict=True)
                ],
                "hovertemplate": f"%{{customdata[0]}}<br>{label}: %{{customdata[1]}}<extra></extra>",
            }
        )
    return Figure(
        traces,
        theme.layout(
            t.language,
            barmode="stack",
            height=max(34, LINE * lines + 10) * len(rows) + TOP + 60,
            margin={"l": 8, "r": 16, "t": TOP, "b": 8},
            xaxis=theme.counted(most, title={"text": unit}, zeroline=False),
            yaxis={
                "autorange": "reversed",
                "fixedrange": True,
                "automargin": True,
                "tickmode": "array",
                "tickvals": places,
                "ticktext": ticks,
                "showgrid": False,
            },
        ),
    )
