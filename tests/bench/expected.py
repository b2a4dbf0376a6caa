"""What the Overview must show for a selection of countries, by the rules of the tests' oracle."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from data.model import Dataset, Plan
from data.reading import load
from data.selection.filters import Filters
from tests.support import oracle


@dataclass(frozen=True)
class Shown:
    """What tells that a page is right.

    Attributes:
        metric: text of the first figure.
        milestones: sum of all bars by priority.
        rows: countries in the matrix.
        reached: the number of each of these countries, the smallest first, with blanks between.
        sentence: the first number of the sentence on top.
        map: the number of each country on the map, the smallest first, with blanks between.
        undrawn: cards in view that are not there yet.
    """

    metric: str
    milestones: int
    rows: int
    reached: str
    sentence: int
    map: str
    undrawn: int = 0


NUMBERS = ("metric", "rows", "reached", "sentence", "map")
"""What a reader has come for: sentence, figures, matrix and map."""


@functools.cache
def _dataset() -> Dataset:
    return load.load(load.default_folder())


@functools.cache
def _states() -> dict[str, str]:
    return oracle.states(_dataset(), _dataset().horizon)


@functools.cache
def countries() -> dict[str, str]:
    """Name to code of each CLASI state, sorted by name."""
    people = _dataset().participants
    states = people[people["kind"] == "state"].sort_values("name")
    return dict(zip(states["name"], states["participant_id"], strict=True))


def shown(names: Sequence[str]) -> Shown:
    """What must be shown for the countries of these names; for all countries if none is given.

    The map has every country, also where some are chosen.
    """
    found = _found(frozenset(names))
    counted = [state for state in found if state in oracle.COUNTED]
    done, sentence = found.count("confirmed"), _reached(found)
    metric, drawn = f"{sentence:,}", [state for state in found if state != "in_place"]
    if _dataset().plan != Plan.OPEN:
        metric, sentence = f"{done:,} of {len(counted):,}", done
        drawn = [state for state in found if state in (*oracle.COUNTED, "before_or_since")]
    named = names or countries()
    return Shown(metric, len(drawn), len(named), _each(named), sentence, _each(countries()))


def _reached(states: Sequence[str]) -> int:
    return states.count("confirmed") + states.count("awaiting")


def _each(names: Iterable[str]) -> str:
    """How many milestones each of these countries has reached, the smallest first."""
    return " ".join(map(str, sorted(_reached(_found(frozenset([name]))) for name in names)))


@functools.cache
def _found(names: frozenset[str]) -> list[str]:
    """State of each milestone of these countries that counts; of all if none is given."""
    chosen = asdict(Filters(country=tuple(countries()[name] for name in names)))
    _, kept = oracle.choice(_dataset(), _states(), {}, _dataset().horizon, chosen)
    return [_states()[code] for code in kept]
