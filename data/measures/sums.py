"""What each number of a headline is the sum of, and why the countries add up to more."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from data.measures.by_country import listed
from data.measures.counting import positions
from data.measures.headlines import FIGURES, figures_of, headline
from data.model import APPLICABLE, SET_ASIDE, Dataset, Plan, State


class Sum(NamedTuple):
    """A number and what it is the sum of.

    Attributes:
        whole: the number.
        parts: state, or name of another number, to how many; in the order of every legend.
    """

    whole: int
    parts: Mapping[str, int]


def sums(plan: Plan, row: Mapping[Any, int]) -> dict[str, Sum]:
    """What the numbers of a headline are the sums of.

    Args:
        plan: of the dataset.
        row: one row of `counts`.

    Returns:
        Name to sum, in milestones. Of both plans `milestones` (all of them) and `due`; of an open
        record `reached` and `to_come`; of a complete plan `applicable`, `high` (the upper end of
        the range), `coverage` (those due, by whether there is a report), and `expected` (reports
        of the last round) where one has ended.

    Source: METHOD.md, section "Key figures".
    """
    everything = sum(row[state] for state in State)
    out = {name: row[name] for name in (State.NOT_APPLICABLE, State.WITHDRAWN)}
    if plan == Plan.OPEN:
        figures = figures_of(row)
        apart = {name: figures[name] for name in ("reached", "to_come", "passed", *SET_ASIDE)}
        return {
            "milestones": Sum(everything, {**apart, **out}),
            "reached": _by_state(figures["reached"], row, FIGURES["reached"]),
            "to_come": _by_state(figures["to_come"], row, FIGURES["to_come"]),
            "due": _due(row),
        }
    found, applicable, silent = headline(row), row["applicable"], row[State.NO_REPORT_DUE]
    settled = {"applicable": applicable, **{name: row[name] for name in SET_ASIDE}, **out}
    may_be = (State.CONFIRMED, State.AWAITING, State.NO_REPORT_DUE)
    shown = {
        "milestones": Sum(everything, settled),
        "applicable": _by_state(applicable, row, APPLICABLE),
        "due": _due(row),
        "high": _by_state(found.high, row, may_be),
        "coverage": Sum(row["due"], {"covered": row["due"] - silent, State.NO_REPORT_DUE: silent}),
    }
    if found.on_time:
        on_time, expected = found.on_time.count, found.on_time.of
        shown["expected"] = Sum(expected, {"on_time": on_time, "late": expected - on_time})
    return shown


def _by_state(whole: int, row: Mapping[Any, int], chosen: Sequence[State]) -> Sum:
    return Sum(whole, {state: row[state] for state in chosen})


def _due(row: Mapping[Any, int]) -> Sum:
    """Those due: what is due and not confirmed, overdue or silent awaits its confirmation."""
    late, silent = row[State.NOT_ACHIEVED_DUE], row[State.NO_REPORT_DUE]
    parts: dict[str, int] = {
        State.CONFIRMED: row["delivered"],
        State.AWAITING: row["due"] - row["delivered"] - late - silent,
        State.NOT_ACHIEVED_DUE: late,
        State.NO_REPORT_DUE: silent,
    }
    return Sum(row["due"], parts)


def times_listed(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str]
) -> pd.DataFrame:
    """How many milestones are listed under how many countries: why these do not add up to all.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.
        countries: those shown.

    Returns:
        One row for each number of countries that occurs, indexed by it (`countries`, from 0):
        `milestones`, each once, and `listed`, how often these stand under a country.

    Source: METHOD.md, section "Counting".
    """
    at, participants = listed(milestones, dataset)
    under = positions(participants, countries) >= 0
    times = np.bincount(at[under], minlength=len(milestones))
    numbers, milestones_each = np.unique(times, return_counts=True)
    return pd.DataFrame(
        {"milestones": milestones_each, "listed": milestones_each * numbers},
        index=pd.Index(numbers, name="countries"),
    )
