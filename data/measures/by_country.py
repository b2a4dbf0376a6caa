"""Milestones under each participant, and the matrix of countries and priorities."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from data.cache import cached_by_fingerprint
from data.measures.counting import TALLY, count_at, positions
from data.model import OUT, REACHED, Cell, Dataset, State

MOST_PAIRS = 64
"""Rows of matrices that are kept, as they are the same for many choices."""


def listing(milestones: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """List milestones under each participant.

    Own ones stand under their owner, joint ones under each partner.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.

    Returns:
        The same columns, one row per milestone and participant, with `participant_id` always
        filled. Joint milestones stand under several participants: the sum over participants
        is not the total.

    Source: METHOD.md, section "Counting".
    """
    at, participants = listed(milestones, dataset)
    return milestones.iloc[at].assign(participant_id=participants).reset_index(drop=True)


def matrix(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> pd.DataFrame:
    """Country x priority: what was reached, what is open, and what was due.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.
        countries: rows, in order.
        priorities: columns, in order.

    Returns:
        One row per country and priority, indexed by both: the columns of `counts`, `reached`
        (confirmed and awaiting), `open` (the other applicable ones), `actions` (listed there),
        `shared` (the joint ones among those due without a report, which say nothing of the
        country), and `cell` (a `Cell`). A cell says what is the country's own: what is shared
        stands once, in the total.

    Raises:
        ValueError: a milestone belongs to a priority that is not in `priorities`.

    Source: METHOD.md, section "Countries by priority".
    """
    at, participants = listed(milestones, dataset)
    row = positions(participants, countries)
    wanted = row >= 0
    at, row = at[wanted], row[wanted]
    column = positions(milestones["priority_id"].to_numpy(object)[at], priorities)
    if (column < 0).any():
        raise ValueError("milestones of a priority that is not in the matrix")
    codes = row * len(priorities) + column
    size = len(countries) * len(priorities)
    pairs = set(zip(codes.tolist(), milestones["action_id"].to_numpy(object)[at], strict=True))
    actions = np.bincount([code for code, _ in pairs], minlength=size)
    table = count_at(codes, milestones, size, at)
    tally = dict(zip(TALLY, table.T, strict=True))
    reached = sum(tally[state] for state in REACHED)
    joint = milestones["participant_id"].isna().to_numpy()[at]
    silent = joint & (milestones["state"].to_numpy(object)[at] == State.NO_REPORT_DUE)
    shared = np.bincount(codes[silent], minlength=size)
    late, due = tally[State.NOT_ACHIEVED_DUE], tally["due"] - shared
    settled = due - late - (tally[State.NO_REPORT_DUE] - shared)
    rules = {
        Cell.NOTHING_DUE: due == 0,
        Cell.UP_TO_DATE: settled == due,
        # A joint milestone without a report counts here: its report could only have helped.
        Cell.BEHIND: 2 * late > tally["due"],
        Cell.PARTLY: 2 * settled >= due,
    }
    columns = [*TALLY, "actions", "reached", "open", "shared"]
    cells = [table, actions, reached, tally["applicable"] - reached, shared]
    index = _pairs(tuple(countries), tuple(priorities))
    frame = pd.DataFrame(np.column_stack(cells), index=index, columns=columns)
    told = np.select(list(rules.values()), [str(cell) for cell in rules], Cell.NO_REPORT)
    frame["cell"] = told.astype(object)
    return frame


@lru_cache(maxsize=MOST_PAIRS)
def _pairs(countries: Sequence[str], priorities: Sequence[str]) -> pd.MultiIndex:
    """Every country with every priority; a page makes the same again and again."""
    rows, columns = len(countries), len(priorities)
    return pd.MultiIndex(
        levels=[list(countries), list(priorities)],
        codes=[
            np.repeat(np.arange(rows), columns).tolist(),
            np.tile(np.arange(columns), rows).tolist(),
        ],
        names=["participant_id", "priority_id"],
        verify_integrity=False,
    )


def steps(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]
) -> pd.DataFrame:
    """The milestones behind each cell of `matrix`, without those that a decision took out.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.
        countries: in order.
        priorities: in order.

    Returns:
        One row per country and milestone: `participant_id` (the country), `priority_id` and
        `milestone_id`; by country, priority and the day on which it was reached or is due, those
        without a day last. A joint milestone stands in a row for each partner.

    Raises:
        ValueError: a milestone belongs to a priority that is not in `priorities`.

    Source: METHOD.md, sections "Counting" and "Countries by priority".
    """
    at, participants = listed(milestones, dataset)
    row = positions(participants, countries)
    wanted = (row >= 0) & ~np.isin(milestones["state"].to_numpy(object), OUT)[at]
    at, row = at[wanted], row[wanted]
    column = positions(milestones["priority_id"].to_numpy(object)[at], priorities)
    if (column < 0).any():
        raise ValueError("milestones of a priority that is not in the matrix")
    reached, due = (milestones[name].to_numpy()[at] for name in ("reached_by", "due_on"))
    days = np.where(np.isnat(reached), due, reached)
    order = np.lexsort((days, np.isnat(days), column, row))
    return pd.DataFrame(
        {
            "participant_id": np.array(countries, object)[row[order]],
            "priority_id": np.array(priorities, object)[column[order]],
            "milestone_id": milestones["milestone_id"].to_numpy(object)[at[order]],
        },
        dtype=object,
    )


def reached_by_country(cells: pd.DataFrame) -> dict[str, int]:
    """Milestones that each country reached under all priorities, own ones and joint ones.

    Args:
        cells: what `matrix` returns.

    Returns:
        A number per country, in the order of `cells`. Joint milestones stand under each partner:
        the sum is not the total.
    """
    found: dict[str, int] = {}
    countries = cells.index.get_level_values("participant_id")
    for country, number in zip(countries.tolist(), cells["reached"].tolist(), strict=True):
        found[country] = found.get(country, 0) + number
    return found


def listed(milestones: pd.DataFrame, dataset: Dataset) -> tuple[np.ndarray, list[str]]:
    """Positions of the milestones, each as often as it is listed, and under whom."""
    partners = _partners(dataset)
    owners = milestones["participant_id"].to_numpy(object)
    under = [
        [owner] if isinstance(owner, str) else partners.get(action, [])
        for owner, action in zip(owners, milestones["action_id"].to_numpy(object), strict=True)
    ]
    at = np.repeat(np.arange(len(milestones)), [len(names) for names in under])
    return at, [name for names in under for name in names]


@cached_by_fingerprint(8)
def _partners(dataset: Dataset) -> dict[str, list[str]]:
    """Action to its participants."""
    partners: dict[str, list[str]] = {}
    for action, participant in dataset.action_participants[
        ["action_id", "participant_id"]
    ].itertuples(index=False):
        partners.setdefault(action, []).append(participant)
    return partners
