"""A dataset as known on a day, and the part of it that a reader's choice leaves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd

from data.dates import period_end
from data.model import COUNTED, METHOD_VERSION, Dataset
from data.model.records import Columns
from data.selection.filters import LISTS, SIDES, Filters
from data.status import milestone_states, part_statuses


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A dataset as known on a day: states and statuses, computed once for every reader.

    `milestones` is what `status.milestone_states` returns, `parts` what `status.part_statuses`
    does. Corrections are applied up to `known_by`; `method` is the version that gave the states.
    """

    dataset: Dataset
    as_of: date
    milestones: pd.DataFrame
    parts: pd.DataFrame
    known_by: date
    method: str = METHOD_VERSION

    @classmethod
    def on(cls, dataset: Dataset, as_of: date, known_by: date | None = None) -> Self:
        """Compute the dataset as known on a day, with corrections by then, or by `known_by`."""
        milestones = milestone_states(dataset, as_of, known_by)
        return cls(dataset, as_of, milestones, part_statuses(milestones, as_of), known_by or as_of)

    def reduced_to(self, dataset: Dataset) -> Self:
        """The same of a part of its dataset: states stay; statuses are computed anew of these.

        Statuses of another version of the method stay, too.
        """
        left = self.milestones["milestone_id"].isin(dataset.milestones["milestone_id"])
        milestones = self.milestones[left]
        if self.method == METHOD_VERSION:
            parts = part_statuses(milestones, self.as_of)
        else:
            parts = self.parts[self.parts.index.isin(milestones["part_id"])]
        return replace(self, dataset=dataset, milestones=milestones, parts=parts)

    @cached_property
    def index(self) -> "SelectionIndex":
        """What a choice is looked up in, made once."""
        return SelectionIndex.of(self)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """`milestones` with its texts in one block: a choice takes rows of all at once.

        From columns of the type for texts it takes rows one by one, in three times the time.
        """
        texts = self.milestones.select_dtypes("str").columns
        return self.milestones.astype(dict.fromkeys(texts, object)).copy()

    @cached_property
    def columns(self) -> Mapping[str, np.ndarray]:
        """The columns of `rows` as arrays; `on_time` is 1, 0, or no number where it is missing."""
        rows = self.rows.astype({"on_time": float})
        return {str(name): np.asarray(column) for name, column in rows.items()}


@dataclass(frozen=True, eq=False)
class Masks:
    """Which rows have each code of a column: each was compared once, and a choice compares none.

    `held` has one row a code, in its `place`, and one column a row of the table.
    """

    place: Mapping[str, int]
    held: np.ndarray

    @classmethod
    def of(cls, codes: pd.Series, rows: np.ndarray | None = None, size: int = 0) -> Self:
        """Look up codes: one a row, or each in that of `size` rows which `rows` has (-1: none)."""
        if rows is None:
            rows, size = np.arange(len(codes)), len(codes)
        at, values = pd.factorize(codes.to_numpy(object))
        held = np.zeros((len(values), size + 1), dtype=bool)
        held[at[at >= 0], rows[at >= 0]] = True
        return cls({code: place for place, code in enumerate(values)}, held[:, :-1])

    def any_of(self, codes: Collection[str]) -> np.ndarray:
        """Return which rows have any of these codes; one that does not occur adds none."""
        found = np.zeros(self.held.shape[1], dtype=bool)
        for code in codes:
            if code in self.place:
                found |= self.held[self.place[code]]
        return found

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """Return how many of these rows have each code of `place`; floats are ten times as fast."""
        return self._weights @ rows.astype(np.float32)

    @cached_property
    def _weights(self) -> np.ndarray:
        return self.held.astype(np.float32)


@dataclass(frozen=True, eq=False)
class SelectionIndex:
    """What a choice looks up, and which rows belong together: positions, -1 for none.

    Attributes:
        actions: name of each filter in `LISTS` but the status, to which actions have its codes.
        owner, status: of the parts; `is_joint` where all partners share one, `part_action` its
            action.
        milestone_part: part of each milestone.
        first, last, dated_action: first and last day of each date of an action, and that action.
        listed: of each action, whether it was part of the plan: any of its milestones was, or it
            has none.
        counts: of each action, whether it counts as cooperation.
        codes: of the actions.
    """

    actions: Mapping[str, Masks]
    owner: Masks
    status: Masks
    is_joint: np.ndarray
    part_action: np.ndarray
    milestone_part: np.ndarray
    first: np.ndarray
    last: np.ndarray
    dated_action: np.ndarray
    listed: np.ndarray
    counts: np.ndarray
    codes: np.ndarray

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The index of a snapshot: every row is looked up once."""
        dataset, parts = snapshot.dataset, snapshot.parts
        actions, partners = dataset.actions, dataset.action_participants
        places = pd.Index(actions["action_id"].to_numpy(object))
        partner_action = places.get_indexer(partners["action_id"].to_numpy(object))
        participants = Masks.of(partners["participant_id"], partner_action, len(actions))
        own = (one for one in LISTS.values() if one.column[0] == "actions")
        masks = {one.name: Masks.of(actions[one.column[1]]) for one in own}
        planned, known = (one["action_id"] for one in (dataset.milestones, snapshot.milestones))
        listed = actions["action_id"].isin(known) | ~actions["action_id"].isin(planned)
        part_of = snapshot.milestones["part_id"].to_numpy(object)
        dated_action, first, last = _dates(snapshot, places)
        return cls(
            actions=masks | dict.fromkeys(SIDES, participants),
            owner=Masks.of(parts["participant_id"]),
            status=Masks.of(parts["status"]),
            is_joint=parts["participant_id"].isna().to_numpy(),
            part_action=places.get_indexer(parts["action_id"].to_numpy(object)),
            milestone_part=pd.Index(parts.index.to_numpy(object)).get_indexer(part_of),
            first=first,
            last=last,
            dated_action=dated_action,
            listed=listed.to_numpy(),
            counts=actions["link"].isin(COUNTED).to_numpy(),
            codes=actions["action_id"].to_numpy(object),
        )

    def of_owners(self, codes: Collection[str]) -> np.ndarray:
        """Return which parts are of any of these participants, or of all partners together."""
        return self.is_joint | self.owner.any_of(codes)

    def with_any(self, parts: np.ndarray) -> np.ndarray:
        """Return which actions have any of these parts."""
        return mask_at(self.part_action[parts], len(self.listed))


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows that a reader's choice leaves of a dataset as known on a day.

    Of each action, milestone and part of the whole it says whether it is left: those of the context
    are among the actions where the choice asks for them, and never among the others.
    """

    snapshot: Snapshot
    filters: Filters
    keeps_actions: np.ndarray
    keeps_milestones: np.ndarray
    keeps_parts: np.ndarray

    @property
    def is_empty(self) -> bool:
        """Whether no action is left."""
        return not self.keeps_actions.any()

    @cached_property
    def aside(self) -> int:
        """How many actions of this choice are context, listed or not: they count nowhere."""
        with_context = choose(self.snapshot, self.filters.with_(context=True)).keeps_actions
        return int((with_context & ~self.snapshot.index.counts).sum())

    @cached_property
    def actions(self) -> pd.DataFrame:
        """Rows of the actions table that are left and count as cooperation."""
        return self.snapshot.dataset.actions[self.keeps_actions & self.snapshot.index.counts]

    @cached_property
    def listed(self) -> pd.DataFrame:
        """`actions`, and those of the context where the choice asks for them."""
        return self.snapshot.dataset.actions[self.keeps_actions]

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Rows of `snapshot.rows`, of actions that count; each milestone once."""
        return self.snapshot.rows[self.keeps_milestones]

    @cached_property
    def columns(self) -> Columns:
        """`milestones` by column, as arrays."""
        return Columns(self.snapshot.columns, np.flatnonzero(self.keeps_milestones))

    def rows(self, at: np.ndarray) -> pd.DataFrame:
        """Those of `milestones` at these positions."""
        return self.snapshot.rows.take(self.columns.at[at])

    @cached_property
    def parts(self) -> pd.DataFrame:
        """Rows of `snapshot.parts`, of actions that count; each part once."""
        return self.snapshot.parts[self.keeps_parts]


def choose(snapshot: Snapshot, filters: Filters) -> Selection:
    """Apply a reader's choice.

    An action is left where it passes every filter. A joint action is kept once, however many of
    its partners were chosen. With participants or statuses chosen, parts that belong to others
    alone or have another status are left out, with their milestones. Actions that do not count are
    left out; where the choice asks for the context they are listed, and their parts and milestones
    are not.
    """
    index = snapshot.index
    keep = index.listed.copy()
    for passed in filter_masks(index, filters).values():
        keep &= passed
    chosen = take_mask(keep & index.counts, index.part_action)
    if filters.participants:
        chosen &= index.of_owners(filters.participants)
    if filters.status:
        chosen &= index.status.any_of(filters.status)
        keep &= index.with_any(chosen)
    return Selection(snapshot, filters, keep, take_mask(chosen, index.milestone_part), chosen)


def filter_masks(index: SelectionIndex, filters: Filters) -> Mapping[str, np.ndarray]:
    """Which actions pass each filter that restricts them: its name to a mask over all actions.

    A status is not among them: it belongs to parts. Both days of a period are one, `period`;
    `context` has those that count, unless the choice asks for the context.
    """
    chosen = ((name, getattr(filters, name)) for name in index.actions)
    found = {name: index.actions[name].any_of(codes) for name, codes in chosen if codes}
    if filters.marked:
        found["marked"] = np.isin(index.codes, filters.marked)
    if filters.since or filters.until:
        since, until = filters.since or date.min, filters.until or date.max
        inside = (index.last >= np.datetime64(since)) & (index.first <= np.datetime64(until))
        found["period"] = mask_at(index.dated_action[inside], len(index.listed))
    if not filters.context:
        found["context"] = index.counts
    return found


def mask_at(positions: np.ndarray, size: int) -> np.ndarray:
    """Which of `size` rows these positions name; -1 names none."""
    found = np.zeros(size + 1, dtype=bool)
    found[positions] = True
    return found[:-1]


def take_mask(keep: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """For each position, what `keep` says there; no for -1."""
    return keep[positions] & (positions >= 0)


def _dates(snapshot: Snapshot, places: pd.Index) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of actions, and first and last day of each date of theirs.

    These are their start and end, the dates of reports known by the cut-off, and of each milestone
    the date on which it was reached or else is due. Each stands once, however many reports there
    are.
    """
    dataset, milestones = snapshot.dataset, snapshot.milestones
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(snapshot.as_of)]
    reported = reports[["milestone_id", "dated_on", "precision"]].drop_duplicates()
    action = dataset.milestones.set_index("milestone_id")["action_id"]
    reported.insert(0, "action_id", reported.pop("milestone_id").map(action))
    reached = milestones["achieved_on"].notna()
    columns = [
        reported,
        dataset.actions[["action_id", "starts_on", "starts_precision"]],
        dataset.actions[["action_id", "ends_on", "ends_precision"]],
        milestones.loc[~reached, ["action_id", "planned_on", "planned_precision"]],
    ]
    names = ["action_id", "first", "precision"]
    dates = pd.concat([part.set_axis(names, axis="columns") for part in columns], ignore_index=True)
    dates["last"] = period_end(dates["first"], dates["precision"])
    spans = milestones.loc[reached, ["action_id", "achieved_on", "reached_by"]]
    ends = ["action_id", "first", "last"]
    dates = pd.concat([dates[ends], spans.set_axis(ends, axis="columns")])
    dates = dates.dropna(subset=ends[:2]).drop_duplicates()
    first, last = (dates[name].to_numpy().astype("datetime64[D]") for name in ("first", "last"))
    return places.get_indexer(dates["action_id"].to_numpy(object)), first, last
