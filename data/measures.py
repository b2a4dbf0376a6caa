"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from data.derived import kept_by_fingerprint
from data.model import (
    ACHIEVED,
    APPLICABLE,
    COUNTED,
    OPEN,
    REACHED,
    Cell,
    Dataset,
    Plan,
    State,
    Status,
)

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
    """The four figures of an open record, always shown together: counts, since there is no agreed whole.

    Attributes:
        reached: milestones reached since the first day of the period: `confirmed` and `awaiting`.
        confirmed: those of them with an official page or two independent sources.
        awaiting: those of them that rest on one source.
        to_come: announced, or said by a source to be open; no date has passed in silence.
        passed: the announced date has passed, and no source says what became of it.
        in_place: reached before the period.
    """

    confirmed: int
    awaiting: int
    to_come: int
    passed: int
    in_place: int

    @property
    def reached(self) -> int:
        """Reached within the period, whether or not that is confirmed yet."""
        return self.confirmed + self.awaiting

    @property
    def by_name(self) -> dict[str, int]:
        """Each number by its name, `reached` first."""
        return {"reached": self.reached, **asdict(self)}


TO_COME = (State.NOT_DUE, State.NOT_ACHIEVED_DUE)
"""The states of a milestone of an open record that is still to come; a passed date of which a source says that
it brought nothing yet leaves the step open."""
FIGURES: Mapping[str, Sequence[State]] = {
    "reached": REACHED,
    "confirmed": (State.CONFIRMED,),
    "awaiting": (State.AWAITING,),
    "to_come": TO_COME,
    "passed": (State.NO_REPORT_DUE,),
    "in_place": (State.IN_PLACE,),
}
"""The states behind each number of the headline of an open record."""


def counts(milestones: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count milestones by state in each group.

    Args:
        milestones: rows of `status.milestone_states`.
        by: column to group on.
        groups: every group to report, in order, including those with no milestone.

    Returns:
        One row per group, indexed by `by`: one column per `State` (milestones), `applicable`
        (the states of `APPLICABLE`), `due` and `delivered` (confirmed among due), `expected` (in the
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
    return pd.DataFrame(
        _tally(codes, milestones, len(groups)), index=pd.Index(groups, name=by), columns=TALLY
    )


def _positions(values: Sequence[str] | np.ndarray, groups: Sequence[str]) -> np.ndarray:
    """Position in `groups` of each value; -1 where it is in none."""
    place = {str(group): position for position, group in enumerate(groups)}
    return np.fromiter((place.get(value, -1) for value in values), dtype=int, count=len(values))


def _tally(
    codes: np.ndarray, milestones: pd.DataFrame, size: int, at: np.ndarray | slice = ALL
) -> np.ndarray:
    """The columns of `counts`, for rows `at` of `milestones` whose group is the position `codes` among `size`."""
    state = _positions(milestones["state"].to_numpy(object), STATES)[at]
    due = milestones["is_due"].to_numpy()[at] & COUNTS[state]
    confirmed = due & (state == STATES.index(State.CONFIRMED))
    table = np.bincount(codes * len(STATES) + state, minlength=size * len(STATES)).reshape(
        size, len(STATES)
    )
    return np.column_stack(
        [
            table,
            table[:, COUNTS].sum(axis=1),
            np.bincount(codes[due], minlength=size),
            np.bincount(codes[confirmed], minlength=size),
            np.bincount(codes[milestones["on_time"].notna().to_numpy()[at]], minlength=size),
            np.bincount(
                codes[milestones["on_time"].fillna(False).to_numpy(bool)[at]], minlength=size
            ),
        ]
    )


def total(milestones: pd.DataFrame) -> pd.Series:
    """The same counts over all rows given, as one row of `counts`."""
    return pd.Series(
        _tally(np.zeros(len(milestones), dtype=int), milestones, 1)[0], index=TALLY, name="all"
    )


def headline(row: Mapping[Any, int] | pd.Series) -> Headline:
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
        coverage=Ratio(due - silent, due, silent),
        on_time=Ratio(int(row["on_time"]), int(row["expected"])) if row["expected"] else None,
    )


def record_headline(row: Mapping[Any, int] | pd.Series) -> RecordHeadline:
    """The headline of an open record, from one row of `counts`.

    Source: METHOD.md, section "Headline".
    """
    return RecordHeadline(
        **{name: number for name, number in _figures(row).items() if name != "reached"}
    )


def _figures(row: Mapping[Any, int] | pd.Series) -> dict[str, int]:
    """Each of `FIGURES` of one row of `counts`."""
    return {name: sum(int(row[state]) for state in states) for name, states in FIGURES.items()}


def numbers(row: Mapping[Any, int] | pd.Series) -> dict[str, int]:
    """Every number of one row of `counts` that a sentence may name: the figures of either headline, by their names."""
    plan = headline(row)
    return {
        **_figures(row),
        "count": plan.low,
        "of": plan.completed.of,
        "low": plan.low,
        "high": plan.high,
    }


def headline_of(plan: Plan, row: Mapping[Any, int] | pd.Series) -> Headline | RecordHeadline:
    """The headline that a dataset of this plan has."""
    return record_headline(row) if plan == Plan.OPEN else headline(row)


def behind(milestones: pd.DataFrame, figure: str) -> pd.DataFrame:
    """The milestones behind a number of a headline.

    Args:
        milestones: rows of `status.milestone_states`.
        figure: one of `FIGURES` for an open record; `completed`, `due` (of which `delivered` is
            counted), `delivered`, `missing` (due without a report) or `applicable` for a complete plan.

    Returns:
        Rows of `milestones`.

    Raises:
        KeyError: no such figure.
    """
    if figure in FIGURES:
        return milestones[milestones["state"].isin(FIGURES[figure])]
    due = milestones["is_due"] & milestones["state"].isin(APPLICABLE)
    confirmed = milestones["state"] == State.CONFIRMED
    kept = {
        "completed": confirmed,
        "delivered": confirmed & due,
        "due": due,
        "missing": milestones["state"] == State.NO_REPORT_DUE,
        "applicable": milestones["state"].isin(APPLICABLE),
    }
    return milestones[kept[figure]]


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


@kept_by_fingerprint(8)
def _partners(dataset: Dataset) -> dict[str, list[str]]:
    """Action to its participants."""
    found: dict[str, list[str]] = {}
    for action, participant in dataset.action_participants[
        ["action_id", "participant_id"]
    ].itertuples(index=False):
        found.setdefault(action, []).append(participant)
    return found


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
        `shared` (the joint ones among those without a report, which say nothing of the country),
        and `cell` (a `Cell`, of what is the country's own: what is joint and silent stands once, in the total).

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
    joint = milestones["participant_id"].isna().to_numpy()[at]
    silent = joint & (milestones["state"].to_numpy(object)[at] == State.NO_REPORT_DUE)
    shared = np.bincount(codes[silent], minlength=size)
    late, due = tally[State.NOT_ACHIEVED_DUE], tally["due"] - shared
    settled = due - late - (tally[State.NO_REPORT_DUE] - shared)
    rules = {
        Cell.NOTHING_DUE: due == 0,
        Cell.UP_TO_DATE: settled == due,
        Cell.BEHIND: 2 * late > due,
        Cell.PARTLY: 2 * settled >= due,
    }
    index = pd.MultiIndex.from_product(
        [countries, priorities], names=["participant_id", "priority_id"]
    )
    columns = [*TALLY, "actions", "reached", "open", "shared"]
    cells = [table, actions, reached, tally["applicable"] - reached, shared]
    frame = pd.DataFrame(np.column_stack(cells), index=index, columns=columns)
    return frame.assign(
        cell=np.select(list(rules.values()), [str(cell) for cell in rules], Cell.NO_REPORT)
    )


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

    Source: METHOD.md, section "Status of a part": parts withdrawn, not applicable or in place before leave both sides.
    """
    counted = parts.loc[~parts["status"].isin([Status.WITHDRAWN, Status.IN_PLACE]), "status"]
    return Ratio(
        int((counted == Status.COMPLETED).sum()),
        len(counted),
        int((counted == Status.NO_REPORT).sum()),
    )


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
        return pd.DataFrame(
            columns=list(series), index=pd.DatetimeIndex([], name="month"), dtype=int
        )
    first, last = int(found.min()), int(found.max())
    size = last - first + 1
    columns = {}
    for name, months in series.items():
        columns[name] = np.bincount(
            months[~np.isnat(months)].astype(int) - first, minlength=size
        ).cumsum()
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
    newest = np.argsort(
        -milestones["reached_by"].to_numpy()[reached].astype("datetime64[D]").astype(int),
        kind="stable",
    )[:number]
    columns = [
        "milestone_id",
        "action_id",
        "title",
        "step",
        "participant_id",
        "achieved_on",
        "achieved_precision",
        "state",
        "source_id",
    ]
    return milestones[columns].iloc[reached[newest]]


def agreements(
    actions: pd.DataFrame, milestones: pd.DataFrame, dataset: Dataset, participant: str
) -> pd.DataFrame:
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
    chosen = actions.loc[
        (actions["kind"] == "agreement") & actions["action_id"].isin(mine),
        ["action_id", "starts_on"],
    ]
    kinds = dataset.participants.set_index("participant_id")["kind"]
    agencies = partners.loc[
        partners["participant_id"].map(kinds) == "eu_agency", ["action_id", "participant_id"]
    ]
    rows = agencies.merge(chosen, on="action_id").sort_values(
        ["participant_id", "starts_on"], kind="stable"
    )
    owned = milestones["participant_id"].isna() | (milestones["participant_id"] == participant)
    reached = milestones[owned & milestones["state"].isin(ACHIEVED)].sort_values(
        "position", kind="stable"
    )
    columns = [
        "milestone_id",
        "step",
        "title",
        "position",
        "state",
        "achieved_on",
        "achieved_precision",
        "source_id",
    ]
    furthest = reached.drop_duplicates("action_id", keep="last")[["action_id", *columns]]
    found = rows.drop(columns="starts_on").merge(furthest, on="action_id", how="left")
    return found[["participant_id", "action_id", *columns]]


class Stage(StrEnum):
    """How far a country and an EU agency have come; the order is the order of the ladder."""

    NONE = "none"
    CONTACT = "contact"
    NEGOTIATING = "negotiating"
    SIGNED = "signed"
    IN_FORCE = "in_force"


STAGE_OF_STEP = {
    "mandate": Stage.NEGOTIATING,
    "signed": Stage.SIGNED,
    "adopted": Stage.SIGNED,
    "in_force": Stage.IN_FORCE,
}
"""The stage that a reached step of an agreement means."""


def agencies(
    milestones: pd.DataFrame, dataset: Dataset, countries: Sequence[str], bodies: Sequence[str]
) -> pd.DataFrame:
    """Country x EU agency: the furthest stage of any agreement or contact between the two.

    A reached step of an agreement gives its stage; an agreement of which a source says only that
    it is to come is in talks; a reached step of `infrastructure` (a liaison office, contact
    points) is a contact.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: where participation and kinds are recorded.
        countries: rows, in order.
        bodies: columns, in order: participants of the kind `eu_agency`.

    Returns:
        One row per country and agency, indexed by both (`participant_id`, `agency_id`): `stage` (a
        `Stage`), and of the milestone that gives it, missing where there is none: `milestone_id`,
        `action_id`, `step`, `state`, `achieved_on`, `achieved_precision`, `source_id`.

    Source: METHOD.md, section "Countries and EU agencies".
    """
    columns = [
        "milestone_id",
        "action_id",
        "step",
        "state",
        "achieved_on",
        "achieved_precision",
        "source_id",
    ]
    counted = dataset.actions[dataset.actions["link"].isin(COUNTED)]
    milestones = milestones[milestones["action_id"].isin(counted["action_id"])]
    kinds = counted.set_index("action_id")["kind"]
    found = milestones[["participant_id", *columns]].assign(kind=milestones["action_id"].map(kinds))
    achieved, open_ = found["state"].isin(ACHIEVED), found["state"].isin(OPEN)
    stage = (
        found["step"]
        .map({step: str(stage) for step, stage in STAGE_OF_STEP.items()})
        .where(achieved, str(Stage.NEGOTIATING))
    )
    stage = stage.where((found["kind"] == "agreement") & (achieved | open_))
    contact = (found["kind"] == "infrastructure") & achieved
    found = found.assign(stage=stage.mask(contact, str(Stage.CONTACT))).dropna(subset="stage")
    partners = dataset.action_participants[["action_id", "participant_id"]]
    agency = partners[partners["participant_id"].isin(bodies)].set_axis(
        ["action_id", "agency_id"], axis="columns"
    )
    country = partners[partners["participant_id"].isin(countries)].set_axis(
        ["action_id", "country_id"], axis="columns"
    )
    pairs = found.merge(agency, on="action_id").merge(country, on="action_id")
    pairs = pairs[pairs["participant_id"].isna() | (pairs["participant_id"] == pairs["country_id"])]
    pairs = pairs.assign(
        place=pairs["stage"].map({str(stage): place for place, stage in enumerate(Stage)})
    )
    pairs = pairs.sort_values(["place", "achieved_on"], kind="stable", na_position="first")
    furthest = pairs.drop_duplicates(["country_id", "agency_id"], keep="last").set_index(
        ["country_id", "agency_id"]
    )
    index = pd.MultiIndex.from_product([countries, bodies], names=["participant_id", "agency_id"])
    grid = furthest[["stage", *columns]].reindex(index)
    return grid.assign(stage=grid["stage"].fillna(str(Stage.NONE)))
