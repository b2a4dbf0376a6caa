"""From a typed figure to what the browser draws it from."""

from dataclasses import dataclass
from typing import Any

import orjson

from components.charts.bars import Bars
from components.charts.dated import Dated
from components.charts.lines import Lines
from components.charts.matrix import Matrix
from components.charts.meetings import Meetings
from components.charts.timeline import Timeline
from components.frontend import bars, dated, lines, matrix, meetings, timeline
from components.frontend.plotly import Figure
from data.words import Words

DRAWN = {
    Bars: bars.drawn,
    Dated: dated.drawn,
    Lines: lines.drawn,
    Matrix: matrix.drawn,
    Meetings: meetings.drawn,
    Timeline: timeline.drawn,
}
"""Kind of figure to its renderer. A new kind is added here."""


@dataclass(frozen=True)
class Sent:
    """A figure as a browser gets it.

    Attributes:
        content: JSON.
        height: in pixels, where it is known beforehand.
    """

    content: bytes
    height: int = 0


def sent(chart: Any, t: Words) -> Sent:
    """A typed figure for a browser: a figure of Plotly, or the data of one of our components."""
    drawn = DRAWN[type(chart)](chart, t)
    if isinstance(drawn, Figure):
        return Sent(orjson.dumps(drawn), drawn.layout["height"])
    return Sent(orjson.dumps(drawn))
