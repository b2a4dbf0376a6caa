"""What a reader chose, and the part of the dataset it leaves."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import pandas as pd

from data.model import Dataset
from data.status import milestone_states, part_statuses


@dataclass(frozen=True)
class Filters:
    """A reader's choice, in codes. An empty tuple or `None` means no restriction.

    Attributes:
        country: participants, any of which must take part in the action.
        priority: priorities.
        status: statuses of parts.
        kind: kinds of action.
        since, until: period in which something of the action happened.
        as_of: cut-off; `None` is the dataset's horizon.
    """

    country: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def with_(self, **changes: object) -> Self:
        """The same choice with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Known:
    """A dataset as known on a day: states and statuses, computed once for every reader.

    Attributes:
        dataset: the dataset.
        as_of: the cut-off.
        milestones: what `status.milestone_states` returns.
        parts: what `status.part_statuses` returns.
    """

    dataset: Dataset
    as_of: date
    milestones: pd.DataFrame
    parts: pd.DataFrame

    @classmethod
    def on(cls, dataset: Dataset, as_of: date) -> Self:
        """Compute the dataset as known on a day."""
        milestones = milestone_states(dataset, as_of)
        return cls(dataset, as_of, milestones, part_statuses(milestones, as_of))


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that a reader's choice leaves of a dataset as known on a day.

    Attributes:
        known: the whole, for comparison.
        filters: the choice.
        actions: rows of the actions table.
        milestones: rows of `known.milestones`; each milestone once.
        parts: rows of `known.parts`; each part once.
    """

    known: Known
    filters: Filters
    actions: pd.DataFrame
    milestones: pd.DataFrame
    parts: pd.DataFrame


def choose(known: Known, filters: Filters) -> Selection:
    """Apply a reader's choice.

    A joint action is kept once, however many of its partners were chosen. With a country
    chosen, parts and milestones that belong to other participants alone are left out.
    """
    actions = known.dataset.actions
    keep = pd.Series(True, index=actions.index)
    if filters.priority:
        keep &= actions["priority_id"].isin(filters.priority)
    if filters.kind:
        keep &= actions["kind"].isin(filters.kind)
    if filters.country:
        partners = known.dataset.action_participants
        joined = partners.loc[partners["participant_id"].isin(filters.country), "action_id"]
        keep &= actions["action_id"].isin(joined)
    if filters.since or filters.until:
        keep &= actions["action_id"].isin(_active(known, filters.since, filters.until))
    parts = known.parts
    chosen = parts["action_id"].isin(actions.loc[keep, "action_id"])
    if filters.country:
        chosen &= parts["participant_id"].isna() | parts["participant_id"].isin(filters.country)
    if filters.status:
        chosen &= parts["status"].isin(filters.status)
    parts = parts[chosen]
    if filters.status:
        keep &= actions["action_id"].isin(parts["action_id"])
    milestones = known.milestones[known.milestones["part_id"].isin(parts.index)]
    return Selection(known, filters, actions[keep], milestones, parts)


def _active(known: Known, since: date | None, until: date | None) -> set[str]:
    """Actions with a date of their own, or of a report known by the cut-off, within the period."""
    dataset = known.dataset
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(known.as_of)]
    owner = dataset.milestones.set_index("milestone_id")["action_id"]
    reported = pd.DataFrame({"action_id": reports["milestone_id"].map(owner), "day": reports["dated_on"]})
    starts = dataset.actions[["action_id", "starts_on"]].set_axis(["action_id", "day"], axis="columns")
    ends = dataset.actions[["action_id", "ends_on"]].set_axis(["action_id", "day"], axis="columns")
    days = pd.concat([reported, starts, ends]).dropna()
    inside = pd.Series(True, index=days.index)
    if since:
        inside &= days["day"] >= pd.Timestamp(since)
    if until:
        inside &= days["day"] <= pd.Timestamp(until)
    return set(days.loc[inside, "action_id"])
