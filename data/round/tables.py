"""All tables of a folder beside what somebody gives back of them: what differs, and what it does.

Three are compared: a row as it was sent, as it is now, and as it came back.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data import contract
from data.reading import load
from data.reading.problems import BadDatasetError, Problem
from data.reading.read import rows_of
from data.reading.settings import NAME
from data.round import acts
from data.round.acts import Act, Kind
from data.round.effects import effects
from data.round.folder import beside, locked
from data.round.lines import horizon
from data.round.rows import SETTINGS, key_of
from data.round.values import Change, Effect, Row

Rows = Mapping[str, Mapping[str, Row]]
"""Table to key to row, as the files of a folder have them; `dataset` has the horizon alone."""


@dataclass(frozen=True)
class Given:
    """What came back of all tables.

    Attributes:
        name, sha256: of the file; blank for a form.
        sent: the rows as they were sent.
        rows: the rows as they came back.
        places: table and key to the row of its page, counted from 1.
        problems: what could not be read; of a page that could not, `rows` has those sent.
        fictional: whether it was written from invented data; `None` for a form.
    """

    name: str
    sha256: str
    sent: Rows
    rows: Rows
    places: Mapping[tuple[str, str], int]
    problems: tuple[Problem, ...] = ()
    fictional: bool | None = None


@dataclass(frozen=True)
class Difference:
    """A row that came back otherwise than it was sent, or did not come back.

    Attributes:
        table, key: which row.
        sent, now, given: the row in each; `None` where it is not there.
    """

    table: str
    key: str
    sent: Row | None
    now: Row | None
    given: Row | None

    @property
    def name(self) -> str:
        """Which row, in one word."""
        return f"{self.table}/{self.key}"

    @property
    def is_stale(self) -> bool:
        """Whether the data have moved since it was sent."""
        return self.now != self.sent

    @property
    def is_sure(self) -> bool:
        """Whether it is taken without being named: nothing is deleted, nothing has moved."""
        return self.given is not None and not self.is_stale

    @property
    def columns(self) -> list[str]:
        """The columns in which the three are not the same."""
        three = [row or {} for row in (self.sent, self.now, self.given)]
        names = dict.fromkeys(name for row in three for name in row)
        return [name for name in names if len({row.get(name) for row in three}) > 1]

    @property
    def change(self) -> Change:
        """What taking it does: only the cells that came back otherwise are written."""
        after = self.given
        if self.given and self.now and (sent := self.sent):
            given = self.given.items()
            after = {**self.now, **{name: cell for name, cell in given if cell != sent[name]}}
        return Change(self.table, self.key, self.now, after)


@dataclass(frozen=True)
class Comparison:
    """What taking in what came back does; nothing is written yet.

    Attributes:
        differences: every row that is another, in the order of the contract.
        changes: those that are taken.
        problems: what the folder would break of the contract, and what could not be read, with its
            page and row; while there are any, nothing is taken.
        effects: numbers that change.
    """

    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    effects: tuple[Effect, ...]


def rows(folder: Path) -> dict[str, dict[str, Row]]:
    """Every row of a folder's tables, as its files have it, and the horizon."""
    day = horizon((folder / NAME).read_text("utf-8"))
    found: dict[str, dict[str, Row]] = {name: {} for name in (SETTINGS, *contract.tables())}
    found[SETTINGS]["horizon"] = {"horizon": day}
    for name, key, row, _ in _read(folder):
        found[name][key] = row
    return found


def is_fictional(folder: Path) -> bool:
    """Whether the data of a folder are invented."""
    return bool((load.settings_of(folder) or {}).get("fictional"))


def _read(folder: Path) -> Iterator[tuple[str, str, Row, int]]:
    """Table, key and line of each row."""
    for name, table in contract.tables().items():
        path = folder / table.path
        read = rows_of(path.read_bytes() if path.exists() else table.header, table)
        for line, cells in zip(read.lines[1:], read.cells[1:], strict=True):
            there = dict(zip(read.cells[0], map(plain, cells), strict=False))
            row = {column: there.get(column, "") for column in table.columns}
            yield name, key_of(name, row), row, line


def plain(cell: str) -> str:
    """A cell as it is compared: a break is one character, and there are no blanks around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def differences(now: Rows, given: Given) -> tuple[Difference, ...]:
    """The rows that came back otherwise than they were sent, and are not so already."""
    found = []
    for table, back in given.rows.items():
        sent = given.sent[table]
        for key in dict.fromkeys((*sent, *back)):
            three = (sent.get(key), now[table].get(key), back.get(key))
            if three[2] not in three[:2]:
                found.append(Difference(table, key, *three))
    return tuple(found)


def compare(folder: Path, given: Given, also: Collection[str] = ()) -> Comparison:
    """What taking in what came back does to a folder.

    Args:
        folder: of the dataset.
        given: what came back.
        also: names of rows that are taken although they did not come back, or moved since.

    Raises:
        BadDatasetError: the folder breaks the contract as it is.
        RoundError: an act or a table was altered, or nothing can be written beside it.
    """
    with locked(folder):
        return _compared(folder, given, also)


def _compared(folder: Path, given: Given, also: Collection[str]) -> Comparison:
    acts.read(folder)
    if given.fictional not in (None, is_fictional(folder)):
        return Comparison((), (), (Problem(given.name, 0, "", "other_dataset"),), ())
    found = differences(rows(folder), given)
    changes = tuple(one.change for one in found if one.is_sure or one.name in also)
    if not changes:
        return Comparison(found, (), given.problems, ())
    with beside(folder, acts.files(folder, changes)[0]) as made:
        try:
            after = load.load(made)
        except BadDatasetError as error:
            lines = {(f"{name}.csv", line): (name, key) for name, key, _, line in _read(made)}
            problems = (_placed(one, lines, given.places) for one in error.problems)
            return Comparison(found, changes, (*given.problems, *problems), ())
    moved = effects(load.load(folder), after)
    return Comparison(found, changes, given.problems, tuple(moved))


def _placed(
    problem: Problem,
    lines: Mapping[tuple[str, int], tuple[str, str]],
    places: Mapping[tuple[str, str], int],
) -> Problem:
    """A problem of a file where it stands in what came back; of other rows, where it stands."""
    found = (lines.get((problem.file, line)) for line in (problem.line, *problem.again))
    there = [places[row] for row in found if row and row in places]
    if not there:
        return problem
    page = problem.file.removesuffix(".csv")
    return replace(problem, file=page, line=there[0], again=tuple(there[1:]))


def sentence(problem: Problem, t: Callable[..., str]) -> str:
    """Where a problem is, in a workbook or in a file of the folder, and what is wrong."""
    if problem.file.endswith((".csv", ".toml")):
        return problem.sentence(t)
    return f"{problem.place(t('round.tables.row'))}: {problem.message(t)}"


def take(
    folder: Path, given: Given, on: date, by: str, also: Collection[str] = ()
) -> tuple[Act | None, Comparison]:
    """Take in what came back as one act, compared anew while the folder is locked.

    Args:
        folder: of the dataset.
        given: what came back.
        on: day of it.
        by: in what office.
        also: see `compare`.

    Returns:
        The act, `None` where nothing changes or something is wrong; and what was compared.

    Raises:
        BadDatasetError: the folder breaks the contract as it is.
        RoundError: an act or a table was altered, or nothing can be written.
    """
    with locked(folder):
        compared = _compared(folder, given, also)
        if compared.problems or not compared.changes:
            return None, compared
        act = Act(0, Kind.CHANGE, on, by, file_name=given.name, file_hash=given.sha256)
        return acts.add(folder, acts.read(folder), act, compared.changes), compared
