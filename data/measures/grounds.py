"""What the number of milestones reached stands on: actions, occasions, and whose pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.cache import cached_by_fingerprint
from data.evidence import Basis, report_bases
from data.model import REACHED, Dataset
from data.model.records import Rows, among


@dataclass(frozen=True)
class Grounds:
    """The milestones reached since the period began, in other units and by their evidence.

    Attributes:
        milestones: how many.
        actions: actions that have any of them.
        occasions: meetings, visits and operations on which they were reached; a milestone that
            names none is one of its own.
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


def grounds(milestones: Rows, dataset: Dataset) -> Grounds:
    """What the milestones reached in a choice of an open record stand on.

    Source: METHOD.md, sections "Key figures" and "Evidence and cooperation".
    """
    reached = among(np.asarray(milestones["state"]), REACHED)
    columns = ("milestone_id", "action_id", "report_id")
    own, actions, reports = (np.asarray(milestones[name])[reached].tolist() for name in columns)
    occasions, bases = _occasions(dataset), report_bases(dataset)
    numbers = Counter(bases.get(report, str(Basis.ONE_ORIGIN)) for report in reports)
    by_basis = {str(basis): numbers[basis] for basis in Basis}
    shared = {occasions.get(one, one) for one in own}
    return Grounds(len(own), len(set(actions)), len(shared), **by_basis)


@cached_by_fingerprint(8)
def _occasions(dataset: Dataset) -> Mapping[str, str]:
    """Milestone to the occasion on which it was reached, of those that share one."""
    shared = dataset.milestones.dropna(subset="occasion")
    return dict(zip(shared["milestone_id"], shared["occasion"], strict=True))
