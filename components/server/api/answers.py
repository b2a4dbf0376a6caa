"""What each address of the open data answers, made from the same view as a page with the same filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components import stores, tables
from components.findings import changes as pages_changes
from components.view import View
from data import contract, load, measures, meetings
from data.frames import records
from data.measures import FIGURES, Ratio, RecordHeadline
from data.model import Clearance, Dataset, Plan, State, Status
from data.problems import BadDatasetError
from data.words import Words

COUNTED = [*(str(state) for state in State), "applicable", "due", "delivered", "expected", "on_time"]
"""Columns of `measures.counts`, in order."""
PARTS = [str(status) for status in Status]
MEETING_EXTRAS = ("last_day", "known_on")
"""What a meeting has beside the columns of the contract: `data.meetings.table`."""
OF_A_PLAN = ("completed", "delivered", "due", "missing", "applicable", "in_place")
"""Numbers of the headline of a complete plan whose milestones can be asked for, as `data.measures.behind` names them."""
SOURCE = {"url": "source_url", "title": "source_title", "publisher": "source_publisher", "published_on": "source_published_on"}
"""Columns of a source, and what they are called beside a milestone."""
MILESTONE = (
    *("milestone_id", "action_id", "participant_id", "step", "title", "position", "priority_id", "kind", "link"),
    *("state", "planned_on", "planned_precision", "due_on", "is_due", "expected_on", "expected_precision", "delay_days"),
    *("achieved_on", "achieved_precision", "reached_by", "moved_on", "on_time", "report_id", "source_id", *SOURCE.values()),
    *("status", "rule"),
)
"""Columns of a milestone, as `data.status` gives them, with its source and where its part stands."""
AGENCY = (
    *("participant_id", "agency_id", "stage", "milestone_id", "action_id", "step", "state"),
    *("achieved_on", "achieved_precision", "source_id", *SOURCE.values()),
)
"""Columns of a country and an EU agency: `data.measures.agencies`, with the source."""


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
    return dataset.period and {"starts": dataset.period.starts.isoformat(), "ends": dataset.period.ends.isoformat()}


def editions(view: View) -> Answer:
    """The editions of the dataset, by cut-off."""
    columns = ["edition", "as_of", "meeting_id", "marking", "method", "checksum"]
    rows = [
        dict(zip(columns, (one.name, one.as_of.isoformat(), one.meeting_id, one.marking, one.method, one.checksum), strict=True))
        for one in stores.entries_in(view.folder)
    ]
    return Answer({"editions": rows}, rows, columns, {})


def table(view: View, name: str, offset: int, limit: int) -> Answer:
    """Rows of one table, as the contract describes them."""
    shown, described = view.dataset.tables[name], contract.tables()[name]
    rows = _rows(shown.iloc[offset : offset + limit], described.columns)
    meta = {"table": name, "rows": len(shown), "offset": offset}
    return Answer({"rows": rows}, rows, described.columns, meta)


def held(view: View) -> Answer:
    """The meetings, with what was known of each on the cut-off: no outcome before it was held."""
    columns = [*contract.tables()["meetings"].columns, *MEETING_EXTRAS]
    rows = _rows(meetings.known_on(view.dataset, view.as_of), columns)
    return Answer({"meetings": rows}, rows, columns, {})


def changes(view: View, start: pages_changes.Start) -> Answer:
    """Every difference between two states that the choice leaves."""
    shown = pages_changes.found(view, start)
    columns = [str(name) for name in shown.columns]
    rows = _rows(shown, columns)
    meta = {"before": start.code, "before_day": start.day.isoformat()}
    return Answer({"changes": rows}, rows, columns, meta)


def figures(view: View) -> Sequence[str]:
    """The numbers of the headline whose milestones can be asked for."""
    return tuple(FIGURES) if view.dataset.plan == Plan.OPEN else OF_A_PLAN


def milestones(view: View, figure: str | None, states: Sequence[str], offset: int, limit: int) -> Answer:
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
    parts, actions = view.selection.parts, view.dataset.actions
    part = part.assign(
        **{name: part["part_id"].map(parts[name].to_dict()) for name in ("status", "rule")},
        link=part["action_id"].map(dict(zip(actions["action_id"], actions["link"], strict=True))),
        title=[tables.step(view, row) for row in records(part)],
    )
    rows = _rows(_sourced(part, view.dataset), MILESTONE)
    asked = {"figure": figure} if figure else {}
    meta = {**asked, "rows": len(found), "offset": offset}
    return Answer({"milestones": rows}, rows, MILESTONE, meta)


def _sourced(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows with their source beside them."""
    sources = dataset.sources.set_index("source_id")
    return rows.assign(**{name: rows["source_id"].map(sources[column].to_dict()) for column, name in SOURCE.items()})


def counted(view: View) -> Answer:
    """The headline, and the counts by state, priority, country and month."""
    milestones, chosen = view.selection.milestones, view.filters
    total = measures.total(milestones)
    priorities, countries = list(tables.priority_titles(view, chosen.priority or None)), list(tables.countries(view))
    by_priority = measures.counts(milestones, "priority_id", priorities)
    parts = measures.statuses(view.selection.parts, "priority_id", priorities)
    matrix = measures.matrix(milestones, view.dataset, countries, priorities)
    monthly = measures.over_time(milestones)
    cells = ["participant_id", "priority_id", *COUNTED, "actions", "reached", "open", "shared", "cell"]
    body = {
        "headline": _headline(view, total),
        "milestones": {name: int(total[name]) for name in COUNTED},
        "actions": len(view.selection.actions),
        "context": view.selection.aside,
        "parts": {name: int(parts[name].sum()) for name in PARTS},
        "priorities": _rows(by_priority.reset_index(), ["priority_id", *COUNTED]),
        "parts_by_priority": _rows(parts.reset_index().rename(columns=str), ["priority_id", *PARTS]),
        "matrix": _rows(matrix.reset_index().rename(columns=str), cells),
        "agencies": _agencies(view, countries),
        "over_time": [
            {"month": row["month"].strftime("%Y-%m"), **{name: int(row[name]) for name in ("confirmed", "awaiting", "announced")}}
            for row in records(monthly.reset_index())
        ],
    }
    columns = ["measure", "group", "participant_id", "agency_id", "priority_id", "month", "count", "of"]
    return Answer(body, list(_flat(body)), columns, {})


def _headline(view: View, total: pd.Series) -> dict[str, Any]:
    """The figures that always stand together: of an open record counts alone, since there is no agreed whole."""
    period = view.dataset.period
    head = measures.headline_of(view.dataset.plan, total)
    said: dict[str, Any] = {"plan": str(view.dataset.plan), "since": period.starts.isoformat() if period else None}
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
    kinds = dict(zip(view.dataset.participants["participant_id"], view.dataset.participants["kind"], strict=True))
    bodies = [code for code in view.allowed["country"] if kinds[code] == "eu_agency"]
    shown = measures.agencies(view.selection.known.milestones, view.dataset, countries, bodies)
    return _rows(_sourced(shown.reset_index(), view.dataset), AGENCY)


def _ratio(value: Ratio) -> dict[str, Any]:
    return {"count": value.count, "of": value.of, "missing": value.missing, "share": value.share}


def _flat(body: dict[str, Any]):
    """The measures as one table: a line for each number."""
    for name, value in body["headline"].items():
        if name == "range":
            for end in ("low", "high"):
                yield {"measure": f"range_{end}", "group": "all", "count": value[end], "of": value["of"]}
        elif isinstance(value, dict):
            yield {"measure": name, "group": "all", "count": value["count"], "of": value["of"]}
        elif isinstance(value, int):
            yield {"measure": name, "group": "all", "count": value}
    for name in ("actions", "context"):
        yield {"measure": name, "group": "all", "count": body[name]}
    for row in body["agencies"]:
        own = {key: row[key] for key in ("participant_id", "agency_id")}
        yield {"measure": f"stage_{row['stage']}", "group": "country_and_agency", **own, "count": 1}
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
