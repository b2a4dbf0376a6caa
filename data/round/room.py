"""A round in the meeting itself: each answer is an act, agreed in the room, and can be undone."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.round import rounds
from data.round.acts import Act, Kind
from data.round.values import Answer, Judgement, Return, Sheet

AGREED = "agreed in the meeting"
"""Who answered, of an act that the room agreed upon."""


def tick(
    folder: Path, sheet: Sheet, answer: Answer, on: date, by: str
) -> tuple[Act | None, Judgement]:
    """Record what the room agrees upon, as one act; it is about what is shown now.

    See `rounds.take` for what it gives and raises; `on` is the day of the meeting.
    """
    digest = hashlib.sha256(repr((sheet.round, sheet.participant, answer)).encode()).hexdigest()
    agreed = Return(
        file_name="",
        sha256=digest,
        round=sheet.round,
        participant=sheet.participant,
        language=sheet.language,
        act_hash=sheet.act_hash,
        answers=(answer,),
        respondent=AGREED,
    )
    return rounds.take(folder, agreed, on, by, despite={answer.milestone}, waits=False)


def ticks(standing: Sequence[Act], code: str) -> list[Act]:
    """The acts of a round, of those that stand, which the room agreed upon, the first one first."""
    return [
        act
        for act in standing
        if (act.kind, act.round, act.respondent) == (Kind.TAKE, code, AGREED)
    ]
