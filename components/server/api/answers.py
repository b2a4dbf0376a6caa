"""The answers of the open data, each made from the view of a page with the same filters."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pandas as pd
import pyarrow as pa
from pydantic import BaseModel

from components.cards import change_starts, dossier
from components.cards import changes as pages_changes
from components.layout import quotes, tables
from components.server.api import parameters, schemas
from components.server.api.rows import rows_of_table, translate
from components.server.api.schemas import OF_A_PLAN, SOURCE
from components.server.refusals import BadRequestError
from components.view import stores
from components.view.view import View
from data import measures
from data.evidence import address_of_quote, best_evidence, report_bases
from data.measures import FIGURES
from data.meetings import known_on
from data.model import Dataset, Plan
from data.model.records import by_code, missing, records
from data.reading import load
from data.reading.problems import BadDatasetError
from data.round.answers.replies import replies

ARROW = {
    **{str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()},
    date: pa.date32(),
}
"""Type of a column to its type in Parquet."""


@dataclass(frozen=True)
class Answer:
    """The content of an answer, without the common `meta` block, to which it adds its own `meta`.

    Attributes:
        name: what its rows stand under in JSON.
        rows: each row, column to cell; a blank cell is `None`.
        model: what a row is, also where there is none.
        meta: what else it says of itself.
    """

    name: str
    rows: Sequence[dict[str, Any]]
    model: type[BaseModel]
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def arrow(self) -> pa.Table:
        """The rows with their types."""
        fields = [
            pa.field(name, ARROW[_type_of(one.annotation)], NoneType in get_args(one.annotation))
            for name, one in self.model.model_fields.items()
        ]
        return pa.Table.from_pylist(list(self.rows), pa.schema(fields))


def _type_of(annotation: Any) -> type:
    """The type of a column without `None`, annotations and single values."""
    first = next(iter(get_args(annotation)), None)
    if get_origin(annotation) is Literal:
        return type(first)
    if first:
        return _type_of(first)
    return str if issubclass(annotation, StrEnum) else annotation


def plain(cell: Any) -> Any:
    """A cell as Python has it: blank as `None`, a day without a time."""
    if isinstance(cell, str):
        return str(cell)
    if missing(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date()
    return cell.item() if hasattr(cell, "item") else cell


def list_of(name: str, found: Iterable[Mapping[str, Any]], model: Any, **meta: Any) -> Answer:
    """Rows under a name, with the columns of a model; what one lacks is blank."""
    rows = [{column: plain(row.get(column)) for column in model.model_fields} for row in found]
    return Answer(name, rows, model, meta)


def _part(frame: pd.DataFrame, query: Any) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows that are asked for, and of how many they are which."""
    part = frame.iloc[query.offset : query.offset + query.limit]
    return part, {"rows": len(frame), "offset": query.offset}


def datasets(view: View, _: Any) -> Answer:
    """The datasets that a reader can choose and that keep the contract, the default first."""
    found = []
    for name, folder in load.available().items():
        with suppress(BadDatasetError):
            dataset = stores.dataset_in(folder)
            title, period = view.t.dataset(dataset), dataset.period
            own = {"dataset": name, "title": title, "starts": period.starts, "ends": period.ends}
            found.append({**vars(dataset), **own})
    return list_of("datasets", found, schemas.OneDataset)


def editions(view: View, _: Any) -> Answer:
    """The editions of the dataset, by cut-off."""
    found = [{**vars(entry), "edition": entry.name} for entry in view.entries]
    return list_of("editions", found, schemas.Edition)


def table(view: View, query: Any, table: str) -> Answer:
    """Rows of a table that belong to a choice (`rows_of_table`), from `offset` at most `limit`."""
    shown, applied = rows_of_table(view, table, view.query().keys())
    part, meta = _part(shown, query)
    rows = records(translate(view, table, part))
    return list_of("rows", rows, schemas.ROWS[table], table=table, **meta, filters_applied=applied)


def meetings(view: View, _: Any) -> Answer:
    """All meetings, whatever is chosen, each as known on the cut-off: no outcome before its day."""
    known = records(translate(view, "meetings", known_on(view.dataset, view.as_of)))
    found = [{**row, "status_text": view.t(f"meeting_status.{row['status']}")} for row in known]
    return list_of("meetings", found, schemas.Meeting)


def changes(view: View, query: Any) -> Answer:
    """Every difference between two states of the parts that are chosen in either.

    The earlier state is that of `before`, else the most likely of `start_options`.

    Raises:
        BadRequestError: there is no such earlier state.
    """
    offered = change_starts.start_options(view)
    before = query.before if query.before is not None else next(iter(offered), None)
    start = change_starts.find_start(view, before, offered) if before else None
    if start is None:
        raise BadRequestError(["before: give a day, a meeting or an edition before the cut-off"])
    found = [
        {
            **{**row, **_names(view, row)},
            "kind_text": view.t(f"change.{row['kind']}"),
            "title": tables.step(view, row),
            "reason": pages_changes.reason_for_change(view, row) or None,
        }
        for row in records(pages_changes.change_rows(view, start))
    ]
    meta = {"before": start.code, "before_day": start.day.isoformat()}
    return list_of("changes", found, schemas.Change, **meta)


def _names(view: View, row: Mapping[str, Any]) -> dict[str, str | None]:
    """Title of the action and name of the participant of a row, in the reader's language."""
    action, code = row["action_id"], row["participant_id"]
    return {
        "action_title": tables.action_titles(view).get(action, action),
        "participant": None if missing(code) else view.t.participant(view.dataset, code),
    }


def _statuses(view: View, codes: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Part of these to its status, the rule that gives it, and the reason as in the dossier."""
    parts = view.selection.parts.loc[list(dict.fromkeys(codes))]
    return {
        str(code): {
            "status": row["status"],
            "status_text": view.t(f"status.{row['status']}"),
            "rule": row["rule"],
            "reason": dossier.reason_for_status(view, row),
        }
        for code, row in zip(parts.index, records(parts), strict=True)
    }


def actions(view: View, query: Any) -> Answer:
    """Parts of the actions of the choice with status and why, from `offset` at most `limit`."""
    part, meta = _part(view.selection.parts, query)
    own, statuses = by_code(view.dataset, "actions"), _statuses(view, part.index)
    found = [
        {
            **{**own[row["action_id"]], **row, **statuses[code], **_names(view, row)},
            "title": tables.action_titles(view)[row["action_id"]],
            "kind_text": view.t(f"kind.{row['kind']}"),
        }
        for code, row in zip(part.index, records(part), strict=True)
    ]
    return list_of("actions", found, schemas.Action, **meta)


def milestones(view: View, query: Any) -> Answer:
    """Milestones of the choice, from `offset` at most `limit`.

    With `figure` those behind a number of the headline; with `state` those in any of them.

    Raises:
        BadRequestError: the headline has no such number.
    """
    found, figure = view.selection.milestones, query.figure
    there = tuple(FIGURES) if view.dataset.plan == Plan.OPEN else OF_A_PLAN
    if figure and figure not in there:
        raise BadRequestError([parameters.unknown("figure", figure, there)])
    if figure:
        found = measures.behind(found, figure)
    if query.state:
        found = found[found["state"].isin(query.state)]
    part, meta = _part(found, query)
    own, statuses = by_code(view.dataset, "actions"), _statuses(view, part["part_id"])
    rows = [
        {
            **{**row, **statuses[row["part_id"]], **_names(view, row)},
            **{**source_of(view.dataset, row), **_quote(view, row)},
            "link": own[row["action_id"]]["link"],
            "title": tables.step(view, row),
            "state_text": view.t(f"state.{row['state']}"),
        }
        for row in records(part)
    ]
    meta = {**({"figure": figure} if figure else {}), **meta}
    return list_of("milestones", rows, schemas.Milestone, **meta)


def _quote(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """The sentence of the report of a milestone, what it rests on, and the answers to it."""
    report, code = row["report_id"], row["milestone_id"]
    found = best_evidence(view.dataset).get(report, {})
    source = by_code(view.dataset, "sources")[found["source_id"]] if found else {}
    answered = replies(view.dataset, view.as_of).get(code)
    return {
        "quote": found.get("quote"),
        "quote_language": found.get("quote_language"),
        "quote_address": address_of_quote(source["url"], found["quote"]) if found else None,
        "basis": report_bases(view.dataset).get(report),
        "reply": answered and answered.reply,
        "reply_text": quotes.reply(view, code) or None,
    }


def source_of(dataset: Dataset, row: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a row, by the names of `SOURCE`; `None` for what is not known of it."""
    source = by_code(dataset, "sources").get(row["source_id"], {})
    return {name: source.get(column) for column, name in SOURCE.items()}
