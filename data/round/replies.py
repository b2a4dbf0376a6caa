"""What participants have answered about each milestone: confirmed, not contradicted, disputed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import ACHIEVED, Dataset
from data.records import missing, records
from data.round.case import own_reports, text
from data.round.questions import asked_in, shown
from data.round.values import Box


class Reply(StrEnum):
    """What the answers to a milestone come to; the first that applies."""

    DISPUTED = "disputed"
    """A participant says that what is shown is not right; its wording stands beside."""
    CONFIRMED = "confirmed"
    """A participant says that what is shown is right."""
    NOT_CONTRADICTED = "not_contradicted"
    """Nobody has answered, and the round says that what is not answered stands."""


class Answered(NamedTuple):
    """What the answers to a milestone come to.

    Attributes:
        reply: in one word.
        participants: who says so; of what is not contradicted, who was asked.
        on: the last day on which it was said, or that of the round.
        wordings: of what is disputed, participant to its own words.
    """

    reply: Reply
    participants: tuple[str, ...]
    on: date
    wordings: Mapping[str, str]


@cached_by_fingerprint(8)
def replies(dataset: Dataset, as_of: date) -> Mapping[str, Answered]:
    """What answers come to as known on a day, by milestone; those without any are not there.

    Of each participant its last answer speaks. It confirms what is shown as long as that is what it
    said: nothing newer is known, or its own report decides.

    Source: METHOD.md, section "Confirm or correct".
    """
    found = dict[str, Answered]()
    known = [row for row in records(dataset.answers) if row["received_on"].date() <= as_of]
    known.sort(key=lambda row: row["received_on"])
    last = {(row["milestone_id"], row["participant_id"]): row for row in known}
    for milestone in dict.fromkeys(row["milestone_id"] for row in known):
        mine = {by: row for (code, by), row in last.items() if code == milestone}
        against = {by: row for by, row in mine.items() if row["answer"] == Box.NOT_RIGHT}
        agree = {by: row for by, row in mine.items() if _stands(dataset, as_of, row)}
        for reply, rows in ((Reply.DISPUTED, against), (Reply.CONFIRMED, agree)):
            if rows and milestone not in found:
                wordings = {by: text(row["remark"]) for by, row in against.items()}
                on = max(row["received_on"] for row in rows.values()).date()
                found[milestone] = Answered(reply, tuple(rows), on, wordings)
    return {**_silent(dataset, as_of, set(last)), **found}


def _stands(dataset: Dataset, as_of: date, answer: Mapping[str, Any]) -> bool:
    """Whether an answer says of a milestone what is shown of it."""
    code = answer["milestone_id"]
    row = shown(dataset, as_of).get(code)
    if row is None or answer["answer"] not in (Box.RIGHT, Box.REACHED):
        return False
    if row["state"] not in ACHIEVED:
        newest = _newest(dataset, as_of).get(code, pd.NaT)
        return answer["answer"] == Box.RIGHT and not newest >= answer["received_on"]
    own = own_reports(dataset, code, answer["participant_id"])
    is_same = own["achieved_on"] == row["achieved_on"]
    is_same &= own["achieved_precision"] == row["achieved_precision"]
    return bool(is_same.any())


@cached_by_fingerprint(8)
def _newest(dataset: Dataset, as_of: date) -> Mapping[Any, Any]:
    """Milestone to the last day, up to another, on which something about it became known."""
    days = [
        dataset.reports.set_index("milestone_id")["reported_on"],
        dataset.date_changes.set_index("milestone_id")["known_on"],
    ]
    known = pd.concat(days)
    return known[known <= pd.Timestamp(as_of)].groupby(level=0).max().to_dict()


def _silent(dataset: Dataset, as_of: date, answered: set[tuple[str, str]]) -> dict[str, Answered]:
    """The milestones about which nobody answered in a round that lets silence stand, once over.

    Nobody was asked about what became known after it was opened.
    """
    found: dict[str, Answered] = {}
    for one in records(dataset.rounds.sort_values("deadline_on")):
        if missing(one["silence"]) or not one["silence"] or one["deadline_on"].date() >= as_of:
            continue
        whom: dict[str, list[str]] = {}
        for participant, codes in asked_in(dataset, one).items():
            for code in codes:
                whom.setdefault(code, []).append(participant)
        for code, people in whom.items():
            is_said = any((code, participant) in answered for participant in people)
            newest = _newest(dataset, as_of).get(code, pd.NaT)
            if not is_said and not newest > one["opens_on"]:
                on = one["deadline_on"].date()
                found[code] = Answered(Reply.NOT_CONTRADICTED, tuple(people), on, {})
    return found
