"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.dates import period_end
from data.model import APPLICABLE, Cell, Dataset, State, Status

FEWEST_FOR_A_SHARE = 5
"""A percentage needs at least this many in its denominator."""
MOST_MISSING = 0.2
"""A percentage is not shown where more than this share lacks a valid report."""


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
    """

    completed: Ratio
    delivered: Ratio
    low: int
    high: int
    coverage: Ratio


def counts(milestones: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count milestones by state in each group.

    Args:
        milestones: rows of `status.milestone_states`.
        by: column to group on.
        groups: every group to report, in order, including those with no milestone.

    Returns:
        One row per group, indexed by `by`: one column per `State` (milestones), `applicable`
        (the states that count), `due` and `delivered` (confirmed among due).

    Raises:
        ValueError: a milestone belongs to a group that is not in `groups`.

    Source: METHOD.md, section "Counting".
    """
    codes = pd.Index(groups).get_indexer(pd.Index(milestones[by]))
    if (codes < 0).any():
        strangers = sorted(map(str, set(milestones[by]) - set(groups)))
        raise ValueError(f"milestones with unknown {by}: {', '.join(strangers)}")
    states = list(State)
    state = pd.Index(states).get_indexer(pd.Index(milestones["state"]))
    table = np.bincount(codes * len(states) + state, minlength=len(groups) * len(states))
    frame = pd.DataFrame(table.reshape(len(groups), len(states)), index=pd.Index(groups, name=by), columns=states)
    counted = milestones["state"].isin(APPLICABLE).to_numpy() & milestones["is_due"].to_numpy()
    confirmed = counted & (milestones["state"] == State.CONFIRMED).to_numpy()
    frame["applicable"] = frame[list(APPLICABLE)].sum(axis="columns")
    frame["due"] = np.bincount(codes[counted], minlength=len(groups))
    frame["delivered"] = np.bincount(codes[confirmed], minlength=len(groups))
    return frame


def total(milestones: pd.DataFrame) -> pd.Series:
    """The same counts over all rows given, as one row of `counts`."""
    return counts(milestones.assign(all="all"), "all", ["all"]).iloc[0]


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
    own = milestones[milestones["participant_id"].notna()]
    joint = milestones[milestones["participant_id"].isna()].drop(columns="participant_id")
    partners = dataset.action_participants[["action_id", "participant_id"]]
    return pd.concat([own, joint.merge(partners, on="action_id")], ignore_index=True)


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
    listed = listing(milestones, dataset)
    listed = listed[listed["participant_id"].isin(countries)]
    cells = [f"{country}/{priority}" for country in countries for priority in priorities]
    listed = listed.assign(cell=listed["participant_id"] + "/" + listed["priority_id"])
    frame = counts(listed, "cell", cells)
    frame["actions"] = listed.groupby("cell")["action_id"].nunique().reindex(cells, fill_value=0)
    frame["reached"] = frame[State.CONFIRMED] + frame[State.AWAITING]
    frame["open"] = frame["applicable"] - frame["reached"]
    settled = frame["due"] - frame[State.NOT_ACHIEVED_DUE] - frame[State.NO_REPORT_DUE]
    rules = [
        (frame["due"] == 0, Cell.NOTHING_DUE),
        (settled == frame["due"], Cell.UP_TO_DATE),
        (2 * frame[State.NOT_ACHIEVED_DUE] > frame["due"], Cell.BEHIND),
        (2 * settled >= frame["due"], Cell.PARTLY),
    ]
    chosen = np.select([rule.to_numpy() for rule, _ in rules], [str(cell) for _, cell in rules], Cell.NO_REPORT)
    index = pd.MultiIndex.from_product([countries, priorities], names=["participant_id", "priority_id"])
    return frame.assign(cell=chosen).set_axis(index, axis="index")


def statuses(parts: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count parts by status in each group.

    Returns:
        One row per group, indexed by `by`, one column per `Status` (parts).
    """
    table = pd.crosstab(parts[by], parts["status"])
    return table.reindex(index=pd.Index(groups, name=by), columns=list(Status), fill_value=0)


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
    reached_on = period_end(milestones["achieved_on"], milestones["achieved_precision"])
    series = {
        "confirmed": reached_on[milestones["state"] == State.CONFIRMED],
        "awaiting": reached_on[milestones["state"] == State.AWAITING],
        "announced": milestones.loc[milestones["state"].isin(APPLICABLE), "due_on"],
    }
    months = {name: days.dropna().dt.to_period("M") for name, days in series.items()}
    found = pd.concat(list(months.values()))
    if found.empty:
        return pd.DataFrame(columns=list(series), index=pd.DatetimeIndex([], name="month"), dtype=int)
    span = pd.period_range(found.min(), found.max(), freq="M")
    frame = pd.DataFrame({name: days.value_counts().reindex(span, fill_value=0).cumsum() for name, days in months.items()})
    return frame.set_axis(span.to_timestamp().rename("month"), axis="index")


def latest_events(milestones: pd.DataFrame, number: int) -> pd.DataFrame:
    """The newest reports about milestones, as far as they were known on the cut-off behind `milestones`.

    Returns:
        Up to `number` rows of milestones that were reached, newest date first: `milestone_id`,
        `action_id`, `title`, `step`, `participant_id`, `achieved_on`, `achieved_precision`, `state`, `source_id`.
    """
    reached = milestones[milestones["achieved_on"].notna() & milestones["state"].isin([State.CONFIRMED, State.AWAITING])]
    latest = period_end(reached["achieved_on"], reached["achieved_precision"]).sort_values(ascending=False, kind="stable")
    columns = ["milestone_id", "action_id", "title", "step", "participant_id"]
    return reached.loc[latest.index[:number], [*columns, "achieved_on", "achieved_precision", "state", "source_id"]]
