"""The matrix of countries and priorities on the slides; that of the Overview is `steps`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.charts import theme
from data import measures
from data.model import SET_ASIDE, Plan, State
from data.model import Cell as Due
from data.records import records
from data.text.words import Words

BESIDE = {"to_come": State.NOT_DUE, "passed": State.NO_REPORT_DUE}
"""Further figures in a cell of an open record: figure to the state with its sign."""


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
        sign: of what was due; on an open record of what is to come or passed, each with its number.
        due: what was due, as `data.model.Cell` has it; blank on an open record.
        word: the same in words.
    """

    label: str
    filled: bool = False
    count: str = ""
    number: int = 0
    sign: str = ""
    due: str = ""
    word: str = ""


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
        signs: what the signs of the cells mean, a sign and its word each.
    """

    columns: tuple[PriorityColumn, ...]
    rows: tuple[CountryRow, ...]
    signs: tuple[str, ...]


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
        tuple(_signs(t)),
    )


def _signs(t: Words) -> list[str]:
    """The signs that can stand in a cell, each with its word."""
    if t.plan == Plan.OPEN:
        figures = BESIDE.items()
        return [f"{theme.STATE[state].sign} {t(f'headline.{name}')}" for name, state in figures]
    return [f"{sign} {t(f'cell.{due}')}" for due, sign in theme.CELL_SIGN.items() if sign]


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
    sign = theme.CELL_SIGN[Due(row["cell"])]
    return MatrixCell(
        ". ".join(sentences),
        filled=True,
        count=t.number(reached),
        number=reached,
        sign=sign,
        due=str(row["cell"]),
        word=word if sign else "",
    )


def _of_record(row: Mapping[Any, Any], place: Mapping[str, str], t: Words) -> MatrixCell:
    number = measures.numbers(row)
    sentences = [t("matrix.cell", **number, **place), t("matrix.actions", n=int(row["actions"]))]
    beside = [name for name in (*BESIDE, *SET_ASIDE) if number[name]]
    signs = [
        f"{theme.STATE[state].sign}{t.number(number[name])}"
        for name, state in BESIDE.items()
        if number[name]
    ]
    return MatrixCell(
        ". ".join([*sentences, *(t(f"headline.{name}_said", n=number[name]) for name in beside)]),
        filled=True,
        count=t.number(number["reached"]),
        number=number["reached"],
        sign=" ".join(signs),
    )
