"""Milestones under each participant, and the matrix of countries and priorities."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.cache import cached_by_fingerprint
from data.measures.counting import TALLY, count_at, positions
from data.model import OUT, REACHED, Cell, Dataset, State
from data.model.records import Rows, among, first_that_fits


def explode_by_participant(milestones: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """List milestones under each participant: own ones under their owner, joint ones under all.

    Returns:
        The same columns, one row per milestone and participant, with `participant_id` always
        filled. The sum over participants is not the total.

    Source: METHOD.md, section "Counting".
    """
    at, participants = listed(milestones, dataset)
    return milestones.iloc[at].assign(participant_id=participants).reset_index(drop=True)


def cells(
    milestones: Rows, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> dict[str, np.ndarray]:
    """Country x priority: what was reached, what is open, and what was due.

    Returns:
        Columns of a row a country and priority, by country: those of `counts`, `actions` (listed
        there), `reached` (confirmed and awaiting) and `open` (the other applicable ones).

    Raises:
        ValueError: a milestone belongs to a priority that is not in `priorities`.

    Source: METHOD.md, section "Countries by priority".
    """
    at, row, column = _placed(milestones, dataset, countries, priorities)
    codes = row * len(priorities) + column
    size = len(countries) * len(priorities)
    pairs = set(zip(codes.tolist(), np.asarray(milestones["action_id"])[at], strict=True))
    actions = np.bincount([code for code, _ in pairs], minlength=size)
    tally = dict(zip(TALLY, count_at(codes, milestones, size, at).T, strict=True))
    reached = np.sum([tally[state] for state in REACHED], axis=0)
    return {**tally, "actions": actions, "reached": reached, "open": tally["applicable"] - reached}


def matrix(
    milestones: Rows, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> pd.DataFrame:
    """What `cells` returns as a frame, and how far each country is with what was due.

    Returns:
        One row a country and priority, indexed by both: the columns of `cells`, `shared` (the joint
        ones among those due without a report, which say nothing of the country), and `cell` (a
        `Cell`). A cell says what is the country's own: what is shared stands once, in the total.

    Source: METHOD.md, section "Countries by priority".
    """
    tally = cells(milestones, dataset, countries, priorities)
    at, row, column = _placed(milestones, dataset, countries, priorities)
    joint = pd.isna(np.asarray(milestones["participant_id"]))[at]
    silent = joint & (np.asarray(milestones["state"])[at] == State.NO_REPORT_DUE)
    codes = (row * len(priorities) + column)[silent]
    shared = np.bincount(codes, minlength=len(countries) * len(priorities))
    late, due = tally[State.NOT_ACHIEVED_DUE], tally["due"] - shared
    settled = due - late - (tally[State.NO_REPORT_DUE] - shared)
    rules = {
        Cell.NOTHING_DUE: due == 0,
        Cell.UP_TO_DATE: settled == due,
        # A joint milestone without a report counts here: its report could only have helped.
        Cell.BEHIND: 2 * late > tally["due"],
        Cell.PARTLY: 2 * settled >= due,
    }
    verdicts = first_that_fits(rules, Cell.NO_REPORT)
    names = ["participant_id", "priority_id"]
    index = pd.MultiIndex.from_product([countries, priorities], names=names)
    return pd.DataFrame({**tally, "shared": shared, "cell": verdicts.astype(object)}, index=index)


def _placed(
    milestones: Rows, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of the milestones under these countries, and of their country and priority."""
    at, participants = listed(milestones, dataset)
    row = positions(participants, countries)
    at, row = at[row >= 0], row[row >= 0]
    column = positions(np.asarray(milestones["priority_id"])[at], priorities)
    if (column < 0).any():
        raise ValueError("milestones of a priority that is not in the matrix")
    return at, row, column


def milestones_in_cells(
    milestones: Rows, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> list[tuple[str, str, str]]:
    """The milestones behind each of the `cells`, without those that a decision took out.

    Returns:
        Country, priority and milestone, by country, priority and the day on which it was reached or
        is due, those without a day last. A joint milestone stands there for each partner.

    Raises:
        ValueError: a milestone belongs to a priority that is not in `priorities`.

    Source: METHOD.md, sections "Counting" and "Countries by priority".
    """
    at, row, column = _placed(milestones, dataset, countries, priorities)
    is_shown = ~among(np.asarray(milestones["state"])[at], OUT)
    at, row, column = at[is_shown], row[is_shown], column[is_shown]
    reached, due = (np.asarray(milestones[name])[at] for name in ("reached_by", "due_on"))
    days = np.where(np.isnat(reached), due, reached)
    order = np.lexsort((days, np.isnat(days), column, row))
    codes = np.asarray(milestones["milestone_id"])[at[order]]
    places = zip(row[order], column[order], codes, strict=True)
    return [
        (countries[int(across)], priorities[int(down)], str(code)) for across, down, code in places
    ]


def reached_by_country(
    cells: Mapping[str, np.ndarray] | pd.DataFrame, countries: Sequence[str]
) -> dict[str, int]:
    """Milestones that each country of `cells` or `matrix` reached under all priorities.

    `countries` are those of the cells, in the same order. Joint milestones stand under each
    partner: the sum is not the total.
    """
    if not countries:
        return {}
    reached = np.asarray(cells["reached"]).reshape(len(countries), -1).sum(axis=1)
    return dict(zip(countries, reached.tolist(), strict=True))


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


def listed(milestones: Rows, dataset: Dataset) -> tuple[np.ndarray, list[str]]:
    """Positions of the milestones, each as often as it is listed, and under whom."""
    partners, columns = _partners(dataset), ("participant_id", "action_id")
    pairs = zip(*(np.asarray(milestones[name]).tolist() for name in columns), strict=True)
    under = [[one] if isinstance(one, str) else partners.get(action, []) for one, action in pairs]
    at = np.repeat(np.arange(len(milestones)), [len(names) for names in under])
    return at, [name for names in under for name in names]


@cached_by_fingerprint(8)
def _partners(dataset: Dataset) -> dict[str, list[str]]:
    """Action to its participants."""
    partners, rows = dict[str, list[str]](), dataset.action_participants
    for action, participant in zip(rows["action_id"], rows["participant_id"], strict=True):
        partners.setdefault(action, []).append(participant)
    return partners
