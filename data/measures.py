"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.model import APPLICABLE, REACHED, Cell, Dataset, State, Status

FEWEST_FOR_A_SHARE = 5
"""A percentage needs at least this many in its denominator."""
MOST_MISSING = 0.2
"""A percentage is not shown where more than this share lacks a valid report."""

ALL = slice(None)
STATES = list(State)
COUNTS = np.array([state in APPLICABLE for state in State])
"""For each state in order, whether it counts."""
TALLY = [*State, "applicable", "due", "delivered", "expected", "on_time"]


@dataclass(frozen=True)
class Ratio:
    """A ratio of counts, with the share only where METHOD.md allows one.

    Attributes:
        count: numerator.
        of: denominator.
        missing: how many of the denominator lack a valid report.
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
    """The four figures that are always shown together.

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


def counts(milestones: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count milestones by state in each group.

    Args:
        milestones: rows of `status.milestone_states`.
        by: column to group on.
        groups: every group to report, in order, including those with no milestone.

    Returns:
        One row per group, indexed by `by`: one column per `State` (milestones), `applicable`
        (the states that count), `due` and `delivered` (confirmed among due), `expected` (in the
        last reporting round) and `on_time` (reported by its deadline).

    Raises:
        ValueError: a milestone belongs to a group that is not in `groups`.

    Source: METHOD.md, section "Counting".
    """
    keys = milestones[by].to_numpy(object)
    codes = _positions(keys, groups)
    if (codes < 0).any():
        strangers = sorted(set(map(str, keys[codes < 0])))
        raise ValueError(f"milestones with unknown {by}: {', '.join(strangers)}")
    return pd.DataFrame(_tally(codes, milestones, len(groups)), index=pd.Index(groups, name=by), columns=TALLY)


def _positions(values: Sequence[str] | np.ndarray, groups: Sequence[str]) -> np.ndarray:
    """Position in `groups` of each value; -1 where it is in none."""
    place = {str(group): position for position, group in enumerate(groups)}
    return np.fromiter((place.get(value, -1) for value in values), dtype=int, count=len(values))


def _tally(codes: np.ndarray, milestones: pd.DataFrame, size: int, at: np.ndarray | slice = ALL) -> np.ndarray:
    """The columns of `counts`, for rows `at` of `milestones` whose group is the position `codes` among `size`."""
    state = _positions(milestones["state"].to_numpy(object), STATES)[at]
    due = milestones["is_due"].to_numpy()[at] & COUNTS[state]
    confirmed = due & (state == STATES.index(State.CONFIRMED))
    table = np.bincount(codes * len(STATES) + state, minlength=size * len(STATES)).reshape(size, len(STATES))
    return np.column_stack(
        [
            table,
            table[:, COUNTS].sum(axis=1),
            np.bincount(codes[due], minlength=size),
            np.bincount(codes[confirmed], minlength=size),
            np.bincount(codes[milestones["on_time"].notna().to_numpy()[at]], minlength=size),
            np.bincount(codes[milestones["on_time"].fillna(False).to_numpy(bool)[at]], minlength=size),
        ]
    )


def total(milestones: pd.DataFrame) -> pd.Series:
    """The same counts over all rows given, as one row of `counts`."""
    return pd.Series(_tally(np.zeros(len(milestones), dtype=int), milestones, 1)[0], index=TALLY, name="all")


def headline(row: pd.Series) -> Headline:
    """The headline of one row of `counts`.

    Source: METHOD.md, section "Headline".
    """
    confirmed, awaiting = int(row[State.CONFIRMED]), int(row[State.AWAITING])
    silent, due = int(row[State.NO_REPORT_DUE]), int(row["due"])
    return Headline(
        completed=Ratio(confirmed, int(row["applicable"]), silent),
        delivered=Ratio(int(row["delivered"]), due, silent),
        low=confirmed,
        high=confirmed + awaiting + silent,
        coverage=Ratio(due - silent, due),
        on_time=Ratio(int(row["on_time"]), int(row["expected"])) if row["expected"] else None,
    )


def listing(milestones: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """List milestones under each participant: own ones under their owner, joint ones under each partner.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.

    Returns:
        The same columns, one row per milestone and participant, with `participant_id` always
        filled. Joint milestones stand under several participants: the sum over participants
        is not the total.

    Source: METHOD.md, section "Counting".
    """
    at, participants = _listed(milestones, dataset)
    return milestones.iloc[at].assign(participant_id=participants).reset_index(drop=True)


def _listed(milestones: pd.DataFrame, dataset: Dataset) -> tuple[np.ndarray, list[str]]:
    """Positions of the milestones, each as often as it is listed, and under whom."""
    partners = _partners(dataset)
    owners = milestones["participant_id"].to_numpy(object)
    under = [
        [owner] if isinstance(owner, str) else partners.get(action, [])
        for owner, action in zip(owners, milestones["action_id"].to_numpy(object), strict=True)
    ]
    at = np.repeat(np.arange(len(milestones)), [len(names) for names in under])
    return at, [name for names in under for name in names]


@functools.lru_cache(maxsize=8)
def _partners(dataset: Dataset) -> dict[str, list[str]]:
    """Action to its participants."""
    found: dict[str, list[str]] = {}
    for action, participant in dataset.action_participants[["action_id", "participant_id"]].itertuples(index=False):
        found.setdefault(action, []).append(participant)
    return found


def matrix(milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str], priorities: Sequence[str]) -> pd.DataFrame:
    """Country x priority: what was reached, what is open, and what was due.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation is recorded.
        countries: rows, in order.
        priorities: columns, in order.

    Returns:
        One row per country and priority, indexed by both: the columns of `counts`, `reached`
        (confirmed and awaiting), `open` (the other applicable ones), `actions` (listed there),
        and `cell` (a `Cell`).

    Source: METHOD.md, section "Country x priority".
    """
    at, participants = _listed(milestones, dataset)
    row = _positions(participants, countries)
    wanted = row >= 0
    at, row = at[wanted], row[wanted]
    column = _positions(milestones["priority_id"].to_numpy(object)[at], priorities)
    if (column < 0).any():
        raise ValueError("milestones of a priority that is not in the matrix")
    codes = row * len(priorities) + column
    size = len(countries) * len(priorities)
    pairs = set(zip(codes.tolist(), milestones["action_id"].to_numpy(object)[at], strict=True))
    actions = np.bincount([code for code, _ in pairs], minlength=size)
    table = _tally(codes, milestones, size, at)
    tally = dict(zip(TALLY, table.T, strict=True))
    reached = sum(tally[state] for state in REACHED)
    late, due = tally[State.NOT_ACHIEVED_DUE], tally["due"]
    settled = due - late - tally[State.NO_REPORT_DUE]
    rules = {
        Cell.NOTHING_DUE: due == 0,
        Cell.UP_TO_DATE: settled == due,
        Cell.BEHIND: 2 * late > due,
        Cell.PARTLY: 2 * settled >= due,
    }
    index = pd.MultiIndex.from_product([countries, priorities], names=["participant_id", "priority_id"])
    columns = [*TALLY, "actions", "reached", "open"]
    frame = pd.DataFrame(np.column_stack([table, actions, reached, tally["applicable"] - reached]), index=index, columns=columns)
    return frame.assign(cell=np.select(list(rules.values()), [str(cell) for cell in rules], Cell.NO_REPORT))


def statuses(parts: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count parts by status in each group.

    Returns:
        One row per group, indexed by `by`, one column per `Status` (parts).
    """
    table = pd.crosstab(parts[by], parts["status"])
    return table.reindex(index=pd.Index(groups, name=by), columns=list(Status), fill_value=0)


def parts_completed(parts: pd.DataFrame) -> Ratio:
    """Parts that are completed, of those that apply.

    Args:
        parts: rows of `status.part_statuses`.

    Source: METHOD.md, section "Status of a part": withdrawn and not applicable parts leave both sides.
    """
    counted = parts[parts["status"] != Status.WITHDRAWN]["status"]
    return Ratio(int((counted == Status.COMPLETED).sum()), len(counted), int((counted == Status.NO_REPORT).sum()))


def over_time(milestones: pd.DataFrame) -> pd.DataFrame:
    """Milestones reached, and dates announced, cumulated by month.

    A milestone known only to the quarter or year is counted in the last month of that period:
    by then it had been reached.

    Args:
        milestones: rows of `status.milestone_states`.

    Returns:
        One row per month from the first to the last that has anything, indexed by month
        (first day): `confirmed`, `awaiting` (milestones reached by then), `announced` (milestones
        whose due date had come by then). Milestones without a date are in none.

    Source: METHOD.md, section "Over time".
    """
    state = milestones["state"].to_numpy(object)
    reached = milestones["reached_by"].to_numpy().astype("datetime64[M]")
    due = milestones["due_on"].to_numpy().astype("datetime64[M]")
    series = {
        "confirmed": reached[state == State.CONFIRMED],
        "awaiting": reached[state == State.AWAITING],
        "announced": due[np.isin(state, APPLICABLE) & milestones["is_due"].to_numpy()],
    }
    found = np.concatenate(list(series.values()))
    found = found[~np.isnat(found)].astype(int)
    if not len(found):
        return pd.DataFrame(columns=list(series), index=pd.DatetimeIndex([], name="month"), dtype=int)
    first, last = int(found.min()), int(found.max())
    size = last - first + 1
    columns = {}
    for name, months in series.items():
        columns[name] = np.bincount(months[~np.isnat(months)].astype(int) - first, minlength=size).cumsum()
    months = np.arange(first, last + 1).astype("datetime64[M]").astype("datetime64[s]")
    return pd.DataFrame(columns, index=pd.DatetimeIndex(months, name="month"))


def latest_events(milestones: pd.DataFrame, number: int) -> pd.DataFrame:
    """The newest reports about milestones, as far as they were known on the cut-off behind `milestones`.

    Returns:
        Up to `number` rows of milestones that were reached, newest date first: `milestone_id`,
        `action_id`, `title`, `step`, `participant_id`, `achieved_on`, `achieved_precision`, `state`, `source_id`.
    """
    state = milestones["state"].to_numpy(object)
    reached = np.flatnonzero(np.isin(state, REACHED) & milestones["achieved_on"].notna().to_numpy())
    newest = np.argsort(-milestones["reached_by"].to_numpy()[reached].astype("datetime64[D]").astype(int), kind="stable")[:number]
    columns = ["milestone_id", "action_id", "title", "step", "participant_id", "achieved_on", "achieved_precision", "state", "source_id"]
    return milestones[columns].iloc[reached[newest]]


def agreements(actions: pd.DataFrame, milestones: pd.DataFrame, dataset: Dataset, participant: str) -> pd.DataFrame:
    """The agreements of a participant with EU agencies, each with the furthest step that was reached.

    Args:
        actions: rows of the actions table that were part of the plan.
        milestones: rows of `status.milestone_states`; those of other participants alone are passed over.
        dataset: where participation is recorded.
        participant: its code.

    Returns:
        One row per agency and agreement, by agency and then by date: `participant_id` (the agency), `action_id`,
        and of the furthest step, missing where none was reached: `milestone_id`, `step`, `title`, `position`,
        `state`, `achieved_on`, `achieved_precision`, `source_id`.

    Source: METHOD.md, section "The public record", for the path of an agreement.
    """
    partners = dataset.action_participants
    mine = partners.loc[partners["participant_id"] == participant, "action_id"]
    chosen = actions.loc[(actions["kind"] == "agreement") & actions["action_id"].isin(mine), ["action_id", "starts_on"]]
    kinds = dataset.participants.set_index("participant_id")["kind"]
    agencies = partners.loc[partners["participant_id"].map(kinds) == "eu_agency", ["action_id", "participant_id"]]
    rows = agencies.merge(chosen, on="action_id").sort_values(["participant_id", "starts_on"], kind="stable")
    owned = milestones["participant_id"].isna() | (milestones["participant_id"] == participant)
    reached = milestones[owned & milestones["state"].isin(REACHED)].sort_values("position", kind="stable")
    columns = ["milestone_id", "step", "title", "position", "state", "achieved_on", "achieved_precision", "source_id"]
    furthest = reached.drop_duplicates("action_id", keep="last")[["action_id", *columns]]
    found = rows.drop(columns="starts_on").merge(furthest, on="action_id", how="left")
    return found[["participant_id", "action_id", *columns]]
