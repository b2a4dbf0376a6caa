"""A figure that is sent as it was written."""

import functools
from collections.abc import Sequence
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure


class Figure(BaseFigure):
    """Traces and layout as plain dicts, shared by all readers, that Plotly neither checks nor copies at each use.

    Checking a figure takes Plotly longer than all else that goes into a page;
    `tests/components/test_figures.py` checks each kind of figure instead.

    Args:
        data: the traces.
        layout: the layout; it gets the default template.
    """

    def __init__(self, data: Sequence[dict[str, Any]], layout: dict[str, Any]) -> None:
        # Plotly's own __init__ is what checks, and its __setattr__ takes only what it knows.
        written = {"data": list(data), "layout": {"template": _template(plotly.io.templates.default), **layout}}
        self.__dict__["_written"] = written

    def to_dict(self) -> dict[str, Any]:
        """The figure as Streamlit sends it."""
        return self.__dict__["_written"]


@functools.cache
def _template(name: str) -> dict[str, Any]:
    return plotly.io.templates[name].to_plotly_json()
