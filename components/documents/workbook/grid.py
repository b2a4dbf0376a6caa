"""The country x priority matrix as a sheet of one page.

Countries are rows, priorities are columns, and each number has its own block of columns.
"""

from collections.abc import Sequence
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from components.charts import theme
from components.documents.workbook.sheet import is_open
from components.layout import tables
from components.view.view import View
from data import measures
from data.model import REACHED, SET_ASIDE
from data.records import records

OF_RECORD = ("reached", "to_come", "passed", *SET_ASIDE)
"""Numbers of an open record with a block: names of `measures.numbers`, keys of `[headline]`."""
NO_ACTION = "–"
"""Stands where a country takes part in no action of a priority: that is no zero."""
WIDTH_OF_NAMES, WIDTH = 26, 6
"""Widths of columns, in characters."""


class Block(NamedTuple):
    """One number: of each country a row, a number a priority; and of all milestones, counted once.

    `None` stands where a country takes part in no action of a priority.
    """

    title: str
    rows: Sequence[Sequence[int | None]]
    whole: Sequence[int]


def blocks(view: View) -> list[Block]:
    """The matrix of a view: `measures.matrix`, and below it `measures.counts` of all countries."""
    t, chosen, titles = view.t, view.selection.milestones, _titles(view)
    cells = records(
        measures.matrix(chosen, view.dataset, list(tables.countries(view)), list(titles))
    )
    whole = measures.counts(chosen, "priority_id", list(titles)).values()
    if is_open(view):
        numbers_of = {
            t(f"headline.{name}"): lambda row, name=name: measures.numbers(row)[name]
            for name in OF_RECORD
        }
    else:
        numbers_of = {
            t("column.milestones"): lambda row: sum(int(row[state]) for state in REACHED),
            t("column.applicable"): lambda row: int(row["applicable"]),
        }
    lines = [cells[start : start + len(titles)] for start in range(0, len(cells), len(titles))]
    return [
        Block(
            title,
            [[number(row) if row["actions"] else None for row in line] for line in lines],
            [number(row) for row in whole],
        )
        for title, number in numbers_of.items()
    ]


def _titles(view: View) -> dict[str, str]:
    return tables.priority_titles(view, view.filters.priority or None)


def widths(view: View, blocks: Sequence[Block]) -> list[float]:
    """Widths of the columns of the matrix."""
    return [WIDTH_OF_NAMES, *[WIDTH] * (len(_titles(view)) + 1) * len(blocks)]


def write(
    sheet: Worksheet, top: int, blocks: Sequence[Block], looks: dict[str, Format], view: View
) -> str:
    """Write the matrix from row `top` on; returns the range of the countries in its first block."""
    t, titles, countries = view.t, _titles(view), tables.countries(view).values()
    for column, width in enumerate(widths(view, blocks)):
        sheet.set_column(column, column, width)
    across, numbered = len(titles) + 1, tables.priority_numbers(view)
    sheet.write_string(top, 0, "", looks["heading"])
    sheet.write_string(top + 1, 0, t("column.country"), looks["heading"])
    first, last = top + 2, top + 2 + len(countries)
    for row, name in enumerate((*countries, t("workbook.all_once")), first):
        sheet.write_string(row, 0, name, looks["total_text" if row == last else "label"])
    ends = {"min_color": theme.PAPER, "max_color": theme.real(theme.AWAITING)}
    scale = {"type": "2_color_scale", **ends}
    for at, block in enumerate(blocks):
        left = 1 + at * across
        sheet.conditional_format(first, left, last - 1, left + across - 2, scale)
        sheet.merge_range(top, left, top, left + across - 1, block.title, looks["heading_of_block"])
        for column, heading in enumerate((*(numbered[code] for code in titles), "Σ"), left):
            sheet.write_string(top + 1, column, heading, looks["heading_of_numbers"])
        for row, numbers in enumerate((*block.rows, block.whole), first):
            look, of_sum = ("total_number", "total_number") if row == last else ("number", "sum")
            _numbers(sheet, row, left, numbers, looks[look], looks[of_sum])
    for row, title in enumerate(titles.values(), last + 2):
        sheet.write_string(row, 0, title, looks["line"])
    return xl_range_abs(first, 1, max(last - 1, first), across - 1)


def _numbers(
    sheet: Worksheet, row: int, left: int, numbers: Sequence[int | None], look: Format, last: Format
) -> None:
    """The numbers of one row and their sum; no sum where there is no number.

    The sum is a formula with its value, for programs that do not calculate.
    """
    for column, number in enumerate(numbers, left):
        if number is None:
            sheet.write_string(row, column, NO_ACTION, look)
        else:
            sheet.write_number(row, column, number, look)
    right, known = left + len(numbers), [number for number in numbers if number is not None]
    if known:
        formula = f"=SUM({xl_range(row, left, row, right - 1)})"
        sheet.write_formula(row, right, formula, last, sum(known))
    else:
        sheet.write_string(row, right, NO_ACTION, last)
