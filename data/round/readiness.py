"""How far the answers to a round have come: what was asked of whom, and what was answered when."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import Dataset
from data.records import record, records
from data.round.questions import asked_in


class Asked(NamedTuple):
    """One question to one participant, as known on a day.

    Attributes:
        participant, milestone: codes.
        answered_on: day on which the answer was received; `None` as long as there is none.
        is_late: whether that was after the last day of the round.
    """

    participant: str
    milestone: str
    answered_on: date | None
    is_late: bool


@cached_by_fingerprint(8)
def readiness(dataset: Dataset, as_of: date, round_id: str) -> list[Asked]:
    """Every question of a round, by participant.

    A blank is no answer, *nothing new* is. The last day of a round is over when it has ended
    everywhere; what came by then is on time, also where a later answer corrects it.

    Source: METHOD.md, section "Confirm or correct".
    """
    row = record(dataset.rounds, "round_id", round_id)
    found = dataset.answers[dataset.answers["round_id"] == round_id]
    days = {
        (answer["participant_id"], answer["milestone_id"]): answer["received_on"].date()
        for answer in records(found[found["received_on"] <= pd.Timestamp(as_of)])
    }
    for key, day in _reported(dataset, round_id):
        if key in days:
            days[key] = min(day, days[key])
    return [
        _asked(participant, milestone, days.get((participant, milestone)), row)
        for participant, milestones in sorted(asked_in(dataset, row).items())
        for milestone in milestones
    ]


def _reported(dataset: Dataset, round_id: str) -> Iterator[tuple[tuple[str, str], date]]:
    """Participant and milestone, and the day, of each report and date that an answer made."""
    for rows, day in ((dataset.reports, "reported_on"), (dataset.date_changes, "known_on")):
        own = rows[rows["source_id"].fillna("").str.startswith(f"{round_id}-")]
        for one in records(own):
            participant = one["source_id"].removeprefix(f"{round_id}-").rpartition("-")[0]
            yield (participant, one["milestone_id"]), one[day].date()


def _asked(participant: str, milestone: str, on: date | None, row: Mapping[str, Any]) -> Asked:
    is_late = on is not None and on > row["deadline_on"].date()
    return Asked(participant, milestone, on, is_late)
