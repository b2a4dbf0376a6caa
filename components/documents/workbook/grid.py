"""The country x priority matrix as a sheet of one page.

Countries are rows, priorities are columns, and each number has its own block of columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from components.documents.workbook.sheet import is_open
from components.tables import tables
from components.view.view import View
from data import measures
from data.model import REACHED, SET_ASIDE
from data.records import records

OF_RECORD = ("reached", "to_come", "passed", *SET_ASIDE)
"""Numbers of an open record with a block: names of `measures.numbers`, keys of `[headline]`."""
NO_ACTION = "–"
"""Stands where a country takes part in no action of a priority: that is no zero."""
WIDTH_OF_NAMES, WIDTH = 26, 5
"""Widths of columns, in characters."""


@dataclass(frozen=True)
class Block:
    """One number of every country and priority.

    Attributes:
        title: what is counted.
        rows: a row a country, a number a priority; `None` where it takes part in no action.
        whole: the same of all milestones, each counted once.
    """

    title: str
    rows: tuple[tuple[int | None, ...], ...]
    whole: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """The matrix.

    Attributes:
        countries: names of the rows.
        priorities: number and title of each column.
        blocks: the numbers, side by side.
    """

    countries: tuple[str, ...]
    priorities: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]


def grid(view: View) -> Grid:
    """The matrix of a view: `measures.matrix`, and below it `measures.counts` of all countries."""
    t, chosen = view.t, view.selection.milestones
    names = tables.countries(view)
    titles = tables.priority_titles(view, view.filters.priority or None)
    cells = records(measures.matrix(chosen, view.dataset, list(names), list(titles)))
    whole = records(measures.counts(chosen, "priority_id", list(titles)))
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
    blocks = tuple(
        Block(
            title,
            tuple(tuple(number(row) if row["actions"] else None for row in line) for line in lines),
            tuple(number(row) for row in whole),
        )
        for title, number in numbers_of.items()
    )
    numbers = tables.priority_numbers(view)
    priorities = tuple((numbers[code], title) for code, title in titles.items())
    return Grid(tuple(names.values()), priorities, blocks)


def write(sheet: Worksheet, top: int, table: Grid, looks: dict[str, Format], view: View) -> str:
    """Write the matrix from row `top` on; returns the range of the countries in its first block."""
    t = view.t
    sheet.set_column(0, 0, WIDTH_OF_NAMES)
    across = len(table.priorities) + 1
    sheet.set_column(1, across * len(table.blocks), WIDTH)
    sheet.write_string(top, 0, "", looks["heading"])
    sheet.write_string(top + 1, 0, t("column.country"), looks["heading"])
    first, last = top + 2, top + 2 + len(table.countries)
    for row, name in enumerate((*table.countries, t("workbook.all_once")), first):
        sheet.write_string(row, 0, name, looks["total_text" if row == last else "label"])
    for at, block in enumerate(table.blocks):
        left = 1 + at * across
        sheet.merge_range(top, left, top, left + across - 1, block.title, looks["heading_of_block"])
        for column, (number, _) in enumerate(table.priorities, left):
            sheet.write_string(top + 1, column, number, looks["heading_of_numbers"])
        sheet.write_string(top + 1, left + across - 1, "Σ", looks["heading_of_numbers"])
        for row, numbers in enumerate((*block.rows, block.whole), first):
            look, of_sum = ("total_number", "total_number") if row == last else ("number", "sum")
            _numbers(sheet, row, left, numbers, looks[look], looks[of_sum])
    for row, (_, title) in enumerate(table.priorities, last + 2):
        sheet.write_string(row, 0, title, looks["line"])
    return xl_range(first, 1, max(last - 1, first), across - 1)


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
