"""Read a dataset's folder, or refuse it with every problem at once."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from data import contract
from data.evidence import confirmations
from data.model import METHOD_VERSION, RELATED, Audience, Dataset, Plan
from data.model.settings import Settings
from data.reading import settings
from data.reading.checks import check_tables
from data.reading.folder import content, names, stat_key, state
from data.reading.problems import BadDatasetError, Problem
from data.reading.read import MOST_BYTES, read_table
from data.reading.rules import Tables

FOLDER = Path(__file__).parents[1]
RECORD = str(FOLDER / "record")
SETTINGS = settings.NAME
MOST_READS = 5
"""How often a folder is read anew because one of its files was saved meanwhile."""


@cache
def shipped() -> list[str]:
    """Names of the datasets that ship with the software: `data/<name>/dataset.toml`."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{SETTINGS}"))


def is_shipped(folder: Path) -> bool:
    """Whether the dataset of a folder ships with the software."""
    return folder.parent == FOLDER and folder.name in shipped()


def available() -> dict[str, Path]:
    """Datasets that a reader can choose, by name, the default first.

    They are the one that ROADMAP_DATA names, if any, and those that ship.
    """
    return _beside(default_folder())


@cache
def _beside(own: Path) -> dict[str, Path]:
    shown = sorted(shipped(), key=lambda name: name != "record")
    return {own.name: own} | {name: FOLDER / name for name in shown if name != own.name}


def default_folder() -> Path:
    """The folder named by the environment variable ROADMAP_DATA, else the public record."""
    return _path(os.environ.get("ROADMAP_DATA") or RECORD)


def is_used(table: str, code: str) -> bool:
    """Whether a code is in a table's file in the dataset shown first, or there is no file."""
    file = default_folder() / f"{table}.csv"
    return not file.exists() or code in file.read_text("utf-8", "replace")


_path = cache(Path)
"""A page asks for its folder several times."""


_Reading: TypeAlias = tuple[dict[str, Any], Tables, list[Problem], str]
"""What dataset.toml says, the tables that could be read, what is wrong within each file, and the
digest of the bytes that were read, and of no others."""


def load(folder: Path) -> Dataset:
    """Read and check every table of the dataset in a folder.

    The fingerprint is that of the bytes that were parsed. Where a file changes while the folder is
    read, it is read again, so that all tables are of one state. In an open record `confirmation` of
    the reports is counted from the evidence.

    Returns:
        The dataset, its frames typed as contract.json says: text as `str`, dates as
        `datetime64[us]`, whole numbers as `Int64`, yes/no as `boolean`; blank is missing.

    Raises:
        BadDatasetError: anything breaks the contract; it holds all problems. Or the files are
            being written all the time.
    """
    if missing := _no_dataset(folder):
        raise BadDatasetError([missing])
    given, known, problems, fingerprint = _in_one_state(folder)
    tables = known.frames
    if problems := problems + check_tables(known, problems):
        raise BadDatasetError(problems)
    if known.plan is Plan.OPEN:
        counted = confirmations(tables["reports"], tables["evidence"])
        tables["reports"] = tables["reports"].assign(confirmation=counted)
    whole = Settings.model_validate(given)
    return Dataset(name=folder.name, **dict(whole), tables=tables, fingerprint=fingerprint)


def _no_dataset(folder: Path) -> Problem | None:
    """Why there is nothing to read; `None` where there is something."""
    if not folder.exists():
        return Problem(folder.name, 0, "", "no_folder")
    if not folder.is_dir():
        return Problem(folder.name, 0, "", "no_directory")
    if not names(folder, ".csv", SETTINGS):
        return Problem(folder.name, 0, "", "no_dataset")
    return None


def settings_of(folder: Path) -> dict[str, Any] | None:
    """What dataset.toml says, for a list of datasets; `None` where it cannot be used.

    The file is read once for each of its states.
    """
    return _settings_of(folder, state(folder / SETTINGS)[0])


def audience_of(folder: Path) -> Audience:
    """Whose folder it is; the public's where dataset.toml cannot be used."""
    return Audience((settings_of(folder) or {}).get("audience", Audience.PUBLIC))


@lru_cache(maxsize=16)
def _settings_of(folder: Path, _: str) -> dict[str, Any] | None:
    there, problems = content(folder, SETTINGS, settings.MOST_BYTES)
    given, more_problems = settings.parse(there)
    return None if problems or more_problems else given


def _in_one_state(folder: Path) -> _Reading:
    """Read a folder, again where a file was saved meanwhile; refuse it if it never stood still."""
    for _ in range(MOST_READS):
        before = stat_key(folder)
        reading = _read(folder)
        if stat_key(folder) == before:
            return reading
    raise BadDatasetError([Problem(folder.name, 0, "", "being_written")])


def _read(folder: Path) -> _Reading:
    """Read each file once: what is parsed is what the fingerprint stands for."""
    tables, digest = {one.path: one for one in contract.tables().values()}, hashlib.sha256()
    digest.update(METHOD_VERSION.encode() + hashlib.sha256(contract.PATH.read_bytes()).digest())
    unknown = [name for name in names(folder, ".csv") if name not in tables]
    problems = [Problem(name, 0, "", "stray_file") for name in unknown]
    given, known = dict[str, Any](), Tables()
    for name in (SETTINGS, *tables):
        most = settings.MOST_BYTES if name == SETTINGS else MOST_BYTES
        there, unread = content(folder, name, most)
        digest.update(name.encode() + b"\0" + hashlib.sha256(there).digest())
        problems += unread
        if unread:
            continue
        if name == SETTINGS:
            given, wrong = settings.parse(there)
            problems += wrong
            known = _what_rules_ask(given, wrong)
            continue
        table, rows = tables[name].name, read_table(there, tables[name])
        problems += rows.problems
        if rows.frame is not None:
            known.frames[table] = rows.frame
        known.refused.update({(table, column): cells for column, cells in rows.refused.items()})
        if rows.whole:
            known.whole.add(table)
    return given, known, problems, digest.hexdigest()


def _what_rules_ask(given: Mapping[str, Any], problems: Iterable[Problem]) -> Tables:
    """Plan, horizon, series and audience, as far as the settings say them rightly."""
    if not given:
        return Tables()
    wrong = {problem.column.partition(".")[0] for problem in problems}
    facts = {name: value for name, value in given.items() if name not in wrong}
    return Tables(
        plan=Plan(facts["plan"]) if "plan" in facts else None,
        horizon=facts.get("horizon"),
        series=None if "series" in wrong else (*facts.get("series", ()), RELATED),
        audience=None if "audience" in wrong else Audience(facts.get("audience", "public")),
    )
