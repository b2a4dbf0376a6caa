"""Datasets and tables that many tests load and few change, read once in a process."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest

from data import contract
from data.model import Dataset
from data.reading import checks, load
from data.reading.problems import Problem
from data.reading.read import Reading, read_table
from data.reading.rules import Tables


@cache
def shipped(name: str) -> Dataset:
    """A dataset that ships with the software, loaded once; nobody changes it."""
    return load.load(load.FOLDER / name)


READ: dict[tuple[str, bytes], Reading] = {}
"""What was read of each table's content in this process; nobody changes it."""
KEPT: set[int] = set()
"""The frames in `READ`, by their `id`."""
CHECKED: dict[tuple[Any, ...], list[Problem]] = {}
"""What is wrong within each frame of `READ`, by check, frame and rule, and between all of them."""
OF_ONE_TABLE = ("order", "requires", "excludes", "unique", "corrects")
"""Rules that look at nothing but their own table."""


def read_each_content_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tables say, and what is wrong within and between them, depends on their bytes alone.

    So the files that no test changes need not be read and checked a hundred times.
    """
    monkeypatch.setattr("data.reading.load.read_table", read_once)
    monkeypatch.setattr("data.reading.load.check_tables", checked_once(checks.check_tables))
    for name in ("_keys", "_precisions"):
        monkeypatch.setattr(checks, name, once(name, getattr(checks, name)))
    rules = {name: once(name, checks.RULES[name]) for name in OF_ONE_TABLE}
    monkeypatch.setattr(checks, "RULES", {**checks.RULES, **rules})


def read_once(content: bytes, table: contract.Table) -> Reading:
    key = (table.name, content)
    if key not in READ:
        READ[key] = read_table(content, table)
        KEPT.add(id(READ[key].frame))
    kept = READ[key]
    return Reading(kept.frame, list(kept.problems), kept.whole, kept.refused)


def checked_once(check: Callable[..., list[Problem]]) -> Callable[..., list[Problem]]:
    """A check of all tables that remembers what it found in frames of `READ`."""

    def found(known: Tables, *more: Any) -> list[Problem]:
        frames = tuple(map(id, known.frames.values()))
        if not KEPT.issuperset(frames):
            return check(known, *more)
        key = (frames, str(replace(known, frames={})), str(more))
        if key not in CHECKED:
            CHECKED[key] = check(known, *more)
        return list(CHECKED[key])

    return found


def once(name: str, check: Callable[..., Iterator[Problem]]) -> Callable[..., list[Problem]]:
    """A check that remembers what it found in a frame of `READ`."""

    def found(frame: pd.DataFrame, table: contract.Table, *more: Any) -> list[Problem]:
        if id(frame) not in KEPT:
            return list(check(frame, table, *more))
        key = (name, id(frame), str(more[:1]))
        if key not in CHECKED:
            CHECKED[key] = list(check(frame, table, *more))
        return CHECKED[key]

    return found
