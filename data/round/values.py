"""What a round is made of: what is asked, what came back, and what it would do."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from data.reading.problems import Problem as ProblemOfRow
from data.reading.problems import shorten
from data.text.words import Words


class Box(StrEnum):
    """What a participant can tick; the order is that of the sheet."""

    RIGHT = "right"
    NOT_RIGHT = "not_right"
    REACHED = "reached"
    EXPECTED = "expected"
    NOTHING_NEW = "nothing_new"


DATED = frozenset({Box.REACHED, Box.EXPECTED})
"""The boxes that need a date; what they say does not depend on the sheet."""


SHEETS = "sheets"
"""The folder of the sheets, one for each round, in that of the dataset."""


@dataclass(frozen=True)
class Said:
    """What is said of a milestone.

    Attributes:
        state: a `model.State`.
        on: when it was reached; else when it is expected, or due; `None` where no date is known.
        precision: day, month, quarter or year; blank without a date.
        until: the last day that it can be, where that is another one; else `None`.
    """

    state: str
    on: date | None
    precision: str
    until: date | None = field(default=None, kw_only=True, compare=False)


Says = Mapping[str, dict[str, Said]]
"""Participant to milestone to what is said of it."""


@dataclass(frozen=True)
class Known(Said):
    """One row of a sheet: what is said of a milestone today, and on what that rests.

    Attributes:
        milestone, action, priority: codes.
        title: title of the action, in the language of the sheet.
        step: name of the milestone, in that language.
        due: when it was due, in words, where that has passed and another date is expected.
        source: who published what is said; blank where no source is named.
        source_on: day of that source, if it has one.
        quote: its sentence as printed; blank where none is recorded.
        quote_language: language of that sentence, ISO 639-1.
        partners: who takes part in a joint milestone, in words, the lead first.
    """

    milestone: str
    action: str
    priority: str
    title: str
    step: str
    due: str = ""
    source: str = ""
    source_on: date | None = None
    quote: str = ""
    quote_language: str = ""
    partners: str = ""


@dataclass(frozen=True)
class Sheet:
    """What one participant is asked in a round.

    Attributes:
        round, participant: codes.
        name: name of the participant, in the language of the sheet.
        t: the words of its language, with the names that the dataset gives.
        issued_on: day on which the round was opened.
        data_on: day up to which the data speak.
        deadline: last day; it is over when that day has ended everywhere (UTC-12).
        meeting: title of the meeting that the round prepares; blank for none.
        meeting_on: its first day, in words.
        act_hash: hash of the act that opened the round: names the state of the data at issue.
        silence: whether what is not answered stands as *not contradicted*.
        return_to: where to send it; blank where nobody said.
        marking: what stands on each page where the data are invented; blank for others.
        period_starts: first day of the period of the roadmap.
        has_agencies: whether agencies take part in the roadmap, who read what is needed.
        questions: what needs an answer; number 1 first.
        known: what is shown for information.
    """

    round: str
    participant: str
    name: str
    t: Words
    issued_on: date
    data_on: date
    deadline: date
    meeting: str
    meeting_on: str
    act_hash: str
    silence: bool
    return_to: str
    marking: str
    period_starts: date
    has_agencies: bool
    questions: tuple[Known, ...]
    known: tuple[Known, ...]

    @property
    def language(self) -> str:
        """ISO 639-1; every text of the sheet is in it."""
        return self.t.language

    @property
    def rows(self) -> tuple[Known, ...]:
        """What needs an answer, and what is there for information."""
        return (*self.questions, *self.known)


@dataclass(frozen=True)
class Answer:
    """What a participant says of a milestone: the one box that was ticked.

    It was reached or is expected `on` a day, for these two boxes only. Evidence (an address, number
    or document) and remark are blank for none; the place in the file is such as `Informe!G14`.
    """

    milestone: str
    box: Box
    on: date | None = None
    precision: str = ""
    evidence: str = ""
    remark: str = ""
    place: str = field(default="", compare=False)

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "Answer":
        """A row of `answers` as an answer."""
        on = date.fromisoformat(row["dated_on"]) if row["dated_on"] else None
        texts = (row[name] for name in ("date_precision", "evidence", "remark"))
        return cls(row["milestone_id"], Box(row["answer"]), on, *texts)


@dataclass(frozen=True)
class Need:
    """What a participant needs to go on, as it was written, and where that stands in the file.

    It is `about` the code of a milestone or priority where one was understood.
    """

    what: str
    about: str = ""
    from_whom: str = ""
    by_when: str = ""
    place: str = ""


@dataclass(frozen=True)
class Problem:
    """Something in a file that cannot be taken as it is: where it stands, and what, shortened.

    `round.problem.<what>` says what is wrong, and names the values. The place of a whole file is
    blank.
    """

    file: str
    place: str
    value: str
    what: str
    values: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)

    @property
    def how(self) -> str:
        """Key of the sentence that says how to put it right, `round.remedy.<how>`."""
        return REMEDIES[self.what]

    def sentence(self, t: Words) -> str:
        """What is wrong where, and how to put it right, in the words of a reader, days, too."""
        values = {**self.values, "value": self.value}
        for name, text in values.items():
            values[name] = text if self.what == "sent_back" else shorten(text)
            with suppress(ValueError):
                values[name] = t.date(date.fromisoformat(text))
        place = ", ".join(filter(None, (self.file, self.place)))
        what = f"{t(f'round.problem.{self.what}', **values)} {t(f'round.remedy.{self.how}')}"
        return ": ".join(filter(None, (place, what)))


REMEDIES: Mapping[str, str] = {
    what: how
    for how, problems in {
        "save_new_form": "old_or_locked",
        "own_sheet": "too_large no_reference other_round other_participant "
        "older_sheet not_asked not_on_sheet heads_lost",
        "check_file": "other_name",
        "fill_in": "other_form mail_empty",
        "send_again": "empty truncated damaged",
        "nothing_to_do": "already_taken newer_answer",
        "ask": "contract gone",
        "one_box": "no_box box_unclear",
        "write_value": "formula",
        "give_date": "no_date date_unread",
        "name_month": "date_two_readings",
        "shorten": "too_long",
        "tick_dated": "date_without_box",
        "tick_expected": "after_received",
        "tick_not_right": "expected_but_reached",
        "tick_reached": "expected_in_past",
        "say_what": "no_wording",
        "correct_row": "sent_back",
        "download_again": "older_workbook",
    }.items()
    for what in problems.split()
}
"""What is wrong, to how it is put right."""


@dataclass(frozen=True)
class Return:
    """What was understood of one file, of which the name says nothing.

    Codes of its sheet are blank where they could not be read; `act_hash` is that of the act that
    issued the sheet, or the digits that the file has of another. Answers are one a milestone, in
    the order of the file; the respondent is named by institution and office.
    """

    file_name: str
    sha256: str
    round: str
    participant: str
    language: str
    act_hash: str
    answers: tuple[Answer, ...] = ()
    needs: tuple[Need, ...] = ()
    respondent: str = ""
    problems: tuple[Problem, ...] = ()

    def only(self, milestones: Collection[str]) -> "Return":
        """The same with the answers about some milestones, and the needs about these, alone."""
        answers = tuple(one for one in self.answers if one.milestone in milestones)
        needs = tuple(one for one in self.needs if one.about in milestones)
        return replace(self, answers=answers, needs=needs)

    def problem(self, value: str, what: str, place: str = "", **values: str) -> Problem:
        """A problem of this file, about a value in it that is shortened."""
        return Problem(self.file_name, place, shorten(value), what, values)


Row = Mapping[str, str]
"""A row of a table as its file has it: column to text, blank where nothing is known."""


@dataclass(frozen=True)
class Change:
    """One row of a table before and after; `None` where there is none.

    The table is `dataset` for dataset.toml; the parts of a key are joined by `/`.
    """

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Effect:
    """What a number of milestones in a state becomes.

    Its scope is `all`, or the code of a priority or participant.
    """

    figure: str
    scope: str
    before: int
    after: int


@dataclass(frozen=True)
class Conflict:
    """What is not taken until somebody chooses: it has moved since it was sent, or would go.

    Attributes:
        name: code of a milestone, or table and key of a row.
        sent, now, given: what was sent, what the data say, and what came back: each a `Said`, the
            last one an `Answer`; or a row, `None` where it is not there.
    """

    name: str
    sent: Any
    now: Any
    given: Any


@dataclass(frozen=True)
class Judgement:
    """What came back would do; nothing is written yet.

    Everything that cannot be taken is a problem; changes are in the order in which they are
    written; conflicts are not taken until somebody chooses.
    """

    problems: tuple[Problem | ProblemOfRow, ...] = ()
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
