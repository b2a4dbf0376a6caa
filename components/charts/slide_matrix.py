"""The matrix of countries and priorities on the slides; that of the Overview is `steps`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.charts.map import tone
from data import measures
from data.model import SET_ASIDE, Plan, State
from data.records import records
from data.text.words import Words

BESIDE = ("to_come", "passed")
"""Further figures that a cell of an open record is said to have."""


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
        place = {"country": names[country], "number": numbers[priority]}
        if not row["actions"]:
            return MatrixCell(t("matrix.empty", **place))
        return _of_record(row, place, t) if t.plan == Plan.OPEN else _of_plan(row, place, t)

    return Matrix(
        tuple(PriorityColumn(code, numbers[code], title) for code, title in priorities.items()),
        tuple(
            CountryRow(code, name, tuple(cell(code, one) for one in priorities))
            for code, name in names.items()
        ),
    )


def _of_plan(row: Mapping[Any, Any], place: Mapping[str, str], t: Words) -> MatrixCell:
    applicable, reached = int(row["applicable"]), int(row["reached"])
    word = t(f"cell.{row['cell']}")
    awaiting = int(row[State.AWAITING])
    sentences = [
        t("matrix.cell", reached=reached, of=applicable, awaiting=awaiting, **place),
        t("matrix.actions", n=int(row["actions"])),
    ]
    if due := int(row["due"] - row["shared"]):
        unreached = row[State.NOT_ACHIEVED_DUE] + row[State.NO_REPORT_DUE] - row["shared"]
        confirmed = int(row["delivered"])
        unconfirmed = due - int(unreached) - confirmed
        sentences.append(t("matrix.due", n=due, count=confirmed, awaiting=unconfirmed, word=word))
    if row["shared"]:
        sentences.append(t("matrix.shared", n=int(row["shared"])))
    sentences += [t(f"headline.{name}_said", n=int(row[name])) for name in SET_ASIDE if row[name]]
    return MatrixCell(". ".join(sentences), filled=True, count=t.number(reached), number=reached)


def _of_record(row: Mapping[Any, Any], place: Mapping[str, str], t: Words) -> MatrixCell:
    number = measures.numbers(row)
    sentences = [t("matrix.cell", **number, **place), t("matrix.actions", n=int(row["actions"]))]
    beside = [name for name in (*BESIDE, *SET_ASIDE) if number[name]]
    return MatrixCell(
        ". ".join([*sentences, *(t(f"headline.{name}_said", n=number[name]) for name in beside)]),
        filled=True,
        count=t.number(number["reached"]),
        number=number["reached"],
    )
