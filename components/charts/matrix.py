"""The country x priority matrix as data: what each cell says, in numbers, signs and words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.charts import theme
from data import measures
from data.model import REACHED, Cell, Plan, State
from data.records import records
from data.words import Words


def content(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    priorities: Mapping[str, str],
    plan: Plan,
    t: Words,
) -> dict[str, Any]:
    """The matrix as the component takes it.

    On a complete plan a cell says how many of its milestones were reached, and its bar is their share.
    On an open record there is no whole: a cell says how many were reached, and the longest bar is the
    largest of these numbers.

    Args:
        cells: what `measures.matrix` returns.
        names: country to name.
        numbers: priority to its number in the roadmap.
        priorities: priority to title.
        plan: what the numbers are the whole of.
        t: words of the reader's language.
    """
    rows = dict(zip(cells.index, records(cells), strict=True))
    most = max(1, int(cells["reached"].max())) if len(cells) else 1

    def cell(country: str, priority: str) -> dict[str, Any]:
        row, place = (
            rows[country, priority],
            {"country": names[country], "number": numbers[priority]},
        )
        if not row["actions"]:
            return {"empty": True, "label": t("matrix.empty", **place)}
        said = _of_record(row, most, place, t) if plan == Plan.OPEN else _of_plan(row, place, t)
        return {"empty": False, **said}

    return {
        "label": t("matrix.label"),
        "corner": t("matrix.corner"),
        "columns": [
            {"id": code, "short": numbers[code], "name": title}
            for code, title in priorities.items()
        ],
        "rows": [
            {"id": code, "name": name, "cells": [cell(code, one) for one in priorities]}
            for code, name in names.items()
        ],
    }


def signs(plan: Plan, t: Words) -> list[str]:
    """The signs that can stand in a cell, each with its word."""
    if plan == Plan.OPEN:
        return [
            f"{theme.STATE_SIGN[state]} {t(f'headline.{name}')}" for name, state in BESIDE.items()
        ]
    return [f"{sign} {t(f'cell.{cell}')}" for cell, sign in theme.CELL_SIGN.items() if sign]


BESIDE = {"to_come": State.NOT_DUE, "passed": State.NO_REPORT_DUE}
"""The figures of an open record that a cell says beside what was reached: figure to the state whose sign it has."""


def _of_plan(row: Mapping[Any, Any], place: Mapping[str, str], t: Words) -> dict[str, Any]:
    applicable, reached = int(row["applicable"]), int(row["reached"])
    said = [
        t(
            "matrix.cell",
            reached=reached,
            of=applicable,
            awaiting=int(row[State.AWAITING]),
            **place,
        ),
        t("matrix.actions", n=int(row["actions"])),
    ]
    if due := int(row["due"] - row["shared"]):
        unreached = int(row[State.NOT_ACHIEVED_DUE] + row[State.NO_REPORT_DUE] - row["shared"])
        confirmed = int(row["delivered"])
        awaiting = due - unreached - confirmed
        said.append(
            t(
                "matrix.due",
                n=due,
                count=confirmed,
                awaiting=awaiting,
                word=t(f"cell.{row['cell']}"),
            )
        )
    if row["shared"]:
        said.append(t("matrix.shared", n=int(row["shared"])))
    if row[State.IN_PLACE]:
        said.append(t("headline.in_place_said", n=int(row[State.IN_PLACE])))
    return {
        "text": f"{t.number(reached)}/{t.number(applicable)}",
        "sign": theme.CELL_SIGN[Cell(row["cell"])],
        "mark": str(row["cell"]),
        **{str(state): row[state] / applicable if applicable else 0 for state in REACHED},
        "label": ". ".join(said),
    }


def _of_record(
    row: Mapping[Any, Any], most: int, place: Mapping[str, str], t: Words
) -> dict[str, Any]:
    number = measures.numbers(row)
    said = [t("matrix.cell", **number, **place), t("matrix.actions", n=int(row["actions"]))]
    said += [
        t(f"headline.{name}_said", n=number[name]) for name in (*BESIDE, "in_place") if number[name]
    ]
    return {
        "text": t.number(number["reached"]),
        "sign": " ".join(
            f"{theme.STATE_SIGN[state]}{t.number(number[name])}"
            for name, state in BESIDE.items()
            if number[name]
        ),
        "mark": "",
        **{str(state): int(row[state]) / most for state in REACHED},
        "label": ". ".join(said),
    }
