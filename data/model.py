"""The words of the method as closed sets, and the dataset every measure reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

METHOD_VERSION = "1.1"
"""Changes with any definition or threshold of METHOD.md, and stands on every figure."""


class State(StrEnum):
    """Where a milestone stands; exactly one applies. The order is the order of every legend."""

    CONFIRMED = "confirmed"
    AWAITING = "awaiting"
    NOT_ACHIEVED_DUE = "not_achieved_due"
    NO_REPORT_DUE = "no_report_due"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    WITHDRAWN = "withdrawn"


APPLICABLE = (State.CONFIRMED, State.AWAITING, State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE, State.NOT_DUE)
"""The states that count; the other two leave the denominator, by decision."""

REACHED = (State.CONFIRMED, State.AWAITING)
"""The states of a milestone that is reported as achieved, whether or not that is confirmed yet."""


class Status(StrEnum):
    """Where a part of an action stands, by the first rule of METHOD.md that fits."""

    COMPLETED = "completed"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    DELAYED = "delayed"
    SERIOUSLY_DELAYED = "seriously_delayed"
    NO_REPORT = "no_report"
    WITHDRAWN = "withdrawn"


RULES = {
    Status.WITHDRAWN: 1,
    Status.COMPLETED: 2,
    Status.NO_REPORT: 3,
    Status.SERIOUSLY_DELAYED: 4,
    Status.DELAYED: 5,
    Status.NOT_STARTED: 6,
    Status.UNDER_WAY: 7,
}
"""The number of the rule that gives each status: the answer to "why this colour"."""


class Cell(StrEnum):
    """What a cell of the country x priority matrix says about what was due."""

    UP_TO_DATE = "up_to_date"
    PARTLY = "partly"
    BEHIND = "behind"
    NO_REPORT = "no_report"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset that kept the contract.

    Attributes:
        name: short name, as in the address (`record`).
        title: language to title.
        horizon: the day up to which the dataset speaks, and the default cut-off.
        fictional: whether it is invented; then every screen and file says so.
        tables: table name to frame, columns and types as in contract.json.
        fingerprint: SHA-256 of every file, the contract and the method version; keys every cache.
    """

    name: str
    title: Mapping[str, str]
    horizon: date
    fictional: bool
    tables: Mapping[str, pd.DataFrame]
    fingerprint: str

    def __getattr__(self, table: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][table]
        except KeyError:
            raise AttributeError(table) from None

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dataset) and other.fingerprint == self.fingerprint
