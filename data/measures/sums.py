"""What each number of a headline is the sum of, and why the countries add up to more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.measures.by_country import listed
from data.measures.counting import positions
from data.measures.headlines import FIGURES, figures_of
from data.model import APPLICABLE, OUT, SET_ASIDE, Dataset, Plan, State


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


def times_listed(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str]
) -> dict[int, int]:
    """How many milestones are listed under how many countries: why these do not add up to all.

    Returns:
        Number of countries, from 0, to how many milestones are listed under as many.

    Source: METHOD.md, section "Counting".
    """
    at, participants = listed(milestones, dataset)
    under = positions(participants, countries) >= 0
    times = np.bincount(at[under], minlength=len(milestones))
    return dict(sorted(Counter(times.tolist()).items()))
