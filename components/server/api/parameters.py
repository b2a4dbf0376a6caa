"""The parameters of the open data. Pydantic describes and checks them; the view checks codes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi.exceptions import RequestValidationError
from pydantic import ConfigDict, Field, create_model
from starlette.datastructures import QueryParams

from components.server.api.schemas import OF_A_PLAN, optional
from components.server.refusals import BadRequestError
from components.view import view as views
from components.view.view import View
from data.measures import FIGURES
from data.model import State
from data.reading.problems import shorten
from data.selection import filters
from data.text import words

MOST_ROWS = 10_000
"""Rows of one answer; a longer table is read in several."""
STATE = "state"
MANY = (*filters.CODES, STATE)
"""Parameters that may be given several times; any other once."""
OWN = ("figure", STATE, "before", "limit", "offset", "separator")
"""Parameters that no page has."""
Code = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(min_length=1, json_schema_extra={"format": "date"})]
LanguageCode = StrEnum("LanguageCode", list(words.languages()))
KNOWN = ("as_of", *filters.SOURCE_PARAMS, "lang")
CHOSEN = (*filters.CODES, *filters.PERIOD, *KNOWN)
FILTERED = (*CHOSEN, filters.CONTEXT.name)
ROWS = ("limit", "offset")


def _many(kind: Any, meaning: str) -> Any:
    """A parameter that may be given several times."""
    description = f"{meaning}. May be given several times: any of them will do"
    return list[kind], Field(default_factory=list, description=description)


FIELDS: dict[str, Any] = {
    "lang": (
        LanguageCode,
        Field(LanguageCode(words.FALLBACK), description="Language of names, titles and sentences"),
    ),
    "dataset": optional(Code, "Name of a dataset; the first of /datasets unless given"),
    "edition": optional(Code, "Name of an edition of /editions; the live data unless given"),
    **{name: _many(Code, one.meaning) for name, one in filters.CODES.items()},
    **{name: optional(Day, one.meaning) for name, one in filters.DAYS.items()},
    "context": optional(Literal["1"], filters.CONTEXT.meaning),
    "limit": (int, Field(MOST_ROWS, ge=1, le=MOST_ROWS, description="Rows of one answer")),
    "offset": (
        int,
        Field(0, ge=0, le=10**9, description="Rows to pass over; `Link` in the answer leads on"),
    ),
    "figure": optional(
        Code,
        f"Those behind one number of the headline. Of an open record: {', '.join(FIGURES)}. "
        f"Of a complete plan: {', '.join(OF_A_PLAN)}; `completed` is of `applicable`, "
        "`delivered` and `coverage` are of `due`, which lacks `missing`",
        json_schema_extra={"enum": list(dict.fromkeys([*FIGURES, *OF_A_PLAN]))},
    ),
    STATE: _many(State, "States of milestones"),
    "before": optional(
        Code, "A day, or an earlier meeting or edition; the last meeting unless given"
    ),
    "separator": (
        Literal[",", ";"],
        Field(",", description="`;` is for Excel in Spanish and Portuguese: with decimal commas"),
    ),
}
"""Every parameter with its type and meaning."""


def model(names: Sequence[str]) -> Any:
    """Build the pydantic model of the parameters of an address; any other is refused."""
    return create_model(
        "Asked", __config__=ConfigDict(extra="forbid"), **{name: FIELDS[name] for name in names}
    )


def sentences(error: RequestValidationError, known: Sequence[str]) -> list[str]:
    """The problems that pydantic found, each with parameter, value and what is allowed."""
    found = []
    for problem in error.errors():
        name, given = str(problem["loc"][1]), shorten(str(problem["input"]))
        if problem["type"] == "extra_forbidden":
            found.append(no_such(name, known))
        else:
            why = problem["msg"].removeprefix("Input ")
            found.append(f"{shorten(name)}: '{given}' is refused: {why}")
    return found


def values_by_name(query: QueryParams) -> dict[str, list[str]]:
    """Parameter to its values.

    Raises:
        BadRequestError: a parameter that may be given once is given twice. FastAPI would take the
            last value without a word.
    """
    found = {name: query.getlist(name) for name in query}
    many = {name: values for name, values in found.items() if len(values) > 1 and name not in MANY}
    if many:
        raise BadRequestError([f"{name}: given {len(many[name])} times" for name in many])
    return found


def open_view(query: Mapping[str, Sequence[str]], language: str) -> View:
    """The view that a page with these parameters shows.

    Raises:
        BadRequestError: a value means nothing here; a page leaves it out and says so.
    """
    view = views.open_view("api", language, query)
    if view.dropped:
        allowed = {**view.allowed, "edition": [entry.name for entry in view.entries]}
        found = (value.partition("=") for value in view.dropped)
        raise BadRequestError(
            [unknown(name, value, allowed.get(name, [])) for name, _, value in found]
        )
    return view


def no_such(name: str, known: Sequence[str]) -> str:
    """Why a parameter is refused: the names that there are."""
    there = f"there are {', '.join(known)}" if known else "there is none"
    return f"{shorten(name)}: no such parameter; {there}"


def unknown(name: str, value: str, allowed: Sequence[str]) -> str:
    """Why a value is refused: the same code in other capitals, or else all codes."""
    if name in filters.DAYS:
        return (
            f"{name}: '{shorten(value)}' is no day from 1990 to 2100 as YYYY-MM-DD, "
            "or one that cannot stand beside the others"
        )
    near = next((code for code in allowed if code.casefold() == value.casefold()), None)
    instead = f"; {near} is" if near else f"; there are {', '.join(allowed)}" if allowed else ""
    return f"{name}: '{shorten(value)}' is not known here{instead}"
