"""When it happened, as our script takes it (`moments.js`)."""

from typing import Any

from components.charts.moments import Moments, MomentsRow
from components.charts.steps import Step
from components.frontend import inks
from components.frontend.inks import percent
from data.words import Words

MIDDLE = 0.5
"""Place on the axis beyond which the words of its line stand to the left of it."""


def render(chart: Moments, t: Words) -> dict[str, Any]:
    """Years and rows, with places on the axis in per cent and lanes as counts."""
    return {
        "label": t("moments.label"),
        "words": {name: t(f"moments.{name}") for name in ("earlier", "start", "coming", "since")},
        "key": inks.legend(chart.key),
        "years": [{"label": year.label, "at": percent(year.at)} for year in chart.years],
        "start": None if chart.start is None else percent(chart.start),
        "before": chart.start is not None and chart.start > MIDDLE,
        "earlier": any(row.earlier for row in chart.rows),
        "rows": [_row(row, t) for row in chart.rows],
    }


def _row(row: MomentsRow, t: Words) -> dict[str, Any]:
    return {
        "id": row.code,
        "title": row.title,
        "href": row.address,
        "lanes": row.lanes,
        "earlier": [_mark(step) for step in row.earlier],
        "moments": [
            {**_mark(one.step), "at": percent(one.at), "lane": one.lane} for one in row.moments
        ],
        "coming": [_mark(step) for step in row.coming],
        "reached": t.number(row.reached),
    }


def _mark(step: Step) -> dict[str, str]:
    return {"ink": str(step.ink), "label": step.label, "href": step.address}
