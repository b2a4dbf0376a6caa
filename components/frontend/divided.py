"""Divided bars, as our script takes them (`divided.js`)."""

from typing import Any

from components.charts.divided import Divided, DividedRow
from components.charts.inks import ASIDE
from components.frontend import inks
from data.words import Words


def render(chart: Divided, t: Words) -> dict[str, Any]:
    """The rows, and how wide each side is; what was in place before is named above its side."""
    return {
        "label": t("divided.label"),
        "before": t("divided.before") if chart.has_axis else "",
        "since": t("divided.since"),
        "left": chart.left,
        "right": max(1, chart.right),
        "key": inks.legend([line for line in chart.key if line.ink not in ASIDE]),
        "rows": [_row(row, t) for row in chart.rows],
    }


def _row(row: DividedRow, t: Words) -> dict[str, Any]:
    return {
        "id": row.code,
        "name": row.name,
        "href": row.address,
        "label": row.label,
        "before": {"text": t.number(row.before), "width": inks.percent(row.share)}
        if row.before
        else None,
        "bar": inks.bar(row.pieces),
        "reached": t.number(row.reached),
    }
