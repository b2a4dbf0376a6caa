"""Datasets and tables that many tests load and few change, read once in a process."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pandas as pd
import pytest

from data import contract
from data.model import Dataset
from data.reading import checks, load
from data.reading.problems import Problem
from data.reading.read import Reading, read_table


@cache
def shipped(name: str) -> Dataset:
    """A dataset that ships with the software, loaded once; nobody changes it."""
    return load.load(load.FOLDER / name)


READ: dict[tuple[str, bytes], Reading] = {}
"""What was read of each table's content in this process; nobody changes it."""
CHECKED: dict[tuple[str, int, str], list[Problem]] = {}
"""What is wrong within each frame of `READ`, by check, frame and rule."""
OF_ONE_TABLE = ("order", "requires", "excludes", "unique", "corrects")
"""Rules that look at nothing but their own table."""


def read_each_content_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a table says, and what is wrong within it, depends on its bytes alone.

    So the files that no test changes need not be read and checked a hundred times.
    """
    monkeypatch.setattr("data.reading.load.read_table", read_once)
    for name in ("_keys", "_precisions"):
        monkeypatch.setattr(checks, name, once(name, getattr(checks, name)))
    rules = {name: once(name, checks.RULES[name]) for name in OF_ONE_TABLE}
    monkeypatch.setattr(checks, "RULES", {**checks.RULES, **rules})


def read_once(content: bytes, table: contract.Table) -> Reading:
    key = (table.name, content)
    if key not in READ:
        READ[key] = read_table(content, table)
    kept = READ[key]
    return Reading(kept.frame, list(kept.problems), kept.whole, kept.refused)


def once(name: str, check: Callable[..., Iterator[Problem]]) -> Callable[..., list[Problem]]:
    """A check that remembers what it found in a frame of `READ`."""

    def found(frame: pd.DataFrame, table: contract.Table, *more: Any) -> list[Problem]:
        if not any(frame is kept.frame for kept in READ.values()):
            return list(check(frame, table, *more))
        key = (name, id(frame), str(more[:1]))
        if key not in CHECKED:
            CHECKED[key] = list(check(frame, table, *more))
        return CHECKED[key]

    return found
