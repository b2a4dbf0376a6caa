"""The settings of a dataset: what dataset.toml or an edition may say, as types that check it.

The file is read in `data/reading/settings.py`.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from data import contract
from data.contract import CONTROL, LINE_BREAK
from data.dates import EARLIEST, LATEST
from data.model import locales

LONGEST_TEXT = 300
MARKUP = r"[\[\]<>{}*_`|\\#]"
"""Characters that a name may not have: it is put into texts, some of which are Markdown."""


class Plan(StrEnum):
    """Whether a dataset is a complete, agreed plan, or an open record of what became public."""

    COMPLETE = "complete"
    OPEN = "open"


class Audience(StrEnum):
    """Whose folder it is: each may see what those before it may, and rows marked for it."""

    PUBLIC = "public"
    PARTICIPANTS = "participants"
    SECRETARIAT = "secretariat"

    @property
    def markings(self) -> list[str]:
        """The markings of the rows that it may see."""
        order = list(Audience)
        return [str(level) for level in order[: order.index(self) + 1]]

    def may_see(self, marking: str) -> bool:
        """Whether a row or a file with this marking, one of `Audience`, may be shown to it."""
        return marking in self.markings

    @property
    def is_public(self) -> bool:
        """Whether it is everybody: it may see nothing else."""
        return self == Audience.PUBLIC


def _day(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        allowed = f"{EARLIEST.year}-{LATEST.year}"
        raise PydanticCustomError("not_plausible", "", {"allowed": allowed})
    return day


def _line(text: str) -> str:
    """A text that fits into a heading."""
    if re.search(CONTROL, text):
        raise PydanticCustomError("control_character", "")
    if re.search(LINE_BREAK, text):
        raise PydanticCustomError("line_break", "")
    if len(text) > LONGEST_TEXT:
        raise PydanticCustomError("too_long", "", {"allowed": LONGEST_TEXT})
    return text


def _plain(text: str) -> str:
    """A text that can stand within others."""
    if found := re.search(MARKUP, text):
        raise PydanticCustomError("markup", "", {"allowed": found[0]})
    return text


def _complete(texts: dict[str, str]) -> dict[str, str]:
    """Texts of which none is missing in a required language."""
    for language in locales.required():
        if not texts.get(language, "").strip():
            raise PydanticCustomError("missing_text", "", {"allowed": language})
    return texts


def _levels(levels: Sequence[str]) -> Sequence[str]:
    known = contract.tables()["meetings"].field("level").constraints["enum"]
    for level in levels:
        if level not in known:
            details = {"allowed": ", ".join(known), "value": level}
            raise PydanticCustomError("not_allowed", "", details)
    return levels


def _in_order(period: "Period") -> "Period":
    if period.starts > period.ends:
        details = {"value": str(period.ends), "other": "starts"}
        raise PydanticCustomError("before", "", details)
    return period


Day = Annotated[date, AfterValidator(_day)]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Line = Annotated[str, AfterValidator(_line)]
Plain = Annotated[Line, AfterValidator(_plain)]
Titles = Annotated[dict[Language, Line], AfterValidator(_complete)]
Texts = Annotated[dict[Language, Plain], AfterValidator(_complete)]
Address = Annotated[Line, Field(pattern=r"^https?://[^\s()<>\\]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Period(_Strict):
    """First and last day of the roadmap: what was reached before was in place already."""

    starts: Day
    ends: Day


class Cycle(_Strict):
    """How often meetings of some levels come again; before it was agreed nobody counts by it."""

    months: Annotated[int, Field(ge=1, le=120)]
    agreed_on: Day
    levels: Annotated[Sequence[str], Field(min_length=1), AfterValidator(_levels)]


class Licence(_Strict):
    """Under which the data may be used: its short name, its title and its address."""

    name: Annotated[Plain, Field(pattern="^[A-Za-z0-9][A-Za-z0-9.+-]*$")]
    title: Plain
    path: Address


class Successor(_Strict):
    """What continues a roadmap after its last day: language to title, and its address."""

    title: Texts
    path: Address


Name = Literal[
    "roadmap",
    "subject",
    "countries",
    "partners",
    "agency",
    "agencies",
    "body",
    "member",
    "presidency",
    "authors",
    "assigned",
]
"""What the roadmap and its sides are called; a name that is not given has a usual one."""
Series = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]


class Settings(_Strict):
    """What may stand in dataset.toml, as `Dataset` has it; without an audience it is public."""

    title: Titles
    horizon: Day
    fictional: bool
    plan: Annotated[Plan, Field(strict=False)]
    period: Annotated[Period, AfterValidator(_in_order)]
    audience: Annotated[Audience, Field(strict=False)] = Audience.PUBLIC
    cycle: Cycle | None = None
    series: dict[Series, Texts] = {}
    names: dict[Name, Texts] = {}
    licence: Licence | None = None
    successor: Successor | None = None
