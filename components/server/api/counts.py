"""The headline and the counts of a view, as the open data give them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from components.layout import tables
from components.server.api import schemas
from components.server.api.answers import Answer, rows_of_frame, with_source
from components.server.api.schemas import COUNTED
from components.view.view import View
from data import measures
from data.measures import FIGURES, Ratio, RecordHeadline
from data.model import SET_ASIDE, Plan, Status
from data.records import by_code

PARTS = [str(status) for status in Status]


def measures_of(view: View, _: Any) -> Answer:
    """The headline, and the counts by state, priority, country and month."""
    milestones, chosen = view.selection.milestones, view.filters
    total = measures.total(milestones)
    titles, names = tables.priority_titles(view, chosen.priority or None), tables.countries(view)
    priorities, countries = list(titles), list(names)
    by_priority = measures.counts(milestones, "priority_id", priorities)
    parts = measures.statuses(view.selection.parts, "priority_id", priorities)
    matrix = measures.matrix(milestones, view.dataset, countries, priorities).reset_index()
    matrix["priority"] = matrix["priority_id"].map(titles)
    matrix["participant"] = matrix["participant_id"].map(names)
    body = {
        "headline": _headline(view, total),
        "milestones": {name: int(total[name]) for name in COUNTED},
        "actions": len(view.selection.actions),
        "grounds": _grounds(view),
        "context": view.selection.aside,
        "parts": {name: sum(row[name] for row in parts.values()) for name in PARTS},
        "priorities": [
            {"priority_id": code, "priority": titles[code], **{name: row[name] for name in COUNTED}}
            for code, row in by_priority.items()
        ],
        "parts_by_priority": [
            {"priority_id": code, "priority": titles[code], **{name: row[name] for name in PARTS}}
            for code, row in parts.items()
        ],
        "matrix": rows_of_frame(matrix, schemas.MatrixCell.model_fields),
        "agencies": _agencies(view, countries),
        "over_time": [
            {"month": f"{month:%Y-%m}", **row}
            for month, row in measures.over_time(milestones).items()
        ],
    }
    return Answer(body, list(_flat(body)), schemas.Measure)


def _grounds(view: View) -> dict[str, int] | None:
    """What the milestones reached of an open record stand on."""
    if view.dataset.plan != Plan.OPEN:
        return None
    return asdict(measures.grounds(view.selection.milestones, view.dataset))


def _headline(view: View, total: Mapping[Any, int]) -> dict[str, Any]:
    """The figures of the headline. An open record has only counts: there is no agreed whole."""
    head = measures.headline_of(view.dataset.plan, total)
    since = view.dataset.period.starts.isoformat()
    common: dict[str, Any] = {"plan": str(view.dataset.plan), "since": since}
    if isinstance(head, RecordHeadline):
        return common | {name: measures.numbers(total)[name] for name in FIGURES}
    return {
        **common,
        "completed": _ratio(head.completed),
        "delivered": _ratio(head.delivered),
        "range": {"low": head.low, "high": head.high, "of": head.completed.of},
        "coverage": _ratio(head.coverage),
        "on_time": _ratio(head.on_time) if head.on_time else None,
        **{str(name): int(total[name]) for name in SET_ASIDE},
    }


def _agencies(view: View, countries: Sequence[str]) -> list[dict[str, Any]]:
    """The furthest stage between each country and each EU agency, of what was chosen."""
    people, t, dataset = by_code(view.dataset, "participants"), view.t, view.dataset
    bodies = [code for code in view.allowed["eu"] if people[code]["kind"] == "eu_agency"]
    found = measures.agencies(view.selection.milestones, dataset, countries, bodies)
    shown = with_source(found.reset_index(), dataset)
    shown = shown.assign(
        participant=[t.participant(dataset, code) for code in shown["participant_id"]],
        agency=[t.participant(dataset, code) for code in shown["agency_id"]],
        stage_text=[t(f"agencies.{stage}") for stage in shown["stage"]],
    )
    return rows_of_frame(shown, schemas.Agency.model_fields)


def _ratio(value: Ratio) -> dict[str, Any]:
    return {"count": value.count, "of": value.of, "missing": value.missing, "share": value.share}


def _flat(body: dict[str, Any]):
    """The measures as one table: a line for each number."""
    every = {"group": "all"}
    for name, value in body["headline"].items():
        if name == "range":
            for end in ("low", "high"):
                ratio = {"count": value[end], "of": value["of"]}
                yield {"measure": f"range_{end}", **every, **ratio}
        elif isinstance(value, dict):
            yield {"measure": name, **every, "count": value["count"], "of": value["of"]}
        elif isinstance(value, int):
            yield {"measure": name, **every, "count": value}
    for name in ("actions", "context"):
        yield {"measure": name, **every, "count": body[name]}
    for row in body["agencies"]:
        own = {key: row[key] for key in ("participant_id", "participant", "agency_id", "agency")}
        yield {"measure": f"stage_{row['stage']}", "group": "country_and_agency", **own, "count": 1}
    priority = ("priority_id", "priority")
    for group, part, keys, kind in (
        ("priority", "priorities", priority, "milestones"),
        ("priority", "parts_by_priority", priority, "parts"),
        (
            "country_and_priority",
            "matrix",
            ("participant_id", "participant", *priority),
            "milestones",
        ),
        ("month", "over_time", ("month",), "by_then"),
    ):
        for row in body[part]:
            own = {key: row[key] for key in keys}
            for name, value in row.items():
                if isinstance(value, int):
                    yield {"measure": f"{kind}_{name}", "group": group, **own, "count": value}
