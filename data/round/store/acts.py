"""Acts: each change of a dataset's folder is a file in `acts/`, which names the act before by hash.

An act holds who, in what office, changed what, on which day and from which file, and every row
before and after. Undoing one is an act, too.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data import contract
from data.reading.folder import names
from data.reading.settings import NAME
from data.round.store.folder import RoundError, locked, put
from data.round.store.rows import (
    SETTINGS,
    Edit,
    applied,
    by_table,
    edited,
    horizon,
    rows_after,
    turned,
    with_horizon,
)
from data.round.values import Change, Row, Says

FOLDER = "acts"


class Kind(StrEnum):
    """What an act does.

    It opens a round, takes in what came back, undoes another act, records what was edited by hand,
    or changes rows as a workbook of all tables or a form says.
    """

    OPEN = "open"
    TAKE = "take"
    UNDO = "undo"
    EDIT = "edit"
    CHANGE = "change"


@dataclass(frozen=True)
class Act:
    """One change of a dataset's folder.

    Attributes:
        number: 1 for the first.
        kind: what it does.
        on: day of it.
        by: in what office somebody did it; never a name.
        round: code of the round; blank for none.
        participant: whose answers it takes in.
        respondent: who answered, by institution and office.
        file_name: of the file that came.
        file_hash: SHA-256 of that file.
        undoes: number of the act that it undoes; 0 for none.
        asked: participant to milestone to what its sheet says; of an act that opens a round.
        shown: the same of what stands there for information.
        made: folders that were not there before.
        edits: rows of files before and after.
        horizon: the last day of which the data speak, before and after, where it moved.
        sums: SHA-256 of dataset.toml and each table as it left them.
        after: hash of the act before; blank for the first.
        hash: SHA-256 of all the rest.
    """

    number: int
    kind: Kind
    on: date
    by: str
    round: str = ""
    participant: str = ""
    respondent: str = ""
    file_name: str = ""
    file_hash: str = ""
    undoes: int = 0
    asked: Says = field(default_factory=dict)
    shown: Says = field(default_factory=dict)
    made: Sequence[str] = field(default_factory=list)
    edits: Sequence[Edit] = ()
    horizon: Sequence[str] = ()
    sums: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    hash: str = ""

    @property
    def name(self) -> str:
        """The path of its file within the dataset's folder."""
        return f"{FOLDER}/{self.number:04}.json"

    def sealed(self) -> "Act":
        """The same with its hash."""
        bare = replace(self, hash="")
        return replace(self, hash=_sum(_written(bare)))


ACT = TypeAdapter(Act)


def _written(act: Act) -> bytes:
    """An act as its file has it: one way to write each, so that no byte can change unseen."""
    made = asdict(act, dict_factory=_fields)
    text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    return f"{text}\n".encode()


def _fields(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of an act, or of what it says: without a last day where there is none."""
    # Acts that were written before there was one keep their hash.
    return {name: value for name, value in pairs if name != "until" or value}


def read(folder: Path) -> list[Act]:
    """The acts of a dataset's folder, the first one first.

    Raises:
        RoundError: one is not as it was written, or a file was changed since without an act.
    """
    acts, faults = _checked(folder)
    _refuse(faults, folder)
    return acts


def verify(folder: Path) -> list[str]:
    """Name each act and table that is not as it was left, and an act before which one is not."""
    return _checked(folder)[1]


def _refuse(faults: Collection[str], folder: Path) -> None:
    if faults:
        raise RoundError("altered", files=", ".join(faults), folder=folder)


def _checked(folder: Path) -> tuple[list[Act], list[str]]:
    """The acts and their faults, read again where the folder was exchanged meanwhile."""
    acts, faults, before, place = list[Act](), list[str](), "", folder.stat().st_ino
    for path in sorted((folder / FOLDER).glob("*.json")):
        name, act = f"{FOLDER}/{path.name}", _sound(path)
        if act is None or act.name != name or before not in (None, act.after):
            faults.append(name)
        acts += [act] if act else []
        before = act.hash if act else None
    if acts and before:
        faults += sorted(dict(set(sums(folder).items()) ^ set(acts[-1].sums.items())))
    return (acts, faults) if folder.stat().st_ino == place else _checked(folder)


def _sound(path: Path) -> Act | None:
    """An act as it was written; `None` where a byte of it is another."""
    try:
        content = path.read_bytes()
        act = ACT.validate_json(content)
    except (OSError, ValidationError):
        return None
    return act if act.sealed() == act and _written(act) == content else None


def sums(folder: Path) -> dict[str, str]:
    """SHA-256 of dataset.toml and each table of a folder."""
    return {name: _sum((folder / name).read_bytes()) for name in names(folder, ".csv", NAME)}


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def standing(acts: Sequence[Act]) -> list[Act]:
    """The acts that were not undone and undo nothing."""
    undone = {act.undoes for act in acts}
    return [act for act in acts if act.number not in undone and act.kind is not Kind.UNDO]


def brought(folder: Path, act: Act) -> Mapping[str, list[Row]]:
    """What its participant answered and needs, as an act left it: rows of these two tables."""
    found: dict[str, list[Row]] = {}
    for table in ("answers", "needs"):
        path = contract.tables()[table].path
        rows = rows_after(_text(folder, path), [edit for edit in act.edits if edit[0] == path])
        found[table] = [row for row in rows if row["participant_id"] == act.participant]
    return found


def add(
    folder: Path,
    acts: Sequence[Act],
    act: Act,
    changes: Sequence[Change] = (),
    brings: Callable[[Act], Mapping[str, bytes]] | None = None,
) -> Act:
    """Write an act and what it changes, all or nothing; the caller holds the lock.

    Returns the act as it was written, with its number, sums and hash. Before that it has what it
    makes beside tables; `brings` gives these files by name once the act has its hash.

    Raises:
        BadDatasetError: what would be there breaks the contract.
        RoundError: nothing could be written.
    """
    content, edits, moved = dict[str, bytes | None](), list[Edit](), list[str]()
    for name, own in by_table(changes).items():
        if name == SETTINGS:
            moved = [row["horizon"] for row in (own[0].before, own[0].after) if row]
            content[NAME] = with_horizon(_text(folder, NAME), moved[1]).encode()
            continue
        table = contract.tables()[name]
        text, rows = edited(_text(folder, table.path), table, own)
        content[table.path] = text.encode()
        edits += rows
    return _put(folder, acts, replace(act, edits=edits, horizon=moved), content, brings)


def undo(folder: Path, number: int, on: date, by: str) -> Act:
    """Undo a whole act by an act, which is returned: its rows are as before it, or nothing changes.

    Files and folders that it made beside tables go.

    Raises:
        BadDatasetError: other rows rest on what it brought.
        RoundError: there is no such act that stands, it only records what was edited by hand, or
            a later one changed what it brought.
    """
    with locked(folder):
        acts = read(folder)
        left = {act.number: act for act in standing(acts)}
        act = left.pop(number, None)
        if act is None or act.kind is Kind.EDIT:
            raise RoundError("not_standing", act=number)
        later = (edit for one in left.values() if one.number > number for edit in one.edits)
        if {edit[0] for edit in later if edit[2] is None} & {edit[0] for edit in act.edits}:
            raise RoundError("built_upon", act=number)  # a row would come back to another place
        back = [turned(edit) for edit in reversed(act.edits)]
        content = dict[str, bytes | None].fromkeys(act.made)  # what it brought beside tables goes
        for name in dict.fromkeys(edit[0] for edit in back):
            try:
                text = applied(_text(folder, name), [edit for edit in back if edit[0] == name])
            except LookupError:
                raise RoundError("built_upon", act=number) from None
            content[name] = text.encode()
        moved = _horizon_without(folder, acts, left.values())
        if moved:
            content[NAME] = with_horizon(_text(folder, NAME), moved[1]).encode()
        undoing = Act(0, Kind.UNDO, on, by, act.round, act.participant, undoes=number)
        return _put(folder, acts, replace(undoing, edits=back, horizon=moved), content)


def _horizon_without(folder: Path, acts: Sequence[Act], left: Collection[Act]) -> list[str]:
    """The last day before and after an act is taken back; none where somebody set it by hand."""
    first = next((act.horizon[0] for act in acts if act.horizon), "")

    def last_day(those: Collection[Act]) -> str:
        days = (act.on.isoformat() for act in those if act.kind is Kind.TAKE)
        return max([first, *days, *(act.horizon[1] for act in those if act.horizon)])

    now = horizon(_text(folder, NAME))
    return [now, last_day(left)] if first and now == last_day(standing(acts)) else []


def keep(folder: Path, on: date, by: str) -> Act:
    """Record by an act that tables were edited by hand since the last one.

    Raises:
        BadDatasetError: they break the contract.
        RoundError: nothing was edited, or an act itself was altered.
    """
    with locked(folder):
        acts, faults = _checked(folder)
        if acts and not faults:
            raise RoundError("nothing_edited")
        _refuse([name for name in faults if name.startswith(FOLDER)], folder)
        return _put(folder, acts, Act(0, Kind.EDIT, on, by), {})


def _put(
    folder: Path,
    acts: Sequence[Act],
    act: Act,
    content: Mapping[str, bytes | None],
    brings: Callable[[Act], Mapping[str, bytes]] | None = None,
) -> Act:
    """Seal an act as the next one, and write it with the content of files that it changes."""
    there = {name: one for name, one in sums(folder).items() if name not in content}
    there |= {name: _sum(new) for name, new in content.items() if new is not None}
    after = acts[-1].hash if acts else ""
    whole = replace(act, number=len(acts) + 1, sums=there, after=after).sealed()
    put(folder, {**content, **(brings(whole) if brings else {}), whole.name: _written(whole)})
    return whole


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode()
