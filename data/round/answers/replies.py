"""What participants have answered: what it comes to, and how far the answers to a round are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import ACHIEVED, Dataset
from data.model.records import missing, record, records
from data.round.answers.questions import asked_in, last_answers, own_reports, shown
from data.round.store.rows import written
from data.round.values import Answer, Box


class Reply(StrEnum):
    """What the answers to a milestone come to; the first that applies."""

    DISPUTED = "disputed"
    """A participant says that what is shown is not right; its wording stands beside."""
    CONFIRMED = "confirmed"
    """A participant says that what is shown is right."""
    NOT_CONTRADICTED = "not_contradicted"
    """Nobody has answered, and the round says that what is not answered stands."""


class Answered(NamedTuple):
    """What the answers to a milestone come to: a reply, who gives it, and the last day on which.

    Of what is not contradicted that is who was asked, and the last day of the round.
    """

    reply: Reply
    participants: tuple[str, ...]
    on: date


@cached_by_fingerprint(8)
def replies(dataset: Dataset, as_of: date) -> Mapping[str, Answered]:
    """What answers, or silence where a round lets it stand, come to on a day, by milestone.

    Others are not there. Of each participant its last answer speaks. It confirms what is shown as
    long as that is what it said: nothing newer is known, or its own report decides.

    Source: METHOD.md, section "Confirm or correct".
    """
    last = last_answers(dataset, as_of)
    answered = set(zip(last["milestone_id"], last["participant_id"], strict=True))
    found = _silent(dataset, as_of, answered)
    for milestone, frame in last.groupby("milestone_id", sort=False):
        rows = records(frame)
        against = [row for row in rows if row["answer"] == Box.NOT_RIGHT]
        if says := against or [row for row in rows if stands(dataset, as_of, row)]:
            found[str(milestone)] = Answered(
                Reply.DISPUTED if against else Reply.CONFIRMED,
                tuple(row["participant_id"] for row in says),
                max(row["received_on"] for row in says).date(),
            )
    return found


@cached_by_fingerprint(8)
def beside(dataset: Dataset, as_of: date) -> Mapping[str, Mapping[str, Answer]]:
    """Milestone to participant to its last answer, of those that are shown beside a milestone.

    Such a one says in its own words what is right instead; or, without them, it names evidence, or
    expects a joint milestone, which was not reached, on a date. Other remarks are left out.

    Source: METHOD.md, section "Confirm or correct".
    """
    found: dict[str, dict[str, Answer]] = {}
    for cells in records(last_answers(dataset, as_of)):
        answer = Answer.of(written("answers", cells))
        if answer.box is not Box.NOT_RIGHT:
            answer = replace(answer, remark="")
        if (row := shown(dataset, as_of).get(answer.milestone)) is None:
            continue
        is_open_and_joint = missing(row["participant_id"]) and row["state"] not in ACHIEVED
        if answer.remark or answer.evidence or (is_open_and_joint and answer.box is Box.EXPECTED):
            found.setdefault(answer.milestone, {})[cells["participant_id"]] = answer
    return found


def stands(dataset: Dataset, as_of: date, answer: Mapping[str, Any]) -> bool:
    """Whether an answer says what is shown of a milestone; of an open one, until news of it."""
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
    tables = {"reported_on": dataset.reports, "known_on": dataset.date_changes}
    known = pd.concat(rows.set_index("milestone_id")[day] for day, rows in tables.items())
    return known[known <= pd.Timestamp(as_of)].groupby(level=0).max().to_dict()


def _silent(dataset: Dataset, as_of: date, answered: set[tuple[str, str]]) -> dict[str, Answered]:
    """The milestones about which nobody answered in a round that lets silence stand, once over.

    Nobody was asked about what became known after it was opened.
    """
    found: dict[str, Answered] = {}
    for one in records(dataset.rounds.sort_values("deadline_on")):
        on = one["deadline_on"].date()
        if one["silence"] is not True or on >= as_of:
            continue
        whom: dict[str, list[str]] = {}
        for participant, codes in asked_in(dataset, one).items():
            for code in codes:
                whom.setdefault(code, []).append(participant)
        for code, people in whom.items():
            is_newer = _newest(dataset, as_of).get(code, pd.NaT) > one["opens_on"]
            if not is_newer and answered.isdisjoint((code, participant) for participant in people):
                found[code] = Answered(Reply.NOT_CONTRADICTED, tuple(people), on)
    return found


class Asked(NamedTuple):
    """One question to one participant, as known on a day.

    Attributes:
        participant, milestone: codes.
        answered_on: day on which the answer was received; `None` as long as there is none.
        is_late: whether that was after the last day of the round.
        answer: the last one; `None` also where a report stands in its place.
    """

    participant: str
    milestone: str
    answered_on: date | None
    is_late: bool
    answer: Answer | None


def confirming(dataset: Dataset, known_on: date | None = None) -> list[dict[str, Any]]:
    """The rounds that ask what is right, with sheets or not, by their day; the last one first."""
    rounds, last = dataset.rounds, pd.Timestamp(known_on or date.max)
    rows = rounds[(rounds["kind"] == "confirm") & (rounds["opens_on"] <= last)]
    return records(rows.sort_values("opens_on", kind="stable"))[::-1]


@cached_by_fingerprint(8)
def readiness(dataset: Dataset, as_of: date, round_id: str) -> list[Asked]:
    """Every question of a round, by participant.

    A blank is no answer, *nothing new* is. The last day of a round is over when it has ended
    everywhere; what came by then is on time, also where a later answer corrects it.

    Source: METHOD.md, section "Confirm or correct".
    """
    row, stem = record(dataset.rounds, "round_id", round_id), f"{round_id}-"
    came = dataset.answers[dataset.answers["round_id"] == round_id]
    came = came[came["received_on"] <= pd.Timestamp(as_of)]
    given = {(one["participant_id"], one["milestone_id"]): one for one in records(came)}
    found = [(*key, one["received_on"]) for key, one in given.items()]
    # A report or date that an answer made stays where a later answer takes the place of that one.
    for rows, day in ((dataset.reports, "reported_on"), (dataset.date_changes, "known_on")):
        for one in records(rows[rows["source_id"].fillna("").str.startswith(stem)]):
            by = one["source_id"].removeprefix(stem).rpartition("-")[0]
            found.append((by, one["milestone_id"], one[day]))
    first: dict[tuple[str, str], date] = {}
    for by, milestone, moment in found:
        if (on := moment.date()) <= as_of:
            first[by, milestone] = min(on, first.get((by, milestone), on))
    last_day, every = row["deadline_on"].date(), list[Asked]()
    for by, milestones in sorted(asked_in(dataset, row).items()):
        for milestone in milestones:
            on, row = first.get((by, milestone)), given.get((by, milestone))
            answer = Answer.of(written("answers", row)) if row else None
            every.append(Asked(by, milestone, on, on is not None and on > last_day, answer))
    return every
