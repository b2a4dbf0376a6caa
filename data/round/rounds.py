"""Open a round and take in what came back: each a whole act, or nothing.

What taking in would do is judged before. Undoing an act is in `acts`.
"""

import hashlib
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from data.meetings import MeetingStatus
from data.model import Dataset
from data.model.records import by_code
from data.reading import load
from data.round import messages, tables
from data.round.answers.following import Case
from data.round.answers.judge import judge
from data.round.answers.questions import asked, sheet
from data.round.store import acts
from data.round.store.acts import Act, Kind
from data.round.store.folder import RoundError, locked
from data.round.store.rows import changed, written
from data.round.tables import Given
from data.round.values import SHEETS, Answer, Change, Judgement, Return, Row, Said, Sheet

AGREED = "agreed in the meeting"
"""Who answered, of an act that the room agreed upon."""
BEFORE = "Confirm or correct, before: "
"""How the title of a round begins that has none of its own; the title of the meeting follows."""


def open_round(folder: Path, row: Row, by: str, return_to: str = "") -> Act:
    """Open a round by an act: its line in `rounds`, and the files of all who are asked.

    Sheets say that they are sent back to `return_to`.

    Raises:
        BadDatasetError: the dataset breaks the contract.
        RoundError: nobody is to be asked, an act or a table was altered, or nothing can be written.
    """
    with locked(folder):
        dataset, before, code = load.load(folder), acts.read(folder), row["round_id"]
        questions, known = asked(dataset, row["scope"].split())
        if not questions:
            raise RoundError("nothing_to_ask")
        place, line = f"{SHEETS}/{code}", Change("rounds", code, None, row)
        whole = changed(dataset, [line])

        def files(act: Act) -> dict[str, bytes]:
            made = (messages.files(sheet(whole, act, one, return_to)) for one in questions)
            return {f"{place}/{name}": file for own in made for name, file in own.items()}

        on = date.fromisoformat(row["opens_on"])
        act = Act(0, Kind.OPEN, on, by, code, asked=questions, shown=known, made=[place])
        return acts.add(folder, before, act, [line], files)


def row_of(
    dataset: Dataset,
    meeting: str,
    until: date,
    today: date,
    scope: Collection[str] = (),
    silence: bool = False,
) -> Row:
    """The line in `rounds` of one that prepares a meeting, with a code that is not taken.

    It asks about the priorities of a scope, or about all. If silence is to count, what is not
    answered stands as *not contradicted*.

    Raises:
        RoundError: there is no such meeting or priority, or the meeting or the last day is past.
    """
    there = by_code(dataset, "meetings").get(meeting)
    if there is None:
        raise RoundError("unknown_meeting", meeting=meeting)
    if there["status"] == MeetingStatus.HELD:
        raise RoundError("held", meeting=meeting)
    for code in set(scope) - set(dataset.priorities["priority_id"]):
        raise RoundError("unknown_priority", priority=code)
    if until < today:
        raise RoundError("over", until=until)
    code, taken = f"R-{meeting}", set(dataset.rounds["round_id"])
    more = (f"{code}-{number}" for number in itertools.count(2))
    cells = {
        "round_id": next(name for name in itertools.chain([code], more) if name not in taken),
        "title": f"{BEFORE}{there['title']}"[:200],
        "opens_on": today,
        "deadline_on": until,
        "meeting_id": meeting,
        "kind": "confirm",
        "scope": " ".join(scope),
        "silence": silence,
    }
    return written("rounds", cells)


@dataclass(frozen=True, eq=False)
class Ledger:
    """A folder with its dataset as it is now, and every act, the first one first."""

    folder: Path
    dataset: Dataset
    every: Sequence[Act]

    @classmethod
    def of(cls, folder: Path, dataset: Dataset | None = None) -> "Ledger":
        """What stands in a folder, of which the dataset may have been read before.

        Refused where the dataset breaks the contract, or an act or a table was altered.
        """
        return cls(folder, dataset or load.load(folder), acts.read(folder))

    @cached_property
    def rows(self) -> tables.Rows:
        """Every row of the folder's tables, as its files have it."""
        return tables.rows(self.folder)

    @property
    def acts(self) -> list[Act]:
        """The acts that stand: none that was undone, and no undoing."""
        return acts.standing(self.every)

    def opened(self, code: str | None = None) -> list[Act]:
        """The acts that opened rounds, or the round of a code, the last one last."""
        every = [act for act in self.acts if act.kind is Kind.OPEN]
        return [act for act in every if code in (None, act.round)]

    def sheets(self, code: str | None = None, language: str = "") -> dict[str, Sheet]:
        """The sheets of a round, or of the last, as issued but for `return_to`, by participant.

        They are in the language of each participant, or in another; none where none is open.
        """
        return {
            one: sheet(self.dataset, act, one, language=language)
            for act in self.opened(code)[-1:]
            for one in act.asked
        }

    def judge(self, returned: Return | Given, on: date, is_chosen: bool = False) -> Judgement:
        """What taking in a file would do; see `judge.judge` and `tables.compare`.

        A sheet of another act than the one that opened its round is a problem, and so is a file
        that was taken in before and changes nothing.
        """
        if isinstance(returned, Given):
            return tables.compare(self.dataset, self.rows, returned, is_chosen)
        if not returned.round:
            return Judgement(returned.problems)
        by, issued = returned.participant, dict[str, Said]()
        for act in self.opened(returned.round):
            issued = act.asked.get(by, {}) | act.shown.get(by, {})
            if returned.act_hash and not act.hash.startswith(returned.act_hash):
                problem = returned.problem(returned.act_hash, "older_sheet")
                return Judgement((*returned.problems, problem))
        judged = judge(Case(self.dataset, issued, returned, on), is_chosen)
        taken = [act for act in self.acts if act.file_hash == returned.sha256]
        if taken and not (judged.changes or judged.conflicts):
            problem = returned.problem(f"{taken[-1].number:04}", "already_taken")
            return replace(judged, problems=(*judged.problems, problem))
        return judged


def take(
    folder: Path, returned: Return | Given, on: date, by: str, is_chosen: bool = False
) -> tuple[Act | None, Judgement]:
    """Take in what came back in one file, as one act; judged anew while the folder is locked.

    It is what was understood of a file received `on` a day, or what a form says; `by` is in what
    office it is taken in. Where somebody chose it, what has moved since, or is deleted, is taken
    too.

    Returns:
        The act, `None` where nothing changes; and what was judged.

    Raises:
        BadDatasetError: the dataset breaks the contract; nothing was written.
        RoundError: an act or a table was altered, or nothing can be written.
    """
    with locked(folder):
        ledger = Ledger.of(folder)
        judged = ledger.judge(returned, on, is_chosen)
        if not judged.changes:
            return None, judged
        who, kind = ("", "", ""), Kind.CHANGE
        if isinstance(returned, Return):
            kind, who = Kind.TAKE, (returned.round, returned.participant, returned.respondent)
        act = Act(0, kind, on, by, *who, returned.file_name, returned.sha256)
        return acts.add(folder, ledger.every, act, judged.changes), judged


def agreed(sheet: Sheet, answer: Answer) -> Return:
    """What the room agrees upon, as if it came back in a file; it is about what is shown now."""
    whose = (sheet.round, sheet.participant)
    digest = hashlib.sha256(repr((*whose, answer)).encode()).hexdigest()
    about = (sheet.language, sheet.act_hash)
    return Return("", digest, *whose, *about, answers=(answer,), respondent=AGREED)


def ticks(standing: Sequence[Act], code: str) -> list[Act]:
    """The acts of a round, of those that stand, which the room agreed upon, the first one first."""
    by_room = (Kind.TAKE, code, AGREED)
    return [act for act in standing if (act.kind, act.round, act.respondent) == by_room]
