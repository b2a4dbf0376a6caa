"""The grid of countries and EU agencies as the browser draws it (`agencies.js`)."""

from typing import Any

from components.charts.agencies import Agencies, AgencyCell
from data.model import State
from data.words import Words


def render(agencies: Agencies, t: Words) -> dict[str, Any]:
    """Columns, rows with a cell for each agency, and the words of the stages in order."""
    return {
        "label": agencies.label,
        "corner": agencies.corner,
        "how": t("agencies.how", stages=", ".join(agencies.stages)),
        "columns": list(agencies.columns),
        "rows": [
            {
                "name": row.name,
                "address": row.address,
                "cells": [_cell(cell, len(agencies.stages)) for cell in row.cells],
            }
            for row in agencies.rows
        ],
    }


def _cell(cell: AgencyCell, stages: int) -> dict[str, Any]:
    """Each rung of the ladder is reached, half (the last, on one source), or still to come."""
    last = "half" if cell.state == State.AWAITING else "reached"
    rungs = [
        "open" if at > cell.rungs else last if at == cell.rungs else "reached"
        for at in range(1, stages + 1)
    ]
    return {
        "words": cell.words,
        "label": cell.label,
        "rungs": rungs if cell.rungs else [],
        "address": cell.address,
        "source": cell.source,
        "source_address": cell.source_address,
    }
