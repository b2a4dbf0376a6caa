"""Milestones on their dates as a figure of a page."""

import textwrap
from typing import Any

import pandas as pd

from components.charts import theme
from components.charts.dated import Dated, Mark
from components.charts.lines import SHOWN
from components.frontend import plotly
from components.frontend.lines import upright
from components.frontend.plotly import Figure, escape_plotly
from data.model import State
from data.text.words import Words

DAY = 86_400_000
"""Milliseconds."""
LEAST, PART = 12, 100
"""Days that a mark is wide at least, and into how many parts of the axis it is cut: to be seen."""
TOP, LINE, FEW = 64, 18, 4
"""Room for a legend of a few states, and for each more, which a phone has on a line of its own."""
MOST_OF_A_LINE = 30
"""Most characters of a line of an action's title, for a phone; two lines of it are shown."""


def render(dated: Dated, t: Words) -> Figure:
    """The figure: a line an action, a mark a milestone."""
    as_of, days = pd.Timestamp(dated.as_of), [mark.first for mark in dated.marks]
    first, last = _begins(dated), max(as_of, pd.Timestamp(max(days)))
    top = TOP + LINE * max(0, len(dated.states) - FEW)
    least = max(LEAST, (last - first).days // PART)
    return Figure(
        [_trace(state, word, dated, least) for state, word in dated.states],
        plotly.layout(
            t,
            barmode="overlay",
            height=31 * len(dated.actions) + top + 46,
            xaxis={
                "type": "date",
                "range": [first.isoformat(), last.isoformat()],
                "side": "top",
            },
            yaxis={
                "autorange": "reversed",
                "automargin": True,
                "tickmode": "array",
                "tickvals": list(range(len(dated.actions))),
                "ticktext": [_short(name) for name in dated.actions],
                "fixedrange": True,
            },
            margin={"l": 8, "r": 16, "t": top, "b": 8},
            shapes=[upright(dated.as_of)],
        ),
    )


def _begins(dated: Dated) -> pd.Timestamp:
    """Where the axis begins: `SHOWN` before the cut-off, or where each row has a mark in sight."""
    latest = {mark.row: mark.first for mark in sorted(dated.marks, key=lambda mark: mark.first)}
    usual = max(pd.Timestamp(dated.as_of) - SHOWN, pd.Timestamp(min(m.first for m in dated.marks)))
    return min(usual, pd.Timestamp(min(latest.values())))


def _trace(state: State, word: str, dated: Dated, least: int) -> dict[str, Any]:
    marks = [mark for mark in dated.marks if mark.state == state]
    return {
        "type": "bar",
        "orientation": "h",
        "name": word,
        "y": [mark.row for mark in marks],
        "width": 0.7,
        "base": [mark.first.isoformat() for mark in marks],
        "x": [max(float(mark.days * DAY), least * DAY) for mark in marks],
        "marker": plotly.marker(theme.look(state)) | {"cornerradius": 3},
        "customdata": [[escape_plotly(cell) for cell in _cells(mark, dated)] for mark in marks],
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}: %{customdata[2]}<extra></extra>",
    }


def _cells(mark: Mark, dated: Dated) -> tuple[str, str, str]:
    return dated.actions[mark.row], mark.name, mark.when


def _short(name: str) -> str:
    """A title in at most two lines; the hover has all of it."""
    lines = textwrap.wrap(name, MOST_OF_A_LINE, max_lines=2, placeholder="…")
    return "<br>".join(map(escape_plotly, lines))
