"""Where it happened: countries across, priorities down, and a mark for each milestone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.charts import bar_rows
from components.charts.bar_rows import Key, Piece
from components.charts.theme import Ink
from data import measures
from data.model import SET_ASIDE, Plan
from data.text.words import Words

MOST_MARKS = 24
"""Most marks that fit in a cell; where one would have more, each cell is a bar."""

MOST_ACROSS = 20
"""Most countries that fit across; more are rows."""
WORDS = ("once", "once_said", "beside", "beside_said", "reached", "partners")
"""Heads of rows and columns, in `[steps]`."""


@dataclass(frozen=True)
class Step:
    """A milestone as a mark: its label says what it is, of which action, where it stands, and when.

    It leads to its action, whose code is blank of a mark that stands for several.
    """

    ink: Ink
    label: str
    action: str = ""
    id: str = ""


@dataclass(frozen=True)
class StepsCell:
    """A country under a priority.

    Attributes:
        label: in words; blank of marks, which say it themselves.
        marks: places in `Steps.steps`, in the order in which they are drawn.
        href: where a bar leads; blank where the country takes no part, and of marks.
        text: what was reached, on a complete plan of what applies; a dash where nothing applies.
        bar: a whole one is that of the fullest cell.
    """

    label: str
    marks: tuple[int, ...] = ()
    href: str = ""
    text: str = ""
    bar: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class StepsCountry:
    """A country: its code, its name, where that leads, and what it reached, joint ones too."""

    id: str
    name: str
    href: str
    reached: str


@dataclass(frozen=True)
class StepsRow:
    """A priority, with a cell a country; its short name and its title begin with the number.

    `reached` has its milestones reached, each once; `beside` those still to come, on a complete
    plan all that apply.
    """

    id: str
    number: str
    name: str
    title: str
    href: str
    reached: str
    beside: str
    cells: tuple[StepsCell, ...]


@dataclass(frozen=True)
class Steps:
    """A table of marks, or on a complete plan of small bars: countries across, priorities down.

    Attributes:
        many: whether more countries than fit across are rows.
        bars: whether a cell is a bar; else it is marks.
        steps: every milestone that a mark stands for, once.
        reached, beside: as in a row, of all rows together.
    """

    label: str
    words: Mapping[str, str]
    many: bool
    bars: bool
    key: tuple[Key, ...]
    countries: tuple[StepsCountry, ...]
    rows: tuple[StepsRow, ...]
    steps: tuple[Step, ...]
    reached: str
    beside: str


def is_of_bars(cells: Mapping[str, np.ndarray], plan: Plan) -> bool:
    """Whether `measures.cells` are drawn as bars: on a complete plan, or where there are many.

    That is where one has more than `MOST_MARKS` milestones.
    """
    marks = np.sum([cells[name] for name in ("applicable", *SET_ASIDE)], axis=0)
    return plan == Plan.COMPLETE or bool((marks > MOST_MARKS).any())


def steps_of(
    marks: Sequence[tuple[str, str, str]],
    cells: Mapping[str, np.ndarray],
    totals: measures.Counts,
    known: Mapping[str, Step],
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    short: Mapping[str, str],
    priorities: Mapping[str, str],
    address: Callable[..., str],
    t: Words,
    *,
    bars: bool,
) -> Steps:
    """Build the figure of a choice: a row a priority, a column a country.

    Args:
        marks: what `measures.milestones_in_cells` returns.
        cells: what `measures.cells` returns for the same countries and priorities.
        totals: what `measures.counts` returns by priority: each milestone once.
        known: milestone to its mark; none is needed where the figure has bars.
        names: country to name, in order.
        numbers: priority to its number in the roadmap.
        short: priority to its number and short name.
        priorities: priority to title, in order.
        address: page and parameters to the address of a name or a bar.
        t: words of the reader's language.
        bars: what `is_of_bars` says.
    """
    pairs = [(country, priority) for country in names for priority in priorities]
    rows = zip(*(column.tolist() for column in cells.values()), strict=True)
    own = (dict(zip(cells, row, strict=True)) for row in rows)
    counts = dict(zip(pairs, own, strict=True))
    most = max(1, *cells["applicable"].tolist()) if bars else 1
    placed = () if bars else marks
    shown = {code: known[code] for _, _, code in placed}
    order, place = list(Ink), {code: at for at, code in enumerate(shown)}
    drawn: dict[tuple[str, str], list[str]] = {}
    for country, priority, code in placed:
        drawn.setdefault((country, priority), []).append(code)

    def cell(country: str, priority: str) -> StepsCell:
        at, row = (country, priority), counts[country, priority]
        where = {"country": names[country], "number": numbers[priority]}
        if not row["actions"]:
            return StepsCell(t("matrix.empty", **where))
        found = sorted(drawn.get(at, []), key=lambda code: order.index(shown[code].ink))
        if not bars:
            label = "" if found else t("steps.cell", **where)
            return StepsCell(label, tuple(place[code] for code in found))
        return StepsCell(
            bar_rows.row_text(t("steps.cell", **where), row, t),
            (),
            address("actions", country=country, priority=priority),
            _ratio(row, t),
            bar_rows.pieces(row, t.plan, most),
        )

    reached = measures.reached_by_country(cells, list(names))
    of_priorities = tuple(
        StepsRow(
            code,
            numbers[code],
            short[code],
            title,
            address("priorities", priority=code),
            *_once(totals[code], t),
            tuple(cell(country, code) for country in names),
        )
        for code, title in priorities.items()
    )
    inks = (piece.ink for row in of_priorities for one in row.cells for piece in one.bar)
    return Steps(
        t("steps.label"),
        {name: t(f"steps.{name}") for name in WORDS},
        len(names) > MOST_ACROSS,
        bars,
        bar_rows.key(t, {*inks} if bars else {one.ink for one in shown.values()}, bars=bars),
        tuple(
            StepsCountry(code, name, address("countries", country=code), t.number(reached[code]))
            for code, name in names.items()
        ),
        of_priorities,
        tuple(shown.values()),
        *_once(measures.added(totals), t),
    )


def _once(row: Mapping[Any, int], t: Words) -> tuple[str, str]:
    """Milestones reached, each once, and the number that stands beside it."""
    numbers = measures.numbers(row)
    beside = numbers["to_come" if t.plan == Plan.OPEN else "of"]
    return t.number(numbers["reached"]), t("steps.beside_number", n=beside)


def _ratio(row: Mapping[Any, int], t: Words) -> str:
    """What was reached, on a complete plan of what applies; a dash where nothing applies."""
    if not row["applicable"]:
        return "–"
    reached = t.number(int(row["reached"]))
    return reached if t.plan == Plan.OPEN else f"{reached}/{t.number(int(row['applicable']))}"
