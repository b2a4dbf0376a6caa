"""What the Overview must show for a selection of countries, by the rules of the tests' oracle."""

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from data import load
from data.model import COUNTED, Dataset, Plan
from tests.support import oracle


@dataclass(frozen=True)
class Shown:
    """What tells that a page is right.

    Attributes:
        metric: text of the first metric.
        milestones: sum of all bars.
        rows: rows of the matrix.
        figures: line, bars and matrix.
    """

    metric: str
    milestones: int
    rows: int
    figures: int = 3


@functools.cache
def _rows(table: str) -> list[dict[str, str]]:
    with (load.default_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def _dataset() -> Dataset:
    return load.load(load.default_folder())


@functools.cache
def _states() -> dict[str, str]:
    return oracle.states(_dataset(), _dataset().horizon)


@functools.cache
def countries() -> dict[str, str]:
    """Name to code of each CLASI state, sorted by name."""
    found = {
        row["name"]: row["participant_id"]
        for row in _rows("participants")
        if row["kind"] == "state"
    }
    return dict(sorted(found.items()))


def shown(names: Sequence[str]) -> Shown:
    """What must be shown for the countries of these names; for all countries if none is given."""
    known = _states()
    chosen = {countries()[name] for name in names}
    counted_actions = {row["action_id"] for row in _rows("actions") if row["link"] in COUNTED}
    actions = {
        row["action_id"] for row in _rows("action_participants") if row["participant_id"] in chosen
    }
    found = [
        known[row["milestone_id"]]
        for row in _rows("milestones")
        if row["action_id"] in counted_actions
        and (
            not names
            or (
                row["action_id"] in actions
                and (not row["participant_id"] or row["participant_id"] in chosen)
            )
        )
    ]
    counted = [state for state in found if state in oracle.COUNTED]
    drawn = [state for state in found if state != "in_place"]
    metric = f"{counted.count('confirmed'):,} of {len(counted):,}"
    if _dataset().plan == Plan.OPEN:
        metric = f"{counted.count('confirmed') + counted.count('awaiting'):,}"
    return Shown(metric, len(drawn), len(chosen or countries()))
