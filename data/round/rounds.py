"""Open a round, take in what came back, undo it: each a whole act, or nothing."""

import hashlib
import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.model import Dataset
from data.reading import load
from data.records import by_code
from data.round import acts, tables
from data.round.acts import Act, Kind
from data.round.folder import RoundError, locked
from data.round.following import Case
from data.round.judge import judge
from data.round.questions import asked, sheet
from data.round.rows import changed, key_of, written
from data.round.tables import Given
from data.round.values import Answer, Change, Judgement, Return, Said, Sheet

SHEETS = "sheets"
"""The folder of the sheets, one for each round, in that of the dataset."""
AGREED = "agreed in the meeting"
"""Who answered, of an act that the room agreed upon."""


@dataclass(frozen=True)
class Opening:
    """A round before it is opened.

    Attributes:
        meeting: code of the meeting that it prepares.
        until: last day.
        today: first day.
        scope: codes of the priorities that are asked about; all where none is given.
        silence: whether what is not answered stands as *not contradicted*.
        return_to: where sheets are sent back.
    """

    meeting: str
    until: date
    today: date
    scope: tuple[str, ...] = ()
    silence: bool = False
    return_to: str = ""


def open_round(
    folder: Path,
    opening: Opening,
    by: str,
    write: Callable[[Sheet], Mapping[str, bytes]],
) -> Act:
    """Open a round by an act: its line in `rounds`, and the sheets of all who are asked.

    `write` makes the files of a sheet, by name.

    Raises:
        BadDatasetError: the dataset breaks the contract.
        RoundError: there is no such meeting or priority, nothing is open, the days do not fit, or
            nothing can be written.
    """
    with locked(folder):
        dataset, before = load.load(folder), acts.read(folder)
        row = row_of(dataset, opening)
        questions, known = asked(dataset, opening.scope)
        if not questions:
            raise RoundError("nothing_to_ask")
        place, whole = f"{SHEETS}/{row.key}", changed(dataset, [row])
        said = {"asked": questions, "shown": known, "made": [place]}

        def sheets(act: Act) -> dict[str, bytes]:
            written = (write(sheet(whole, act, code, opening.return_to)) for code in questions)
            return {f"{place}/{name}": file for one in written for name, file in one.items()}

        act = Act(0, Kind.OPEN, opening.today, by, row.key, **said)
        return acts.add(folder, before, act, [row], sheets)


def row_of(dataset: Dataset, opening: Opening) -> Change:
    """The line of a round in `rounds`, with a code that is not taken.

    Raises:
        RoundError: there is no such meeting or priority, or the last day is before the first.
    """
    meeting = by_code(dataset, "meetings").get(opening.meeting)
    if meeting is None:
        raise RoundError("unknown_meeting", meeting=opening.meeting)
    for code in set(opening.scope) - set(dataset.priorities["priority_id"]):
        raise RoundError("unknown_priority", priority=code)
    if opening.until < opening.today:
        raise RoundError("over", until=opening.until)
    code, taken = f"R-{opening.meeting}", set(dataset.rounds["round_id"])
    more = (f"{code}-{number}" for number in itertools.count(2))
    cells = {
        "round_id": next(name for name in itertools.chain([code], more) if name not in taken),
        "title": f"Confirm or correct, before: {meeting['title']}"[:200],
        "opens_on": opening.today,
        "deadline_on": opening.until,
        "meeting_id": opening.meeting,
        "kind": "confirm",
        "scope": " ".join(opening.scope),
        "silence": opening.silence,
    }
    row = written("rounds", cells)
    return Change("rounds", key_of("rounds", row), None, row)


@dataclass(frozen=True, eq=False)
class Ledger:
    """A folder with its dataset and its acts.

    Attributes:
        folder: of the dataset.
        dataset: as it is now.
        every: all acts, the first one first.
    """

    folder: Path
    dataset: Dataset
    every: Sequence[Act]

    @classmethod
    def of(cls, folder: Path, dataset: Dataset | None = None) -> "Ledger":
        """What stands in a folder, of which the dataset may have been read before.

        Refused where the dataset breaks the contract, or an act or a table was altered.
        """
        return cls(folder, dataset or load.load(folder), acts.read(folder))

    @property
    def acts(self) -> list[Act]:
        """The acts that stand: none that was undone, and no undoing."""
        return acts.standing(self.every)

    def opened(self, code: str | None = None) -> list[Act]:
        """The acts that opened rounds, or the round of a code, the last one last."""
        every = [act for act in self.acts if act.kind is Kind.OPEN]
        return [act for act in every if code in (None, act.round)]

    def sheets(self, code: str | None = None, language: str = "") -> dict[str, Sheet]:
        """The sheets of a round as they were issued, by participant; of the last one by default.

        They are in the language of each participant, or in another. There may be no such round.
        """
        if not (found := self.opened(code)):
            raise RoundError("no_round", round=code or "")
        act = found[-1]
        return {one: sheet(self.dataset, act, one, language=language) for one in act.asked}

    def judge(self, returned: Return | Given, on: date, despite: Collection[str] = ()) -> Judgement:
        """What taking in a file would do; see `judge.judge` and `tables.compare`."""
        if isinstance(returned, Given):
            return tables.compare(self.dataset, tables.rows(self.folder), returned, despite)
        if not returned.round:
            return Judgement(returned.problems)
        by, issued = returned.participant, dict[str, Said]()
        for act in self.opened(returned.round):
            issued = act.asked.get(by, {}) | act.shown.get(by, {})
            if returned.act_hash and not act.hash.startswith(returned.act_hash):
                problem = returned.problem(returned.act_hash, "older_sheet")
                return Judgement((*returned.problems, problem))
        judged = judge(Case(self.dataset, issued, returned, on), despite)
        taken = [act for act in self.acts if act.file_hash == returned.sha256]
        if taken and not (judged.changes or judged.conflicts):
            problem = returned.problem(f"{taken[-1].number:04}", "already_taken")
            return replace(judged, problems=(*judged.problems, problem))
        return judged


def take(
    folder: Path,
    returned: Return | Given,
    on: date,
    by: str,
    despite: Collection[str] = (),
) -> tuple[Act | None, Judgement]:
    """Take in what came back in one file, as one act; judged anew while the folder is locked.

    Args:
        folder: of the dataset.
        returned: what was understood of the file, or what a form says.
        on: day on which it was received.
        by: in what office it is taken in.
        despite: milestones and rows that are taken although they moved since, or are deleted.

    Returns:
        The act, `None` where nothing changes; and what was judged.

    Raises:
        BadDatasetError: the dataset breaks the contract; nothing was written.
        RoundError: an act or a table was altered, or nothing can be written.
    """
    with locked(folder):
        ledger = Ledger.of(folder)
        judged = ledger.judge(returned, on, despite)
        if not judged.changes:
            return None, judged
        who, kind = ("", "", ""), Kind.CHANGE
        if isinstance(returned, Return):
            kind, who = Kind.TAKE, (returned.round, returned.participant, returned.respondent)
        act = Act(0, kind, on, by, *who, returned.file_name, returned.sha256)
        return acts.add(folder, ledger.every, act, judged.changes), judged


def tick(
    folder: Path, sheet: Sheet, answer: Answer, on: date, by: str
) -> tuple[Act | None, Judgement]:
    """Record what the room agrees upon, as one act; it is about what is shown now.

    See `take` for what it gives and raises; `on` is the day of the meeting.
    """
    whose = (sheet.round, sheet.participant)
    digest = hashlib.sha256(repr((*whose, answer)).encode()).hexdigest()
    about = (sheet.language, sheet.act_hash)
    agreed = Return("", digest, *whose, *about, answers=(answer,), respondent=AGREED)
    return take(folder, agreed, on, by, despite={answer.milestone})


def ticks(standing: Sequence[Act], code: str) -> list[Act]:
    """The acts of a round, of those that stand, which the room agreed upon, the first one first."""
    agreed = (Kind.TAKE, code, AGREED)
    return [act for act in standing if (act.kind, act.round, act.respondent) == agreed]
