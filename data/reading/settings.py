"""What dataset.toml says: title, names, series of meetings, horizon, audience, plan and others."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic import ValidationError as Refusal
from pydantic_core import PydanticCustomError

from data import contract
from data.dates import EARLIEST, LATEST
from data.model import Audience, Cycle, Licence, Period, Plan, Successor
from data.reading.problems import BOM, CONTROL, LINE_BREAK, Problem, shorten
from data.text import locales

NAME = "dataset.toml"
MOST_BYTES = 100_000
LONGEST_TEXT = 300
MARKUP = r"[\[\]<>{}*_`|\\#]"
"""Characters that a name may not have: it is put into texts, some of which are Markdown."""
CODES = {
    "missing": "missing_setting",
    "extra_forbidden": "stray_setting",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
}
"""Kinds of errors of pydantic, and what we call them; `bad_setting` what is not named here."""
OUR_OWN = (
    *("before", "control_character", "line_break", "markup", "missing_text"),
    *("not_allowed", "not_plausible", "too_long"),
)
"""Kinds of errors that are ours, and called as in the catalogues."""
EXAMPLES = {
    "title": 'title = { en = "...", ... }',
    "horizon": "horizon = 2027-06-30",
    "fictional": "fictional = false",
    "plan": 'plan = "complete" / plan = "open"',
    "period": "period = { starts = 2026-01-01, ends = 2027-12-31 }",
    "period.starts": "starts = 2026-01-01",
    "period.ends": "ends = 2027-12-31",
    "cycle": 'cycle = { months = 18, agreed_on = 2026-02-10, levels = ["ministerial"] }',
    "series": 'joint = { en = "Joint meetings", ... }',
    "names": 'roadmap = { en = "...", ... }',
    "licence": 'licence = { name = "CC-BY-4.0", title = "...", path = "https://..." }',
    "successor": 'successor = { title = { en = "...", ... }, path = "https://..." }',
}


def _day(value: Any) -> Any:
    if type(value) is date and not EARLIEST <= value <= LATEST:
        allowed = f"{EARLIEST.year}-{LATEST.year}"
        raise PydanticCustomError("not_plausible", "", {"allowed": allowed})
    if type(value) is not date:
        raise PydanticCustomError("bad_setting", "")  # Such as a moment, which pydantic would cut.
    return value


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


def _told(texts: dict[str, str]) -> dict[str, str]:
    """Texts of which none is missing in a required language."""
    for language in locales.required():
        if not texts.get(language, "").strip():
            raise PydanticCustomError("missing_text", "", {"allowed": language})
    return texts


def _levels(levels: list[str]) -> list[str]:
    known = contract.tables()["meetings"].field("level").constraints["enum"]
    for level in levels:
        if level not in known:
            details = {"allowed": ", ".join(known), "value": shorten(level)}
            raise PydanticCustomError("not_allowed", "", details)
    return levels


def _in_order(period: Any) -> Any:
    if period.starts > period.ends:
        details = {"value": str(period.ends), "other": "starts"}
        raise PydanticCustomError("before", "", details)
    return period


Day = Annotated[date, BeforeValidator(_day)]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Line = Annotated[str, AfterValidator(_line)]
Plain = Annotated[Line, AfterValidator(_plain)]
Titles = Annotated[dict[Language, Line], AfterValidator(_told)]
Texts = Annotated[dict[Language, Plain], AfterValidator(_told)]
Address = Annotated[Line, Field(pattern=r"^https?://[^\s()<>\\]+$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Period(_Table):
    starts: Day
    ends: Day


class _Cycle(_Table):
    months: Annotated[int, Field(ge=1, le=120)]
    agreed_on: Day
    levels: Annotated[list[str], Field(min_length=1), AfterValidator(_levels)]


class _Licence(_Table):
    name: Annotated[Plain, Field(pattern="^[A-Za-z0-9][A-Za-z0-9.+-]*$")]
    title: Plain
    path: Address


class _Successor(_Table):
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


class _Settings(_Table):
    """What may stand in the file. What can be left out: a dataset is for the public."""

    title: Titles
    horizon: Day
    fictional: bool
    plan: Annotated[Plan, Field(strict=False)]
    period: Annotated[_Period, AfterValidator(_in_order)]
    audience: Annotated[Audience, Field(strict=False)] = Audience.PUBLIC
    cycle: _Cycle | None = None
    series: dict[Series, Texts] = {}
    names: dict[Name, Texts] = {}
    licence: _Licence | None = None
    successor: _Successor | None = None


def parse(content: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """What dataset.toml says, by setting, and what is wrong with it.

    It says nothing where it cannot be read.
    """
    try:
        text = content.removeprefix(BOM).decode("utf-8")
        settings = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return {}, [Problem(NAME, line, "", "not_utf8", f"0x{error.object[error.start]:02x}")]
    except (ValueError, RecursionError) as error:
        message, _, place = str(error).partition(" (at line ")
        line = int(place.partition(",")[0] or 0)
        return {}, [Problem(NAME, line, "", "bad_settings", shorten(message))]
    try:
        _Settings.model_validate(settings)
    except Refusal as refusal:
        found = refusal.errors(include_url=False)
        return settings, [_problem(text, error) for error in found]
    return settings, []


def _problem(text: str, error: Mapping[str, Any]) -> Problem:
    """What is wrong with one setting, on the line on which it is written."""
    path = [str(part) for part in error["loc"] if part != "[key]"]
    code = CODES.get(error["type"], error["type"] if error["type"] in OUR_OWN else "bad_setting")
    given = {name: str(value) for name, value in error.get("ctx", {}).items()}
    example = given.pop("expected", "") or EXAMPLES.get(".".join(path), EXAMPLES.get(path[0], ""))
    value = given.pop("value", None) or _shown(error["input"])
    column, details = shorten(".".join(path)), {"allowed": example, **given}
    return Problem(NAME, _where(text, path), column, code, value, details)


def _where(text: str, path: list[str]) -> int:
    """The line of a setting, or that of the table in which it is missing; 0 where neither is."""
    lines, at = text.splitlines(), 0
    for part in path:
        begins = re.compile(rf'\s*\[*(?:[\w".]+\.)?"?{re.escape(part)}"?\s*[\].=]')
        found = (n for n, line in enumerate(lines, 1) if n >= at and begins.match(line))
        at = next(found, at)
    return at


def _shown(value: Any) -> str:
    """A value as a message shows it; Python refuses to write out thousands of digits."""
    try:
        return shorten(str(value))
    except ValueError:
        return "..."


def facts(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a dataset says beside its tables, from settings in which nothing is wrong."""
    licence, cycle, successor = (given.get(name) for name in ("licence", "cycle", "successor"))
    return {
        "title": given["title"],
        "horizon": given["horizon"],
        "fictional": given["fictional"],
        "plan": Plan(given["plan"]),
        "period": Period(**given["period"]),
        "cycle": Cycle(**cycle) if cycle else None,
        "series": given.get("series", {}),
        "names": given.get("names", {}),
        "licence": Licence(**licence) if licence else None,
        "successor": Successor(**successor) if successor else None,
    }
