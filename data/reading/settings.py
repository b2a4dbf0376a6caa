"""What dataset.toml says: title, names, series of meetings, horizon, audience, plan and others."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from data.model.settings import Settings
from data.reading.problems import BOM, Problem, shorten

NAME = "dataset.toml"
MOST_BYTES = 100_000
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


def parse(content: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """What dataset.toml says, by setting, and what is wrong with it.

    Settings that are wrong are returned, too; none where the file cannot be read.
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
        Settings.model_validate(settings)
    except ValidationError as refusal:
        found = refusal.errors(include_url=False)
        return settings, [_problem(text, error) for error in found]
    return settings, []


def _problem(text: str, error: Mapping[str, Any]) -> Problem:
    """What is wrong with one setting, on the line on which it is written."""
    path = [str(part) for part in error["loc"] if part != "[key]"]
    code = CODES.get(error["type"], error["type"] if error["type"] in OUR_OWN else "bad_setting")
    given = {name: str(value) for name, value in error.get("ctx", {}).items()}
    example = given.pop("expected", "") or EXAMPLES.get(".".join(path), EXAMPLES.get(path[0], ""))
    value = _shown(given.pop("value", None) or error["input"])
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
