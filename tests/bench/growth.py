"""Whether a filter costs the server more with more reports: the exercise, up to five million."""

import itertools
import multiprocessing
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

import dashboard
from components.server.board import content
from components.view import view as views
from data import selection
from data.model import Dataset
from data.reading import load
from data.selection import Snapshot, filters
from data.selection.filters import Filters
from data.text import words

SIZES = (3_000, 100_000, 1_000_000, 5_000_000)
CHANGES = 40
ROUNDS = 3
"""How often each size is measured, by turns: a machine is a third slower now and then."""


def grown(dataset: Dataset, reports: int) -> Dataset:
    """The same dataset with its reports repeated on earlier days up to a count; states stay."""
    table = dataset.reports
    rounds = -(-reports // len(table))
    at = np.tile(np.arange(len(table)), rounds)[:reports]
    back = np.repeat(np.arange(rounds), len(table))[:reports]
    more = table.iloc[at].reset_index(drop=True)
    more["report_id"] = more["report_id"] + "x" + pd.Series(back.astype(str), index=more.index)
    more.loc[back > 0, "corrects"] = None
    for column in ("reported_on", "dated_on"):
        more[column] -= pd.to_timedelta(np.minimum(back, 900), unit="D")
    return replace(
        dataset,
        tables={**dataset.tables, "reports": more},
        fingerprint=f"{dataset.fingerprint}/{reports}",
    )


def choices(dataset: Dataset) -> Iterator[Filters]:
    """Choices that nobody has made before: pairs of countries, and periods."""
    people = dataset.participants
    states = people.loc[people["kind"] == "state", "participant_id"]
    for number, pair in enumerate(itertools.combinations(states, 2)):
        yield Filters(
            country=pair, since=date(2025, 1, 1 + number % 28) if number % 4 == 0 else None
        )


def measure(folder: Path, reports: int) -> float:
    """CPU milliseconds of a new choice at one size, figures included; in a process of its own."""
    dataset = grown(load.load(folder), reports)
    snapshot = Snapshot.on(dataset, dataset.horizon)
    t, costs = words.words_of(dataset, "en"), []
    allowed = filters.options(dataset, t)
    for chosen in itertools.islice(choices(dataset), CHANGES):
        begun = time.process_time()
        view = views.View(
            "overview", t, dataset, chosen, selection.choose(snapshot, chosen), allowed, folder
        )
        if not view.selection.is_empty:
            content.draw(dashboard.PAGES, view, {})
        costs.append((time.process_time() - begun) * 1000)
    return statistics.median(costs)


def curve(folder: Path) -> dict[int, float]:
    """Size to what a choice costs, all by turns, each in a fresh process: the middle round."""
    found = [[_in_child(folder, size) for size in SIZES] for _ in range(ROUNDS)]
    return dict(zip(SIZES, map(statistics.median, zip(*found, strict=True)), strict=True))


def _in_child(folder: Path, size: int) -> float:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as child:
        return child.submit(measure, folder, size).result()
