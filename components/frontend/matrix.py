"""The matrix as its component takes it (`matrix.js`)."""

from typing import Any

from components.charts.matrix import Matrix, MatrixCell
from data.words import Words


def render(matrix: Matrix, t: Words) -> dict[str, Any]:
    """Columns and rows with their cells; the share of each state is the width of its bar."""
    return {
        "label": t("matrix.label"),
        "corner": t("matrix.corner"),
        "columns": [
            {"id": one.code, "short": one.number, "name": one.title} for one in matrix.columns
        ],
        "rows": [
            {"id": row.code, "name": row.name, "cells": [_cell(cell) for cell in row.cells]}
            for row in matrix.rows
        ],
    }


def _cell(cell: MatrixCell) -> dict[str, Any]:
    if not cell.filled:
        return {"empty": True, "label": cell.label}
    return {
        "empty": False,
        "text": cell.count,
        "sign": cell.sign,
        "mark": cell.due,
        **{str(state): share for state, share in cell.shares},
        "label": cell.label,
    }
