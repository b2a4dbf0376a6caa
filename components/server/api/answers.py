"""The answers of the open data, each made from the view of a page with the same filters."""

from collections.abc import Iterable, Sequence
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
from data import contract, measures
from data.evidence import address_of_quote, best_evidence, report_bases
from data.measures import FIGURES
from data.meetings import known_on
from data.model import Dataset, Plan
from data.reading import load
from data.reading.problems import BadDatasetError
from data.records import by_code, records
from data.round.replies import replies
from data.text.words import Words

ARROW = {
    str: (pa.string(), pa.string()),
    int: (pa.int64(), pa.int64()),
    float: (pa.float64(), pa.float64()),
    bool: (pa.bool_(), pa.bool_()),
    date: (pa.string(), pa.date32()),
}
"""Type of a column to the type in which its cells are read, and to its type in Parquet."""


@dataclass(frozen=True)
class Answer:
    """The content of an answer, without the common `meta` block, to which it adds its own `meta`.

    Attributes:
        body: name to content; in JSON beside `meta`.
        rows: the same as one table: column to cell.
        model: what a row is, also where there is none.
        meta: what else it says of itself.
    """

    body: dict[str, Any]
    rows: Sequence[dict[str, Any]]
    model: type[BaseModel]
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame."""
        return pd.DataFrame(self.rows, columns=list(self.model.model_fields), dtype=object)

    @property
    def arrow(self) -> pa.Table:
        """The rows with their types."""
        cells, fields = {}, []
        for name, column in self.model.model_fields.items():
            read, kept = ARROW[_type_of(column.annotation)]
            cells[name] = pa.array([row.get(name) for row in self.rows], read)
            fields.append(pa.field(name, kept, NoneType in get_args(column.annotation)))
        return pa.table(cells).cast(pa.schema(fields))


def _type_of(annotation: Any) -> type:
    """The type of a column without `None`, annotations and single values."""
    first = next(iter(get_args(annotation)), None)
    if get_origin(annotation) is Literal:
        return type(first)
    if first:
        return _type_of(first)
    return str if issubclass(annotation, StrEnum) else annotation


def plain(cell: Any) -> Any:
    """A cell as JSON has it: a day as ISO 8601, blank as null, numbers as Python's."""
    if isinstance(cell, (str, bool, int)) or cell is None:
        return str(cell) if isinstance(cell, str) else cell
    if pd.isna(cell):
        return None
    if isinstance(cell, (date, pd.Timestamp)):
        return cell.strftime("%Y-%m-%d")
    return cell.item() if hasattr(cell, "item") else cell


def _list_of(name: str, frame: pd.DataFrame, model: Any, **meta: Any) -> Answer:
    """Rows under a name, with the columns of a model."""
    rows = rows_of_frame(frame, model.model_fields)
    return Answer({name: rows}, rows, model, meta)


def _part(frame: pd.DataFrame, query: Any) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows that are asked for, and of how many they are which."""
    part = frame.iloc[query.offset : query.offset + query.limit]
    return part, {"rows": len(frame), "offset": query.offset}


def rows_of_frame(frame: pd.DataFrame, columns: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a frame as JSON has them: column to cell."""
    return [{name: plain(row[name]) for name in columns} for row in records(frame[[*columns]])]


def datasets(t: Words) -> list[dict[str, Any]]:
    """The datasets that a reader can choose, the default first.

    One that breaks the contract has its number of problems instead of a description.
    """
    found = []
    for name, folder in load.available().items():
        try:
            dataset = stores.dataset_in(folder)
        except BadDatasetError as error:
            found.append({"dataset": name, "state": "refused", "problems": len(error.problems)})
            continue
        found.append(
            {
                "dataset": name,
                "state": "shown",
                "title": t.dataset(dataset),
                "horizon": dataset.horizon.isoformat(),
                "fictional": dataset.fictional,
                "audience": str(dataset.audience),
                "plan": str(dataset.plan),
                "period": dataset.period,
                "fingerprint": dataset.fingerprint,
                "rows": {table: len(dataset.tables[table]) for table in contract.tables()},
            }
        )
    return found


def editions(view: View, _: Any) -> Answer:
    """The editions of the dataset, by cut-off."""
    names = ("as_of", "meeting_id", "marking", "method", "checksum")
    found = [
        {"edition": entry.name, **{name: getattr(entry, name) for name in names}}
        for entry in view.entries
    ]
    frame = pd.DataFrame(found, columns=["edition", *names], dtype=object)
    return _list_of("editions", frame, schemas.Edition)


def table(view: View, query: Any, table: str) -> Answer:
    """Rows of one table that belong to a choice, as the contract describes them."""
    shown, applied = rows_of_table(view, table, view.query().keys())
    part, meta = _part(shown, query)
    part = translate(view, table, part)
    return _list_of("rows", part, schemas.ROWS[table], table=table, **meta, filters_applied=applied)


def meetings(view: View, _: Any) -> Answer:
    """The meetings, with what was known of each on the cut-off: no outcome before its day."""
    found = translate(view, "meetings", known_on(view.dataset, view.as_of))
    texts = [view.t(f"meeting_status.{status}") for status in found["status"]]
    return _list_of("meetings", found.assign(status_text=texts), schemas.Meeting)


def changes(view: View, query: Any) -> Answer:
    """Every difference between two states that the choice leaves.

    The earlier one is the given one, or else the last meeting.

    Raises:
        BadRequestError: there is no such earlier state.
    """
    offered = change_starts.start_options(view)
    asked = query.before if query.before is not None else next(iter(offered), None)
    start = change_starts.find_start(view, asked, offered) if asked else None
    if start is None:
        raise BadRequestError(["before: give a day, a meeting or an edition before the cut-off"])
    shown = pages_changes.change_rows(view, start)
    found = records(shown)
    why = [pages_changes.reason_for_change(view, row) or None for row in found]
    rows = shown.assign(
        kind_text=[view.t(f"change.{row['kind']}") for row in found],
        title=[tables.step(view, row) for row in found],
        reason=pd.Series(why, shown.index, dtype=object),
    )
    meta = {"before": start.code, "before_day": start.day.isoformat()}
    return _list_of("changes", _with_names(view, rows), schemas.Change, **meta)


def _with_names(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with titles of actions and names of participants in the reader's language."""
    titles, people = tables.action_titles(view), rows["participant_id"].dropna().unique()
    names = {code: view.t.participant(view.dataset, code) for code in people}
    return rows.assign(
        action_title=[titles.get(code, code) for code in rows["action_id"]],
        participant=rows["participant_id"].map(names),
    )


def _with_status(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the status of their part, its rule, and the reason as in the dossier."""
    parts = view.selection.parts
    reasons = {
        str(code): dossier.reason_for_status(view, part)
        for code, part in zip(parts.index, records(parts), strict=True)
    }
    status = [str(parts["status"][code]) for code in rows["part_id"]]
    return rows.assign(
        status=status,
        status_text=[view.t(f"status.{code}") for code in status],
        rule=[int(parts["rule"][code]) for code in rows["part_id"]],
        reason=[reasons[code] for code in rows["part_id"]],
    )


def actions(view: View, query: Any) -> Answer:
    """The parts of the actions of the choice, each with its status and why."""
    part, meta = _part(view.selection.parts, query)
    part = part.reset_index(names="part_id")
    own = by_code(view.dataset, "actions")
    beside = ("link", "starts_on", "starts_precision", "ends_on", "ends_precision")
    part = _with_names(view, part).rename(columns={"action_title": "title"})
    part = part.assign(
        kind_text=[view.t(f"kind.{kind}") for kind in part["kind"]],
        **{name: [own[code][name] for code in part["action_id"]] for name in beside},
    )
    return _list_of("actions", _with_status(view, part), schemas.Action, **meta)


def milestones(view: View, query: Any) -> Answer:
    """The milestones of the choice: all, those behind a number of the headline, or in any state.

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
    links = by_code(view.dataset, "actions")
    part = _with_status(view, _with_names(view, part)).assign(
        link=[links[code]["link"] for code in part["action_id"]],
        title=[tables.step(view, row) for row in records(part)],
        state_text=[view.t(f"state.{state}") for state in part["state"]],
    )
    part = _with_quotes(view, with_source(part, view.dataset))
    meta = {**({"figure": figure} if figure else {}), **meta}
    return _list_of("milestones", part, schemas.Milestone, **meta)


def _with_quotes(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the sentence of their report, what it rests on, and the answers to it."""
    best, sources = best_evidence(view.dataset), by_code(view.dataset, "sources")
    quoted = [best.get(report, {}) for report in rows["report_id"]]
    answered = replies(view.dataset, view.as_of)
    cells = {
        "quote": [row.get("quote") for row in quoted],
        "quote_language": [row.get("quote_language") for row in quoted],
        "quote_address": [
            address_of_quote(sources[row["source_id"]]["url"], row["quote"]) if row else None
            for row in quoted
        ],
        "basis": [report_bases(view.dataset).get(report) for report in rows["report_id"]],
        "reply": [getattr(answered.get(code), "reply", None) for code in rows["milestone_id"]],
        "reply_text": [quotes.reply(view, code) or None for code in rows["milestone_id"]],
    }
    return rows.assign(**{name: pd.Series(of, rows.index, object) for name, of in cells.items()})


def with_source(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows with their source beside them."""
    sources = dataset.sources.set_index("source_id")
    known = {name: sources[column].to_dict() for column, name in SOURCE.items()}
    return rows.assign(**{name: rows["source_id"].map(cells) for name, cells in known.items()})
