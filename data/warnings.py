"""What keeps the contract but may be a mistake: it is printed, and stops nothing."""

from collections.abc import Iterator

import pandas as pd

from data.dates import period_end
from data.model import Dataset
from data.problems import shorten


def find_warnings(dataset: Dataset) -> list[tuple[str, str, str]]:
    """What may be a mistake in a dataset.

    Returns:
        For each, the file, the key of `[doubt]` in the catalogues, and the code of the row.
    """
    warnings = [*_due_too_soon(dataset), *_out_of_order(dataset), *_idle(dataset)]
    return [(file, key, shorten(code)) for file, key, code in warnings]


def _due_too_soon(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """The last step of a part is due before the action starts."""
    last = _in_order(dataset).groupby(["action_id", "owner"], sort=False).tail(1)
    starts = last["action_id"].map(dataset.actions.set_index("action_id")["starts_on"])
    for code in last.loc[last["due"] < starts, "milestone_id"]:
        yield "milestones.csv", "due_before_start", code


def _out_of_order(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """A step is due before the one that comes before it."""
    steps = _in_order(dataset)
    begins = steps["agreed_on"].groupby([steps["action_id"], steps["owner"]], sort=False).shift()
    for code in steps.loc[steps["due"] < begins, "milestone_id"]:
        yield "milestones.csv", "due_before_last", code


def _idle(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Somebody owes reports and takes part in nothing."""
    people = dataset.participants
    busy = people["participant_id"].isin(dataset.action_participants["participant_id"])
    for code in people.loc[people["reports"] & ~busy, "participant_id"]:
        yield "participants.csv", "idle", code


def _in_order(dataset: Dataset) -> pd.DataFrame:
    """The milestones in the order of their parts, with `owner` (or blank) and `due`.

    `due` is the last day of the agreed period. What a decision moved is left out: its date was
    looked at already.
    """
    moved = dataset.date_changes.loc[dataset.date_changes["kind"] == "in_force", "milestone_id"]
    rows = dataset.milestones[~dataset.milestones["milestone_id"].isin(moved)]
    due = period_end(rows["agreed_on"], rows["agreed_precision"])
    rows = rows.assign(due=due, owner=rows["participant_id"].fillna(""))
    return rows.sort_values("position", kind="stable")
