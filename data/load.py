"""Read a dataset's folder, or refuse it with every problem at once."""

import hashlib
import os
import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from data import contract
from data.checks import check_tables
from data.model import METHOD_VERSION, Dataset
from data.problems import BadDatasetError, Problem
from data.read import read_table

FOLDER = Path(__file__).parent
SETTINGS = "dataset.toml"
LANGUAGES = ("en", "es", "pt")
MOST_SETTINGS = 100_000
"""Bytes of dataset.toml."""


@cache
def shipped() -> list[str]:
    """Names of the datasets that ship with the software: `data/<name>/dataset.toml`."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{SETTINGS}"))


def available() -> dict[str, Path]:
    """Datasets that a reader can choose, the default first: the one named by ROADMAP_DATA, if any, and those that ship."""
    own = default_folder()
    return {own.name: own} | {name: FOLDER / name for name in sorted(shipped(), key=lambda name: name != "record") if name != own.name}


def default_folder() -> Path:
    """The folder named by the environment variable ROADMAP_DATA, else the public record."""
    return Path(os.environ.get("ROADMAP_DATA") or FOLDER / "record")


def load(folder: Path) -> Dataset:
    """Read and check every table of a dataset.

    Args:
        folder: where dataset.toml and one CSV file a table lie.

    Returns:
        The dataset, its frames typed as contract.json says: text as `str`, dates as
        `datetime64[us]`, whole numbers as `Int64`, yes/no as `boolean`; blank is missing.

    Raises:
        BadDatasetError: anything breaks the contract; it holds all problems found.
    """
    settings, problems = _settings(folder)
    tables: dict[str, pd.DataFrame] = {}
    for table in contract.tables().values():
        frame, found = read_table(folder, table)
        problems += found
        if frame is not None:
            tables[table.name] = frame
    known = {table.path for table in contract.tables().values()} | {SETTINGS}
    strays = [path.name for path in sorted(folder.glob("*.csv")) if path.name not in known] if folder.is_dir() else []
    problems += [Problem(name, 0, "", "stray_file") for name in strays]
    refused = {(problem.file, problem.line, problem.column) for problem in problems}
    problems += [problem for problem in check_tables(tables) if (problem.file, problem.line, problem.column) not in refused]
    if problems:
        raise BadDatasetError(problems)
    return Dataset(
        name=folder.name,
        title=settings["title"],
        horizon=settings["horizon"],
        fictional=settings["fictional"],
        tables=tables,
        fingerprint=fingerprint(folder),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over the dataset's files, the contract and the method version: equal means equal numbers."""
    digest = hashlib.sha256(METHOD_VERSION.encode())
    for path in [contract.PATH, *sorted(folder.glob("*.csv")), *sorted(folder.glob("*.toml"))]:
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def stamp(folder: Path) -> str:
    """Sizes and times of a folder's files: changes when a file does, and costs no reading."""
    files = [*sorted(folder.glob("*.csv")), *sorted(folder.glob("*.toml"))]
    return ";".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)


@lru_cache(maxsize=16)
def settings_of(folder: Path) -> dict[str, Any] | None:
    """What dataset.toml says, for a list of datasets; `None` where it cannot be used. Read once."""
    found, problems = _settings(folder)
    return None if problems else found


def _settings(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Read dataset.toml: a title in each language, the horizon, and whether the data are invented."""
    path = folder / SETTINGS
    if not path.is_file():
        return {}, [Problem(SETTINGS, 0, "", "missing_file")]
    if path.stat().st_size > MOST_SETTINGS:
        return {}, [Problem(SETTINGS, 0, "", "too_large", "", {"allowed": str(MOST_SETTINGS)})]
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return {}, [Problem(SETTINGS, 0, "", "bad_settings", str(error))]
    problems = []
    title = settings.get("title")
    if not isinstance(title, dict) or not all(isinstance(title.get(language), str) for language in LANGUAGES):
        problems.append(Problem(SETTINGS, 0, "title", "bad_setting", str(title), {"allowed": ", ".join(LANGUAGES)}))
    if type(settings.get("horizon")) is not date:
        details = {"allowed": "2026-06-04"}
        problems.append(Problem(SETTINGS, 0, "horizon", "bad_setting", str(settings.get("horizon")), details))
    if not isinstance(settings.get("fictional"), bool):
        details = {"allowed": "true, false"}
        problems.append(Problem(SETTINGS, 0, "fictional", "bad_setting", str(settings.get("fictional")), details))
    strays = sorted(settings.keys() - {"title", "horizon", "fictional"})
    problems += [Problem(SETTINGS, 0, name, "stray_setting") for name in strays]
    return settings, problems
