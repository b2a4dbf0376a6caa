"""What dataset.toml says: title, horizon, audience, plan, period and cycle of meetings."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from data import contract
from data.model import Audience, Plan
from data.reading.problems import CONTROL, LINE_BREAK, Problem, shorten
from data.text import locales

NAME = "dataset.toml"
MOST_BYTES = 100_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Days outside these years are typing errors."""
KNOWN = ("title", "horizon", "fictional", "audience", "plan", "period", "cycle")
OPTIONAL = ("audience", "cycle")
"""Settings that may be left out: a dataset is for the public, and its meetings have no cycle."""
EXAMPLES = {
    "title": ", ".join(locales.required()),
    "horizon": "horizon = 2026-06-04",
    "fictional": "true, false",
    "audience": ", ".join(Audience),
    "plan": 'plan = "complete" / plan = "open"',
    "period": "period = { starts = 2025-03-05, ends = 2026-12-31 }",
    "cycle": 'cycle = { months = 18, agreed_on = 2025-03-05, levels = ["ministerial"] }',
}


def parse(content: bytes) -> tuple[dict[str, Any], list[Problem]]:
    """What dataset.toml says, by setting, and what is wrong with it.

    It says nothing where it cannot be read.
    """
    try:
        settings = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return {}, [Problem(NAME, 0, "", "bad_settings", shorten(str(error)))]
    strays = sorted(settings.keys() - set(KNOWN))
    problems = [Problem(NAME, 0, shorten(name), "stray_setting") for name in strays]
    for name in KNOWN:
        problems += _problems(name, settings.get(name))
    return settings, problems


def _problems(name: str, value: Any) -> Iterator[Problem]:
    """What is wrong with one setting."""
    if value is None and name in OPTIONAL:
        return
    allowed = {"allowed": EXAMPLES[name]}
    if not FITS[name](value):
        yield Problem(NAME, 0, name, "bad_setting", _shown(value), allowed)
    elif any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in _days(value)):
        days, allowed = ", ".join(map(str, _days(value))), f"{FIRST_YEAR}-{LAST_YEAR}"
        yield Problem(NAME, 0, name, "not_plausible", days, {"allowed": allowed})
    elif isinstance(value, dict) and name == "title":
        for text in value.values():
            if re.search(CONTROL, text):
                yield Problem(NAME, 0, name, "control_character", shorten(text))
            elif re.search(LINE_BREAK, text):
                yield Problem(NAME, 0, name, "line_break", shorten(text))


def _shown(value: Any) -> str:
    """A value as a message shows it; Python refuses to write out thousands of digits."""
    try:
        return shorten(str(value))
    except ValueError:
        return "..."


def _days(value: Any) -> list[date]:
    """The days in a setting."""
    inside = value.values() if isinstance(value, dict) else [value]
    return [day for day in inside if type(day) is date]


def _is_title(value: Any) -> bool:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return False
    if not all(re.fullmatch("[a-z]{2}", language) for language in value):
        return False  # Such as a setting that was written below [title], and is none there.
    return all(value.get(language, "").strip() for language in locales.required())


def _is_period(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"starts", "ends"}:
        return False
    return len(_days(value)) == 2 and value["starts"] <= value["ends"]


def _is_cycle(value: Any) -> bool:
    """Whether it says months, day and levels of the cycle of meetings, and no more."""
    if not isinstance(value, dict) or value.keys() != {"months", "agreed_on", "levels"}:
        return False
    known = contract.tables()["meetings"].field("level").constraints["enum"]
    levels = value["levels"]
    return (
        type(value["months"]) is int
        and 1 <= value["months"] <= 120
        and type(value["agreed_on"]) is date
        and isinstance(levels, list)
        and bool(levels)
        and all(level in known for level in levels)
    )


FITS = {
    "title": _is_title,
    "horizon": lambda value: type(value) is date,
    "fictional": lambda value: isinstance(value, bool),
    "audience": lambda value: value in list(Audience),
    "plan": lambda value: value in list(Plan),
    "period": _is_period,
    "cycle": _is_cycle,
}
"""For each setting, whether a value is of its kind."""
