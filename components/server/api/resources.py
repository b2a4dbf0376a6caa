"""The resources of the open data, and the forms of their answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from components.layout import csv_table
from components.server.api import answers, counts, parameters, rows, schemas
from components.server.api.answers import Answer
from data import editions


class Form(NamedTuple):
    """A form of an answer.

    Attributes:
        ending: of the address.
        kind: its media type.
        note: what the description says of it.
        write: makes it of an answer, of what it is of, and of the parameters.
    """

    ending: str
    kind: str
    note: str
    write: Callable[[Answer, dict[str, Any], Any], bytes]


@dataclass(frozen=True)
class Resource:
    """A resource of the open data.

    Attributes:
        name: its address.
        summary: what it is.
        asks: its parameters.
        gives: the answer in JSON.
        make: makes the answer of a view and of the parameters, those of its path last.
        note: what else there is to know about it.
    """

    name: str
    summary: str
    asks: Sequence[str]
    gives: Any
    make: Callable[..., Answer]
    note: str = ""


def to_json(content: Any) -> bytes:
    """An answer in JSON."""
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


def _csv(found: Answer, _: dict[str, Any], query: Any) -> bytes:
    sheet = csv_table.SPREADSHEET
    form = sheet if query.separator == sheet.separator else csv_table.PROGRAM
    return csv_table.to_csv(found.frame, form)


FORMS = (
    Form(
        "", "application/json", "", lambda found, about, _: to_json({"meta": about, **found.body})
    ),
    Form(".csv", "text/csv; charset=utf-8", "as CSV", _csv),
    Form(
        ".parquet",
        "application/vnd.apache.parquet",
        "as Parquet",
        lambda found, about, _: editions.parquet(found.arrow, about),
    ),
)


RESOURCES = (
    Resource(
        "editions",
        "The editions of a dataset: what was frozen for a meeting",
        ("dataset", "lang"),
        schemas.answer_of("editions", schemas.Edition),
        answers.editions,
    ),
    Resource(
        "meetings",
        "The meetings, with what was known of each on the cut-off",
        parameters.KNOWN,
        schemas.answer_of("meetings", schemas.Meeting),
        answers.meetings,
    ),
    Resource(
        "tables/{table}",
        "Rows of one table of the contract that belong to a choice",
        (*parameters.CHOSEN, *parameters.ROWS),
        schemas.answer_of("rows", schemas.ANY_ROW, schemas.TableMeta),
        answers.table,
        rows.NOTE,
    ),
    Resource(
        "measures",
        "Headline, and counts by state, priority, country and month; "
        "how far each country and EU agency have come",
        parameters.FILTERED,
        schemas.Measures,
        counts.measures_of,
    ),
    Resource(
        "actions",
        "The parts of the actions of a choice: status, the rule that gives it, and why",
        (*parameters.FILTERED, *parameters.ROWS),
        schemas.answer_of("actions", schemas.Action, schemas.RowsMeta),
        answers.actions,
    ),
    Resource(
        "milestones",
        "The milestones of a choice, or those behind a number of the headline: "
        "state, dates, source, and where the part stands and why",
        (*parameters.FILTERED, "figure", parameters.STATE, *parameters.ROWS),
        schemas.answer_of("milestones", schemas.Milestone, schemas.RowsMeta),
        answers.milestones,
    ),
    Resource(
        "changes",
        "Every difference between two states of knowledge",
        (*parameters.FILTERED, "before"),
        schemas.answer_of("changes", schemas.Change, schemas.ChangesMeta),
        answers.changes,
    ),
)
