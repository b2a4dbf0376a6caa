"""What each address of the open data answers, made from the same view as a page with the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from components import stores, tables
from components.findings import changes as pages_changes
from components.view import View
from data import contract, load, measures, meetings
from data.frames import records
from data.knowledge import public_rows
from data.measures import Ratio
from data.model import Dataset, State, Status
from data.problems import BadDatasetError
from data.words import Words

COUNTED = [*(str(state) for state in State), "applicable", "due", "delivered", "expected", "on_time"]
"""Columns of `measures.counts`, in order."""
PARTS = [str(status) for status in Status]
MEETING_EXTRAS = ("last_day", "known_on")
"""What a meeting has beside the columns of the contract: `data.meetings.table`."""


@dataclass(frozen=True)
class Answer:
    """What is sent beside the `meta` block.

    Attributes:
        body: name to content; in JSON beside `meta`.
        rows: the same as one table, for CSV: column to cell.
        columns: columns of `rows`, also where there is none.
        meta: what this answer adds to the `meta` block.
    """

    body: dict[str, Any]
    rows: Sequence[dict[str, Any]]
    columns: Sequence[str]
    meta: dict[str, Any]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame."""
        return pd.DataFrame(self.rows, columns=list(self.columns), dtype=object)


def plain(cell: Any) -> Any:
    """A cell as JSON has it: a day as ISO 8601, blank as null, numbers as Python's."""
    if isinstance(cell, (str, bool, int)) or cell is None:
        return str(cell) if isinstance(cell, str) else cell
    if pd.isna(cell):
        return None
    if isinstance(cell, (date, pd.Timestamp)):
        return cell.strftime("%Y-%m-%d")
    return cell.item() if hasattr(cell, "item") else cell


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [{name: plain(row[name]) for name in columns} for row in records(frame[list(columns)])]


@lru_cache(maxsize=8)
def public(dataset: Dataset) -> Dataset:
    """The rows of a dataset that may leave by this door."""
    return public_rows(dataset)


def datasets(t: Words) -> list[dict[str, Any]]:
    """The datasets that a reader can choose, the default first; one that breaks the contract with its number of problems."""
    found = []
    for name, folder in load.available().items():
        try:
            dataset = stores.dataset_in(folder)
        except BadDatasetError as error:
            found.append({"dataset": name, "state": "refused", "problems": len(error.problems)})
            continue
        shown = public(dataset)
        found.append(
            {
                "dataset": name,
                "state": "shown",
                "title": t.dataset(dataset),
                "horizon": dataset.horizon.isoformat(),
                "fictional": dataset.fictional,
                "fingerprint": dataset.fingerprint,
                "rows": {table: len(shown.tables[table]) for table in contract.tables()},
                "left_out": {table: left for table in contract.tables() if (left := len(dataset.tables[table]) - len(shown.tables[table]))},
            }
        )
    return found


def editions(view: View) -> Answer:
    """The editions of the dataset, by cut-off."""
    columns = ["edition", "as_of", "meeting_id", "marking", "method", "checksum"]
    rows = [
        dict(zip(columns, (one.name, one.as_of.isoformat(), one.meeting_id, one.marking, one.method, one.checksum), strict=True))
        for one in stores.entries_in(view.folder)
    ]
    return Answer({"editions": rows}, rows, columns, {})


def table(view: View, name: str, offset: int, limit: int) -> Answer:
    """Public rows of one table, as the contract describes them."""
    whole, described = view.dataset.tables[name], contract.tables()[name]
    shown = public(view.dataset).tables[name]
    rows = _rows(shown.iloc[offset : offset + limit], described.columns)
    meta = {"table": name, "rows": len(shown), "offset": offset, "left_out": len(whole) - len(shown)}
    return Answer({"rows": rows}, rows, described.columns, meta)


def held(view: View) -> Answer:
    """The meetings, with what was known of each on the cut-off: no outcome before it was held."""
    columns = [*contract.tables()["meetings"].columns, *MEETING_EXTRAS]
    rows = _rows(meetings.known_on(view.dataset, view.as_of), columns)
    return Answer({"meetings": rows}, rows, columns, {})


def changes(view: View, start: pages_changes.Start) -> Answer:
    """Every difference between two states that the choice leaves, as far as it is about public actions."""
    found = pages_changes.found(view, start)
    shown = found[found["action_id"].isin(public(view.dataset).actions["action_id"])]
    columns = [str(name) for name in shown.columns]
    rows = _rows(shown, columns)
    meta = {"before": start.code, "before_day": start.day.isoformat(), "left_out": len(found) - len(shown)}
    return Answer({"changes": rows}, rows, columns, meta)


def counted(view: View) -> Answer:
    """The headline, and the counts by state, priority, country and month."""
    milestones, chosen = view.selection.milestones, view.filters
    total = measures.total(milestones)
    head = measures.headline(total)
    priorities, countries = list(tables.priority_titles(view, chosen.priority or None)), list(tables.countries(view))
    by_priority = measures.counts(milestones, "priority_id", priorities)
    parts = measures.statuses(view.selection.parts, "priority_id", priorities)
    matrix = measures.matrix(milestones, view.dataset, countries, priorities)
    monthly = measures.over_time(milestones)
    cells = ["participant_id", "priority_id", *COUNTED, "actions", "reached", "open", "cell"]
    body = {
        "headline": {
            "completed": _ratio(head.completed),
            "delivered": _ratio(head.delivered),
            "range": {"low": head.low, "high": head.high, "of": head.completed.of},
            "coverage": _ratio(head.coverage),
            "on_time": _ratio(head.on_time) if head.on_time else None,
        },
        "milestones": {name: int(total[name]) for name in COUNTED},
        "actions": len(view.selection.actions),
        "parts": {name: int(parts[name].sum()) for name in PARTS},
        "priorities": _rows(by_priority.reset_index(), ["priority_id", *COUNTED]),
        "parts_by_priority": _rows(parts.reset_index().rename(columns=str), ["priority_id", *PARTS]),
        "matrix": _rows(matrix.reset_index().rename(columns=str), cells),
        "over_time": [
            {"month": row["month"].strftime("%Y-%m"), **{name: int(row[name]) for name in ("confirmed", "awaiting", "announced")}}
            for row in records(monthly.reset_index())
        ],
    }
    return Answer(body, list(_flat(body)), ["measure", "group", "participant_id", "priority_id", "month", "count", "of"], {})


def _ratio(value: Ratio) -> dict[str, Any]:
    return {"count": value.count, "of": value.of, "missing": value.missing, "share": value.share}


def _flat(body: dict[str, Any]):
    """The measures as one table: a line for each number."""
    head = body["headline"]
    for name in ("completed", "delivered", "coverage", "on_time"):
        if head[name]:
            yield {"measure": name, "group": "all", "count": head[name]["count"], "of": head[name]["of"]}
    for end in ("low", "high"):
        yield {"measure": f"range_{end}", "group": "all", "count": head["range"][end], "of": head["range"]["of"]}
    for group, part, keys in (
        ("priority", "priorities", ("priority_id",)),
        ("priority", "parts_by_priority", ("priority_id",)),
        ("country_and_priority", "matrix", ("participant_id", "priority_id")),
        ("month", "over_time", ("month",)),
    ):
        kind = {"parts_by_priority": "parts", "over_time": "by_then"}.get(part, "milestones")
        for row in body[part]:
            own = {key: row[key] for key in keys}
            for name, value in row.items():
                if isinstance(value, int):
                    yield {"measure": f"{kind}_{name}", "group": group, **own, "count": value}


def start(view: View, code: str | None) -> pages_changes.Start | None:
    """The earlier state of a comparison: the one asked for, else the last meeting; `None` where there is none such."""
    offered = pages_changes.offered(view)
    asked = code if code is not None else next(iter(offered), None)
    return pages_changes.start(view, asked, offered) if asked else None
