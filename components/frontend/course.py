"""The course of the roadmap, as our script takes it (`course.js`)."""

from datetime import timedelta
from typing import Any

from components.charts.course import Course, CourseCell, CourseRow
from components.charts.lines import month_end
from components.charts.meetings import Cycle
from components.frontend import inks
from components.frontend.lanes import LETTER, WIDTH, Scale, lanes, years
from data.words import Words


def render(chart: Course, t: Words) -> dict[str, Any]:
    """Years, lanes of meetings, the band, the cut-off, and the cells of each priority by place."""
    scale = Scale(chart.first, chart.months)
    return {
        "label": t("course.label"),
        "years": years(scale, t, with_months=True),
        "lanes": lanes(chart.meetings, chart.lanes, scale, chart.as_of, t),
        "band": _band(chart.cycle, scale, t),
        "known": known(chart.as_of, scale, t),
        "key": inks.legend(chart.key),
        "bars": chart.bars,
        "months": chart.months,
        "words": {
            "earlier": t("course.earlier", year=str(chart.first.year)),
            "later": t("course.later"),
        },
        "rows": [_row(row, chart, t) for row in chart.rows],
    }


def known(as_of: Any, scale: Scale, t: Words) -> dict[str, Any]:
    """The cut-off as a line: where, what it is called, and whether to its left.

    It stands to the right, but where the end or the name of a year is too near.
    """
    at, name = scale.at(as_of), t("course.known", day=t.short_date(as_of))
    needed = len(name) * LETTER / WIDTH
    starts = [year * 12 / scale.months for year in range(scale.months // 12 + 1)]
    left = any(at < start < at + needed for start in starts)
    return {"at": inks.percent(at), "left": left, "name": name}


def _band(cycle: Cycle | None, scale: Scale, t: Words) -> dict[str, Any] | None:
    """The cycle from the last ministerial to the month to which it counts."""
    if cycle is None:
        return None
    left, right = scale.at(cycle.start), scale.at(month_end(cycle.month) + timedelta(days=1))
    return {
        "left": inks.percent(left),
        "width": inks.percent(right - left),
        "open": right >= 1,
        "name": t("course.band", length=cycle.length, month=t.date(cycle.month, "month")),
    }


def _row(row: CourseRow, chart: Course, t: Words) -> dict[str, Any]:
    return {
        "id": row.code,
        "number": row.number,
        "title": row.title.removeprefix(f"{row.number}. "),
        "href": row.address,
        "cells": [_cell(cell, chart, t) for cell in row.cells],
    }


def _cell(cell: CourseCell, chart: Course, t: Words) -> dict[str, Any]:
    where = "earlier" if cell.at < 0 else "later" if cell.at == chart.months else "month"
    marks = [
        {"ink": str(step.ink), "label": step.label, "href": step.address} for step in cell.marks
    ]
    if where == "earlier":  # A mark and a number for each state.
        marks = [
            {"ink": str(piece.ink), "label": t.number(piece.number), "href": cell.address}
            for piece in cell.pieces
        ]
    return {
        "where": where,
        "at": cell.at + 1,
        "label": cell.label,
        "href": cell.address,
        "number": t.number(cell.number),
        "marks": marks,
        "bar": inks.bar(cell.pieces),
    }
