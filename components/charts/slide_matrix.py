"""The matrix of countries and priorities on the slides; that of the Overview is `steps`."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from components.charts import bar_rows
from components.charts.map import tone
from data.model.records import records
from data.text.words import Words


@dataclass(frozen=True)
class MatrixCell:
    """A country under a priority: milestones reached, the same as it is written, and all in words.

    Both texts are blank where the country takes part in no action of the priority.
    """

    number: int = 0
    count: str = ""
    label: str = ""


@dataclass(frozen=True)
class CountryRow:
    """A country: its name and its cells, one a column."""

    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """A table of cells: the numbered names of the priorities, and the countries, in order."""

    columns: tuple[str, ...]
    rows: tuple[CountryRow, ...]

    def tone(self, cell: MatrixCell) -> int:
        """The tone of a cell, from 0 to `TONES`: the highest is that of the fullest cell."""
        return tone(cell.number, max(one.number for row in self.rows for one in row.cells))


def matrix(
    cells: pd.DataFrame,
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    priorities: Mapping[str, str],
    t: Words,
) -> Matrix:
    """Return how many milestones each country reached under each priority.

    Args:
        cells: what `measures.matrix` returns.
        names: country to name, in the order of the rows.
        numbers: priority to its number in the roadmap.
        priorities: priority to name, in the order of the columns.
        t: words of the reader's language.
    """
    counts = dict(zip(cells.index, records(cells), strict=True))

    def cell(country: str, priority: str) -> MatrixCell:
        row, reached = counts[country, priority], int(counts[country, priority]["reached"])
        if not row["actions"]:
            return MatrixCell()
        where = t("steps.cell", country=names[country], number=numbers[priority])
        return MatrixCell(reached, t.number(reached), bar_rows.row_text(where, row, t))

    return Matrix(
        tuple(f"{numbers[code]} {name}" for code, name in priorities.items()),
        tuple(
            CountryRow(name, tuple(cell(code, one) for one in priorities))
            for code, name in names.items()
        ),
    )
