"""How often what is said of a milestone or a meeting can have changed, and when last."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from data.dates import period_end
from data.model import Dataset


def dates_in_force(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Every date that was in force for a milestone, as known on a day.

    The agreed one comes first, then those that moved it.

    Returns:
        One row per date: `milestone_id`; `on`, `precision` and `due_on` (first day, precision, last
        day); `known_on` (missing where the milestone was in the plan from the start).
    """
    changes = dataset.date_changes
    known = changes["known_on"] <= pd.Timestamp(as_of)
    moved = changes[(changes["kind"] == "in_force") & known]
    columns = {"agreed_on": "on", "moved_to": "on", "agreed_precision": "precision"}
    found = pd.concat(
        [
            dataset.milestones[dataset.milestones["agreed_on"].notna()].rename(columns=columns),
            moved.sort_values("known_on", kind="stable").rename(columns=columns),
        ],
        ignore_index=True,
    )[["milestone_id", "on", "precision", "known_on"]]
    found["precision"] = found["precision"].fillna("day")
    return found.assign(due_on=period_end(found["on"], found["precision"]))


def of_milestones(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """What can have changed what is said of each milestone by a day; later days never have less.

    It became part of the plan; its date was set anew; something was reported; a date in force came;
    its row, or that of its action, was corrected on record. A correction changed the row on every
    cut-off, so it counts on each, and is no change on a day.

    Returns:
        One row per milestone, indexed by it: `changes` (how many), `changed_on` (the last day;
        missing where there was none).
    """
    dates = dates_in_force(dataset, as_of)
    events = [
        dataset.milestones.rename(columns={"known_on": "day"}),
        dataset.date_changes.rename(columns={"known_on": "day"}),
        dataset.reports.rename(columns={"reported_on": "day"}),
        dates.assign(day=dates[["due_on", "known_on"]].max(axis="columns")),
    ]
    days = pd.concat([frame[["milestone_id", "day"]] for frame in events])
    by = days[days["day"] <= pd.Timestamp(as_of)].groupby("milestone_id")["day"]
    milestones = dataset.milestones.set_index("milestone_id")["action_id"]
    own, of_action = corrections(dataset, "milestones"), corrections(dataset, "actions")
    corrected = [
        own.get(str(code), 0) + of_action.get(action, 0) for code, action in milestones.items()
    ]
    changes = by.size().reindex(milestones.index).fillna(0) + corrected
    return pd.DataFrame({"changes": changes.astype(int), "changed_on": by.max()})


def corrections(dataset: Dataset, table: str) -> Mapping[str, int]:
    """How often each row of a table was corrected on record, by its key."""
    rows = dataset.revisions
    counts = rows.loc[rows["about_table"] == table, "about_id"].value_counts()
    return {str(code): int(n) for code, n in counts.items()}
