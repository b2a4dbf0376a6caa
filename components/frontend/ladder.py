"""A ladder, as our script takes it (`ladder.js`)."""

from typing import Any

from components.charts.ladder import Ladder, LadderRow
from data.words import Words


def render(chart: Ladder, t: Words) -> dict[str, Any]:
    """A row each, with a mark for every stage: an ink where it was reached, else blank."""
    return {"label": t("ladder.label"), "rows": [_row(row, chart.stages) for row in chart.rows]}


def _row(row: LadderRow, stages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": row.name,
        "said": row.said,
        "title": row.title,
        "href": row.address,
        "marks": [
            {"ink": str(row.ink) if at < row.reached else "", "stage": stage}
            for at, stage in enumerate(stages)
        ],
    }
