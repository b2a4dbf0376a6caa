"""What each address of the open data answers, made from the same view as a page with the same filters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from components.cards import change_starts, dossier, tables
from components.cards import changes as pages_changes
from components.cards.csvw import CsvColumn
from components.server.api import schemas
from components.server.api.schemas import COUNTED, OF_A_PLAN, SOURCE
from components.server.api.tables import rows as rows_of
from components.server.api.tables import told
from components.view import stores
from components.view.view import View
from data import contract, load, measures, meetings
from data.measures import FIGURES, Ratio, RecordHeadline
from data.model import Clearance, Dataset, Plan, State, Status
from data.problems import BadDatasetError
from data.records import by_code, records
from data.words import Words

PARTS = [str(status) for status in Status]
ARROW = {
    "string": (pa.string(), pa.string()),
    "integer": (pa.int64(), pa.int64()),
    "number": (pa.float64(), pa.float64()),
    "boolean": (pa.bool_(), pa.bool_()),
    "date": (pa.string(), pa.date32()),
}
"""Kind of a column to the type in which its cells are read, and that in which Parquet keeps them."""


@dataclass(frozen=True)
class Answer:
    """What is sent beside the `meta` block.

    Attributes:
        body: name to content; in JSON beside `meta`.
        rows: the same as one table: column to cell.
        columns: columns of `rows`, also where there is none.
        meta: what this answer adds to the `meta` block.
    """

    body: dict[str, Any]
    rows: Sequence[dict[str, Any]]
    columns: Sequence[CsvColumn]
    meta: dict[str, Any]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame."""
        return pd.DataFrame(
            self.rows, columns=[column.name for column in self.columns], dtype=object
        )

    @property
    def arrow(self) -> pa.Table:
        """The rows with their types."""
        cells = {
            column.name: pa.array(
                [row.get(column.name) for row in self.rows], ARROW[column.kind][0]
            )
            for column in self.columns
        }
        schema = pa.schema(
            [pa.field(column.name, ARROW[column.kind][1], column.blank) for column in self.columns]
        )
        return pa.table(cells).cast(schema)


def plain(cell: Any) -> Any:
    """A cell as JSON has it: a day as ISO 8601, blank as null, numbers as Python's."""
    if isinstance(cell, (str, bool, int)) or cell is None:
        return str(cell) if isinstance(cell, str) else cell
    if pd.isna(cell):
        return None
    if isinstance(cell, (date, pd.Timestamp)):
        return cell.strftime("%Y-%m-%d")
    return cell.item() if hasattr(cell, "item") else cell


def _listed(
    name: str, frame: pd.DataFrame, model: Any, meta: dict[str, Any] | None = None
) -> Answer:
    """Rows under a name, with the columns of a model."""
    columns = schemas.columns(model)
    rows = _rows(frame, [column.name for column in columns])
    return Answer({name: rows}, rows, columns, meta or {})


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: plain(row[name]) for name in columns} for row in records(frame[list(columns)])]


def datasets(t: Words) -> list[dict[str, Any]]:
    """The datasets that a reader can choose, the default first; one that breaks the contract with its number of problems."""
    found = []
    for name, folder in load.available().items():
        try:
            dataset = stores.visible_in(folder, Clearance.PUBLIC)
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
                "plan": str(dataset.plan),
                "period": _period(dataset),
                "fingerprint": dataset.fingerprint,
                "rows": {table: len(dataset.tables[table]) for table in contract.tables()},
            }
        )
    return found


def _period(dataset: Dataset) -> dict[str, str] | None:
    """First and last day of the roadmap; `None` where an edition knew none."""
    return dataset.period and {
        "starts": dataset.period.starts.isoformat(),
        "ends": dataset.period.ends.isoformat(),
    }


def editions(view: View) -> Answer:
    """The editions of the dataset, by cut-off."""
    names = ("as_of", "meeting_id", "marking", "method", "checksum")
    found = [
        {"edition": one.name, **{name: getattr(one, name) for name in names}}
        for one in stores.entries_in(view.folder)
    ]
    return _listed(
        "editions", pd.DataFrame(found, columns=["edition", *names], dtype=object), schemas.Edition
    )


def table(view: View, name: str, asked: Collection[str], offset: int, limit: int) -> Answer:
    """Rows of one table that belong to a choice, as the contract describes them."""
    shown, applied = rows_of(view, name, asked)
    part = told(view, name, shown.iloc[offset : offset + limit])
    meta = {"table": name, "rows": len(shown), "offset": offset, "filters_applied": applied}
    found = _listed("rows", part, schemas.ROWS[name], meta)
    meanings = [
        column._replace(meaning=view.t.contract(name, column.name)) for column in found.columns
    ]
    return replace(found, columns=meanings)


def held(view: View) -> Answer:
    """The meetings, with what was known of each on the cut-off: no outcome before it was held."""
    found = told(view, "meetings", meetings.known_on(view.dataset, view.as_of))
    return _listed(
        "meetings",
        found.assign(
            status_text=[view.t(f"meeting_status.{status}") for status in found["status"]]
        ),
        schemas.Meeting,
    )


def changes(view: View, start: change_starts.Start) -> Answer:
    """Every difference between two states that the choice leaves."""
    shown = pages_changes.change_rows(view, start)
    found = records(shown)
    told = shown.assign(
        kind_text=[view.t(f"change.{row['kind']}") for row in found],
        title=[tables.step(view, row) for row in found],
        reason=pd.Series(
            [pages_changes.reason_for_change(view, row) or None for row in found],
            shown.index,
            dtype=object,
        ),
    )
    return _listed(
        "changes",
        _named(view, told),
        schemas.Change,
        {"before": start.code, "before_day": start.day.isoformat()},
    )


def _named(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the title of their action and the name of their participant, in the reader's language."""
    titles = tables.action_titles(view)
    names = {
        code: view.t.participant(view.dataset, code)
        for code in rows["participant_id"].dropna().unique()
    }
    return rows.assign(
        action_title=[titles.get(code, code) for code in rows["action_id"]],
        participant=rows["participant_id"].map(names),
    )


def _standing(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the status of their part, its rule, and why, as the dossier says it."""
    parts = view.selection.parts
    reasons = {
        str(code): dossier.reason_for_status(view, part)
        for code, part in zip(parts.index, records(parts), strict=True)
    }
    status = [str(parts["status"][code]) for code in rows["part_id"]]
    return rows.assign(
        status=status,
        status_text=[view.t(f"status.{one}") for one in status],
        rule=[int(parts["rule"][code]) for code in rows["part_id"]],
        reason=[reasons[code] for code in rows["part_id"]],
    )


def actions(view: View, offset: int, limit: int) -> Answer:
    """The parts of the actions of the choice, each with its status and why."""
    found = view.selection.parts
    part = found.iloc[offset : offset + limit].reset_index(names="part_id")
    own = by_code(view.dataset, "actions")
    beside = ("link", "starts_on", "starts_precision", "ends_on", "ends_precision")
    part = _named(view, part).rename(columns={"action_title": "title"})
    part = part.assign(
        kind_text=[view.t(f"kind.{kind}") for kind in part["kind"]],
        **{name: [own[code][name] for code in part["action_id"]] for name in beside},
    )
    return _listed(
        "actions", _standing(view, part), schemas.Action, {"rows": len(found), "offset": offset}
    )


def figures(view: View) -> Sequence[str]:
    """The numbers of the headline whose milestones can be asked for."""
    return tuple(FIGURES) if view.dataset.plan == Plan.OPEN else OF_A_PLAN


def milestones(
    view: View, figure: str | None, states: Sequence[str], offset: int, limit: int
) -> Answer:
    """The milestones of the choice: all of them, those behind a number of the headline, or those in some states.

    Args:
        view: the choice.
        figure: one of `figures`.
        states: states, of which any will do; none means all.
        offset: rows to pass over.
        limit: rows to give.
    """
    found = view.selection.milestones
    if figure:
        found = measures.behind(found, figure)
    if states:
        found = found[found["state"].isin(states)]
    part = found.iloc[offset : offset + limit]
    links = by_code(view.dataset, "actions")
    part = _standing(view, _named(view, part)).assign(
        link=[links[code]["link"] for code in part["action_id"]],
        title=[tables.step(view, row) for row in records(part)],
        state_text=[view.t(f"state.{state}") for state in part["state"]],
    )
    asked = {"figure": figure} if figure else {}
    meta = {**asked, "rows": len(found), "offset": offset}
    return _listed("milestones", _sourced(part, view.dataset), schemas.Milestone, meta)


def _sourced(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows with their source beside them."""
    sources = dataset.sources.set_index("source_id")
    return rows.assign(
        **{
            name: rows["source_id"].map(sources[column].to_dict())
            for column, name in SOURCE.items()
        }
    )


def counted(view: View) -> Answer:
    """The headline, and the counts by state, priority, country and month."""
    milestones, chosen = view.selection.milestones, view.filters
    total = measures.total(milestones)
    titles, names = tables.priority_titles(view, chosen.priority or None), tables.countries(view)
    priorities, countries = list(titles), list(names)
    by_priority = measures.counts(milestones, "priority_id", priorities).reset_index()
    parts = (
        measures.statuses(view.selection.parts, "priority_id", priorities)
        .reset_index()
        .rename(columns=str)
    )
    matrix = (
        measures.matrix(milestones, view.dataset, countries, priorities)
        .reset_index()
        .rename(columns=str)
    )
    monthly = measures.over_time(milestones)
    of_priority = ["priority_id", "priority"]
    body = {
        "headline": _headline(view, total),
        "milestones": {name: int(total[name]) for name in COUNTED},
        "actions": len(view.selection.actions),
        "context": view.selection.aside,
        "parts": {name: int(parts[name].sum()) for name in PARTS},
        "priorities": _rows(
            by_priority.assign(priority=by_priority["priority_id"].map(titles)),
            [*of_priority, *COUNTED],
        ),
        "parts_by_priority": _rows(
            parts.assign(priority=parts["priority_id"].map(titles)), [*of_priority, *PARTS]
        ),
        "matrix": _rows(
            matrix.assign(
                priority=matrix["priority_id"].map(titles),
                participant=matrix["participant_id"].map(names),
            ),
            list(schemas.MatrixCell.model_fields),
        ),
        "agencies": _agencies(view, countries),
        "over_time": [
            {
                "month": row["month"].strftime("%Y-%m"),
                **{name: int(row[name]) for name in ("confirmed", "awaiting", "announced")},
            }
            for row in records(monthly.reset_index())
        ],
    }
    return Answer(body, list(_flat(body)), schemas.columns(schemas.Measure), {})


def _headline(view: View, total: pd.Series) -> dict[str, Any]:
    """The figures that always stand together: of an open record counts alone, since there is no agreed whole."""
    period = view.dataset.period
    head = measures.headline_of(view.dataset.plan, total)
    said: dict[str, Any] = {
        "plan": str(view.dataset.plan),
        "since": period.starts.isoformat() if period else None,
    }
    if isinstance(head, RecordHeadline):
        return said | {name: measures.numbers(total)[name] for name in FIGURES}
    return {
        **said,
        "completed": _ratio(head.completed),
        "delivered": _ratio(head.delivered),
        "range": {"low": head.low, "high": head.high, "of": head.completed.of},
        "coverage": _ratio(head.coverage),
        "on_time": _ratio(head.on_time) if head.on_time else None,
        "in_place": int(total[State.IN_PLACE]),
    }


def _agencies(view: View, countries: Sequence[str]) -> list[dict[str, Any]]:
    """The furthest stage between each country and each EU agency, whatever else was chosen."""
    kinds = dict(
        zip(
            view.dataset.participants["participant_id"],
            view.dataset.participants["kind"],
            strict=True,
        )
    )
    bodies = [code for code in view.allowed["country"] if kinds[code] == "eu_agency"]
    shown = _sourced(
        measures.agencies(
            view.selection.known.milestones, view.dataset, countries, bodies
        ).reset_index(),
        view.dataset,
    )
    return _rows(
        shown.assign(
            participant=[
                view.t.participant(view.dataset, code) for code in shown["participant_id"]
            ],
            agency=[view.t.participant(view.dataset, code) for code in shown["agency_id"]],
            stage_text=[view.t(f"agencies.{stage}") for stage in shown["stage"]],
        ),
        list(schemas.Agency.model_fields),
    )


def _ratio(value: Ratio) -> dict[str, Any]:
    return {"count": value.count, "of": value.of, "missing": value.missing, "share": value.share}


def _flat(body: dict[str, Any]):
    """The measures as one table: a line for each number."""
    for name, value in body["headline"].items():
        if name == "range":
            for end in ("low", "high"):
                yield {
                    "measure": f"range_{end}",
                    "group": "all",
                    "count": value[end],
                    "of": value["of"],
                }
        elif isinstance(value, dict):
            yield {"measure": name, "group": "all", "count": value["count"], "of": value["of"]}
        elif isinstance(value, int):
            yield {"measure": name, "group": "all", "count": value}
    for name in ("actions", "context"):
        yield {"measure": name, "group": "all", "count": body[name]}
    for row in body["agencies"]:
        own = {key: row[key] for key in ("participant_id", "participant", "agency_id", "agency")}
        yield {"measure": f"stage_{row['stage']}", "group": "country_and_agency", **own, "count": 1}
    for group, part, keys in (
        ("priority", "priorities", ("priority_id", "priority")),
        ("priority", "parts_by_priority", ("priority_id", "priority")),
        (
            "country_and_priority",
            "matrix",
            ("participant_id", "participant", "priority_id", "priority"),
        ),
        ("month", "over_time", ("month",)),
    ):
        kind = {"parts_by_priority": "parts", "over_time": "by_then"}.get(part, "milestones")
        for row in body[part]:
            own = {key: row[key] for key in keys}
            for name, value in row.items():
                if isinstance(value, int):
                    yield {"measure": f"{kind}_{name}", "group": group, **own, "count": value}


def start(view: View, code: str | None) -> change_starts.Start | None:
    """The earlier state of a comparison: the one asked for, else the last meeting; `None` where there is none such."""
    offered = change_starts.start_options(view)
    asked = code if code is not None else next(iter(offered), None)
    return change_starts.find_start(view, asked, offered) if asked else None
