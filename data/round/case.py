"""A returned file beside the data: what both say of a milestone, and what was answered before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from data.model import ACHIEVED, Dataset
from data.records import missing, records
from data.round.questions import said, shown
from data.round.values import DATED, Answer, Box, Return, Said
from data.text import words

STATEMENT = "statement"
"""The kind of a source that is a participant's own word in a round."""
Fact = tuple[bool, date | None, str]
"""What is said of a milestone without who confirmed it: whether it was reached, and when."""


def fact(says: Said) -> Fact:
    """What is said, whoever says it."""
    return says.state in ACHIEVED, says.on, says.precision


def stated(answer: Answer) -> Fact | None:
    """What an answer says by itself; `None` where it speaks of the sheet."""
    return (answer.box is Box.REACHED, answer.on, answer.precision) if answer.box in DATED else None


def as_answer(row: Mapping[str, Any]) -> Answer:
    """A row of `answers` as an answer."""
    on = None if missing(row["dated_on"]) else row["dated_on"].date()
    precision, evidence, remark = (
        text(row[name]) for name in ("date_precision", "evidence", "remark")
    )
    return Answer(row["milestone_id"], Box(row["answer"]), on, precision, evidence, remark)


def text(cell: Any) -> str:
    """A cell as text; blank where it is missing."""
    return "" if missing(cell) else str(cell)


def own_reports(dataset: Dataset, milestone: str, participant: str) -> pd.DataFrame:
    """The reports on a milestone that a participant's own answers made."""
    reports, sources = dataset.reports, dataset.sources
    statements = sources.loc[sources["kind"] == STATEMENT, "source_id"]
    return reports[
        (reports["milestone_id"] == milestone)
        & (reports["participant_id"] == participant)
        & reports["source_id"].isin(statements)
    ]


@dataclass(frozen=True, eq=False)
class Case:
    """A returned file beside the data.

    Attributes:
        dataset: the data now.
        issued: milestone to what the sheet said.
        returned: what was understood of the file.
        on: day on which it was received.
    """

    dataset: Dataset
    issued: Mapping[str, Said]
    returned: Return
    on: date

    @property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """Milestone to its row, as the pages show it."""
        return shown(self.dataset)

    @cached_property
    def now(self) -> Mapping[str, Said]:
        """Milestone to what the data say."""
        return {code: said(row) for code, row in self.rows.items()}

    @cached_property
    def before(self) -> Mapping[str, tuple[Answer, date]]:
        """Milestone to what the participant answered before in this round, and when it came."""
        rows = records(self.mine("answers"))
        return {row["milestone_id"]: (as_answer(row), row["received_on"].date()) for row in rows}

    def otherwise(self, answer: Answer) -> tuple[Answer, date] | None:
        """What the participant answered before, and when it came, where it is another answer."""
        was = self.before.get(answer.milestone)
        return None if was is None or was[0] == replace(answer, place="") else was

    @cached_property
    def source(self) -> str:
        """Code of this return as a source: the next one of the participant in the round."""
        stem = f"{self.returned.round}-{self.returned.participant}-"
        codes = self.dataset.sources["source_id"]
        taken = codes[codes.str.startswith(stem)].str.removeprefix(stem)
        return f"{stem}{max([int(one) for one in taken if one.isdigit()], default=0) + 1}"

    @cached_property
    def name(self) -> str:
        """What the participant is called in the language of its sheet."""
        t = words.words_of(self.dataset, self.returned.language or words.FALLBACK)
        return t.participant(self.dataset, self.returned.participant)

    def mine(self, table: str) -> pd.DataFrame:
        """The participant's rows of the round in a table."""
        rows, by = self.dataset.tables[table], self.returned
        same = (rows["round_id"] == by.round) & (rows["participant_id"] == by.participant)
        return rows[same]

    def own_report(self, milestone: str) -> Mapping[str, Any] | None:
        """The participant's last report on a milestone that an answer of its own made."""
        own = own_reports(self.dataset, milestone, self.returned.participant)
        return records(own)[-1] if len(own) else None
