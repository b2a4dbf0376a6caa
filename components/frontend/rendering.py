"""From a typed figure to what the browser draws it from."""

from dataclasses import dataclass
from typing import Any

import orjson

from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.bars import Bars
from components.charts.course import Course
from components.charts.dated import Dated
from components.charts.divided import Divided
from components.charts.events import Events
from components.charts.facts import Facts
from components.charts.ladder import Ladder
from components.charts.lines import Lines
from components.charts.map import Map
from components.charts.meetings import Meetings
from components.charts.moments import Moments
from components.charts.steps import Steps
from components.charts.strips import Strips
from components.charts.tiles import Tiles
from components.charts.timeline import Timeline
from components.frontend import (
    actions,
    agencies,
    bars,
    course,
    dated,
    divided,
    events,
    facts,
    ladder,
    lines,
    map,
    meetings,
    moments,
    steps,
    strips,
    tiles,
    timeline,
)
from components.frontend.plotly import Figure
from data.words import Words

RENDERERS = {
    Actions: actions.render,
    Agencies: agencies.render,
    Bars: bars.render,
    Course: course.render,
    Dated: dated.render,
    Events: events.render,
    Facts: facts.render,
    Divided: divided.render,
    Ladder: ladder.render,
    Lines: lines.render,
    Map: map.render,
    Meetings: meetings.render,
    Moments: moments.render,
    Tiles: tiles.render,
    Steps: steps.render,
    Strips: strips.render,
    Timeline: timeline.render,
}
"""Kind of figure to its renderer. A new kind is added here."""


@dataclass(frozen=True)
class Rendering:
    """A figure as a browser gets it.

    Attributes:
        kind: which module of the browser draws it: `figure` is a figure of Plotly.
        content: JSON.
        height: in pixels, where it is known beforehand.
    """

    kind: str
    content: bytes
    height: int = 0


def render(chart: Any, t: Words) -> Rendering:
    """A typed figure for a browser: a figure of Plotly, or the data of one of our components."""
    rendered = RENDERERS[type(chart)](chart, t)
    if isinstance(rendered, Figure):
        return Rendering("figure", orjson.dumps(rendered), rendered.layout["height"])
    return Rendering(type(chart).__name__.lower(), orjson.dumps(rendered))
