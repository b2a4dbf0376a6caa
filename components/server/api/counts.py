"""The headline and the counts of a view, as the open data give them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.cards import tables
from components.server.api import schemas
from components.server.api.answers import Answer, rows_of_frame, with_source
from components.server.api.columns import columns_of
from components.server.api.schemas import COUNTED
from components.view.view import View
from data import measures
from data.measures import FIGURES, Ratio, RecordHeadline
from data.model import State, Status
from data.records import by_code, records

PARTS = [str(status) for status in Status]


def measures_of(view: View) -> Answer:
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
        "priorities": rows_of_frame(
            by_priority.assign(priority=by_priority["priority_id"].map(titles)),
            [*of_priority, *COUNTED],
        ),
        "parts_by_priority": rows_of_frame(
            parts.assign(priority=parts["priority_id"].map(titles)), [*of_priority, *PARTS]
        ),
        "matrix": rows_of_frame(
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
    return Answer(body, list(_flat(body)), columns_of(schemas.Measure), {})


def _headline(view: View, total: pd.Series) -> dict[str, Any]:
    """The figures of the headline. An open record has only counts: there is no agreed whole."""
    period = view.dataset.period
    head = measures.headline_of(view.dataset.plan, total)
    common: dict[str, Any] = {
        "plan": str(view.dataset.plan),
        "since": period.starts.isoformat() if period else None,
    }
    if isinstance(head, RecordHeadline):
        return common | {name: measures.numbers(total)[name] for name in FIGURES}
    return {
        **common,
        "completed": _ratio(head.completed),
        "delivered": _ratio(head.delivered),
        "range": {"low": head.low, "high": head.high, "of": head.completed.of},
        "coverage": _ratio(head.coverage),
        "on_time": _ratio(head.on_time) if head.on_time else None,
        "in_place": int(total[State.IN_PLACE]),
    }


def _agencies(view: View, countries: Sequence[str]) -> list[dict[str, Any]]:
    """The furthest stage between each country and each EU agency, whatever the other filters."""
    people = by_code(view.dataset, "participants")
    bodies = [code for code in view.allowed["eu"] if people[code]["kind"] == "eu_agency"]
    shown = with_source(
        measures.agencies(
            view.selection.known.milestones, view.dataset, countries, bodies
        ).reset_index(),
        view.dataset,
    )
    return rows_of_frame(
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
