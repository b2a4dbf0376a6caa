"""The four figures of a plan and of a record: what each is the sum of, and what is behind it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.cache import cached_by_fingerprint
from data.evidence import Basis, report_bases
from data.measures.counting import Counts
from data.model import APPLICABLE, OUT, REACHED, SET_ASIDE, Dataset, Plan, State
from data.model.records import Rows, among

FEWEST_FOR_A_SHARE = 5
"""A percentage needs at least this many in its denominator."""
MOST_MISSING = 0.2
"""A percentage is not shown where more than this share lacks a valid report."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of counts, with the share only where METHOD.md allows one.

    `missing` is how many of the denominator lack a valid report.
    """

    count: int
    of: int
    missing: int = 0

    @property
    def share(self) -> float | None:
        """Fraction from 0 to 1, or `None` where counts alone may be shown."""
        allowed = self.of >= FEWEST_FOR_A_SHARE and self.missing <= MOST_MISSING * self.of
        return self.count / self.of if allowed else None


@dataclass(frozen=True)
class Headline:
    """The four figures of a complete plan, always shown together.

    Attributes:
        completed: confirmed, of applicable milestones.
        delivered: confirmed among those due, of those due.
        low, high: the range: confirmed; confirmed, awaiting, and due without a report.
        coverage: due milestones that a valid report speaks about, of those due.
        on_time: of the reports expected in the last round, those that were there at its deadline;
            `None` where no round has ended.
    """

    completed: Ratio
    delivered: Ratio
    low: int
    high: int
    coverage: Ratio
    on_time: Ratio | None = None


@dataclass(frozen=True)
class RecordHeadline:
    """The four figures of an open record, always shown together.

    They are counts, since there is no agreed whole.

    Attributes:
        reached: milestones reached since the first day of the period: `confirmed` and `awaiting`.
        confirmed: those of them that an official page of a participant states, or two origins.
        awaiting: those of them that rest on one source.
        to_come: announced, or said by a source to be open; no date has passed in silence.
        passed: the announced date has passed, and no source says what became of it.
        in_place: reached before the period.
        before_or_since: reached on a day of which no source says whether it lies in the period.
    """

    reached: int
    confirmed: int
    awaiting: int
    to_come: int
    passed: int
    in_place: int
    before_or_since: int


TO_COME = (State.NOT_DUE, State.NOT_ACHIEVED_DUE)
"""The states of a milestone of an open record that is still to come.

Where a source says that a passed date brought nothing yet, the milestone is still to come.
"""
FIGURES: Mapping[str, Sequence[State]] = {
    "reached": REACHED,
    "confirmed": (State.CONFIRMED,),
    "awaiting": (State.AWAITING,),
    "to_come": TO_COME,
    "passed": (State.NO_REPORT_DUE,),
    "in_place": (State.IN_PLACE,),
    "before_or_since": (State.BEFORE_OR_SINCE,),
}
"""The states behind each number of the headline of an open record."""
_OPEN_OF_PLAN = ("overdue", "missing", "not_due")
PLAN_FIGURES = ("completed", "awaiting", "delivered", "due", *_OPEN_OF_PLAN, "applicable")
"""The names of the numbers of a complete plan that lead to milestones."""
OPEN_FIGURES: Mapping[Plan, Sequence[str]] = {
    Plan.OPEN: ("passed", "to_come"),
    Plan.COMPLETE: _OPEN_OF_PLAN,
}
"""The numbers that what is open adds up from: first overdue, then without news, then to come."""


def headline(row: Mapping[Any, int]) -> Headline:
    """The headline of a complete plan, of one row of `counts`.

    Source: METHOD.md, section "Key figures".
    """
    confirmed, awaiting = int(row[State.CONFIRMED]), int(row[State.AWAITING])
    silent, due = int(row[State.NO_REPORT_DUE]), int(row["due"])
    return Headline(
        completed=Ratio(confirmed, int(row["applicable"]), silent),
        delivered=Ratio(int(row["delivered"]), due, silent),
        low=confirmed,
        high=confirmed + awaiting + silent,
        coverage=Ratio(due - silent, due, silent),
        on_time=Ratio(int(row["on_time"]), int(row["expected"])) if row["expected"] else None,
    )


def headline_of(plan: Plan, row: Mapping[Any, int]) -> Headline | RecordHeadline:
    """The headline that a dataset of this plan has, of one row of `counts`.

    Source: METHOD.md, section "Key figures".
    """
    return RecordHeadline(**figures_of(row)) if plan == Plan.OPEN else headline(row)


def numbers(row: Mapping[Any, int]) -> dict[str, int]:
    """Every number of one row of `counts` that a sentence may name, in milestones.

    The figures of an open record by their names (`FIGURES`), and of a complete plan `count` and
    `of` (completed), `low` and `high` (the range).
    """
    found = headline(row)
    whole = {"count": found.completed.count, "of": found.completed.of}
    return {**figures_of(row), **whole, "low": found.low, "high": found.high}


def reached_by_group(counts: Counts) -> dict[str, int]:
    """Return the milestones reached of each row of `counts`, in their order."""
    return {group: sum(row[state] for state in REACHED) for group, row in counts.items()}


def figures_of(row: Mapping[Any, int]) -> dict[str, int]:
    """Each of `FIGURES` of one row of `counts`, in milestones."""
    return {name: sum([row[state] for state in states]) for name, states in FIGURES.items()}


def sums(plan: Plan, row: Mapping[Any, int]) -> dict[str, dict[str, int]]:
    """What the numbers of a headline, of one row of `counts`, are the sums of.

    Returns:
        Name to parts, each a state or another number to how many, in milestones and in the order of
        every legend. Of both plans `milestones` (all of them) and `due`; of an open record
        `reached` and `to_come`; of a complete plan `applicable`, `high` (the upper end of the
        range), `coverage` (those due, by whether there is a report), and `expected` (reports of the
        last round) where one has ended.

    Source: METHOD.md, section "Key figures".
    """

    def by_state(states: Sequence[State]) -> dict[str, int]:
        return {state: row[state] for state in states}

    late, silent = row[State.NOT_ACHIEVED_DUE], row[State.NO_REPORT_DUE]
    # What is due and not confirmed, overdue or silent awaits its confirmation.
    due: dict[str, int] = {
        State.CONFIRMED: row["delivered"],
        State.AWAITING: row["due"] - row["delivered"] - late - silent,
        State.NOT_ACHIEVED_DUE: late,
        State.NO_REPORT_DUE: silent,
    }
    if plan == Plan.OPEN:
        figures = figures_of(row)
        apart = {name: figures[name] for name in ("reached", "to_come", "passed", *SET_ASIDE)}
        return {
            "milestones": apart | by_state(OUT),
            "reached": by_state(FIGURES["reached"]),
            "to_come": by_state(FIGURES["to_come"]),
            "due": due,
        }
    shown = {
        "milestones": {"applicable": row["applicable"], **by_state((*SET_ASIDE, *OUT))},
        "applicable": by_state(APPLICABLE),
        "due": due,
        "high": by_state((State.CONFIRMED, State.AWAITING, State.NO_REPORT_DUE)),
        "coverage": {"covered": row["due"] - silent, State.NO_REPORT_DUE: silent},
    }
    if expected := row["expected"]:
        shown["expected"] = {"on_time": row["on_time"], "late": expected - row["on_time"]}
    return shown


def compared(plan: Plan, row: Mapping[Any, int]) -> dict[str, int]:
    """The numbers of a headline that two days are compared by, of one row of `counts`.

    They are `reached`, `to_come` and `passed`, or `completed`, `delivered` and `coverage`. What
    was in place before the period is not among them, nor is the range of a complete plan: neither
    tells of what happened between the two days.

    Source: METHOD.md, section "Key figures".
    """
    if plan == Plan.OPEN:
        figures = figures_of(row)
        return {name: figures[name] for name in ("reached", "to_come", "passed")}
    found = headline(row)
    return {name: getattr(found, name).count for name in ("completed", "delivered", "coverage")}


def behind(milestones: pd.DataFrame, figure: str) -> pd.DataFrame:
    """The milestones behind a number of a headline.

    It is one of `FIGURES` for an open record; for a complete plan one of `PLAN_FIGURES`: `due` (of
    which `delivered` is counted) falls into those confirmed, awaiting, `overdue` (reported as not
    reached) and `missing` (without a report).

    Raises:
        KeyError: no such figure.
    """
    return milestones[is_behind(milestones, figure)]


def is_behind(milestones: Rows, figure: str) -> np.ndarray:
    """Whether each milestone is among those that `behind` returns.

    Raises:
        KeyError: no such figure.
    """
    state = np.asarray(milestones["state"])
    if figure in FIGURES:
        return among(state, FIGURES[figure])
    applicable, confirmed = among(state, APPLICABLE), state == State.CONFIRMED
    due = np.asarray(milestones["is_due"]) & applicable
    return {
        "completed": confirmed,
        "delivered": confirmed & due,
        "due": due,
        "overdue": state == State.NOT_ACHIEVED_DUE,
        "missing": state == State.NO_REPORT_DUE,
        "not_due": state == State.NOT_DUE,
        "applicable": applicable,
    }[figure]


def open_in_order(plan: Plan, milestones: Rows) -> dict[str, np.ndarray]:
    """The one list of what is open: positions of the milestones that count and were not reached.

    Returns:
        Each of `OPEN_FIGURES` to the positions of its milestones: the earliest due date first, and
        those without a date last.

    Source: METHOD.md, section "Milestone states".
    """
    days = np.asarray(milestones["due_on"])
    found = {}
    for figure in OPEN_FIGURES[plan]:
        at = np.flatnonzero(is_behind(milestones, figure))
        found[figure] = at[np.lexsort((days[at].astype(int), np.isnat(days[at])))]
    return found


@dataclass(frozen=True)
class Grounds:
    """The milestones reached since the period began, in other units and by their evidence.

    Attributes:
        milestones: how many.
        actions: actions that have any of them.
        occasions: meetings, visits and operations on which they were reached; a milestone that
            names none is one of its own.
        official: milestones stated by an official page of a participant.
        two_origins: of the others, those that two origins state.
        one_origin: those that one origin states. The three add up to `milestones`.
    """

    milestones: int
    actions: int
    occasions: int
    official: int
    two_origins: int
    one_origin: int


def grounds(milestones: Rows, dataset: Dataset) -> Grounds:
    """What the milestones reached in a choice of an open record stand on.

    Source: METHOD.md, sections "Key figures" and "Evidence and cooperation".
    """
    reached = among(np.asarray(milestones["state"]), REACHED)
    columns = ("milestone_id", "action_id", "report_id")
    own, actions, reports = (np.asarray(milestones[name])[reached].tolist() for name in columns)
    occasions, bases = _occasions(dataset), report_bases(dataset)
    numbers = Counter(bases.get(report, str(Basis.ONE_ORIGIN)) for report in reports)
    by_basis = {str(basis): numbers[basis] for basis in Basis}
    shared = {occasions.get(one, one) for one in own}
    return Grounds(len(own), len(set(actions)), len(shared), **by_basis)


@cached_by_fingerprint(8)
def _occasions(dataset: Dataset) -> Mapping[str, str]:
    """Milestone to the occasion on which it was reached, of those that share one."""
    shared = dataset.milestones.dropna(subset="occasion")
    return dict(zip(shared["milestone_id"], shared["occasion"], strict=True))
