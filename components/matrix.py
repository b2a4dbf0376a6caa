"""The country x priority matrix: a real table whose cells open their actions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from components import theme
from components.frame import View
from data.frames import records
from data.model import Cell, State

FRONTEND = Path(__file__).parent / "frontend"
HTML = '<div class="frame">\n<table></table>\n</div>'

_matrix = component(
    "roadmap_matrix",
    html=HTML,
    css=(FRONTEND / "matrix.css").read_text("utf-8"),
    js=(FRONTEND / "matrix.js").read_text("utf-8"),
)


def content(view: View, cells: pd.DataFrame, names: Mapping[str, str], priorities: Mapping[str, str]) -> dict[str, Any]:
    """The matrix as the component takes it.

    Args:
        view: what the reader is looking at.
        cells: what `measures.matrix` returns.
        names: country to name.
        priorities: priority to title.
    """
    rows = dict(zip(cells.index, records(cells), strict=True))
    return {
        "label": view.t("matrix.label"),
        "corner": view.t("matrix.corner"),
        "columns": [{"id": code, "short": code.removeprefix("P"), "name": title} for code, title in priorities.items()],
        "rows": [
            {"id": code, "name": name, "cells": [_cell(view, rows[code, priority], name, priority) for priority in priorities]}
            for code, name in names.items()
        ],
    }


def show(view: View, key: str, data: dict[str, Any]) -> None:
    """Draw the matrix; choosing a cell turns to its actions."""
    result = _matrix(key=key, data=data, on_opened_change=lambda: None)
    if result.opened:
        country, priority = result.opened
        chosen = view.filters.with_(country=(country,), priority=(priority,))
        st.switch_page("pages/progress/actions.py", query_params=view.query(chosen))


def _cell(view: View, cell: Mapping[Any, Any], country: str, priority: str) -> dict[str, Any]:
    t, applicable = view.t, int(cell["applicable"])
    place = {"country": country, "number": priority.removeprefix("P")}
    if not cell["actions"]:
        return {"empty": True, "label": t("matrix.empty", **place)}
    said = [
        t("matrix.cell", reached=int(cell["reached"]), of=applicable, awaiting=int(cell[State.AWAITING]), **place),
        t("matrix.actions", n=int(cell["actions"])),
    ]
    if cell["due"]:
        said.append(t("matrix.due", count=int(cell["delivered"]), due=int(cell["due"]), word=t(f"cell.{cell['cell']}")))
    return {
        "empty": False,
        "text": f"{t.number(int(cell['reached']))}/{t.number(applicable)}",
        "sign": theme.CELL_SIGN[Cell(cell["cell"])],
        "mark": str(cell["cell"]),
        "confirmed": cell[State.CONFIRMED] / applicable if applicable else 0,
        "awaiting": cell[State.AWAITING] / applicable if applicable else 0,
        "label": ". ".join(said),
    }
