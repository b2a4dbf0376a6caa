"""Facts, as our script takes them (`facts.js`)."""

from dataclasses import asdict
from typing import Any

from components.charts.facts import Facts
from data.words import Words


def render(chart: Facts, t: Words) -> dict[str, Any]:  # noqa: ARG001 - every renderer takes words
    """The name and the lines, each with its texts and addresses."""
    return asdict(chart)
