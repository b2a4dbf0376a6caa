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
CHECKED: dict[tuple[Any, ...], list[tuple[dict[str, int], list[Problem]]]] = {}
"""What is wrong in a frame of `READ`, by check, frame and rule: beside the tables looked at."""
OF_ONE_TABLE = ("order", "requires", "excludes", "unique", "corrects", "quoted", "one_voice")
"""Rules that look at nothing but their own table."""


class Watched(dict[str, pd.DataFrame]):
    """Tables by name, and the names of those that were looked at."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        super().__init__(frames)
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        self.seen.add(name)
        return super().__getitem__(name)


def read_each_content_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tables say, and what is wrong within and between them, depends on their bytes alone.

    So the files that no test changes need not be read and checked a hundred times.
    """
    monkeypatch.setattr("data.reading.load.read_table", read_once)
    for name in ("_keys", "_precisions", "_references"):
        monkeypatch.setattr(checks, name, once(name, getattr(checks, name)))
    monkeypatch.setattr(
        checks, "RULES", {name: once(name, rule) for name, rule in checks.RULES.items()}
    )


def read_once(content: bytes, table: contract.Table) -> Reading:
    key = (table.name, content)
    if key not in READ:
        READ[key] = read_table(content, table)
        KEPT.add(id(READ[key].frame))
    kept = READ[key]
    return Reading(kept.frame, list(kept.problems), kept.whole, kept.refused)


def once(name: str, check: Callable[..., Iterator[Problem]]) -> Callable[..., list[Problem]]:
    """A check that remembers what it found in a frame of `READ` beside others of `READ`."""

    def found(frame: pd.DataFrame, table: contract.Table, *more: Any) -> list[Problem]:
        if id(frame) not in KEPT:
            return list(check(frame, table, *more))
        *rule, known = more or (Tables(),)
        about = "" if name in OF_ONE_TABLE else str(replace(known, frames={}))
        there = {other: id(one) for other, one in known.frames.items()}
        kept = CHECKED.setdefault((name, id(frame), str(rule), about), [])
        for seen, problems in kept:
            if seen.items() <= there.items():
                return problems
        frames = Watched(known.frames)
        problems = list(check(frame, table, *rule, *([replace(known, frames=frames)] * bool(more))))
        seen = {other: there[other] for other in frames.seen}
        if KEPT.issuperset(seen.values()):
            kept.append((seen, problems))
        return problems

    return found
