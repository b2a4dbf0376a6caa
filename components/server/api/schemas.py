"""The columns and blocks of answers of the open data. Columns of tables come from the contract."""

from datetime import date
from typing import Annotated, Any, Literal, Union

from pydantic import Field, create_model
from pydantic.json_schema import SkipJsonSchema

from data import changes, contract
from data.evidence import Basis
from data.measures import PLAN_FIGURES, Stage
from data.measures.counting import TALLY
from data.meetings import MeetingStatus
from data.model import RULES, SET_ASIDE, Audience, Cell, Plan, State, Status
from data.round.answers.replies import Reply

TYPES = {"string": str, "integer": int, "boolean": bool, "date": date}
OF_A_PLAN = (*PLAN_FIGURES, *SET_ASIDE)
"""Numbers of the headline of a complete plan, as `data.measures.behind` names them."""
SOURCE = {name: f"source_{name}" for name in ("url", "title", "publisher", "published_on")}
"""Columns of a source to their names beside a milestone."""
COUNTED = tuple(map(str, TALLY))
"""Columns of `measures.counts`, in order."""
PARTS = {f"parts_{status}": status for status in Status}
"""Columns of `measures.statuses` to the status that each counts."""
Count: Any = Annotated[int, Field(ge=0)]
Share: Any = Annotated[float, Field(ge=0, le=1)]
IN_LANGUAGE = "in the language asked for"


def _column(field: contract.Field, *, blank: bool) -> Any:
    """A column as the contract describes it, null if a cell may be blank."""
    values = field.constraints.get("enum")
    kind: Any = Literal[tuple(values)] if values else TYPES[field.type]
    return _field(kind | None if blank else kind, field.description)


def _columns_of(table: str, *names: str, blank: bool | None = None) -> dict[str, Any]:
    """Columns of a table; `blank` replaces what the contract says about blank cells."""
    fields = {field.name: field for field in contract.tables()[table].fields}
    return {
        name: _column(fields[name], blank=not fields[name].required if blank is None else blank)
        for name in names
    }


def _field(kind: Any, meaning: str) -> Any:
    return kind, Field(description=meaning)


def optional(kind: Any, meaning: str, **more: Any) -> Any:
    """What only some answers have, or what may be left out of a question."""
    return kind | SkipJsonSchema[None], Field(None, description=meaning, **more)


def _model(name: str, meaning: str, /, **columns: Any) -> Any:
    return create_model(name, __doc__=meaning, **columns)


ROWS: dict[str, Any] = {
    name: _model(name, f"{table.title}. {table.description}", **_columns_of(name, *table.columns))
    for name, table in contract.tables().items()
}
"""A row of each table."""
ANY_ROW = Union[tuple(ROWS.values())]  # noqa: UP007
_WORDS = _field(str, f"The same in words, {IN_LANGUAGE}")
_TITLE = _field(str, f"Its own title, or else the name of its step, {IN_LANGUAGE}")
_NAME = _field(str, f"Its name or title, {IN_LANGUAGE}")
_ACTION = {"action_id": str, "action_title": _NAME}
_PRIORITY = {"priority_id": str, "priority": _NAME}
_COUNTRY = {"participant_id": str, "participant": _NAME}
_OWNER = {
    "participant_id": _field(str | None, "Whose part it is; null where all partners share it"),
    "participant": _field(str | None, f"Its name, {IN_LANGUAGE}"),
}
_SOURCES = {
    "source_id": _field(str | None, "The source of the report that gives the state"),
    **dict(zip(SOURCE.values(), _columns_of("sources", *SOURCE, blank=True).values(), strict=True)),
}
_STATUS = {
    "status": _field(Status, "Status of the part"),
    "status_text": _WORDS,
    "rule": _field(Literal[tuple(sorted(RULES.values()))], "The rule of the method that gives it"),
    "reason": _field(str, f"Why, and by which rule, {IN_LANGUAGE}"),
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
    **_columns_of("reports", "achieved_on", "achieved_precision", blank=True),
    reached_by=_field(date | None, "Last day of that period"),
    moved_on=_field(date | None, "Day on which that became known"),
    on_time=_field(bool | None, "Whether a valid report was there at the deadline, if expected"),
    report_id=_field(str | None, "The report that gives the state"),
    quote=_field(str | None, "The sentence as printed that the report rests on; null: not found"),
    quote_language=_columns_of("evidence", "quote_language", blank=True)["quote_language"],
    quote_address=_field(str | None, "Where it is printed: the address leads to the sentence"),
    basis=_field(Basis | None, "What the report rests on; null without evidence"),
    reply=_field(Reply | None, "What participants answered; null where none was asked"),
    reply_text=_field(str | None, "The same in words, with who, when, and each wording"),
    **_SOURCES,
    **_STATUS,
)
OfAgency = _model(
    "OfAgency",
    "A country and an agency, with the milestone that says how far they have come.",
    **_COUNTRY,
    agency_id=str,
    agency=_NAME,
    stage=_field(Stage, "The furthest stage of any agreement or contact of the two"),
    stage_text=_WORDS,
    also_in_talks=_field(bool, "Whether another agreement of the two is in talks beside it"),
    **_columns_of("milestones", "milestone_id", "action_id", "step", blank=True),
    state=_field(State | None, "Its state"),
    **_columns_of("reports", "achieved_on", "achieved_precision", blank=True),
    **_SOURCES,
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
OneDataset = _model(
    "OneDataset",
    "A dataset that can be chosen.",
    dataset=_field(str, "Its name: a value of `dataset`"),
    title=str,
    horizon=_field(date, "The day of which its data speak"),
    fictional=bool,
    audience=_field(Audience, "Who may see all of it"),
    plan=Plan,
    starts=_field(date, "First day of the roadmap"),
    ends=_field(date, "Its last day"),
    fingerprint=str,
)
Measure = _model(
    "Measure",
    "A number of the whole choice.",
    measure=_field(str, "What is counted; `low` and `high` are the possible range"),
    count=Count,
    of=_field(Count | None, "The whole, of a ratio or of an end of the range"),
    missing=_field(Count | None, "How many of that whole lack a valid report"),
    share=_field(Share | None, "The ratio; null where the method allows no percentage"),
)
_COUNTS = dict.fromkeys(COUNTED, Count)
OfPriority = _model(
    "OfPriority",
    "Milestones of a priority by state, and by what was due; its parts by status.",
    **_PRIORITY,
    **_COUNTS,
    **dict.fromkeys(PARTS, Count),
)
OfCountry = _model(
    "OfCountry",
    "Milestones of a country and a priority.",
    **_COUNTRY,
    **_PRIORITY,
    **_COUNTS,
    **dict.fromkeys(("actions", "reached", "open", "shared"), Count),
    cell=Cell,
)
OfMonth = _model(
    "OfMonth",
    "Milestones by the end of a month.",
    month=_field(str, "As `YYYY-MM`"),
    **dict.fromkeys(("confirmed", "awaiting", "announced"), Count),
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
    licence=_field(str | None, "Of the data; null where none is recorded"),
    address=_field(str, "What gives this answer again"),
    rows=optional(Count, "Rows that there are, where one answer may not hold them"),
    offset=optional(Count, "Rows passed over"),
    table=optional(str, "The table"),
    filters_applied=optional(list[str], "Parameters that chose among the rows of this table"),
    figure=optional(str, "The number whose rows these are"),
    before=optional(str, "The earlier state of a comparison"),
    before_day=optional(date, "Its day"),
)
_PROBLEM = _model("Problem", "A sentence that names what is wrong.", code=str, message=str)
Error = _model("Error", "Why a request is refused.", error=_PROBLEM)


def answer_of(name: str, row: Any) -> Any:
    """Build the model of an answer: its rows under a name, and `meta`, what they are of."""
    about = "Rows, and what they are of."
    return _model(f"{name.capitalize()}Answer", about, meta=Meta, **{name: list[row]})
