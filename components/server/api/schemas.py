"""The columns and blocks of answers of the open data. Columns of tables come from the contract."""

from dataclasses import fields
from datetime import date
from typing import Annotated, Any, Literal, Union

from pydantic import Field, create_model

from data import changes, contract
from data.evidence import Basis
from data.measures import FIGURES, PLAN_FIGURES, Grounds, Stage
from data.measures.counting import TALLY
from data.meetings import MeetingStatus
from data.model import RULES, SET_ASIDE, Audience, Cell, Plan, State, Status
from data.round.replies import Reply

TYPES = {"string": str, "integer": int, "boolean": bool, "date": date}
OF_A_PLAN = (*PLAN_FIGURES, *SET_ASIDE)
"""Numbers of the headline of a complete plan, as `data.measures.behind` names them."""
SOURCE = {
    "url": "source_url",
    "title": "source_title",
    "publisher": "source_publisher",
    "published_on": "source_published_on",
}
"""Columns of a source to their names beside a milestone."""
COUNTED = tuple(map(str, TALLY))
"""Columns of `measures.counts`, in order."""
Count: Any = Annotated[int, Field(ge=0)]
Share: Any = Annotated[float, Field(ge=0, le=1)]
IN_LANGUAGE = "in the language asked for"


def _column(field: contract.Field, *, blank: bool) -> Any:
    """A column as the contract describes it, null if a cell may be blank.

    The length is not bounded: a translation may be longer than the original.
    """
    constraints = field.constraints
    kind: Any = Literal[tuple(constraints["enum"])] if "enum" in constraints else TYPES[field.type]
    if "enum" not in constraints:
        kind = Annotated[
            kind, Field(pattern=constraints.get("pattern"), ge=constraints.get("minimum"))
        ]
    return (kind | None if blank else kind), Field(description=field.description)


def _columns_of(table: str, *names: str, blank: bool | None = None) -> dict[str, Any]:
    """Columns of a table; `blank` replaces what the contract says about blank cells."""
    fields = {field.name: field for field in contract.tables()[table].fields}
    return {
        name: _column(fields[name], blank=not fields[name].required if blank is None else blank)
        for name in names
    }


def _sources() -> dict[str, Any]:
    """A source beside a row: its code, and what the table of sources says of it."""
    beside = _columns_of("sources", *SOURCE, blank=True)
    return {"source_id": _field(str | None, "The source of the report that gives the state")} | {
        SOURCE[name]: beside[name] for name in SOURCE
    }


def _field(kind: Any, meaning: str) -> Any:
    return kind, Field(description=meaning)


def _code_and_words(
    noun: str, meaning: str = "", words: str = "", *, blank: bool = False
) -> dict[str, Any]:
    """A code (`action_id` of `action`), and beside it the name or title that a person reads.

    `meaning` is that of the code; `words` the name of the second column, unless it is the noun.
    """
    kind: Any = str | None if blank else str
    called = "title" if noun in ("action", "priority") else "name"
    return {
        f"{noun}_id": _field(kind, meaning) if meaning else kind,
        words or noun: _field(kind, f"Its {called}, {IN_LANGUAGE}"),
    }


def _model(name: str, meaning: str, /, **columns: Any) -> Any:
    """A row or block of these columns."""
    return create_model(name, __doc__=meaning, **columns)


ROWS: dict[str, Any] = {
    name: _model(name, f"{table.title}. {table.description}", **_columns_of(name, *table.columns))
    for name, table in contract.tables().items()
}
"""A row of each table."""
ANY_ROW = Union[tuple(ROWS.values())]  # noqa: UP007
_WORDS = _field(str, f"The same in words, {IN_LANGUAGE}")
_TITLE = _field(str, f"Its own title, or else the name of its step, {IN_LANGUAGE}")
_ACTION = _code_and_words("action", "The action", "action_title")
_OWNER = _code_and_words(
    "participant", "Whose part it is; null where all partners share it", blank=True
)
_STATUS = {
    "status": _field(Status, "Status of the part"),
    "status_text": _WORDS,
    "rule": _field(
        Literal[tuple(sorted(RULES.values()))],
        "Number of the rule of the method that gives the status: the first that fits",
    ),
    "reason": _field(
        str,
        f'What the dossier says under "Why this status?": rule, inputs and method, {IN_LANGUAGE}',
    ),
}

Action = _model(
    "Action",
    "A part of an action, and where it stands.",
    **_columns_of("actions", "action_id", "title", "priority_id", "kind"),
    kind_text=_field(str, f"The kind in words, {IN_LANGUAGE}"),
    **_columns_of("actions", "link", "starts_on", "starts_precision", "ends_on", "ends_precision"),
    **_OWNER,
    **_STATUS,
    applicable=_field(Count, "Milestones of the part that apply"),
    **{str(state): _field(Count, f"Of its milestones: {state}") for state in State},
    longest_delay=_field(Count | None, "Days, of milestones reported as not achieved"),
    moved_on=_field(date | None, "Day of the last movement"),
    stalled=_field(bool, "Whether it is open and has not moved for more than nine months"),
)
Milestone = _model(
    "Milestone",
    "A milestone as known on the cut-off, with its source and where its part stands.",
    **_columns_of("milestones", "milestone_id"),
    **_ACTION,
    **_OWNER,
    **_columns_of("milestones", "step"),
    title=_TITLE,
    **_columns_of("milestones", "position"),
    **_columns_of("actions", "priority_id", "kind", "link"),
    state=_field(State, "Its state by the method"),
    state_text=_WORDS,
    planned_on=_field(date | None, "The date in force, or else the agreed date"),
    planned_precision=_columns_of("milestones", "agreed_precision")["agreed_precision"],
    due_on=_field(date | None, "Last day of that period"),
    is_due=_field(bool, "Whether that day has passed"),
    expected_on=_field(date | None, "When the participant expects it"),
    expected_precision=_columns_of("reports", "achieved_precision")["achieved_precision"],
    delay_days=_field(Count | None, "Days since it was due, where it is due and outstanding"),
    achieved_on=_field(date | None, "When it was reached"),
    **_columns_of("reports", "achieved_precision"),
    reached_by=_field(date | None, "Last day of that period"),
    moved_on=_field(date | None, "Day on which that became known"),
    on_time=_field(
        bool | None,
        "Whether a valid report was there at the deadline; "
        "null where none was expected in the last round",
    ),
    report_id=_field(str | None, "The report that gives the state"),
    quote=_field(str | None, "The sentence as printed that the report rests on; null: not found"),
    quote_language=_columns_of("evidence", "quote_language", blank=True)["quote_language"],
    quote_address=_field(str | None, "Where it is printed: the address leads to the sentence"),
    basis=_field(Basis | None, "What the report rests on; null without evidence"),
    reply=_field(Reply | None, "What participants answered; null where none was asked"),
    reply_text=_field(str | None, "The same in words, with who, when, and each wording"),
    **_sources(),
    **_STATUS,
)
Agency = _model(
    "Agency",
    "A country and an EU agency, with the milestone that says how far they have come.",
    **_code_and_words("participant", "The country"),
    **_code_and_words("agency", "The EU agency"),
    stage=_field(Stage, "The furthest stage of any agreement or contact of the two"),
    stage_text=_WORDS,
    milestone_id=_field(str | None, "The milestone that says so"),
    action_id=_field(str | None, "Its action"),
    step=_columns_of("milestones", "step", blank=True)["step"],
    state=_field(State | None, "Its state"),
    achieved_on=_field(date | None, "When it was reached"),
    **_columns_of("reports", "achieved_precision"),
    **_sources(),
)
Meeting = _model(
    "Meeting",
    "A meeting as known on the cut-off.",
    **{
        **_columns_of("meetings", *contract.tables()["meetings"].columns),
        "status": _field(MeetingStatus, "What was known of it on the cut-off"),
        "status_text": _WORDS,
        "last_day": _field(date | None, "Its last day, or that of the period to which it is known"),
        "known_on": _field(date | None, "Day from which it was known"),
    },
)
_ASPECTS: dict[str, Any] = {
    f"{name}_{when}": _field(
        date | None if name.endswith("_on") else str | None,
        f"`{name}` of the milestone {when} the change",
    )
    for name in changes.ASPECTS
    for when in ("before", "after")
}
Change = _model(
    "ChangedMilestone",
    "A difference between two states of knowledge.",
    kind=_field(changes.Change, "What kind of difference it is"),
    kind_text=_WORDS,
    on=_field(date | None, "Day on which it happened or was known"),
    milestone_id=_field(str, "The milestone"),
    **_ACTION,
    **_OWNER,
    priority_id=_field(str, "Its priority"),
    **_columns_of("milestones", "step"),
    title=_TITLE,
    part_id=_field(str, "The part: action/participant"),
    **_ASPECTS,
    **{
        name: _field(str | None, f"The row that says so: {name}")
        for name in ("report_id", "decision_id", "change_id")
    },
    reason=_field(str | None, f"Why, {IN_LANGUAGE}; null where nothing is said"),
    source_id=_field(str | None, "Its source"),
)


Edition = _model(
    "Edition",
    "A frozen edition of a dataset.",
    edition=_field(str, "Its name: a value of `edition`"),
    as_of=date,
    meeting_id=str | None,
    **dict.fromkeys(("marking", "method", "checksum"), str),
)
Measure = _model(
    "Measure",
    "One number.",
    measure=_field(str, "What is counted; the method defines it"),
    group=Literal["all", "priority", "country_and_priority", "country_and_agency", "month"],
    **dict.fromkeys(
        (
            *("participant_id", "participant", "agency_id", "agency"),
            *("priority_id", "priority", "month"),
        ),
        str | None,
    ),
    count=int,
    of=_field(int | None, "The whole, of a ratio"),
)
Meta = _model(
    "Meta",
    "What an answer is of.",
    dataset=str,
    title=str,
    as_of=_field(date, "The cut-off: everything as known on that day"),
    edition=_field(str, "Name of the edition, or `live`"),
    filters=_field(str, "The choice in words"),
    language=str,
    marking=_field(str, "Who may see it"),
    fictional=_field(bool, "Whether the dataset is invented"),
    plan=Plan,
    method=_field(str, "Version of the method behind every number"),
    fingerprint=str,
    licence=_field(str | None, "Of our summaries; null of a dataset that is not ours"),
    address=_field(str, "What gives this answer again"),
)
RowsMeta = _model(
    "RowsMeta",
    "The same, of rows that may be more than one answer holds.",
    __base__=Meta,
    rows=_field(Count, "Rows that there are"),
    offset=_field(Count, "Rows passed over"),
)
TableMeta = _model(
    "TableMeta",
    "The same, of a table of the contract.",
    __base__=RowsMeta,
    table=str,
    filters_applied=_field(
        list[str], "Parameters of this request that chose among the rows of this table"
    ),
)
ChangesMeta = _model(
    "ChangesMeta", "The same, of a comparison.", __base__=Meta, before=str, before_day=date
)
Ratio = _model(
    "Ratio",
    "A part of a whole.",
    count=Count,
    of=Count,
    missing=_field(Count, "How many of the denominator lack a valid report"),
    share=_field(Share | None, "null where the method allows no percentage"),
)
_SINCE = _field(date, "First day of the roadmap")
PlanHeadline = _model(
    "PlanHeadline",
    "The figures of a complete plan.",
    plan=Literal[Plan.COMPLETE],
    since=_SINCE,
    completed=Ratio,
    delivered=Ratio,
    range=_model("Range", "Between which two numbers it is.", low=Count, high=Count, of=Count),
    coverage=Ratio,
    on_time=Ratio | None,
    in_place=Count,
    before_or_since=Count,
)
RecordHeadline = _model(
    "RecordHeadline",
    "The figures of an open record: counts alone, since there is no agreed whole.",
    plan=Literal[Plan.OPEN],
    since=_SINCE,
    **dict.fromkeys(FIGURES, Count),
)
_COUNTS, _PARTS = dict.fromkeys(COUNTED, Count), {str(status): Count for status in Status}
_PARTICIPANT, _PRIORITY = _code_and_words("participant"), _code_and_words("priority")
MatrixCell = _model(
    "MatrixCell",
    "Milestones of a country and a priority.",
    **_PARTICIPANT,
    **_PRIORITY,
    **_COUNTS,
    **dict.fromkeys(("actions", "reached", "open", "shared"), Count),
    cell=Cell,
)
Measures = _model(
    "Measures",
    "All numbers of a choice.",
    meta=Meta,
    headline=PlanHeadline | RecordHeadline,
    milestones=_model("Counts", "Milestones by state, and by what was due.", **_COUNTS),
    actions=Count,
    grounds=_field(
        _model(
            "Grounds",
            "Milestones reached, in other units and by their evidence.",
            **{one.name: Count for one in fields(Grounds)},
        )
        | None,
        "What the milestones reached stand on; null for a complete plan",
    ),
    context=_field(Count, "Actions of the choice that are context: in no other number"),
    parts=_model("Parts", "Parts by status.", **_PARTS),
    priorities=list[_model("PriorityCounts", "Milestones of a priority.", **_PRIORITY, **_COUNTS)],
    parts_by_priority=list[_model("PriorityParts", "Parts of a priority.", **_PRIORITY, **_PARTS)],
    matrix=list[MatrixCell],
    agencies=list[Agency],
    over_time=list[
        _model(
            "Month",
            "Milestones by the end of a month.",
            month=str,
            **dict.fromkeys(("confirmed", "awaiting", "announced"), Count),
        )
    ],
)
_SHOWN = _model(
    "ShownDataset",
    "A dataset that can be chosen.",
    dataset=str,
    state=Literal["shown"],
    title=str,
    horizon=date,
    fictional=bool,
    audience=_field(Audience, "Who may see all of it"),
    plan=Plan,
    period=_model("Period", "The first and the last day of the roadmap.", starts=date, ends=date),
    fingerprint=str,
    rows=_field(dict[str, Count], "Table to its number of rows"),
)
_REFUSED = _model(
    "RefusedDataset",
    "One that breaks its contract.",
    dataset=str,
    state=Literal["refused"],
    problems=Count,
)
Datasets = _model(
    "Datasets",
    "The datasets.",
    meta=_model(
        "LanguageMeta", "What is the same for every dataset.", language=str, method=str, address=str
    ),
    datasets=list[_SHOWN | _REFUSED],
)
_PROBLEM = _model(
    "Problem",
    "What was asked wrongly.",
    code=str,
    message=_field(str, "A sentence that names parameter and value"),
)
Error = _model("Error", "Why a request is refused.", error=_PROBLEM)


def answer_of(name: str, row: Any, meta: Any = Meta) -> Any:
    """An answer that is a list of rows under a name."""
    return _model(
        f"{name.capitalize()}Answer", "Rows, and what they are of.", meta=meta, **{name: list[row]}
    )
