"""What may be asked of the open data: the parameters of each address, and their values, checked."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import QueryParams

from components import choice
from components import view as views
from components.view import View
from data import words
from data.problems import shorten
from data.words import Words

MOST_ROWS = 10_000
"""Rows of one answer; a longer table is read in several."""
STATE = "state"
MANY = (*choice.LISTS, STATE)
"""Parameters that may be given several times; any other once."""
FILTERS = (*choice.PARAMETERS, *views.WHERE, "lang")
RESOURCES: Mapping[str, tuple[str, ...]] = {
    "datasets": ("lang",),
    "editions": ("dataset", "lang"),
    "meetings": ("as_of", *views.WHERE, "lang"),
    "tables/{table}": (*views.WHERE, "lang", "limit", "offset"),
    "measures": FILTERS,
    "milestones": (*FILTERS, "figure", STATE, "limit", "offset"),
    "changes": (*FILTERS, "before"),
}
"""Address below /api/v1 to the parameters that it takes."""


class AskedWrongError(ValueError):
    """A parameter that is not known here, or a value of one that is not.

    Attributes:
        problems: a sentence each, naming parameter and value.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def asked(query: QueryParams, known: Sequence[str]) -> dict[str, list[str]]:
    """Parameter to its values.

    Raises:
        AskedWrongError: a parameter that is not among `known`, or given twice where once is all it can be.
    """
    found: dict[str, list[str]] = {}
    for name, value in query.multi_items():
        found.setdefault(name, []).append(value)
    problems = [f"{shorten(name)}: no such parameter; there are {', '.join(known)}" for name in found if name not in known]
    problems += [f"{name}: given {len(values)} times" for name, values in found.items() if len(values) > 1 and name not in MANY]
    if problems:
        raise AskedWrongError(problems)
    return found


def spoken(query: Mapping[str, Sequence[str]]) -> Words:
    """The words of the language asked for, English unless there is one.

    Raises:
        AskedWrongError: there is no such language.
    """
    language = query.get("lang", [words.FALLBACK])[0]
    if language not in words.languages():
        raise AskedWrongError([_unknown("lang", language)])
    return words.words(language)


def opened(query: Mapping[str, Sequence[str]]) -> View:
    """The view that a page with these parameters shows.

    Raises:
        AskedWrongError: a value means nothing here; a page leaves it out and says so.
    """
    view = views.opened("api", spoken(query).language, query)
    if view.dropped:
        found = (said.partition("=") for said in view.dropped)
        raise AskedWrongError([_unknown(name, value, view.allowed) for name, _, value in found])
    return view


def _unknown(name: str, value: str, allowed: Mapping[str, Sequence[str]] | None = None) -> str:
    """Why a value is refused, with the code that differs from it only in capital letters, where there is one."""
    if name in choice.DAYS:
        return f"{name}: '{shorten(value)}' is no day from 1990 to 2100 as YYYY-MM-DD, or one that cannot stand beside the others"
    near = next((code for code in (allowed or {}).get(name, []) if code.casefold() == value.casefold()), None)
    return f"{name}: '{shorten(value)}' is not known here" + (f"; {near} is" if near else "")


def codes(query: Mapping[str, Sequence[str]], name: str, allowed: Sequence[str]) -> list[str]:
    """The codes given for a parameter, each once and in the order of those allowed.

    Raises:
        AskedWrongError: one that is not allowed.
    """
    given = query.get(name, [])
    problems = [f"{name}: '{shorten(code)}' is not known here; there are {', '.join(allowed)}" for code in given if code not in allowed]
    if problems:
        raise AskedWrongError(problems)
    return [code for code in allowed if code in given]


def number(query: dict[str, list[str]], name: str, default: int, least: int, most: int) -> int:
    """A whole number among the parameters.

    Raises:
        AskedWrongError: it is none, or too small or too large.
    """
    text = query.get(name, [str(default)])[0]
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise AskedWrongError([f"{name}: '{shorten(text)}' is no whole number from {least} to {most}"])
    return int(text)
