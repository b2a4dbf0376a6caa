"""Where it happened, as our script takes it (`steps.js`)."""

from typing import Any

from components.charts.steps import Steps, StepsCell, StepsRow
from components.frontend import inks
from data.words import Words


def render(chart: Steps, t: Words) -> dict[str, Any]:
    """Columns, rows with their cells, and every milestone once: a cell has places among these."""
    return {
        "label": t("steps.label"),
        "words": {
            "priority": t("column.priority"),
            "country": t("column.country"),
            "once": t("steps.once"),
            "once_said": t("steps.once_said"),
            "beside": t("steps.beside"),
            "beside_said": t("steps.beside_said"),
            "reached": t("steps.reached"),
            "partners": t("steps.partners"),
        },
        "bars": chart.bars,
        "key": inks.legend(chart.key),
        "countries": [
            {
                "id": one.code,
                "name": one.name,
                "href": one.address,
                "reached": t.number(one.reached),
            }
            for one in chart.countries
        ],
        "rows": [_row(row, t) for row in chart.rows],
        "steps": [
            {"ink": str(step.ink), "label": step.label, "href": step.address}
            for step in chart.steps
        ],
        "reached": t.number(chart.reached),
        "beside": t("steps.beside_number", n=chart.beside),
    }


def _row(row: StepsRow, t: Words) -> dict[str, Any]:
    return {
        "id": row.code,
        "number": row.number,
        "title": row.title,
        "href": row.address,
        "reached": t.number(row.reached),
        "beside": t("steps.beside_number", n=row.beside),
        "cells": [_cell(cell, t) for cell in row.cells],
    }


def _cell(cell: StepsCell, t: Words) -> dict[str, Any]:
    if cell.marks:
        return {"marks": cell.marks}
    if cell.is_empty:
        return {"empty": cell.label}
    return {
        "href": cell.address,
        "label": cell.label,
        "text": _count(cell, t),
        "bar": inks.bar(cell.pieces),
    }


def _count(cell: StepsCell, t: Words) -> str:
    """What was reached, on a complete plan of what applies; a dash where nothing applies."""
    if not cell.pieces:
        return "–"
    reached = t.number(cell.reached)
    return reached if cell.of is None else f"{reached}/{t.number(cell.of)}"
