"""Strips, as our script takes them (`strips.js`)."""

from typing import Any

from components.charts.strips import Strip, Strips
from components.frontend import inks
from data.words import Words


def render(chart: Strips, t: Words) -> dict[str, Any]:
    """A line each, and what the inks mean."""
    return {
        "label": chart.label,
        "across": chart.across,
        "key": inks.legend(chart.key),
        "rows": [_row(row, chart, t) for row in chart.rows],
    }


def _row(row: Strip, chart: Strips, t: Words) -> dict[str, Any]:
    return {
        "id": row.code,
        "name": row.name,
        "href": row.address,
        "label": row.label,
        "bar": inks.bar(row.pieces),
        "reached": t.number(row.reached),
        "small": t("strips.confirmed", n=row.confirmed) if chart.across else "",
        "chosen": row.chosen,
    }
