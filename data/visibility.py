"""The rows of a dataset that were known on a day, and those that a reader may see."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from data import contract
from data.meetings import published_on
from data.model import Clearance, Dataset

MARKING = "marking"
"""Column that says who may see a row."""


def known_rows(dataset: Dataset, as_of: date) -> Dataset:
    """Leave out what became known after a day, and every row that hangs on it.

    These rows are kept:

    - reports, moved dates and denials known by then;
    - milestones that were part of the plan, and actions that have one of these or none at all;
    - every reporting round;
    - decisions of meetings that had begun;
    - meetings that had begun or whose source had been published;
    - the decisions and meetings on which any of these rests.

    Rows that lead to a row left out go too.

    Returns:
        A dataset that keeps the contract, with the same fingerprint: the caller gives it its own.
    """
    day = pd.Timestamp(as_of)
    tables = dict(dataset.tables)

    def keep(table: str, rows: pd.Series) -> None:
        tables[table] = tables[table][rows.fillna(False).to_numpy(bool)]

    keep("reports", dataset.reports["reported_on"] <= day)
    keep("date_changes", dataset.date_changes["known_on"] <= day)
    denied = dataset.denials["denied_on"]
    keep("denials", denied.isna() | (denied <= day))
    known = dataset.milestones["known_on"]
    keep("milestones", known.isna() | (known <= day))
    planned, ever = tables["milestones"]["action_id"], dataset.milestones["action_id"]
    actions = dataset.actions["action_id"]
    keep("actions", actions.isin(planned) | ~actions.isin(ever))
    published = published_on(dataset, dataset.meetings["source_id"])
    begun = dataset.meetings["starts_on"] <= day
    rests_on = pd.concat(
        [tables[table]["decision_id"] for table in ("reports", "milestones", "date_changes")]
    ).dropna()
    decided = dataset.decisions["meeting_id"].isin(dataset.meetings.loc[begun, "meeting_id"])
    keep("decisions", decided | dataset.decisions["decision_id"].isin(rests_on))
    prepared = pd.concat([tables["decisions"]["meeting_id"], dataset.rounds["meeting_id"]]).dropna()
    keep("meetings", begun | (published <= day) | dataset.meetings["meeting_id"].isin(prepared))
    _drop_lost(tables)
    return replace(dataset, tables=tables)


def visible_rows(dataset: Dataset, clearance: Clearance) -> Dataset:
    """Leave out what a reader of a clearance may not see: the one rule of marking.

    Out go rows with a higher marking, every row that leads to one, and sources that only such rows
    name. It is applied where a view is made, so that no page, file or answer can show more.

    Returns:
        The dataset itself where it holds nothing else; else one that keeps the contract, with a
        fingerprint of its own, so that nothing cached for one clearance is shown to another.
    """
    tables = dict(dataset.tables)
    for name, table in contract.tables().items():
        if MARKING in table.columns:
            tables[name] = tables[name][tables[name][MARKING].isin(clearance.markings)]
    if all(len(tables[name]) == len(frame) for name, frame in dataset.tables.items()):
        return dataset
    _drop_lost(tables)
    hidden = _named_sources(dataset.tables) - _named_sources(tables)
    tables["sources"] = tables["sources"][~tables["sources"]["source_id"].isin(hidden)]
    _drop_lost(tables)
    own = hashlib.sha256(f"{dataset.fingerprint}/{clearance}".encode()).hexdigest()
    return replace(dataset, tables=tables, fingerprint=own)


def _named_sources(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """The sources that any row leads to."""
    return {
        code
        for name, table in contract.tables().items()
        for column, target, _ in table.foreign_keys
        if target == "sources"
        for code in tables[name][column].dropna()
    }


def _drop_lost(tables: dict[str, pd.DataFrame]) -> None:
    """Take out rows that lead to a row that is not there, until every row leads to one."""
    dropped = 0
    for name, table in contract.tables().items():
        frame = tables[name]
        lost = pd.Series(False, index=frame.index)
        for column, target, key in table.foreign_keys:
            lost |= frame[column].notna() & ~frame[column].isin(tables[target][key])
        for rule in table.rules:
            if rule["rule"] == "row_reference":
                lost |= _leads_nowhere(frame, rule["table"], rule["id"], tables)
        tables[name] = frame[~lost]
        dropped += int(lost.sum())
    if dropped:
        _drop_lost(tables)


def _leads_nowhere(
    frame: pd.DataFrame, table: str, row: str, tables: Mapping[str, pd.DataFrame]
) -> pd.Series:
    lost = pd.Series(False, index=frame.index)
    for target, rows in frame.groupby(table):
        keys = contract.row_keys(tables[str(target)], str(target))
        lost[rows.index] = rows[row].notna() & ~rows[row].isin(keys)
    return lost
