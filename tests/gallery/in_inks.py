"""Figures in the inks of the dashboard. Each function is an example; its docstring the caption."""

from collections.abc import Mapping, Sequence
from itertools import count
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from components.charts import steps
from components.charts.bar_rows import BarRows, Layout, bar_rows, ink_of
from components.charts.steps import Step, Steps
from data import measures
from data.model import State
from data.text.words import Words
from tests.gallery.invented import COUNTRIES, LONG, PRIORITIES

DONE, AWAITING = State.CONFIRMED, State.AWAITING
BEFORE, EITHER = State.IN_PLACE, State.BEFORE_OR_SINCE
OPEN, LATE, SILENT = State.NOT_DUE, State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE
NUMBERS = {code: title.split(".")[0] for code, title in PRIORITIES.items()}
FINGERPRINTS = count()
Rows = Sequence[tuple[str, str, State, int]]
"""Milestones: partners separated by blanks, a priority, a state, and how many of them."""

MANY: Rows = [
    ("ALT", "Q1", DONE, 6),
    ("ALT BOS CER", "Q1", DONE, 1),
    ("ALT", "Q1", AWAITING, 2),
    ("ALT BOS", "Q1", OPEN, 3),
    ("ALT BOS CER DUN", "Q2", SILENT, 1),
    ("ALT", "Q2", LATE, 2),
    ("BOS", "Q2", AWAITING, 1),
    ("ALT DUN", "Q3", BEFORE, 9),
    ("DUN", "Q3", DONE, 1),
    ("BOS", "Q4", BEFORE, 2),
    ("BOS", "Q4", EITHER, 1),
    ("DUN", "Q4", State.WITHDRAWN, 1),
]


def _frames(rows: Rows) -> tuple[pd.DataFrame, Any]:
    """Milestones as `status.milestone_states` has them, and the dataset behind them."""
    listed = [row for row in rows for _ in range(row[3])]
    codes = [f"M{at}" for at in range(len(listed))]
    milestones = pd.DataFrame(
        {
            "milestone_id": codes,
            "action_id": codes,
            "participant_id": pd.Series([None] * len(listed), dtype=object),
            "priority_id": [priority for _, priority, _, _ in listed],
            "state": [str(state) for _, _, state, _ in listed],
            "is_due": np.array([state in (LATE, SILENT) for _, _, state, _ in listed], dtype=bool),
            "on_time": pd.array([pd.NA] * len(listed), dtype="boolean"),
            "reached_by": pd.Series(pd.NaT, range(len(listed)), "datetime64[us]"),
            "due_on": pd.Series(pd.NaT, range(len(listed)), "datetime64[us]"),
        }
    )
    pairs = [(code, who) for code, row in zip(codes, listed, strict=True) for who in row[0].split()]
    partners = pd.DataFrame(pairs, columns=pd.Index(["action_id", "participant_id"]))
    fingerprint = f"in-inks-{next(FINGERPRINTS)}"
    return milestones, SimpleNamespace(fingerprint=fingerprint, action_participants=partners)


def _steps(
    rows: Rows,
    t: Words,
    names: Mapping[str, str],
    titles: Mapping[str, str] = PRIORITIES,
) -> Steps:
    milestones, dataset = _frames(rows)
    marks = measures.steps(milestones, dataset, list(names), list(titles))
    known = {
        code: Step(
            ink_of(State(state), t.plan),
            f"Invented milestone {code}: an action on paper. {t(f'state.{state}')}, 5 Mar 2030",
            code,
        )
        for code, state in zip(milestones["milestone_id"], milestones["state"], strict=True)
        if state != State.WITHDRAWN
    }
    cells = measures.cells(milestones, dataset, list(names), list(titles))
    totals = measures.counts(milestones, "priority_id", list(titles))
    return steps.steps_of(
        marks,
        cells,
        totals,
        known,
        names,
        NUMBERS,
        titles,
        titles,
        lambda page, **query: f"{page}?{urlencode(query)}",
        t,
        bars=steps.is_of_bars(cells, t.plan),
    )


# ---- steps


def steps_of_a_record(t: Words) -> Steps:
    """Steps of an open record: every ink, joint ones in several columns, no part, nothing left."""
    return _steps(MANY, t, COUNTRIES)


def steps_of_sixteen_countries(t: Words) -> Steps:
    """Steps: as many countries as there are, with long names, and long titles."""
    names = {f"C{at:02}": name for at, name in enumerate([*COUNTRIES.values()] * 4)}
    rows = [(code, "Q1", DONE, at % 4 + 1) for at, code in enumerate(names)]
    rows += [(" ".join(names), "Q2", SILENT, 2), (" ".join(names), "Q3", BEFORE, 5)]
    return _steps(rows, t, names, LONG)


def steps_of_a_full_cell(t: Words) -> Steps:
    """Steps of an open record with a cell too full for marks: each cell is a bar."""
    return _steps([*MANY, ("CER", "Q4", DONE, 1_200)], t, COUNTRIES)


def steps_of_a_plan(t: Words) -> Steps:
    """Steps of a plan: a bar and a ratio a cell, no part, and only what was in place before."""
    return _steps(MANY, t, COUNTRIES)


# ---- rows of bars


def _priorities(
    layout: Layout,
    rows: Rows,
    t: Words,
    titles: Mapping[str, str] = PRIORITIES,
    chosen: Sequence[str] = (),
) -> BarRows:
    counts = measures.counts(_frames(rows)[0], "priority_id", list(titles))
    addresses = {code: f"overview?priority={code}" for code in titles}
    label = t("divided.label")
    return bar_rows(layout, label, counts, titles, addresses, t, chosen=chosen)


def _countries(rows: Rows, chosen: Sequence[str], t: Words) -> BarRows:
    milestones, dataset = _frames(rows)
    listed = measures.explode_by_participant(milestones, dataset)
    counts = measures.counts(listed, "participant_id", list(COUNTRIES))
    addresses = {code: f"countries?country={code}" for code in COUNTRIES}
    label = t("strips.label")
    return bar_rows("list", label, counts, COUNTRIES, addresses, t, chosen=chosen)


def sides_of_a_record(t: Words) -> BarRows:
    """Bars on both sides in an open record: every ink, and rows on one side of the axis alone."""
    return _priorities("sides", MANY, t)


def sides_without_before(t: Words) -> BarRows:
    """Bars on one side: nothing was in place before; long titles."""
    rows = [("ALT", "Q1", DONE, 2), ("ALT", "Q2", LATE, 5)]
    return _priorities("sides", rows, t, LONG)


def sides_with_large_numbers(t: Words) -> BarRows:
    """Bars on both sides: thousands before, and few since."""
    rows = [("ALT", "Q1", BEFORE, 4_321), ("ALT", "Q1", DONE, 40)]
    return _priorities("sides", rows, t)


def sides_of_nothing(t: Words) -> BarRows:
    """Bars on one side: no milestone at all."""
    return _priorities("sides", [], t)


def list_of_a_record(t: Words) -> BarRows:
    """A list of bars in an open record: one country is chosen, and one has nothing since."""
    return _countries(MANY, ["BOS"], t)


def list_of_a_plan(t: Words) -> BarRows:
    """A list of bars in a plan: none is chosen."""
    return _countries(MANY, [], t)


def across_of_a_record(t: Words) -> BarRows:
    """Bars side by side: long names, one is chosen, and one has nothing."""
    within = [row for row in MANY if row[1] in LONG]
    return _priorities("across", within, t, LONG, ["Q2"])


RECORD = (
    steps_of_a_record,
    steps_of_sixteen_countries,
    steps_of_a_full_cell,
    sides_of_a_record,
    sides_with_large_numbers,
    sides_of_nothing,
    list_of_a_record,
    across_of_a_record,
)
"""Examples in the words of an open record."""
