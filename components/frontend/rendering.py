"""From a typed figure to what the browser draws it from."""

from dataclasses import dataclass
from typing import Any

import orjson

from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.bars import Bars
from components.charts.dated import Dated
from components.charts.lines import Lines
from components.charts.matrix import Matrix
from components.charts.meetings import Meetings
from components.charts.timeline import Timeline
from components.frontend import actions, agencies, bars, dated, lines, matrix, meetings, timeline
from components.frontend.plotly import Figure
from data.words import Words

RENDERERS = {
    Actions: actions.render,
    Agencies: agencies.render,
    Bars: bars.render,
    Dated: dated.render,
    Lines: lines.render,
    Matrix: matrix.render,
    Meetings: meetings.render,
    Timeline: timeline.render,
}
"""Kind of figure to its renderer. A new kind is added here."""


@dataclass(frozen=True)
class Rendering:
    """A figure as a browser gets it.

    Attributes:
        content: JSON.
        height: in pixels, where it is known beforehand.
    """

    content: bytes
    height: int = 0


def render(chart: Any, t: Words) -> Rendering:
    """A typed figure for a browser: a figure of Plotly, or the data of one of our components."""
    rendered = RENDERERS[type(chart)](chart, t)
    if isinstance(rendered, Figure):
        return Rendering(orjson.dumps(rendered), rendered.layout["height"])
    return Rendering(orjson.dumps(rendered))
