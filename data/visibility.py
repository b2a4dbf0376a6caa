"""A dataset without what became known after a day, or without what an audience may not see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from data import contract
from data.meetings import published_on
from data.model import Audience, Dataset

MARKING = "marking"
"""Column that says who may see a row."""
WRITTEN_TO_PARTICIPANTS = ("needs",)
"""Tables of which no row is for everybody: agencies and the other participants read them."""
NAMED = ("decisions", "participants", "sources")
"""Tables of which a row that only restricted rows name says something about these."""
ALWAYS_THERE = ("state", "eu")
"""Kinds of participants that stand by themselves: they are there whatever an action says."""


def rows_on(dataset: Dataset, as_of: date) -> Dataset:
    """Leave out what became known after a day, and every row that hangs on it.

    These rows are kept:

    - reports, moved dates, denials, answers and needs known by then;
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
    for table in ("answers", "needs"):
        keep(table, dataset.tables[table]["received_on"] <= day)
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


def rows_above(dataset: Dataset, audience: Audience) -> dict[str, set[str]]:
    """The keys of the rows that an audience may not see by their marking or table, by table."""
    tables = dataset.tables
    above = {
        name: frame[~frame[MARKING].isin(audience.markings)]
        for name, frame in tables.items()
        if MARKING in frame
    }
    if audience.is_public:
        above |= {name: tables[name] for name in WRITTEN_TO_PARTICIPANTS}
    return {name: set(contract.row_keys(frame, name)) for name, frame in above.items()}


def visible_rows(
    dataset: Dataset, audience: Audience, above: Mapping[str, set[str]] | None = None
) -> Dataset:
    """Leave out what an audience may not see: the one rule of marking.

    These rows go:

    - those with a higher marking, and what is written to participants alone;
    - those that lead to a row that goes;
    - decisions, sources, and participants other than the two sides themselves, which only rows that
      go name.

    `above` has the keys of the rows that go first, by table; `rows_above` where it is not given.

    Returns:
        A dataset for that audience that keeps the contract, with the same fingerprint: the caller
        gives it its own.
    """
    tables = dict(dataset.tables)
    for name, keys in (rows_above(dataset, audience) if above is None else above).items():
        tables[name] = tables[name][~contract.row_keys(tables[name], name).isin(keys)]
    _drop_unnamed(tables, dataset.tables)
    return replace(dataset, tables=tables, audience=audience)


def _drop_unnamed(tables: dict[str, pd.DataFrame], whole: Mapping[str, pd.DataFrame]) -> None:
    """Take out rows that lead to none, and rows that only rows that are out name."""
    _drop_lost(tables)
    dropped = 0
    for target in NAMED:
        [key] = contract.tables()[target].primary_key
        frame, unnamed = tables[target], _named(whole, target) - _named(tables, target)
        goes = frame[key].isin(unnamed)
        if target == "participants":
            goes &= ~frame["kind"].isin(ALWAYS_THERE)
        tables[target] = frame[~goes]
        dropped += int(goes.sum())
    if dropped:
        _drop_unnamed(tables, whole)


def _named(tables: Mapping[str, pd.DataFrame], target: str) -> set[str]:
    """The rows of a table to which any other row leads."""
    return {
        code
        for name, table in contract.tables().items()
        for column, named, _ in table.foreign_keys
        if named == target
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
    """Whether each row names, in column `row`, a row that is not in the table that it names."""
    lost = pd.Series(False, index=frame.index)
    for target, rows in frame.groupby(table):
        keys = contract.row_keys(tables[str(target)], str(target))
        lost[rows.index] = rows[row].notna() & ~rows[row].isin(keys)
    return lost
