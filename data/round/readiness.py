"""How far the answers to a round have come: what was asked of whom, and what was answered when."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import Dataset
from data.records import record, records
from data.round.questions import asked_in
from data.round.values import Box


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

    What was answered was asked, also where the answer has changed what is said since; overleaf,
    only *not right* is answered. A blank is no answer, *nothing new* is. The last day of a round is
    over when it has ended everywhere; what came by then is on time.

    Source: METHOD.md, section "Confirm or correct".
    """
    row = record(dataset.rounds, "round_id", round_id)
    found = dataset.answers[dataset.answers["round_id"] == round_id]
    asked = {(code, one) for code, own in asked_in(dataset, row).items() for one in own}
    known = dict[tuple[str, str], date]()
    for answer in records(found[found["received_on"] <= pd.Timestamp(as_of)]):
        key = answer["participant_id"], answer["milestone_id"]
        known[key] = answer["received_on"].date()
        if answer["answer"] != Box.NOT_RIGHT:
            asked.add(key)
    return [_asked(*key, known.get(key), row) for key in sorted(asked)]


def _asked(participant: str, milestone: str, on: date | None, row: Mapping[str, Any]) -> Asked:
    is_late = on is not None and on > row["deadline_on"].date()
    return Asked(participant, milestone, on, is_late)
