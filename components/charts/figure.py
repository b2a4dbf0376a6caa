"""A figure of Plotly as it is written: traces and layout as plain dicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """Traces and layout, shared by all readers, that nobody checks or copies at each use.

    Checking a figure takes Plotly longer than all else that goes into a page;
    `tests/components/frontend/test_plotly.py` checks each kind of figure instead. Colours, fonts and
    grid of the theme are added in the browser (`components/frontend/chart.js`).

    Attributes:
        data: the traces.
        layout: the layout; `height` in pixels is always given.
    """

    data: Sequence[dict[str, Any]]
    layout: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly takes it."""
        return {"data": list(self.data), "layout": self.layout}
