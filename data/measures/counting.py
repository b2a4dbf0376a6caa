"""Counts of milestones by state, and of parts by status, in groups and in all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.model import APPLICABLE, State, Status
from data.model.records import Rows

ALL = slice(None)
STATES = list(State)
COUNTS = np.array([state in APPLICABLE for state in State])
"""For each state in order, whether it counts."""
TALLY = [*State, "applicable", "due", "delivered", "expected", "on_time"]
"""The columns of `counts`."""
Counts = Mapping[str, Mapping[Any, int]]
"""Group to its row: column to number."""


def counts(milestones: Rows, by: str, groups: Sequence[str]) -> Counts:
    """Count milestones by state in each group of a column, also in those that have none.

    Returns:
        Group to its row, in order: one column per `State` (milestones), `applicable`
        (the states of `APPLICABLE`), `due` and `delivered` (confirmed among due), `expected` (in
        the last reporting round) and `on_time` (reported by its deadline).

    Raises:
        ValueError: a milestone belongs to a group that is not in `groups`.

    Source: METHOD.md, section "Counting".
    """
    keys = np.asarray(milestones[by])
    codes = positions(keys, groups)
    if (codes < 0).any():
        strangers = sorted(set(map(str, keys[codes < 0])))
        raise ValueError(f"milestones with unknown {by}: {', '.join(strangers)}")
    rows = count_at(codes, milestones, len(groups)).tolist()
    return {
        group: dict(zip(TALLY, row, strict=True)) for group, row in zip(groups, rows, strict=True)
    }


def total(milestones: Rows) -> dict[str, int]:
    """The counts of all rows given, as one row of `counts`."""
    table = count_at(np.zeros(len(milestones), dtype=int), milestones, 1)
    return dict(zip(TALLY, table[0].tolist(), strict=True))


def added(counts: Counts) -> dict[str, int]:
    """The groups of `counts` added up, as one row of it."""
    return {name: sum(row[name] for row in counts.values()) for name in TALLY}


def statuses(parts: pd.DataFrame, by: str, groups: Sequence[str]) -> Counts:
    """Count parts, rows of `status.part_statuses`, by status in each group of a column.

    Returns:
        Group to its row, in order, also for those that have none: one column per `Status`. Parts
        of other groups are not counted.
    """
    pairs = Counter(zip(parts[by], parts["status"], strict=True))
    return {group: {status: pairs[group, status] for status in Status} for group in groups}


def positions(values: Sequence[str] | np.ndarray, groups: Sequence[str]) -> np.ndarray:
    """Position in `groups` of each value; -1 where it is in none."""
    place = {group: position for position, group in enumerate(groups)}
    listed = values.tolist() if isinstance(values, np.ndarray) else values
    return np.array([place.get(value, -1) for value in listed], dtype=int)


def count_at(
    codes: np.ndarray, milestones: Rows, size: int, at: np.ndarray | slice = ALL
) -> np.ndarray:
    """Count milestones by state at each of `size` positions.

    `codes` are the positions of the groups of milestones: of all, or of those `at` these positions.

    Returns:
        One row per group, the columns of `TALLY`.
    """
    state = positions(np.asarray(milestones["state"]), STATES)[at]
    due = np.asarray(milestones["is_due"])[at] & COUNTS[state]
    confirmed = due & (state == STATES.index(State.CONFIRMED))
    on_time = np.asarray(milestones["on_time"], float)[at]  # not a number: none was expected
    by_state = np.bincount(codes * len(STATES) + state, minlength=size * len(STATES))
    by_state = by_state.reshape(size, len(STATES))
    others = (due, confirmed, ~np.isnan(on_time), on_time == 1)
    numbers = [np.bincount(codes[rows], minlength=size) for rows in others]
    return np.column_stack([by_state, by_state[:, COUNTS].sum(axis=1), *numbers])
