"""The country x priority matrix as data: what each cell says, in sign and word."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components import theme
from data.frames import records
from data.model import Cell, State
from data.words import Words


def content(cells: pd.DataFrame, names: Mapping[str, str], priorities: Mapping[str, str], t: Words) -> dict[str, Any]:
    """The matrix as the component takes it.

    Args:
        cells: what `measures.matrix` returns.
        names: country to name.
        priorities: priority to title.
        t: words of the reader's language.
    """
    rows = dict(zip(cells.index, records(cells), strict=True))
    return {
        "label": t("matrix.label"),
        "corner": t("matrix.corner"),
        "columns": [{"id": code, "short": code.removeprefix("P"), "name": title} for code, title in priorities.items()],
        "rows": [
            {"id": code, "name": name, "cells": [_cell(rows[code, priority], name, priority, t) for priority in priorities]}
            for code, name in names.items()
        ],
    }


def _cell(cell: Mapping[Any, Any], country: str, priority: str, t: Words) -> dict[str, Any]:
    applicable = int(cell["applicable"])
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
