"""The matrix of countries and priorities on the slides; that of the Overview is `steps`."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts import bar_rows
from components.charts.map import tone
from data.records import records
from data.text.words import Words


@dataclass(frozen=True)
class PriorityColumn:
    """A priority: its code, its number in the roadmap, and its title."""

    code: str
    number: str
    title: str


@dataclass(frozen=True)
class MatrixCell:
    """A country under a priority.

    Attributes:
        label: the whole cell in words.
        filled: whether the country takes part in any action of the priority.
        count: reached, as it is written.
        number: reached.
    """

    label: str
    filled: bool = False
    count: str = ""
    number: int = 0


@dataclass(frozen=True)
class CountryRow:
    """A country: its code, its name and its cells, one a column."""

    code: str
    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """A table of cells.

    Attributes:
        columns: the priorities, in order.
        rows: the countries, in order.
    """

    columns: tuple[PriorityColumn, ...]
    rows: tuple[CountryRow, ...]

    def tone(self, cell: MatrixCell) -> int:
        """The step of the tone of a cell, as the map has it."""
        return tone(cell.number, max(one.number for row in self.rows for one in row.cells))


def matrix(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    priorities: Mapping[str, str],
    t: Words,
) -> Matrix:
    """The matrix of a choice.

    Args:
        cells: what `measures.matrix` returns.
        names: country to name.
        numbers: priority to its number in the roadmap.
        priorities: priority to title.
        t: words of the reader's language.
    """
    counts = dict(zip(cells.index, records(cells), strict=True))

    def cell(country: str, priority: str) -> MatrixCell:
        row = counts[country, priority]
        where = {"country": names[country], "number": numbers[priority]}
        if not row["actions"]:
            return MatrixCell(t("matrix.empty", **where))
        label, reached = bar_rows.said(t("steps.cell", **where), row, t), int(row["reached"])
        return MatrixCell(label, filled=True, count=t.number(reached), number=reached)

    return Matrix(
        tuple(PriorityColumn(code, numbers[code], title) for code, title in priorities.items()),
        tuple(
            CountryRow(code, name, tuple(cell(code, one) for one in priorities))
            for code, name in names.items()
        ),
    )
