"""The open data described for programs, OpenAPI 3.1: tables and columns from the contract, codes from the data."""

from typing import Any

from components import choice, stores
from components.server import limits
from components.server.api.answers import AGENCY, COUNTED, MEETING_EXTRAS, MILESTONE, OF_A_PLAN, PARTS, SOURCE
from components.server.api.parameters import MANY, MOST_ROWS, RESOURCES, STATE
from data import changes, contract, load, words
from data.contract import Field, Table
from data.measures import FIGURES, Stage
from data.meetings import MeetingStatus
from data.model import METHOD_VERSION, RULES, Cell, Clearance, Plan, State, Status
from data.problems import BadDatasetError

TEXT = """
The numbers of the dashboard and the rows behind them. The filters are those in the addresses of its pages, with the same codes,
and the numbers are the same. Reading only: there is nothing to send and nothing to log in to.

Every answer says in its `meta` block (in CSV: in columns named `meta_...`) the cut-off, the edition or `live`, the filters in words, the
language, the marking, the version of the method and the address that gives it again. A dataset that is invented says so there.

Given and counted is what the public may see: no row with another marking, and none that hangs on one. The measures count what the pages
count; their list `agencies` follows the countries and the cut-off and no other filter, like the grid of the pages.

A dataset is either a complete plan, where a ratio means something, or an open record of what became public, where only counts do:
`plan` says which. What was reached before the first day of the roadmap (`since`) is `in_place` and in no other figure. The milestones
behind each number of the headline are those of /milestones with the same filters and `figure`. Actions that are no cooperation
between the two sides are context: nothing counts them.

Each answer has an `ETag`; with `If-None-Match` the server answers 304 while nothing has changed. A value that means nothing is refused with
400 and a sentence, never left out silently. Texts that a spreadsheet would run as a formula have an apostrophe in front in CSV.
"""
BASE = "/api/v1"
TYPES = {"string": {"type": "string"}, "integer": {"type": "integer"}, "boolean": {"type": "boolean"}}
DAY = {"type": "string", "format": "date"}
COUNT = {"type": "integer", "minimum": 0}
PLAN = {"type": "string", "enum": [str(one) for one in Plan]}
DAYS = ("starts", "ends")
"""The days of the period of a roadmap."""
SUMMARIES = {
    "datasets": "The datasets that can be chosen",
    "editions": "The editions of a dataset: what was frozen for a meeting",
    "meetings": "The meetings, with what was known of each on the cut-off",
    "tables/{table}": "Rows of one table of the contract",
    "measures": "Headline, and counts by state, priority, country and month; how far each country and EU agency have come",
    "milestones": "The milestones of a choice, or those behind a number of the headline: state, dates, source, and where the part stands",
    "changes": "Every difference between two states of knowledge",
}
WORDS = {
    "country": "Participants, any of which takes part in the action",
    "priority": "Priorities",
    "status": "Statuses of parts",
    "kind": "Kinds of action",
    "from": "First day of a period in which something of the action happened, 1990 to 2100",
    "to": "Last day of that period, not before `from`",
    "context": "1: the pages list actions that are context too; nothing counts them, and /measures says how many they are",
    "figure": (
        f"Those behind one number of the headline. Of an open record: {', '.join(FIGURES)}. Of a complete plan: {', '.join(OF_A_PLAN)}; "
        "`delivered` and `coverage` are of `due`, `completed` is of `applicable`, and `missing` is that of `coverage`"
    ),
    "state": "States of milestones, any of which will do",
    "as_of": "Cut-off: everything as known on that day; not together with an edition",
    "dataset": "Name of a dataset; the first of /datasets unless given",
    "edition": "Name of an edition of the dataset; live data unless given",
    "clearance": "As whom invented data are seen; all other data are seen as the public sees them",
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
                **_headlines(),
                "Milestone": _milestone(),
                "Agency": _agency(),
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
            allowed = choice.options(stores.visible_in(folder, Clearance.SECRETARIAT), words.words(words.FALLBACK))
        except BadDatasetError:
            continue
        for name, values in allowed.items():
            found[name] += [value for value in values if value not in found[name]]
    own = {STATE: [str(one) for one in State], "figure": list(dict.fromkeys([*FIGURES, *OF_A_PLAN])), choice.CONTEXT: [choice.SHOWN]}
    own["clearance"] = [str(one) for one in Clearance]
    return {**found, **own, "dataset": list(load.available()), "lang": list(words.languages())}


def _parameter(name: str, codes: dict[str, list[str]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    if name in codes:
        schema = {"type": "string", "enum": codes[name]}
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
        "datasets": {
            "datasets": _array(
                {
                    "type": "object",
                    "required": ["dataset", "state"],
                    "properties": {"plan": PLAN, "period": _blank(_object(dict.fromkeys(DAYS, DAY)))},
                }
            )
        },
        "editions": {"editions": _array({"type": "object", "required": ["edition", "as_of", "marking", "method", "checksum"]})},
        "meetings": {"meetings": _array(_meeting())},
        "tables/{table}": {
            "rows": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/components/schemas/{table}"} for table in contract.tables()]},
            }
        },
        "milestones": {"milestones": _array({"$ref": "#/components/schemas/Milestone"})},
        "measures": {
            "headline": {"oneOf": [{"$ref": "#/components/schemas/PlanHeadline"}, {"$ref": "#/components/schemas/RecordHeadline"}]},
            "milestones": {"$ref": "#/components/schemas/Counts"},
            "actions": COUNT,
            "context": {**COUNT, "description": "Actions of the choice that are context: in no other number"},
            "parts": parts,
            "priorities": _array({"allOf": [{"$ref": "#/components/schemas/Counts"}], "required": ["priority_id"]}),
            "parts_by_priority": _array({"type": "object", "required": ["priority_id", *(str(one) for one in Status)]}),
            "matrix": _array(
                {
                    "allOf": [{"$ref": "#/components/schemas/Counts"}],
                    "required": ["participant_id", "priority_id", "actions", "reached", "open", "shared", "cell"],
                    "properties": {"cell": {"enum": [str(one) for one in Cell]}},
                }
            ),
            "agencies": _array({"$ref": "#/components/schemas/Agency"}),
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


def _headlines() -> dict[str, Any]:
    """The figures of a complete plan, and those of an open record."""
    ratio = {"$ref": "#/components/schemas/Ratio"}
    since = {"since": {**_blank(DAY), "description": "First day of the roadmap"}}
    plan = {
        "completed": ratio,
        "delivered": ratio,
        "range": _object({"low": COUNT, "high": COUNT, "of": COUNT}),
        "coverage": ratio,
        "on_time": {"anyOf": [ratio, {"type": "null"}]},
        "in_place": COUNT,
    }
    return {
        "PlanHeadline": _object({"plan": {"const": str(Plan.COMPLETE)}, **since, **plan}),
        "RecordHeadline": _object({"plan": {"const": str(Plan.OPEN)}, **since, **dict.fromkeys(FIGURES, COUNT)}),
    }


def _milestone() -> dict[str, Any]:
    """A milestone as known on the cut-off: columns of the tables, and those of the method."""
    tables = contract.tables()
    known = {field.name: field for name in ("milestones", "actions", "reports") for field in tables[name].fields}
    own: dict[str, Any] = {
        "title": {"type": "string", "description": "Its own title, or else the name of its step, in the language asked for"},
        "state": {"type": "string", "enum": [str(one) for one in State]},
        **{name: _blank(DAY) for name in ("planned_on", "due_on", "expected_on", "achieved_on", "reached_by", "moved_on")},
        "is_due": {"type": "boolean"},
        "delay_days": _blank(COUNT),
        "on_time": {"type": ["boolean", "null"], "description": "null where no report was expected in the last round"},
        "report_id": {"type": ["string", "null"], "description": "The report that gives the state"},
        "status": {"type": "string", "enum": [str(one) for one in Status], "description": "Of its part"},
        "rule": {"type": "integer", "enum": sorted(RULES.values()), "description": "The rule of the method that gives the status"},
        **_sources(),
    }
    precision = _field(known["achieved_precision"])
    columns = {name: own.get(name) or (precision if name.endswith("_precision") else _field(known[name])) for name in MILESTONE}
    return _object(columns)


def _agency() -> dict[str, Any]:
    """A country and an EU agency, with the milestone that says how far they have come."""
    milestone = _milestone()["properties"]
    stage = {
        "type": "string",
        "enum": [str(one) for one in Stage],
        "description": "The furthest stage of any agreement or contact of the two",
    }
    country, agency = ({"type": "string", "description": said} for said in ("The country", "The EU agency"))
    own = {"participant_id": country, "agency_id": agency, "stage": stage}
    return _object({name: own.get(name) or _nullable(milestone[name]) for name in AGENCY})


def _sources() -> dict[str, Any]:
    """The columns of a source beside a milestone."""
    fields = {field.name: _field(field) for field in contract.tables()["sources"].fields}
    code = {"type": ["string", "null"], "description": "The source of the report that gives the state"}
    return {"source_id": code, **{name: _nullable(fields[column]) for column, name in SOURCE.items()}}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return schema if isinstance(schema["type"], list) else _blank(schema)


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
    return _object({**{name: {"type": "string"} for name in told}, "as_of": DAY, "fictional": {"type": "boolean"}, "plan": PLAN})
