"""Events as the board takes them (`events.js`)."""

from dataclasses import asdict
from typing import Any

from components.charts.events import Event, Events
from data.model import State
from data.words import Words

INK = {
    State.CONFIRMED: "confirmed",
    State.AWAITING: "awaiting",
    State.NOT_ACHIEVED_DUE: "late",
    State.NO_REPORT_DUE: "silent",
    State.NOT_DUE: "open",
    State.IN_PLACE: "before",
    State.BEFORE_OR_SINCE: "either",
}
"""State to the ink of its mark; other states are in no list of events."""


def render(chart: Events, t: Words) -> dict[str, Any]:  # noqa: ARG001 - every renderer takes words
    """The events in order, and the links to all of them."""
    return {
        "label": chart.label,
        "events": [_event(event) for event in chart.events],
        "further": [asdict(link) for link in chart.further],
        "none": chart.none,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "ink": INK[event.state],
        "word": event.word,
        "when": event.when,
        "title": event.title,
        "step": event.step,
        "href": event.href,
    }
