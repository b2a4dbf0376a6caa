"""All tables of a folder beside what somebody gives back of them: what differs, and what it does.

Three are compared: a row as it was sent, as it is now, and as it came back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data import contract
from data.model import Dataset
from data.reading.problems import BadDatasetError
from data.reading.problems import Problem as ProblemOfRow
from data.reading.read import rows_of
from data.reading.settings import NAME
from data.round.answers.judge import effects
from data.round.store.rows import SETTINGS, changed, horizon, key_of
from data.round.values import Change, Conflict, Judgement, Problem, Row

Rows = Mapping[str, Mapping[str, Row]]
"""Table to key to row, as the files of a folder have them; `dataset` has the horizon alone."""


@dataclass(frozen=True)
class Given:
    """What came back of all tables.

    `changes` are rows as they were sent, and otherwise as they came back; `places` has table and
    key to the row of its page, counted from 1. Of a form, name and hash of a file are blank, and
    `fictional`, whether it was written from invented data, is `None`.
    """

    file_name: str
    sha256: str
    changes: Sequence[Change] = ()
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    problems: tuple[Problem | ProblemOfRow, ...] = ()
    fictional: bool | None = None

    def only(self, names: Collection[str]) -> "Given":
        """The same with the rows of these names alone, each `<table>/<key>`."""
        changes = [one for one in self.changes if f"{one.table}/{one.key}" in names]
        return replace(self, changes=changes)


class Difference(Conflict):
    """A row that came back otherwise than it was sent, or did not come back; by table and key."""

    @property
    def is_sure(self) -> bool:
        """Whether it is taken without being named: nothing is deleted, nothing has moved."""
        return self.given is not None and self.now == self.sent

    @property
    def columns(self) -> list[str]:
        """The columns in which sent, now and given are not the same."""
        three = [row or {} for row in (self.sent, self.now, self.given)]
        names = dict.fromkeys(name for row in three for name in row)
        return [name for name in names if len({row.get(name) for row in three}) > 1]

    @property
    def change(self) -> Change:
        """What taking it does: only the cells that came back otherwise are written."""
        table, _, key = self.name.partition("/")
        after = self.given
        if self.given and self.now and (sent := self.sent):
            given = self.given.items()
            after = {**self.now, **{name: cell for name, cell in given if cell != sent[name]}}
        return Change(table, key, self.now, after)


def rows(folder: Path) -> dict[str, dict[str, Row]]:
    """Every row of a folder's tables, as its files have it, and the horizon."""
    day = horizon((folder / NAME).read_text("utf-8"))
    found: dict[str, dict[str, Row]] = {SETTINGS: {"horizon": {"horizon": day}}}
    for name, table in contract.tables().items():
        own = found.setdefault(name, {})
        head, *body = rows_of((folder / table.path).read_bytes(), table).cells
        for cells in body:
            there = dict(zip(head, map(plain, cells), strict=False))
            row = {column: there.get(column, "") for column in table.columns}
            own[key_of(name, row)] = row
    return found


def plain(cell: str) -> str:
    """A cell as it is compared: a break is one character, and there are no blanks around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def differences(now: Rows, given: Given) -> list[Difference]:
    """The rows that came back otherwise than they were sent, and are not so already."""
    return [
        Difference(f"{one.table}/{one.key}", one.before, row, one.after)
        for one in given.changes
        if (row := now[one.table].get(one.key)) != one.after
    ]


def compare(dataset: Dataset, now: Rows, given: Given, is_chosen: bool) -> Judgement:
    """Judge what came back of all tables: as long as there is any problem, nothing is taken.

    `now` is every row of the dataset's folder. What moved since, or did not come back, is a
    conflict, unless somebody chose it.
    """
    if given.fictional not in (None, dataset.fictional):
        other = ProblemOfRow(given.file_name, 0, "", "other_dataset")
        return Judgement((*given.problems, other))
    found, problems, after = differences(now, given), [*given.problems], dataset
    taken = tuple(one.change for one in found if is_chosen or one.is_sure)
    left = tuple(one for one in found if not (is_chosen or one.is_sure))
    try:
        after = changed(dataset, taken, given.places)
    except BadDatasetError as error:
        problems += error.problems
    if problems:
        return Judgement(tuple(problems), conflicts=left)
    return Judgement((), taken, tuple(effects(dataset, after)), left)
