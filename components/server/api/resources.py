"""The resources of the open data, and the forms of their answers."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import orjson
import pandas as pd

from components.layout import csv_table
from components.server.api import answers, counts, rows, schemas
from components.server.api.answers import Answer
from components.server.api.parameters import CHOSEN, FILTERED, KNOWN, ROWS, STATE
from data import editions


class Form(NamedTuple):
    """A form of an answer.

    Attributes:
        ending: of the address.
        kind: its media type.
        write: makes it of an answer, of what it is of, and of the parameters.
    """

    ending: str
    kind: str
    write: Callable[[Answer, dict[str, Any], Any], bytes]


class Resource(NamedTuple):
    """A resource of the open data.

    Attributes:
        name: its address.
        asks: its parameters.
        row: what a row of its answer is.
        make: makes the answer of a view and of the parameters, those of its path last.
        summary: what it is, where `row` does not say that.
        note: what else there is to know about it.
    """

    name: str
    asks: Sequence[str]
    row: Any
    make: Callable[..., Answer]
    summary: str = ""
    note: str = ""


def _json(found: Answer, about: dict[str, Any], _: Any) -> bytes:
    return orjson.dumps({"meta": about, found.name: found.rows})


def _csv(found: Answer, _: dict[str, Any], query: Any) -> bytes:
    sheet = csv_table.SPREADSHEET
    form = sheet if query.separator == sheet.separator else csv_table.PROGRAM
    frame = pd.DataFrame(found.rows, columns=[*found.model.model_fields], dtype=object)
    return csv_table.to_csv(frame, form)


def _parquet(found: Answer, about: dict[str, Any], _: Any) -> bytes:
    return editions.parquet(found.arrow, about)


FORMS = (
    Form("", "application/json", _json),
    Form(".csv", "text/csv; charset=utf-8", _csv),
    Form(".parquet", "application/vnd.apache.parquet", _parquet),
)
_IN_PARTS = (*FILTERED, *ROWS)
RESOURCES = (
    Resource("datasets", ("lang",), schemas.OneDataset, answers.datasets),
    Resource("editions", ("dataset", "lang"), schemas.Edition, answers.editions),
    Resource("meetings", KNOWN, schemas.Meeting, answers.meetings),
    Resource(
        "tables/{table}",
        (*CHOSEN, *ROWS),
        schemas.ANY_ROW,
        answers.table,
        "Rows of one table of the contract that belong to a choice.",
        rows.NOTE,
    ),
    Resource("measures", FILTERED, schemas.Measure, counts.in_all),
    Resource("by_priority", FILTERED, schemas.OfPriority, counts.by_priority),
    Resource("by_country", FILTERED, schemas.OfCountry, counts.by_country),
    Resource("by_agency", FILTERED, schemas.OfAgency, counts.by_agency),
    Resource("by_month", FILTERED, schemas.OfMonth, counts.by_month),
    Resource("actions", _IN_PARTS, schemas.Action, answers.actions),
    Resource("milestones", (*_IN_PARTS, "figure", STATE), schemas.Milestone, answers.milestones),
    Resource("changes", (*FILTERED, "before"), schemas.Change, answers.changes),
)
