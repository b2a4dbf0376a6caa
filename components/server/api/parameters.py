"""What may be asked of the open data: the parameters of each address, described and checked by pydantic; their codes by the view."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from starlette.datastructures import QueryParams

from components import choice, stores
from components import view as views
from components.server.api.schemas import OF_A_PLAN
from components.view import View
from data import words
from data.measures import FIGURES
from data.model import Clearance, State
from data.problems import shorten

MOST_ROWS = 10_000
"""Rows of one answer; a longer table is read in several."""
STATE = "state"
MANY = (*choice.LISTS, STATE)
"""Parameters that may be given several times; any other once."""
OWN = ("figure", STATE, "before", "limit", "offset", "separator")
"""Parameters that no page has."""
AGAIN = ". May be given several times: any of them will do"
Code = Annotated[str, Field(min_length=1)]
Text = Code | SkipJsonSchema[None]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})] | SkipJsonSchema[None]
Language = StrEnum("Language", list(words.languages()))


class Spoken(BaseModel):
    """What may be asked of every address. Parameters that are not named are refused."""

    model_config = ConfigDict(extra="forbid")
    lang: Language = Field(Language(words.FALLBACK), description="Language of what is said in words; codes and names of columns stay")


class OfDataset(Spoken):
    """The same of a dataset."""

    dataset: Text = Field(None, description="Name of a dataset; the first of /datasets unless given")


class Where(OfDataset):
    """The same of a dataset or an edition of it, as somebody may see it."""

    edition: Text = Field(None, description="Name of an edition of that dataset: /editions lists them; live data unless given")
    clearance: Clearance | SkipJsonSchema[None] = Field(
        None, description="As whom invented data are seen; all other data are seen as the public sees them, and refuse another clearance"
    )


class Known(Where):
    """The same as known on a day."""

    as_of: Day = Field(None, description="Cut-off: everything as known on that day; the last of the data unless given; not with `edition`")


class Chosen(Known):
    """The same, and what a reader chose of it."""

    country: list[Code] = Field(default_factory=list, description=f"Participants, any of which takes part in the action{AGAIN}")
    priority: list[Code] = Field(default_factory=list, description=f"Priorities{AGAIN}")
    status: list[Code] = Field(default_factory=list, description=f"Statuses of parts{AGAIN}")
    kind: list[Code] = Field(default_factory=list, description=f"Kinds of action{AGAIN}")
    since: Day = Field(None, alias="from", description="First day of a period in which something of the action happened, 1990 to 2100")
    until: Day = Field(None, alias="to", description="Last day of that period, not before `from`")


class Filtered(Chosen):
    """The same, by all that pages filter by."""

    context: Literal["1"] | SkipJsonSchema[None] = Field(
        None, description="1: the pages list actions that are context too; nothing counts them, and /measures says how many they are"
    )


class Rows(BaseModel):
    """Which rows of many."""

    limit: int = Field(MOST_ROWS, ge=1, le=MOST_ROWS, description="Rows of one answer")
    offset: int = Field(0, ge=0, le=10**9, description="Rows to pass over; the header `Link` names the next")


class TableRows(Rows, Chosen):
    """Rows of a table."""


class FilteredRows(Rows, Filtered):
    """Rows of a choice."""


class MilestoneRows(FilteredRows):
    """Milestones of a choice."""

    figure: Text = Field(
        None,
        json_schema_extra={"enum": list(dict.fromkeys([*FIGURES, *OF_A_PLAN]))},
        description=f"Those behind one number of the headline. Of an open record: {', '.join(FIGURES)}. "
        f"Of a complete plan: {', '.join(OF_A_PLAN)}; `delivered` and `coverage` are of `due`, `completed` is of `applicable`, "
        "and `missing` is that of `coverage`",
    )
    state: list[State] = Field(default_factory=list, description=f"States of milestones{AGAIN}")


class Compared(Filtered):
    """A choice, and since when."""

    before: Text = Field(None, description="The earlier state: a day, or a meeting or edition before the cut-off; else the last meeting")


class Separated(BaseModel):
    """How CSV is written."""

    separator: Literal[",", ";"] = Field(
        ",", description="`,` is RFC 4180, for programs; `;` is what Excel opens in Spanish and Portuguese: decimal comma, byte order mark"
    )


class AskedWrongError(ValueError):
    """A parameter that is not known here, or a value of one that is not.

    Attributes:
        problems: a sentence each, naming parameter and value.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def names(model: type[BaseModel]) -> list[str]:
    """The parameters of an address, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def sentences(error: RequestValidationError, known: Sequence[str]) -> list[str]:
    """What pydantic found wrong, each with parameter and value, and what there is instead."""
    found = []
    for one in error.errors():
        name = shorten(str(one["loc"][1]))
        if one["type"] == "extra_forbidden":
            found.append(f"{name}: no such parameter; there are {', '.join(known)}")
        else:
            found.append(f"{name}: '{shorten(str(one['input']))}' is refused: {one['msg'].removeprefix('Input ')}")
    return found


def given(query: QueryParams) -> dict[str, list[str]]:
    """Parameter to its values.

    Raises:
        AskedWrongError: one that can be given once is given twice, of which FastAPI would take the last.
    """
    found: dict[str, list[str]] = {}
    for name, value in query.multi_items():
        found.setdefault(name, []).append(value)
    if problems := [f"{name}: given {len(values)} times" for name, values in found.items() if len(values) > 1 and name not in MANY]:
        raise AskedWrongError(problems)
    return found


def opened(query: Mapping[str, Sequence[str]], language: str) -> View:
    """The view that a page with these parameters shows.

    Raises:
        AskedWrongError: a value means nothing here; a page leaves it out and says so.
    """
    view = views.opened("api", language, query)
    if view.dropped:
        allowed = {**view.allowed, "edition": [one.name for one in stores.entries_in(view.folder)]}
        found = (said.partition("=") for said in view.dropped)
        raise AskedWrongError([unknown(name, value, allowed.get(name, [])) for name, _, value in found])
    return view


def unknown(name: str, value: str, allowed: Sequence[str]) -> str:
    """Why a value is refused: the code that differs from it only in capital letters, or else all that there are."""
    if name in choice.DAYS:
        return f"{name}: '{shorten(value)}' is no day from 1990 to 2100 as YYYY-MM-DD, or one that cannot stand beside the others"
    near = next((code for code in allowed if code.casefold() == value.casefold()), None)
    instead = f"; {near} is" if near else f"; there are {', '.join(allowed)}" if allowed else ""
    return f"{name}: '{shorten(value)}' is not known here{instead}"
