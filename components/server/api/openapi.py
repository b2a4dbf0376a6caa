"""The open data described for programs, OpenAPI 3.1: tables and columns from the contract, codes from the data."""

from typing import Any

from components import choice, stores
from components.server import limits
from components.server.api.answers import COUNTED, MEETING_EXTRAS, PARTS
from components.server.api.parameters import MANY, MOST_ROWS, RESOURCES
from data import changes, contract, load, words
from data.contract import Field, Table
from data.meetings import MeetingStatus
from data.model import METHOD_VERSION, Cell, Status
from data.problems import BadDatasetError

TEXT = """
The numbers of the dashboard and the rows behind them. The filters are those in the addresses of its pages, with the same codes,
and the numbers are the same. Reading only: there is nothing to send and nothing to log in to.

Every answer says in its `meta` block (in CSV: in columns named `meta_...`) the cut-off, the edition or `live`, the filters in words, the
language, the marking, the version of the method and the address that gives it again. A dataset that is invented says so there.

Only rows whose marking is `public` are given, and no row that hangs on another one; `left_out` says how many that were. The measures
count what the pages count.

Each answer has an `ETag`; with `If-None-Match` the server answers 304 while nothing has changed. A value that means nothing is refused with
400 and a sentence, never left out silently. Texts that a spreadsheet would run as a formula have an apostrophe in front in CSV.
"""
BASE = "/api/v1"
TYPES = {"string": {"type": "string"}, "integer": {"type": "integer"}, "boolean": {"type": "boolean"}}
DAY = {"type": "string", "format": "date"}
COUNT = {"type": "integer", "minimum": 0}
SUMMARIES = {
    "datasets": "The datasets that can be chosen",
    "editions": "The editions of a dataset: what was frozen for a meeting",
    "meetings": "The meetings, with what was known of each on the cut-off",
    "tables/{table}": "Rows of one table of the contract",
    "measures": "Headline, and counts by state, priority, country and month",
    "changes": "Every difference between two states of knowledge",
}
WORDS = {
    "country": "Participants, any of which takes part in the action",
    "priority": "Priorities",
    "status": "Statuses of parts",
    "kind": "Kinds of action",
    "from": "First day of a period in which something of the action happened, 1990 to 2100",
    "to": "Last day of that period, not before `from`",
    "as_of": "Cut-off: everything as known on that day; not together with an edition",
    "dataset": "Name of a dataset; the first of /datasets unless given",
    "edition": "Name of an edition of the dataset; live data unless given",
    "lang": "Language of what is said in words",
    "limit": "Rows of one answer",
    "offset": "Rows to pass over; the header `Link` names the next",
    "before": "The earlier state: a day, or the code of a meeting or edition before the cut-off; the last meeting unless given",
}


def document() -> dict[str, Any]:
    """The whole document."""
    codes = _codes()
    paths: dict[str, Any] = {"/openapi.json": {"get": _operation("openapi.json", "This document", [], {"type": "object"})}}
    for name, parameters in RESOURCES.items():
        described = [_parameter(one, codes) for one in parameters]
        if "{table}" in name:
            described.insert(0, {"name": "table", "in": "path", "required": True, "schema": {"enum": list(contract.tables())}})
        paths[f"/{name}"] = {"get": _operation(name, SUMMARIES[name], described, _content(name))}
        if name != "datasets":
            paths[f"/{name}.csv"] = {"get": _operation(f"{name}.csv", f"{SUMMARIES[name]}, as CSV", described, None)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "EU-CLASI roadmap: open data",
            "version": f"1 (contract {contract.version()}, method {METHOD_VERSION})",
            "description": TEXT.strip(),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {
            "schemas": {
                **{name: _row(table) for name, table in contract.tables().items()},
                "Meta": _meta(),
                "Ratio": _ratio(),
                "Counts": _object(dict.fromkeys(COUNTED, COUNT)),
                "Error": _object({"error": _object({"code": {"type": "string"}, "message": {"type": "string"}})}),
            },
            "responses": {
                "refused": {"description": "Why not", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}},
                "unchanged": {"description": "The answer has not changed"},
            },
        },
    }


def _codes() -> dict[str, list[str]]:
    """What each list may hold in any of the datasets, the default dataset's first."""
    found: dict[str, list[str]] = {name: [] for name in choice.LISTS}
    for folder in load.available().values():
        try:
            allowed = choice.options(stores.dataset_in(folder), words.words(words.FALLBACK))
        except BadDatasetError:
            continue
        for name, values in allowed.items():
            found[name] += [value for value in values if value not in found[name]]
    return {**found, "dataset": list(load.available()), "lang": list(words.languages())}


def _parameter(name: str, codes: dict[str, list[str]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name in codes:
        schema["enum"] = codes[name]
    elif name in choice.DAYS:
        schema = DAY
    elif name == "limit":
        schema = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": MOST_ROWS}
    elif name == "offset":
        schema = {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0}
    many = {"style": "form", "explode": True, "schema": {"type": "array", "items": schema}} if name in MANY else {"schema": schema}
    return {"name": name, "in": "query", "required": False, "description": WORDS[name], **many}


def _operation(name: str, summary: str, parameters: list[dict[str, Any]], content: dict[str, Any] | None) -> dict[str, Any]:
    kind = {"openapi.json": "application/vnd.oai.openapi+json"}.get(name, "application/json")
    said = {"text/csv": {"schema": {"type": "string"}}} if content is None else {kind: {"schema": content}}
    tagged = {"headers": {"ETag": {"schema": {"type": "string"}, "description": "Changes with the answer"}}}
    why = {str(status): {"$ref": "#/components/responses/refused"} for status in (400, 404, 405, 413, 414, 429, 503)}
    return {
        "operationId": name.replace("/{table}", "_of_a_dataset").replace(".", "_"),
        "summary": summary,
        "description": f"At most {limits.PER_MINUTE} requests a minute in the long run unless the server is set otherwise.",
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": said, **tagged},
            "304": {"$ref": "#/components/responses/unchanged"},
            **why,
        },
    }


def _content(name: str) -> dict[str, Any]:
    """What stands beside `meta` in the JSON answer of an address."""
    parts = _object(dict.fromkeys(PARTS, COUNT))
    inside: dict[str, dict[str, Any]] = {
        "datasets": {"datasets": _array({"type": "object", "required": ["dataset", "state"]})},
        "editions": {"editions": _array({"type": "object", "required": ["edition", "as_of", "marking", "method", "checksum"]})},
        "meetings": {"meetings": _array(_meeting())},
        "tables/{table}": {
            "rows": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/components/schemas/{table}"} for table in contract.tables()]},
            }
        },
        "measures": {
            "headline": _object(
                {
                    "completed": {"$ref": "#/components/schemas/Ratio"},
                    "delivered": {"$ref": "#/components/schemas/Ratio"},
                    "range": _object({"low": COUNT, "high": COUNT, "of": COUNT}),
                    "coverage": {"$ref": "#/components/schemas/Ratio"},
                    "on_time": {"anyOf": [{"$ref": "#/components/schemas/Ratio"}, {"type": "null"}]},
                }
            ),
            "milestones": {"$ref": "#/components/schemas/Counts"},
            "actions": COUNT,
            "parts": parts,
            "priorities": _array({"allOf": [{"$ref": "#/components/schemas/Counts"}], "required": ["priority_id"]}),
            "parts_by_priority": _array({"type": "object", "required": ["priority_id", *(str(one) for one in Status)]}),
            "matrix": _array(
                {
                    "allOf": [{"$ref": "#/components/schemas/Counts"}],
                    "required": ["participant_id", "priority_id", "actions", "reached", "open", "cell"],
                    "properties": {"cell": {"enum": [str(one) for one in Cell]}},
                }
            ),
            "over_time": _array(_object({"month": {"type": "string"}, "confirmed": COUNT, "awaiting": COUNT, "announced": COUNT})),
        },
        "changes": {
            "changes": _array(
                {
                    "type": "object",
                    "required": [
                        "kind",
                        "on",
                        "milestone_id",
                        "action_id",
                        *(f"{one}_{when}" for one in changes.ASPECTS for when in ("before", "after")),
                    ],
                    "properties": {"kind": {"enum": [str(one) for one in changes.Change]}, "on": DAY},
                }
            )
        },
    }
    about = (
        {"type": "object", "required": ["language", "method", "address"]} if name == "datasets" else {"$ref": "#/components/schemas/Meta"}
    )
    return _object({"meta": about, **inside[name]})


def _meeting() -> dict[str, Any]:
    """A meeting as known on a day: the columns of the contract, with what `data.meetings` adds."""
    row = _row(contract.tables()["meetings"])
    status = {"type": "string", "enum": [str(one) for one in MeetingStatus], "description": "What was known of it on the cut-off"}
    return {**row, "properties": {**row["properties"], "status": status, **{one: _blank(DAY) for one in MEETING_EXTRAS}}}


def _row(table: Table) -> dict[str, Any]:
    return {**_object({field.name: _field(field) for field in table.fields}), "title": table.title, "description": table.description}


def _field(field: Field) -> dict[str, Any]:
    """A column as the contract describes it; null where a cell may be blank."""
    given = field.constraints
    schema: dict[str, Any] = {**(DAY if field.type == "date" else TYPES[field.type])}
    schema |= {name: given[name] for name in ("pattern", "maxLength", "minimum", "enum") if name in given}
    return {**(schema if field.required else _blank(schema)), "description": field.description}


def _blank(schema: dict[str, Any]) -> dict[str, Any]:
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **more, "type": [schema["type"], "null"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ratio() -> dict[str, Any]:
    share = {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "null where the method allows no percentage"}
    missing = {**COUNT, "description": "How many of the denominator lack a valid report"}
    return _object({"count": COUNT, "of": COUNT, "missing": missing, "share": share})


def _meta() -> dict[str, Any]:
    told = ("dataset", "title", "edition", "filters", "language", "marking", "method", "fingerprint", "address")
    return _object({**{name: {"type": "string"} for name in told}, "as_of": DAY, "fictional": {"type": "boolean"}})
