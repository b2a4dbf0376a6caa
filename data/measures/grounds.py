"""What the number of milestones reached stands on: actions, occasions, and whose pages."""

from dataclasses import dataclass

import pandas as pd

from data.evidence import Basis, report_bases
from data.model import REACHED, Dataset


@dataclass(frozen=True)
class Grounds:
    """The milestones reached since the period began, in other units and by their evidence.

    Attributes:
        milestones: how many.
        actions: actions that have any of them.
        occasions: meetings, visits and operations on which they were reached.
        official: milestones stated by an official page of a participant.
        two_origins: of the others, those that two origins state.
        one_origin: those that one origin states. The three add up to `milestones`.
    """

    milestones: int
    actions: int
    occasions: int
    official: int
    two_origins: int
    one_origin: int


def grounds(milestones: pd.DataFrame, dataset: Dataset) -> Grounds:
    """What the milestones reached in a choice stand on.

    Args:
        milestones: rows of `status.milestone_states`.
        dataset: an open record, whose evidence confirms.

    Source: METHOD.md, sections "Key figures" and "Evidence and cooperation".
    """
    rows = milestones[milestones["state"].isin(REACHED)]
    occasions = dataset.milestones.set_index("milestone_id")["occasion"]
    own = rows["milestone_id"].to_numpy(object)
    shared = occasions.reindex(own).to_numpy(object)
    bases = report_bases(dataset).reindex(rows["report_id"], fill_value=str(Basis.ONE_ORIGIN))
    numbers = bases.value_counts()
    return Grounds(
        len(rows),
        rows["action_id"].nunique(),
        len({one if pd.isna(code) else code for code, one in zip(shared, own, strict=True)}),
        **{str(basis): int(numbers.get(basis, 0)) for basis in Basis},
    )
